// The stages of COINr that the product does not have: it measures shares, so nothing is divided by the size of a country, nothing
// missing is made up and no outlier is pulled in. They are here so that the ranks can be followed from the raw values on.
import { columnOf, mapTable } from './coinr-data.ts';
import type { Table } from './coinr-data.ts';

/** Each indicator divided by the size that `denominators` names for it; absent where the size is. */
export function denominate(
  table: Table,
  columns: readonly string[],
  denominators: ReadonlyMap<string, string>,
  sizes: Table,
): Table {
  return mapTable(table, columns, (unit, column, value) => {
    const name = denominators.get(column);
    if (value === undefined || name === undefined) return value;
    const size = sizes.get(unit)?.get(name);
    // The authors stored both sides of the division with ten significant digits.
    return size === undefined ? undefined : value / Number(size.toPrecision(10));
  });
}

/** What is absent becomes the mean of the countries of the same group. */
export function imputeGroupMean(
  table: Table,
  columns: readonly string[],
  groups: ReadonlyMap<string, string>,
): Table {
  return mapTable(table, columns, (unit, column, value) => {
    if (value !== undefined) return value;
    const peers = new Map([...table].filter(([other]) => groups.get(other) === groups.get(unit)));
    const known = columnOf(peers, column);
    return known.reduce((sum, each) => sum + each, 0) / known.length;
  });
}

export interface Treated {
  readonly values: readonly number[];
  /** How many of the lowest and of the highest values were pulled in. */
  readonly low: number;
  readonly high: number;
}

export interface OutlierRules {
  readonly skewness: number;
  readonly kurtosis: number;
  readonly pointsMax: number;
}

/**
 * While both skewness and kurtosis are beyond their limits, all values at the extreme that the skew points to are pulled in to the
 * next one. COINr would take logarithms when that does not help in `pointsMax` turns; here it always helps, so that is an error.
 */
export function winsorise(values: readonly number[], rules: OutlierRules): Treated {
  const treated = [...values];
  let [low, high] = [0, 0];
  for (let turn = 0; turn <= rules.pointsMax; turn += 1) {
    const { skewness, kurtosis } = shapeOf(treated);
    if (!(Math.abs(skewness) > rules.skewness && kurtosis > rules.kurtosis))
      return { values: treated, low, high };
    const extreme = skewness > 0 ? Math.max(...treated) : Math.min(...treated);
    const rest = treated.filter((value) => value !== extreme);
    const next = skewness > 0 ? Math.max(...rest) : Math.min(...rest);
    treated.forEach((value, index) => {
      if (value === extreme) treated[index] = next;
    });
    if (skewness > 0) high = treated.length - rest.length;
    else low = treated.length - rest.length;
  }
  throw new Error('These values would need a logarithm, which no indicator of the data does');
}

/** Skewness and excess kurtosis as spreadsheets give them (G1 and G2; "type 2" in R). */
function shapeOf(values: readonly number[]): { skewness: number; kurtosis: number } {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const moment = (power: number): number =>
    values.reduce((sum, value) => sum + (value - mean) ** power, 0) / n;
  const variance = moment(2);
  return {
    skewness: ((moment(3) / variance ** 1.5) * Math.sqrt(n * (n - 1))) / (n - 2),
    kurtosis: (((n + 1) * (moment(4) / variance ** 2 - 3) + 6) * (n - 1)) / ((n - 2) * (n - 3)),
  };
}
