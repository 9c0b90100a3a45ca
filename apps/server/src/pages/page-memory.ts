import type { Page } from '@huiyin/contract';
import { Injectable } from '@nestjs/common';

/** How many addresses are remembered. Data of a page is some tens of kilobytes. */
const ADDRESSES_MAX = 300;

export interface RememberedPage {
  readonly page: Page;
  /** When it was fresh. Milliseconds since 1970. */
  readonly at: number;
}

/** The last good data of each page, to be shown, marked as old, while the database is away. The oldest is forgotten first. */
@Injectable()
export class PageMemory {
  private readonly pages = new Map<string, RememberedPage>();

  remember(address: string, page: Page, at: number): void {
    this.pages.delete(address);
    this.pages.set(address, { page, at });
    if (this.pages.size > ADDRESSES_MAX) this.pages.delete(this.pages.keys().next().value!);
  }

  recall(address: string): RememberedPage | undefined {
    return this.pages.get(address);
  }
}
