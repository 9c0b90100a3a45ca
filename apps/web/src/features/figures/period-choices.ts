import type { Period } from '@huiyin/contract';
import type { Voice } from '../../wording/voice.ts';

/** A choice of a select field. */
export interface PeriodChoice {
  readonly value: string;
  readonly name: string;
}

/** Periods to choose from, by kind, quarters first; a period that is not over says so. */
export const periodChoices = (
  periods: readonly Pick<Period, 'key' | 'kind' | 'complete'>[],
  voice: Voice,
): { readonly name: string; readonly options: readonly PeriodChoice[] }[] =>
  (['quarter', 'month', 'year', 'rolling'] as const).map((kind) => ({
    name: voice.t.rankings.kinds[kind],
    options: periods
      .filter((period) => period.kind === kind)
      .map(({ key, complete }) => ({
        value: key,
        name: complete ? voice.period(key) : voice.t.figures.unfinishedOf(voice.period(key)),
      })),
  }));
