import { INDICATORS, WAITING_TIMES, populationOf, replyTime } from '../indicators/index.ts';
import type { Indicator } from '../indicators/index.ts';
import type { SystemSettings } from '../systems/index.ts';
import type { Sums, WaitClock } from '../tallies/index.ts';
import type { Bilingual } from '../wording/bilingual.ts';

/** A figure as it is published: value, low, high, numerator, denominator, in the indicator's own unit. */
export type ReleasedFigure = readonly [number, number, number, number, number];

/** How waits ended, one row a length: wait in working days, answered, left unanswered, still open. */
export type ReleasedWaits = readonly (readonly [number, number, number, number])[];

/** Median and ninetieth percentile in working days (null when not reached), and the letters received. */
export type ReleasedTime = readonly [number | null, number | null, number];

/** Everything that is published of one scope in one period: the tallies, and the figures that follow from them. */
export interface ReleasedCell {
  readonly scope: string;
  readonly code: string;
  readonly period: string;
  /** Sums of measures, without those of populations that are withheld and without zeros. */
  readonly tallies: Sums;
  /** The populations of which nothing is told: 1–10 people, or what would let such a group be found. */
  readonly withheld: readonly string[];
  readonly waits: Readonly<Partial<Record<WaitClock, ReleasedWaits>>>;
  /** By the code of the indicator. */
  readonly figures: Readonly<Record<string, ReleasedFigure>>;
  /** By the code of the waiting time. */
  readonly times: Readonly<Record<string, ReleasedTime>>;
}

/** The rank bands of one peer group on one indicator; the seed follows from what they are of. */
export interface ReleasedRanking {
  readonly indicator: string;
  readonly period: string;
  /** Level, line and volume band, as they are written in the seed. */
  readonly group: string;
  /** Department, best and worst rank that the data do not exclude; in the order of the codes. */
  readonly bands: readonly (readonly [string, number, number])[];
}

/** A whole release, before its hash. What it holds never changes: a correction is another release. */
export interface ReleaseContent {
  readonly format: typeof RELEASE_FORMAT;
  readonly id: string;
  readonly number: number;
  readonly edition: number;
  readonly supersedes: string | null;
  readonly period: { readonly key: string; readonly first: string; readonly last: string };
  readonly madeAt: string;
  /** The last local day whose facts are in it, and the state of the figures it was taken from. */
  readonly through: string;
  readonly figureVersion: number;
  readonly author: string;
  readonly reason: Bilingual;
  readonly system: { readonly version: number; readonly settings: SystemSettings };
  /** The version of the program that made it. */
  readonly code: string;
  readonly names: readonly { readonly scope: string; readonly code: string; readonly name: Bilingual }[];
  readonly cells: readonly ReleasedCell[];
  readonly rankings: readonly ReleasedRanking[];
}

export const RELEASE_FORMAT = 'huiyin-release/1';

/** The figures that follow from tallies: of every indicator whose people are not withheld and who has a case. */
export function releasedFigures(
  tallies: Sums,
  withheld: readonly string[],
  indicators: readonly Indicator[] = INDICATORS,
): Record<string, ReleasedFigure> {
  const figures: Record<string, ReleasedFigure> = {};
  for (const indicator of indicators) {
    if (withheld.includes(populationOf(indicator))) continue;
    const reading = indicator.reading(tallies);
    if (reading === null) continue;
    const { value, low, high, numerator, denominator } = reading;
    figures[indicator.code] = [value, low, high, numerator, denominator];
  }
  return figures;
}

/** The waiting times that follow from how the waits ended, letters still open counted as waiting. */
export function releasedTimes(waits: ReleasedCell['waits']): Record<string, ReleasedTime> {
  const times: Record<string, ReleasedTime> = {};
  for (const { code, clock } of WAITING_TIMES) {
    const time = replyTime(
      (waits[clock] ?? []).map(([wait, answered, left, open]) => ({ wait, answered, left: left + open })),
    );
    if (time !== null) times[code] = [time.median, time.ninetieth, time.received];
  }
  return times;
}
