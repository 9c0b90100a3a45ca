import type { ChangeSplit, Strata } from '@huiyin/contract';
import type { Indicator } from '@huiyin/domain';
import { kitagawaSplit } from '@huiyin/domain';
import type { FigurePeriod } from '../periods.ts';
import { shownPeriod } from '../periods.ts';
import type { StoredFigure } from '../presenting.ts';
import { mayBeShown, shownChange } from '../presenting.ts';

/** One part of a whole in both periods, as it is stored: it may be withheld, or not be there. */
export interface Part {
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly before: StoredFigure | undefined;
  readonly after: StoredFigure | undefined;
}

/** The whole whose change is taken apart, and what it is made of. */
export interface Whole {
  readonly before: StoredFigure | undefined;
  readonly after: StoredFigure | undefined;
  readonly against: FigurePeriod;
  readonly by: Strata;
  readonly parts: readonly Part[];
}

const TOGETHER = { zh: '其余合计', en: 'All others together' };

/**
 * The change of a figure, taken apart: what the parts changed by themselves, and what came from their shares of the whole
 * (kitagawaSplit of the domain). Parts that may not be shown, and what belongs to no part, stand together as one: whoever
 * subtracts the others from the whole knows it anyway, and it is never 1–10 people. Null when the whole may not be shown on
 * either side, or when there is only one part: then there is nothing to take apart.
 */
export function changeSplit(
  indicator: Indicator,
  { before, after, against, by, parts }: Whole,
  today: string,
): ChangeSplit | null {
  const change = shownChange(indicator, after, { period: against, figure: before });
  if (change === null || !mayBeShown(before) || !mayBeShown(after)) return null;
  const told = parts.filter((part) => isTold(part.before) && isTold(part.after));
  const seen: Seen[] = told
    .map(({ code, name, ...part }) => ({
      code,
      name,
      together: false,
      before: countsOf(part.before),
      after: countsOf(part.after),
    }))
    .filter((part) => part.before.n > 0 || part.after.n > 0)
    .sort((a, b) => b.after.n - a.after.n || (a.code < b.code ? -1 : 1));
  const rest = {
    before: less(
      countsOf(before),
      seen.map((part) => part.before),
    ),
    after: less(
      countsOf(after),
      seen.map((part) => part.after),
    ),
  };
  if (rest.before.n > 0 || rest.after.n > 0) seen.push({ code: '', name: TOGETHER, together: true, ...rest });
  if (seen.length < 2) return null;
  const scale = indicator.unit === 'share' ? 1 : 100;
  const split = kitagawaSplit(
    seen.map((part) => ({
      before: { x: part.before.x / scale, n: part.before.n },
      after: { x: part.after.x / scale, n: part.after.n },
    })),
  );
  if (split === null) return null;
  const { code, name, noun, unit, better } = indicator;
  return {
    indicator: code,
    name,
    noun,
    unit,
    better,
    against: shownPeriod(against, today),
    before: before.value,
    after: after.value,
    change,
    rate: split.rateEffect * scale,
    mix: split.mixEffect * scale,
    by,
    parts: seen.map((part) => ({
      code: part.code,
      name: part.name,
      together: part.together,
      before: sideOf(part.before, before.denominator),
      after: sideOf(part.after, after.denominator),
    })),
  };
}

interface Counts {
  readonly x: number;
  readonly n: number;
}

interface Seen {
  readonly code: string;
  readonly name: Part['name'];
  readonly together: boolean;
  readonly before: Counts;
  readonly after: Counts;
}

/** May be told: shown, or known to be nobody. */
const isTold = (figure: StoredFigure | undefined): boolean => figure === undefined || mayBeShown(figure);

const countsOf = (figure: StoredFigure | undefined): Counts =>
  figure === undefined ? { x: 0, n: 0 } : { x: figure.numerator, n: figure.denominator };

const less = (whole: Counts, parts: readonly Counts[]): Counts => ({
  x: Math.max(
    0,
    parts.reduce((left, { x }) => left - x, whole.x),
  ),
  n: Math.max(
    0,
    parts.reduce((left, { n }) => left - n, whole.n),
  ),
});

const sideOf = ({ x, n }: Counts, whole: number) =>
  n === 0 ? null : { value: x / n, denominator: n, weight: n / whole };

/**
 * The split with most to explain: first those in which parts and shares pulled in opposite directions, then the change that
 * is clearest against its own interval, last what is counted whole and has none. Only changes that are told; null without any.
 */
export function mostToExplain(splits: readonly (ChangeSplit | null)[]): ChangeSplit | null {
  const told = splits.filter((split): split is ChangeSplit => split?.change.told === true);
  const clearness = ({ change: { difference, low, high } }: ChangeSplit) =>
    high > low ? Math.abs(difference) / (high - low) : 0;
  const isOpposed = ({ rate, mix, change }: ChangeSplit) =>
    Math.sign(rate) === -Math.sign(mix) &&
    change.high > change.low &&
    Math.min(Math.abs(rate), Math.abs(mix)) > Math.abs(change.difference) / 4;
  return told.reduce<ChangeSplit | null>((best, split) => {
    if (best === null || isOpposed(split) !== isOpposed(best))
      return best === null || isOpposed(split) ? split : best;
    return clearness(split) > clearness(best) ? split : best;
  }, null);
}
