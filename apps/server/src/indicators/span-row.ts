import type { LocalDate, Measure, Sums, WaitClock } from '@huiyin/domain';
import { STOCK_NAMES, WAIT_CLOCKS } from '@huiyin/domain';
import type { ClockedWaits } from './figures.repository.ts';
import type { ScopePeriod } from './scope-period.ts';

/** The sums of one scope and period, as they are or as they were released. */
export interface SumsRow extends ScopePeriod {
  readonly sums: Sums;
  readonly waits: ClockedWaits | null;
}

/**
 * One row out of those of the months of a longer period, in the order of the months: what came in adds up, a stock is
 * that of the last month. Waits add up by their length.
 */
export function spanRow(key: ScopePeriod, months: readonly SumsRow[], lastMonth: LocalDate): SumsRow {
  const sums: Partial<Record<Measure, number>> = {};
  for (const row of months) {
    for (const [name, count] of Object.entries(row.sums)) {
      const measure = name as Measure;
      if (!STOCK_NAMES.includes(measure)) sums[measure] = (sums[measure] ?? 0) + count;
      else if (row.periodStart === lastMonth) sums[measure] = count;
    }
  }
  return { ...key, sums, waits: spanWaits(months) };
}

function spanWaits(months: readonly SumsRow[]): ClockedWaits | null {
  const clocks = WAIT_CLOCKS.flatMap((clock): [WaitClock, NonNullable<ClockedWaits[WaitClock]>][] => {
    const byWait = new Map<number, { wait: number; answered: number; left: number; open: number }>();
    for (const { waits } of months) {
      for (const { wait, answered, left, open } of waits?.[clock] ?? []) {
        const known = byWait.get(wait) ?? { wait, answered: 0, left: 0, open: 0 };
        byWait.set(wait, {
          wait,
          answered: known.answered + answered,
          left: known.left + left,
          open: known.open + open,
        });
      }
    }
    return byWait.size === 0 ? [] : [[clock, [...byWait.values()].sort((a, b) => a.wait - b.wait)]];
  });
  return clocks.length === 0 ? null : Object.fromEntries(clocks);
}
