import type { CellSum } from './cell-sum.ts';
import { hide } from './hiding.ts';
import type { Steps } from './steps.ts';
import { WhatFollows } from './what-follows.ts';

export interface ChangeQuestion {
  /** People behind each cell in the earlier publication, and now. */
  readonly before: ArrayLike<number>;
  readonly now: ArrayLike<number>;
  /** Whether anything at all that is told of a cell has changed: its n may be the same. */
  readonly changed: readonly boolean[];
  readonly sums: readonly CellSum[];
  readonly smallMax: number;
}

/**
 * Which cells must keep what was published of them, so that nobody who compares the two publications sees a change that
 * rests on 1 to `smallMax` people: those that changed by so few, those that would give them away, and those of so few
 * people now whose number was told before. What was told of a held cell is told again, so its parts and wholes no longer
 * add up exactly; what is missing is never so small a group. A cell that can be computed anyhow is not held: once
 * everybody knows it, the next change of it must be judged from there.
 *
 * Worked: of a county that grew by 12 one department grew by 11 and another by 1. The 1 is held, and the 11 with it, since
 * 12 − 11 would tell. Two departments that grew by 6 each are both held, and their county may show its 12. When the
 * next publication comes, the 11 is still held: the county's 12 stands there since the last one.
 */
export function* heldChanges({
  before,
  now,
  changed,
  sums,
  smallMax,
}: ChangeQuestion): Steps<ReadonlySet<number>> {
  const grown = changed.map((_, cell) => (now[cell] ?? 0) - (before[cell] ?? 0));
  const isSmall = (people: number): boolean => people > 0 && people <= smallMax;
  const secrets = new Set(
    changed.flatMap((isChanged, cell) => {
      const becomesSmall = isSmall(now[cell] ?? 0) && (before[cell] ?? 0) > smallMax;
      return isChanged && (Math.abs(grown[cell]!) <= smallMax || becomesSmall) ? [cell] : [];
    }),
  );
  // Before and now may be of several publications, some of them held: how far the parts lagged behind their whole is
  // known to who compares them, so it hides nothing. What no cell shows is taken not to hide anything either.
  const known = sums.map(({ whole, parts }) => ({ whole, parts }));
  const { hidden } = yield* hide({
    amounts: grown,
    sums: known,
    secrets,
    smallMax,
    mayHide: (cell) => changed[cell] === true,
    // A held whole says what it said: that its parts have grown meanwhile tells of their groups, which are large enough.
    wholesTell: false,
  });
  const found = (yield* WhatFollows.of(known, hidden)).determined();
  return new Set([...hidden].filter((cell) => secrets.has(cell) || !found.has(cell)));
}
