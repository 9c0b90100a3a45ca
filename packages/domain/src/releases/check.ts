import { INDICATORS, POPULATIONS, indicatorOf, rankUnits, rankingQuestion } from '../indicators/index.ts';
import type { Indicator } from '../indicators/index.ts';
import { compositeIndicator } from '../systems/index.ts';
import { MEASURES, sumsFit } from '../tallies/index.ts';
import type { ReleaseContent, ReleasedCell, ReleasedFigure } from './content.ts';
import { releasedFigures, releasedTimes } from './content.ts';

/** One place where a release does not say what its own tallies say. */
export interface ReleaseFault {
  /** Such as "department 990125-hrss, 2026-Q3, R2". */
  readonly where: string;
  readonly says: string;
  readonly shouldSay: string;
}

/** What came of recomputing a release: how much was done, and every fault. */
export interface ReleaseCheck {
  readonly tallies: { readonly rows: number; readonly faults: readonly ReleaseFault[] };
  readonly figures: { readonly recomputed: number; readonly faults: readonly ReleaseFault[] };
  readonly ranks: { readonly recomputed: number; readonly faults: readonly ReleaseFault[] };
}

/**
 * Recomputes every published figure of a release from its tallies, and every rank band from its figures. Equal means
 * equal to the last digit: the formulas are the same code wherever they run. Also that the tallies are possible (no part
 * above its whole, nothing below 0) and keep to the rules: nothing is told of a population that is withheld, or of 1–10.
 */
export function checkRelease(content: ReleaseContent): ReleaseCheck {
  const indicators = [...INDICATORS, compositeIndicator(content.system.settings)];
  const tallies = content.cells.map((cell) => ({ cell, faults: faultsOfTallies(cell) }));
  // From counts that cannot be no figure follows: that they cannot be is the fault.
  const possible = tallies.flatMap(({ cell, faults }) => (faults.length === 0 ? [cell] : []));
  const figures: ReleaseFault[] = [];
  let recomputed = 0;
  for (const cell of possible) {
    const expected = releasedFigures(cell.tallies, cell.withheld, indicators);
    recomputed += Object.keys(cell.figures).length + Object.keys(cell.times).length;
    figures.push(...differences(cell, cell.figures, expected));
    figures.push(...differences(cell, cell.times, releasedTimes(cell.waits)));
  }
  return {
    tallies: { rows: tallies.length, faults: tallies.flatMap(({ faults }) => faults) },
    figures: { recomputed, faults: figures },
    ranks: checkRanks({ ...content, cells: possible }, indicators),
  };
}

const KNOWN_MEASURES: ReadonlySet<string> = new Set(MEASURES.map(({ name }) => name));
const SMALLEST_TOLD = 11;

function faultsOfTallies(cell: ReleasedCell): ReleaseFault[] {
  const faults: ReleaseFault[] = [];
  const fault = (what: string, says: string, shouldSay: string) =>
    faults.push({ where: placeOf(cell, what), says, shouldSay });
  for (const [measure, count] of Object.entries(cell.tallies)) {
    if (!KNOWN_MEASURES.has(measure)) fault(measure, 'a measure', 'a measure that there is');
    else if (!Number.isSafeInteger(count) || count <= 0)
      fault(measure, String(count), 'a whole number above 0');
  }
  if (!sumsFit(cell.tallies))
    fault('tallies', 'a part above its whole', 'parts that are at most their wholes');
  for (const { key, measures } of POPULATIONS) {
    const n = measures.reduce((sum, measure) => sum + (cell.tallies[measure] ?? 0), 0);
    if (n > 0 && n < SMALLEST_TOLD && !cell.withheld.includes(key))
      fault(key, `${n} people`, 'nothing of 1–10 people');
  }
  return faults;
}

function differences(
  cell: ReleasedCell,
  said: Readonly<Record<string, readonly (number | null)[]>>,
  expected: Readonly<Record<string, readonly (number | null)[]>>,
): ReleaseFault[] {
  return [...new Set([...Object.keys(said), ...Object.keys(expected)])].flatMap((code) => {
    const [says, shouldSay] = [textOf(said[code]), textOf(expected[code])];
    return says === shouldSay ? [] : [{ where: placeOf(cell, code), says, shouldSay }];
  });
}

function checkRanks(content: ReleaseContent, indicators: readonly Indicator[]): ReleaseCheck['ranks'] {
  const departments = new Map(
    content.cells
      .filter(({ scope }) => scope === 'department')
      .map((cell) => [`${cell.code} ${cell.period}`, cell]),
  );
  const faults: ReleaseFault[] = [];
  let recomputed = 0;
  for (const { indicator: code, period, group, bands } of content.rankings) {
    const where = `ranks of ${group}, ${period}, ${code}`;
    const indicator = indicators.find((one) => one.code === code) ?? indicatorOf(code);
    const units = bands.flatMap(([department]) => {
      const cell = departments.get(`${department} ${period}`);
      return cell?.figures[code] === undefined ? [] : [{ code: department, sums: cell.tallies }];
    });
    if (indicator === undefined || units.length < bands.length) {
      faults.push({ where, says: 'ranks without figures', shouldSay: 'ranks of published figures' });
      continue;
    }
    recomputed += bands.length;
    const expected = bandsOf(indicator, units, period, group);
    const [says, shouldSay] = [JSON.stringify(bands), JSON.stringify(expected)];
    if (says !== shouldSay) faults.push({ where, says, shouldSay });
  }
  return { recomputed, faults };
}

/** The bands of units as a release holds them: in the order of the codes. */
export const bandsOf = (
  indicator: Indicator,
  units: readonly { readonly code: string; readonly sums: ReleasedCell['tallies'] }[],
  period: string,
  group: string,
): [string, number, number][] =>
  rankUnits(indicator, units, rankingQuestion(indicator.code, period, group))
    .map(({ unit, interval }): [string, number, number] => [unit.code, interval.low, interval.high])
    .sort(([a], [b]) => (a < b ? -1 : 1));

const placeOf = ({ scope, code, period }: ReleasedCell, what: string): string =>
  `${scope} ${code}, ${period}, ${what}`;

const textOf = (figure: ReleasedFigure | readonly (number | null)[] | undefined): string =>
  figure === undefined ? 'nothing' : JSON.stringify(figure);
