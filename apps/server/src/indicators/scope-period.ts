import type { LocalDate } from '@huiyin/domain';

/** What figures are kept for. The one site has the code `all`. */
export type ScopeKind = 'site' | 'region' | 'line' | 'department' | 'item';
export type StoredPeriodKind = 'month' | 'quarter' | 'year';

/** One scope in one period: the key of its sums, and with an indicator that of a figure. */
export interface ScopePeriod {
  readonly scopeKind: ScopeKind;
  readonly scopeCode: string;
  readonly periodKind: StoredPeriodKind;
  readonly periodStart: LocalDate;
}

export const scopePeriodText = (key: ScopePeriod): string =>
  [key.scopeKind, key.scopeCode, key.periodKind, key.periodStart].join('\u0000');
