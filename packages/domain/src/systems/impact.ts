import { rankUnits, rankingQuestion } from '../indicators/index.ts';
import { compositeOf } from '../statistics/index.ts';
import type { Sums } from '../tallies/index.ts';
import { COMPOSITE, compositeIndicator, compositeRules, scoredValues } from './composite-indicator.ts';
import type { SystemSettings } from './system.ts';

/** A department with the sums of the period looked at, and the name of its peer group before and after the change. */
export interface ImpactUnit {
  readonly code: string;
  readonly sums: Sums;
  readonly peersBefore: string;
  readonly peersAfter: string;
}

/** Where a department stands: its score 0–100 and its band of ranks among so many. */
export interface Standing {
  readonly score: number;
  readonly low: number;
  readonly high: number;
  readonly ranked: number;
}

/**
 * `up`, `down`: the bands no longer touch, so the department has surely moved. `within`: they overlap, nothing can be told.
 * `other_peers`: it is compared with others, so its ranks say nothing about each other. `enters`, `leaves`: it is ranked
 * only after, only before. `unranked`: neither.
 */
export type Move = 'up' | 'down' | 'within' | 'other_peers' | 'enters' | 'leaves' | 'unranked';

/** What a part of the change does to the score by itself: points, later minus earlier. */
export interface Reason {
  /** `weights` of the dimensions, `floor`, `minimum` to be scored, or the code of an indicator whose scoring changed. */
  readonly what: string;
  readonly points: number;
}

export interface Impact {
  readonly code: string;
  readonly before: Standing | null;
  readonly after: Standing | null;
  readonly move: Move;
  /** Largest first; those that do nothing are left out. What they do together may differ from their sum. */
  readonly reasons: readonly Reason[];
}

/**
 * What another indicator system would do to every department, in the order given: old and new band of ranks among peers,
 * whether it surely moves, and which parts of the change move its score. Each reason is the score with only that part
 * changed, less the score as it is.
 *
 * Worked: with on-time replies scored between 50 % and 90 % instead of 100 %, an office at 90 % goes from 80 to 100 points.
 */
export function impactOf(
  before: SystemSettings,
  after: SystemSettings,
  period: string,
  units: readonly ImpactUnit[],
): Impact[] {
  const [old, next] = [
    standings(before, period, units, ({ peersBefore }) => peersBefore),
    standings(after, period, units, ({ peersAfter }) => peersAfter),
  ];
  const keepsPeers = peersKept(units);
  const parts = partsOf(before, after);
  return units.map((unit) => {
    const { code, sums } = unit;
    const [was, is] = [old.get(code) ?? null, next.get(code) ?? null];
    const score = scoreOf(before, sums);
    const reasons = parts.flatMap(({ what, settings }) => {
      const alone = scoreOf(settings, sums);
      const points = score === null || alone === null ? 0 : alone - score;
      return Math.abs(points) < SMALLEST_REASON ? [] : [{ what, points }];
    });
    return {
      code,
      before: was,
      after: is,
      move: moveOf(was, is, keepsPeers(unit)),
      reasons: reasons.sort((a, b) => Math.abs(b.points) - Math.abs(a.points)),
    };
  });
}

/** Points below this round to nothing. */
const SMALLEST_REASON = 0.05;

function standings(
  settings: SystemSettings,
  period: string,
  units: readonly ImpactUnit[],
  peersOf: (unit: ImpactUnit) => string,
): ReadonlyMap<string, Standing> {
  const composite = compositeIndicator(settings);
  const groups = new Map<string, ImpactUnit[]>();
  for (const unit of units) {
    const reading = composite.reading(unit.sums);
    if (reading === null || reading.denominator < settings.minimum.ranked) continue;
    groups.set(peersOf(unit), [...(groups.get(peersOf(unit)) ?? []), unit]);
  }
  return new Map(
    [...groups].flatMap(([group, members]) =>
      rankUnits(composite, members, rankingQuestion(COMPOSITE, period, group)).map(
        ({ unit, reading, interval }): [string, Standing] => [
          unit.code,
          { score: reading.value, low: interval.low, high: interval.high, ranked: members.length },
        ],
      ),
    ),
  );
}

/** Whether a unit is in a group of the same members as before, whatever the groups are called. */
function peersKept(units: readonly ImpactUnit[]): (unit: ImpactUnit) => boolean {
  const counts = new Map<string, number>();
  const keysOf = ({ peersBefore, peersAfter }: ImpactUnit) =>
    [[peersBefore], [null, peersAfter], [peersBefore, peersAfter]].map((key) => JSON.stringify(key));
  for (const unit of units) for (const key of keysOf(unit)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return (unit) => new Set(keysOf(unit).map((key) => counts.get(key))).size === 1;
}

function moveOf(before: Standing | null, after: Standing | null, samePeers: boolean): Move {
  if (before === null || after === null)
    return before === after ? 'unranked' : before === null ? 'enters' : 'leaves';
  if (!samePeers) return 'other_peers';
  if (after.high < before.low) return 'up';
  return after.low > before.high ? 'down' : 'within';
}

const scoreOf = (settings: SystemSettings, sums: Sums): number | null =>
  compositeOf(scoredValues(settings, sums).values, compositeRules(settings))?.score ?? null;

/** The settings before, with one part of the change at a time. */
function partsOf(
  before: SystemSettings,
  after: SystemSettings,
): { readonly what: string; readonly settings: SystemSettings }[] {
  const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
  const scoring = ({ indicators }: SystemSettings, code: string) =>
    indicators.find((one) => one.code === code);
  const codes = new Set([...before.indicators, ...after.indicators].map(({ code }) => code));
  const parts = [...codes]
    .filter((code) => !isSame(scoring(before, code), scoring(after, code)))
    .map((code) => {
      const others = before.indicators.filter((one) => one.code !== code);
      const own = scoring(after, code);
      return {
        what: code,
        settings: { ...before, indicators: own === undefined ? others : [...others, own] },
      };
    });
  const { dimensions, floor, minimum } = after;
  return [
    ...(isSame(before.dimensions, dimensions)
      ? []
      : [{ what: 'weights', settings: { ...before, dimensions } }]),
    ...(before.floor === floor ? [] : [{ what: 'floor', settings: { ...before, floor } }]),
    ...(before.minimum.scored === minimum.scored
      ? []
      : [{ what: 'minimum', settings: { ...before, minimum } }]),
    ...parts,
  ];
}
