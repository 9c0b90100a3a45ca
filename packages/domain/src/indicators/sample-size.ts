/** 样本下限: how many cases a figure must rest on before it may be shown, scored, ranked. */
export const MINIMUM = { shown: 11, scored: 30, ranked: 100 } as const;

/** `none`: nobody at all, which is shown as 0; `withheld`: 1–10 people, who could be recognised. */
export type Presentation = 'none' | 'withheld' | 'shown' | 'ranked';

/** What may be done in public with a figure that rests on n people. 0 → none, 1–10 → withheld, 11–99 → shown, 100 → ranked. */
export function presentable(n: number): Presentation {
  if (n === 0) return 'none';
  if (n < MINIMUM.shown) return 'withheld';
  return n < MINIMUM.ranked ? 'shown' : 'ranked';
}
