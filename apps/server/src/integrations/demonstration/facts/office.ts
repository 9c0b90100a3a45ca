import type { Weighted } from '../chance.ts';
import type { Character } from '../province/characters.ts';
import type { DemoDepartment } from '../province/departments.ts';
import type { DemoItem } from '../province/items.ts';

/** An office as the generator works with it: who it is, how it is, what it offers, and its numbers in the database. */
export interface Office {
  readonly department: DemoDepartment;
  readonly character: Character;
  readonly departmentId: number;
  readonly items: readonly OfficeItem[];
}

export interface OfficeItem {
  readonly item: DemoItem;
  readonly itemId: number;
  /** Weighted for one draw each. */
  readonly counterChannels: readonly Weighted<string>[];
  readonly onlineChannels: readonly Weighted<string>[];
}

/** Gives the numbers that the database gave. */
export interface Numbering {
  readonly departmentId: (code: string) => number;
  readonly itemId: (code: string) => number;
}

const COUNTER: Readonly<Record<string, number>> = { window: 10, kiosk: 2, paper: 0.5, hotline: 1.2 };
const ONLINE: Readonly<Record<string, number>> = { web: 3, app: 3.2, mini: 4.4, sms: 1.6 };

export function officeItem(item: DemoItem, itemId: number): OfficeItem {
  const weighted = (weights: Readonly<Record<string, number>>) =>
    item.channels.flatMap((channel): Weighted<string>[] => {
      const weight = weights[channel];
      return weight === undefined ? [] : [[channel, weight]];
    });
  return { item, itemId, counterChannels: weighted(COUNTER), onlineChannels: weighted(ONLINE) };
}
