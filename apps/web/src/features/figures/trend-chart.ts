import type { KeyFigure, Period, Trend } from '@huiyin/contract';
import type { ChartTable, TrendChart } from '../../charts/chart.ts';
import { kindOf, yearOpened } from '../../wording/dates.ts';
import { inUnit } from '../../wording/numbers.ts';
import type { Voice } from '../../wording/voice.ts';

/** A chart with everything ChartFigure needs around it. */
export interface TrendView {
  readonly title: string;
  readonly caption: string;
  readonly chart: TrendChart;
  readonly table: ChartTable;
}

type Point = Trend['points'][number];

/**
 * The finding of a trend. It claims a rise or fall only where the interval of the change says so (`told`); the change
 * is against the same period last year, or against the period before where there is no year.
 */
export function trendFinding(trend: Trend, figure: KeyFigure | null, voice: Voice): string {
  const { t } = voice;
  const say = t.figures.trend;
  const name = voice.of(trend.name);
  const done = trend.points.findLast((point) => point.period.complete && point.value !== null);
  if (!done || done.value === null) return say.empty(name);
  const by = (difference: number) =>
    `${voice.unsigned(difference, trend.unit)}${t.figures.differenceUnit[trend.unit]}`;
  const { yearAgo = null, previous = null } = figure ?? {};
  if (yearAgo) {
    if (!yearAgo.told) return say.flat(name);
    return yearAgo.difference > 0
      ? say.rose(name, by(yearAgo.difference))
      : say.fell(name, by(yearAgo.difference));
  }
  if (previous) {
    const last = t.figures.lastPeriod[kindOf(previous.against)];
    if (!previous.told) return say.flatLast(name, last);
    return previous.difference > 0
      ? say.roseLast(name, last, by(previous.difference))
      : say.fellLast(name, last, by(previous.difference));
  }
  return say.stated(voice.period(done.period.key), name, voice.amount(done.value, trend.unit));
}

/** A trend as chart, sentence, caption and table; null when nothing in it may be shown. */
export function trendView(trend: Trend, figure: KeyFigure | null, voice: Voice): TrendView | null {
  const shown = trend.points.filter((point) => point.value !== null);
  const first = trend.points[0];
  if (shown.length === 0 || !first) return null;
  const kind = first.period.kind;
  return {
    title: trendFinding(trend, figure, voice),
    caption: captionOf(trend, shown, voice),
    chart: chartOf(trend, voice),
    table: tableOf(trend, kind, voice),
  };
}

function chartOf(trend: Trend, voice: Voice): TrendChart {
  const shown = (value: number | null) => (value === null ? null : inUnit(value, trend.unit));
  const lastDone = trend.points.findLast((point) => point.period.complete && point.value !== null);
  return {
    kind: 'trend',
    unit: trend.unit === 'share' ? '%' : '',
    points: trend.points.map((point) => ({
      name: voice.period(point.period.key),
      short: voice.periodShort(point.period.key),
      year: yearOpened(point.period.key),
      value: shown(point.value),
      low: shown(point.low),
      high: shown(point.high),
      median: shown(point.peerMedian),
      open: !point.period.complete,
      said: saidOf(point, voice),
    })),
    breaks: (trend.breaks ?? []).flatMap(({ on, system }) => {
      const before = trend.points.findIndex((point) => point.period.start >= on);
      return before > 0 ? [{ before, label: voice.t.figures.breakOf(system) }] : [];
    }),
    says: {
      last: lastDone
        ? [voice.periodShort(lastDone.period.key), voice.figure(lastDone)].join(
            voice.language === 'zh' ? '' : ' ',
          )
        : '',
      open: voice.t.figures.unfinished,
      median: trend.points.some((point) => point.peerMedian !== null) ? voice.t.figures.peerMedianHead : '',
    },
  };
}

/** One point in words, for the live chart and for whoever hears it. */
function saidOf(point: Point, voice: Voice): string {
  const { figures } = voice.t;
  const period = voice.period(point.period.key);
  const interval =
    point.low === null || point.high === null ? '' : voice.range(point.low, point.high, point.unit);
  const sample = point.denominator === null ? '' : voice.count(point.denominator);
  return figures.point(
    point.period.complete ? period : figures.unfinishedOf(period),
    voice.figure(point),
    interval,
    sample,
  );
}

function captionOf(trend: Trend, shown: readonly Point[], voice: Voice): string {
  const say = voice.t.figures.trend;
  const name = voice.of(trend.name);
  const noun = voice.of(trend.noun);
  const kind = voice.t.figures.periodHead[shown[0]?.period.kind ?? 'quarter'];
  const done = shown
    .filter((point) => point.period.complete)
    .flatMap((point) => (point.denominator === null ? [] : [point.denominator]));
  const open = shown.findLast((point) => !point.period.complete);
  const sentences = [
    done.length > 1
      ? say.caption(name, kind, noun, voice.count(Math.min(...done)), voice.count(Math.max(...done)))
      : '',
    done.length === 1 ? say.captionOne(name, kind, noun, voice.count(done[0] ?? 0)) : '',
    shown.some((point) => point.peerMedian !== null) ? say.peers : '',
    ...(trend.breaks ?? []).map((one) => say.broken(one.system, voice.date(one.on))),
    trend.points.some((point) => point.presentation === 'withheld') ? say.gap : '',
    open?.denominator ? say.openPoint(voice.period(open.period.key), voice.count(open.denominator)) : '',
  ];
  return sentences.filter((sentence) => sentence !== '').join(voice.language === 'zh' ? '' : ' ');
}

function tableOf(trend: Trend, kind: Period['kind'], voice: Voice): ChartTable {
  const { figures } = voice.t;
  const name = voice.of(trend.name);
  const withPeers = trend.points.some((point) => point.peerMedian !== null);
  return {
    label: name,
    columns: [
      { name: figures.periodHead[kind] },
      { name, number: true },
      { name: figures.intervalHead, number: true, quiet: true },
      { name: figures.sampleHead, number: true },
      ...(withPeers ? [{ name: figures.peerMedianHead, number: true, quiet: true }] : []),
    ],
    rows: trend.points.map((point) => [
      point.period.complete
        ? voice.period(point.period.key)
        : figures.unfinishedOf(voice.period(point.period.key)),
      voice.figure(point),
      point.low === null || point.high === null ? '' : voice.range(point.low, point.high, point.unit),
      point.denominator === null ? '' : voice.count(point.denominator),
      ...(withPeers ? [point.peerMedian === null ? '' : voice.amount(point.peerMedian, trend.unit)] : []),
    ]),
  };
}
