import type { Page } from '@huiyin/contract';

/** What a request for a page comes to: a page, or the address where the visitor goes on (without the language). */
export type PageAnswer =
  | { readonly kind: 'page'; readonly page: Page; readonly status: number }
  | { readonly kind: 'go'; readonly to: string };

export const pageAnswer = (page: Page, status = 200): PageAnswer => ({ kind: 'page', page, status });

/** The status of a form that comes back because its device is asked for some work first: nothing has been stored. */
export const ASKED = 428;
