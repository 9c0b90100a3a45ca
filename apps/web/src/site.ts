import { inLanguage, type PageFrame } from '@huiyin/contract';
import { inject, type InjectionKey } from 'vue';
import type { Voice } from './wording/voice.ts';

/** What every part of a page may need: the voice of its language, the frame, and the way to other pages in the same language. */
export interface Site {
  readonly voice: Voice;
  readonly frame: PageFrame;
  /** An address of `paths` in the language of this page. */
  to(path: string): string;
}

export const SITE: InjectionKey<Site> = Symbol('site');

export const siteOf = (voice: Voice, frame: PageFrame): Site => ({
  voice,
  frame,
  to: (path) => inLanguage(path, frame.language),
});

/** The site around the component that calls. A component outside a page is a defect of ours. */
export function useSite(): Site {
  const site = inject(SITE);
  if (!site) throw new Error('A part of a page was rendered outside of a page.');
  return site;
}

/** A path with the query that is left when empty values are dropped: /letters and { q: '路灯', type: [] } → /letters?q=%E8%B7… */
export function withQuery(
  path: string,
  query: Readonly<Record<string, string | readonly string[] | undefined>>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of typeof value === 'string' ? [value] : (value ?? []))
      if (one !== '') search.append(name, one);
  }
  const text = search.toString();
  return text === '' ? path : `${path}?${text}`;
}
