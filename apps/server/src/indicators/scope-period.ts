import type { LocalDate } from '@huiyin/domain';

/** What figures are kept for. The one site has the code `all`. */
export type ScopeKind = 'site' | 'region' | 'line' | 'department' | 'item' | 'channel';
export type StoredPeriodKind = 'month' | 'quarter' | 'year' | 'rolling';

/** How many months a period of a kind is. */
export const MONTHS_IN: Readonly<Record<StoredPeriodKind, number>> = {
  month: 1,
  quarter: 3,
  year: 12,
  rolling: 12,
};

/** One scope in one period: the key of its sums, and with an indicator that of a figure. */
export interface ScopePeriod {
  readonly scopeKind: ScopeKind;
  readonly scopeCode: string;
  readonly periodKind: StoredPeriodKind;
  readonly periodStart: LocalDate;
}

export const scopePeriodText = (key: ScopePeriod): string =>
  [key.scopeKind, key.scopeCode, key.periodKind, key.periodStart].join('\u0000');
