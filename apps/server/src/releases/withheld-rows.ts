import type { Population } from '@huiyin/domain';
import { POPULATIONS } from '@huiyin/domain';
import { scopePeriodText } from '../indicators/scope-period.ts';
import type { SumsRow } from '../indicators/span-row.ts';
import type { PublicCell, Structure } from '../indicators/suppression/public-cells.ts';
import { withheldOf } from '../indicators/suppression/suppression.service.ts';
import type { ReleasedRow } from './released-rows.ts';
import { peopleIn } from './released-rows.ts';

/** What the public has been told, beside the rows of a release that is being made. */
export interface Told {
  /** What the release that is corrected said of the same rows, by their keys. */
  readonly before: ReadonlyMap<string, ReleasedRow>;
  readonly others: readonly ReleasedRow[];
  /** What no release has spoken of can still be withheld, and will be where it has to be. */
  readonly live: readonly SumsRow[];
  /** How many people each cell had that is withheld of what no release has spoken of, by population and key. */
  readonly withheld: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/**
 * Each row with the populations that are withheld of it, given what releases have told for good. A correction withholds
 * what it corrects withheld, and nothing else of it: a number shown now would tell of the one that was not, and one that
 * was shown would find another.
 */
export async function withWithheld(
  rows: readonly SumsRow[],
  { before, others, live, withheld: earlier }: Told,
  structure: Structure,
): Promise<ReleasedRow[]> {
  const withheld = new Map<string, string[]>();
  let hidden: ReadonlySet<string> = new Set();
  for (const population of POPULATIONS) {
    const cellOf = (row: SumsRow, old: ReleasedRow | undefined): PublicCell => {
      const [n, released] = [peopleIn(row, population.measures), releasedAs(old, population)];
      const kept = released === null && earlier.get(population.key)?.get(scopePeriodText(row)) === n;
      return { ...row, n, released, kept };
    };
    const cells = [
      ...others.map((row) => cellOf(row, row)),
      ...rows.map((row) => cellOf(row, before.get(scopePeriodText(row)))),
      ...live.map((row) => cellOf(row, undefined)),
    ];
    const found = await withheldOf(
      cells,
      structure,
      population,
      population.contains === undefined ? new Set() : hidden,
    );
    const texts = new Set(found.map(scopePeriodText));
    if (POPULATIONS.some(({ contains }) => contains === population.key)) hidden = texts;
    for (const text of texts) withheld.set(text, [...(withheld.get(text) ?? []), population.key]);
  }
  return rows.map((row) => ({ ...row, withheld: withheld.get(scopePeriodText(row)) ?? [] }));
}

/** What has been said of a population of a row; nothing of one that had nobody, since 0 is no secret. */
function releasedAs(row: ReleasedRow | undefined, { key, measures }: Population): PublicCell['released'] {
  if (row === undefined || peopleIn(row, measures) === 0) return null;
  return row.withheld.includes(key) ? 'withheld' : 'shown';
}
