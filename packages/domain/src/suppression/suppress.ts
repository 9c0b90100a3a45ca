import type { CellSum } from './cell-sum.ts';
import { hide } from './hiding.ts';
import type { Steps } from './steps.ts';

export interface SuppressionQuestion {
  /** People behind each cell. */
  readonly sizes: ArrayLike<number>;
  /** Every sum that a reader can form. */
  readonly sums: readonly CellSum[];
  /** The largest group of which nothing may be told: 10. */
  readonly smallMax: number;
  /** Cells that were told before and cannot be taken back. */
  readonly published?: ReadonlySet<number>;
  /** Cells that are withheld whatever their size; those that are not small may be computed. */
  readonly forced?: ReadonlySet<number>;
}

export interface Suppression {
  /** Cells of 1 to `smallMax` people and those that must hide them, and those that are forced. */
  readonly withheld: ReadonlySet<number>;
  /** Small cells that can be found all the same, because all that would hide them was told before. */
  readonly exposed: ReadonlySet<number>;
}

/**
 * Complementary suppression of small cells: which ones to withhold so that no cell of 1 to `smallMax` people can be
 * computed from what is shown. Among 25,000 cells it takes seconds, so it comes in steps. 0 is known to all and may be shown. See `hide` for what is guarded, and what is not.
 *
 * Worked: a county of 57 with departments of 5, 12 and 40. Withholding 5 alone would be found from 57 − 12 − 40, so 12
 * goes too. With 4, 5 and 40 the two small ones are 9 together, so 40 goes as well.
 * Source: A. Hundepool et al., Statistical Disclosure Control (2012), chapter 4.
 */
export function* suppress({
  sizes,
  sums,
  smallMax,
  published = new Set(),
  forced = new Set(),
}: SuppressionQuestion): Steps<Suppression> {
  const secrets = new Set<number>();
  for (let cell = 0; cell < sizes.length; cell += 1) {
    const n = sizes[cell] ?? 0;
    if (n > 0 && n <= smallMax && !published.has(cell)) secrets.add(cell);
  }
  const { hidden, exposed } = yield* hide({
    amounts: sizes,
    sums,
    secrets,
    alsoHidden: forced,
    smallMax,
    mayHide: (cell) => !published.has(cell),
    wholesTell: true,
  });
  return { withheld: hidden, exposed };
}
