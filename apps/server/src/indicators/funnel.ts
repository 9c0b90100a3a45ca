import type { Funnel } from '@huiyin/contract';
import type { FunnelLimits, Indicator, Sums } from '@huiyin/domain';
import {
  funnelLimitsOfMean,
  funnelLimitsOfShare,
  funnelPosition,
  levelCounts,
  overDispersion,
} from '@huiyin/domain';
import type { Compared } from './comparison.ts';
import { addSums } from './sums.ts';

/** Sample sizes at which the lines are drawn. */
const GRID = 32;
/** Two departments spread in no particular way. */
const UNITS_MIN = 3;

/**
 * The funnel of a group: the lines between which its departments would fall if they all were as good as the group as a
 * whole, widened by what departments ordinarily differ (over-dispersion by moments). Null for fewer than three, and
 * where all cases agree, which leaves chance nothing to do.
 */
export function funnelOf(indicator: Indicator, members: readonly Compared[]): Funnel | null {
  if (members.length < UNITS_MIN) return null;
  const sums = addSums(members.map(({ figure }) => figure.sums));
  const whole = indicator.reading(sums);
  if (whole === null) return null;
  const spread = spreadOf(indicator, whole.value, sums);
  if (spread === 0) return null;
  const units = members.map(({ figure }) => ({
    value: figure.value,
    error: spread / Math.sqrt(figure.denominator),
  }));
  const { tauSquared } = overDispersion(units, whole.value)!;
  const limits = (n: number): FunnelLimits =>
    (indicator.unit === 'share'
      ? funnelLimitsOfShare(whole.value, n, tauSquared)
      : funnelLimitsOfMean(whole.value, spread, n, tauSquared))!;
  const outside = (positions: readonly string[]) =>
    members
      .filter(({ figure }) => positions.includes(funnelPosition(figure.value, limits(figure.denominator))))
      .map(({ code }) => code)
      .sort();
  return {
    centre: whole.value,
    tau: Math.sqrt(tauSquared),
    curve: gridOf(members).map((n) => ({ n, ...limits(n) })),
    outside998: outside(['far below', 'far above']),
    outside95: outside(['far below', 'below', 'above', 'far above']),
  };
}

/** Spread of single cases around the whole, in the indicator's unit. */
function spreadOf(indicator: Indicator, centre: number, sums: Sums): number {
  if (indicator.unit === 'share') return Math.sqrt(centre * (1 - centre));
  const counts = levelCounts(sums);
  const n = counts.reduce((total, count) => total + count, 0);
  return Math.sqrt(counts.reduce((total, count, index) => total + count * (25 * index - centre) ** 2, 0) / n);
}

/** From the smallest to beyond the largest department, closer where the lines bend. */
function gridOf(members: readonly Compared[]): number[] {
  const sizes = members.map(({ figure }) => figure.denominator);
  const low = Math.max(1, Math.min(...sizes) * 0.8);
  const high = Math.max(...sizes) * 1.05;
  const points = Array.from({ length: GRID }, (_, step) =>
    Math.round(low * (high / low) ** (step / (GRID - 1))),
  );
  return [...new Set(points)];
}
