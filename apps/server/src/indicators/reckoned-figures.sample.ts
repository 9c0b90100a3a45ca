import type { LocalDate, Reading, Sums } from '@huiyin/domain';
import { indicatorOf } from '@huiyin/domain';
import type { DataSource } from 'typeorm';
import type { ScopeKind, StoredPeriodKind } from './scope-period.ts';

/** One indicator of one scope in one period, reckoned over the sums as they are stored, whether public or not. For tests. */
export interface ReckonedFigure extends Reading {
  readonly code: string;
  readonly start: LocalDate;
}

/** One indicator in all scopes and periods of a kind that have a case, by code and period. For tests. */
export async function reckonedFigures(
  source: DataSource,
  scopeKind: ScopeKind,
  periodKind: StoredPeriodKind,
  indicator: string,
): Promise<ReckonedFigure[]> {
  const rows: { code: string; start: LocalDate; sums: Sums }[] = await source.query(
    `select scope_code as code, period_start as start, sums
     from figure_sum
     where scope_kind = $1 and period_kind = $2
     order by 1, 2`,
    [scopeKind, periodKind],
  );
  return rows.flatMap(({ code, start, sums }) => {
    const reading = indicatorOf(indicator)!.reading(sums);
    return reading === null ? [] : [{ code, start, ...reading }];
  });
}
