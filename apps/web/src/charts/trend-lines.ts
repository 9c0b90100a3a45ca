import type { TrendChart } from './chart.ts';
import { runsOf, type Pair } from './plot.ts';

type Line = readonly (readonly [number, number | null])[];

/** A figure that has a value, with its place in the row of periods. */
export interface Dated {
  readonly at: number;
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** What a trend consists of, ready to be drawn and to be kept clear of by words. */
export interface TrendLines {
  /** Finished periods only; null is a gap. */
  readonly value: Line;
  readonly low: Line;
  readonly high: Line;
  readonly median: Line;
  /** The newest finished period, and the one that still runs. */
  readonly done: Dated | null;
  readonly open: Dated | null;
  /** Points between two gaps: no line runs through them, so they get a dot. */
  readonly alone: readonly Pair[];
  readonly medianAlone: readonly Pair[];
}

/** The lines and marks of a trend, in the order of its periods. */
export function trendLines({ points }: TrendChart): TrendLines {
  const finished = (key: 'value' | 'low' | 'high'): Line =>
    points.map((point, index) => [index, point.open ? null : point[key]]);
  const median: Line = points.map((point, index) => [index, point.median]);
  const value = finished('value');
  const last = points.length - 1;
  const lastDone = points.findLastIndex((point) => !point.open && point.value !== null);
  return {
    value,
    low: finished('low'),
    high: finished('high'),
    median,
    done: dated(points, lastDone),
    open: points[last]?.open ? dated(points, last) : null,
    alone: aloneIn(value),
    medianAlone: aloneIn(median),
  };
}

function dated(points: TrendChart['points'], at: number): Dated | null {
  const point = points[at];
  return point === undefined || point.value === null
    ? null
    : { at, value: point.value, low: point.low, high: point.high };
}

const aloneIn = (line: Line): Pair[] =>
  runsOf(line).flatMap((run) => (run.length === 1 && run[0] ? [run[0]] : []));

/** The dotted way from the newest finished period to the one that still runs. */
export const wayToOpen = ({ done, open }: TrendLines): Pair[] =>
  done && open
    ? [
        [done.at, done.value],
        [open.at, open.value],
      ]
    : [];

/** The interval of the period that still runs, upright. */
export const openInterval = ({ open }: TrendLines): Pair[] =>
  open === null || open.low === null || open.high === null
    ? []
    : [
        [open.at, open.low],
        [open.at, open.high],
      ];

/** The upright line where the definition changed. */
export const breakLine = (
  before: number,
  { min, max }: { readonly min: number; readonly max: number },
): Pair[] => [
  [before - 0.5, min],
  [before - 0.5, max],
];
