import type { Attention } from '@huiyin/contract';
import type { Indicator } from '@huiyin/domain';
import { normalQuantile } from '@huiyin/domain';
import type { Department } from '../directory/directory.ts';
import type { Comparison, Placed } from './comparison.ts';
import { isWorse } from './comparison.ts';
import type { Earlier } from './presenting.ts';
import { mayBeRanked, shownChange } from './presenting.ts';
import { namedOf } from './scored.ts';

/** One department in one comparison, with the period before. */
export interface Candidate {
  readonly indicator: Indicator;
  readonly department: Department;
  readonly placed: Placed;
  readonly peers: Comparison;
  readonly earlier: Earlier;
}

const CONFIDENCE = 0.95;

/**
 * The departments that need attention, worst first, one row each, at most `most`: those surely below their peer median
 * (their standing, which holds for the whole group at once) and those surely fallen. A fall must stand out among all
 * the falls that are looked for here, so its error probability is divided by their number (Bonferroni); without that,
 * of 500 departments a dozen would be named for chance alone. Both counts more than either, then the larger gap counts,
 * measured by how much the peers differ among themselves, so that one indicator weighs like another.
 */
export function attentionList(candidates: readonly Candidate[], most: number): Attention[] {
  const compared = candidates.filter(({ earlier }) => mayBeRanked(earlier.figure)).length;
  const needed = compared === 0 ? Infinity : normalQuantile(1 - (1 - CONFIDENCE) / 2 / compared);
  const worst = new Map<string, Weighed>();
  for (const candidate of candidates) {
    const weighed = weigh(candidate, needed);
    if (weighed === null) continue;
    const { code } = candidate.department;
    const known = worst.get(code);
    if (known === undefined || isHeavier(weighed, known)) worst.set(code, weighed);
  }
  return [...worst.values()]
    .sort((a, b) =>
      isHeavier(a, b) ? -1 : isHeavier(b, a) ? 1 : a.row.department.code < b.row.department.code ? -1 : 1,
    )
    .slice(0, most)
    .map(({ row }) => row);
}

interface Weighed {
  readonly row: Attention;
  readonly gap: number;
}

const isHeavier = (a: Weighed, b: Weighed): boolean =>
  (a.row.why === 'both') === (b.row.why === 'both') ? a.gap > b.gap : a.row.why === 'both';

function weigh({ indicator, department, placed, peers, earlier }: Candidate, needed: number): Weighed | null {
  const { figure } = placed;
  const previous = shownChange(indicator, figure, earlier);
  const worse = indicator.better === 'up' ? -1 : 1;
  const spread = spreadOf(indicator, placed, peers);
  const below = isWorse(indicator, placed.standing);
  const fall = previous === null ? 0 : worse * previous.difference;
  const fallen =
    previous?.told === true &&
    fall > 0 &&
    mayBeRanked(earlier.figure) &&
    fall > needed * errorOf(indicator, figure, earlier);
  if (!below && !fallen) return null;
  const behind = below ? (worse * (figure.value - peers.median!)) / spread : 0;
  return {
    gap: Math.max(behind, fallen ? fall / spread : 0),
    row: {
      department: namedOf(department),
      indicator: indicator.code,
      name: indicator.name,
      unit: indicator.unit,
      why: below && fallen ? 'both' : below ? 'below_peers' : 'fallen',
      value: figure.value,
      low: figure.low,
      high: figure.high,
      denominator: figure.denominator,
      previous,
    },
  };
}

/** Standard error of the change: that of two independent figures. */
const errorOf = (indicator: Indicator, later: Placed['figure'], { figure: before }: Earlier): number =>
  Math.hypot(
    indicator.standardError(later.sums) ?? Infinity,
    indicator.standardError(before!.sums) ?? Infinity,
  );

/** Standard deviation of the other peers' values; where there are too few of them, the error of the figure itself. */
function spreadOf(indicator: Indicator, { code, figure }: Placed, { placed }: Comparison): number {
  const others = placed.filter((one) => one.code !== code).map((one) => one.figure.value);
  const mean = others.reduce((sum, value) => sum + value, 0) / others.length;
  const spread = Math.sqrt(others.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (others.length - 1));
  return spread > 0 ? spread : (indicator.standardError(figure.sums) ?? 1);
}
