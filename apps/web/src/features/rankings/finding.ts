import type { Ranking } from '@huiyin/contract';
import type { Voice } from '../../wording/voice.ts';

type Row = Ranking['ranked'][number];

const lowerFirst = (text: string) =>
  /^\p{Lu}\p{Ll}/u.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** 县级社会保障部门, county departments for social security. */
export function groupName(ranking: Pick<Ranking, 'level' | 'line'>, voice: Voice): string {
  const { rankings } = voice.t;
  const level = rankings.level[ranking.level] ?? '';
  return ranking.line
    ? rankings.group(level, lowerFirst(voice.name(ranking.line)))
    : rankings.groupAll(level);
}

/** 500～20,000件, 20,000件以上: the departments with so many cases and letters in twelve months. */
export function bandName(
  { from, to }: { readonly from: number; readonly to: number | null },
  voice: Voice,
): string {
  const { rankings } = voice.t;
  if (to === null) return rankings.bandFrom(voice.count(from));
  return from === 0 ? rankings.bandTo(voice.count(to)) : rankings.band(voice.count(from), voice.count(to));
}

/** Better or worse than the median, whichever way the indicator runs; `same` when it cannot be told. */
export function sideOf(row: Pick<Row, 'standing'>, better: 'up' | 'down'): 'better' | 'same' | 'worse' {
  if (row.standing === 'indistinct') return 'same';
  return (row.standing === 'above') === (better === 'up') ? 'better' : 'worse';
}

/** The heading of a ranking: how many can surely be told from the median, and how many cannot. */
export function rankingFinding(ranking: Ranking, voice: Voice): string {
  const { finding } = voice.t.rankings;
  const group = groupName(ranking, voice);
  const total = ranking.ranked.length;
  if (total === 0) return finding.none(group);
  if (total === 1) return finding.one(group);
  const standing = (which: Row['standing']) => ranking.ranked.filter((row) => row.standing === which).length;
  const [below, above, rest] = [standing('below'), standing('above'), standing('indistinct')];
  const parts = [
    below > 0 ? finding.below(voice.count(below)) : '',
    above > 0 ? finding.above(voice.count(above)) : '',
  ].filter((part) => part !== '');
  const all = voice.count(total);
  if (parts.length === 0) return finding.all(all, group);
  return rest === 0 ? finding.every(all, group, parts) : finding.some(all, group, parts, voice.count(rest));
}

/**
 * How a department is called in its ranking: by its region where that is enough (one department a region, as within
 * one line), otherwise by its own name.
 */
export function namesIn(ranking: Ranking, voice: Voice): (row: Pick<Row, 'department' | 'region'>) => string {
  const all = [...ranking.ranked, ...ranking.unranked, ...ranking.withheld];
  const regions = new Set(all.map((row) => row.region.code));
  return ranking.line !== null && regions.size === all.length
    ? (row) => voice.name(row.region)
    : (row) => voice.name(row.department);
}

/** The title of the bands: where the focus stands and with how many it ties, or who could be first. */
export function bandsFinding(ranking: Ranking, voice: Voice): string {
  const { rankings } = voice.t;
  const name = namesIn(ranking, voice);
  const focus = ranking.ranked.find((row) => row.department.code === ranking.focus?.code);
  if (focus) {
    const tied = ranking.ranked.filter((row) => row.tiedWithFocus && row !== focus).length;
    const [low, high] = [voice.count(focus.rankLow), voice.count(focus.rankHigh)];
    if (tied > 0) return rankings.focusFinding(name(focus), low, high, voice.count(tied));
    return focus.rankLow === focus.rankHigh
      ? rankings.focusAlone(name(focus), low)
      : rankings.focusBand(name(focus), low, high);
  }
  const first = ranking.ranked.filter((row) => row.rankLow === 1);
  const [only] = first;
  return first.length === 1 && only
    ? rankings.firstAlone(name(only))
    : rankings.firstFinding(voice.count(first.length));
}

/** More names than this are counted, not listed. */
const NAMED_AT_MOST = 3;

/**
 * The title of the funnel: who lies beyond the outer limits, below and above, or that nobody does. Limits widened for
 * ordinary differences allow for more than chance: within them a department may still be reliably below the median.
 */
export function funnelFinding(ranking: Ranking, voice: Voice): string {
  const { funnel } = voice.t.rankings;
  const limits = ranking.funnel;
  if (!limits) return '';
  const name = namesIn(ranking, voice);
  const outside = ranking.ranked.filter(
    (row) => limits.outside998.includes(row.department.code) && row.value !== null,
  );
  const side = (
    rows: readonly Row[],
    list: (names: readonly string[]) => string,
    many: (count: string) => string,
  ) => {
    if (rows.length === 0) return '';
    return rows.length <= NAMED_AT_MOST ? list(rows.map(name)) : many(voice.count(rows.length));
  };
  const parts = [
    side(
      outside.filter((row) => (row.value ?? 0) < limits.centre),
      funnel.low,
      funnel.lowCount,
    ),
    side(
      outside.filter((row) => (row.value ?? 0) > limits.centre),
      funnel.high,
      funnel.highCount,
    ),
  ].filter((part) => part !== '');
  if (parts.length === 0) return limits.tau > 0 ? funnel.noneWider : funnel.none;
  return parts.join(funnel.join) + (outside.length < ranking.ranked.length ? funnel.rest : '');
}
