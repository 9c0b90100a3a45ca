// A composite indicator that others have computed and published, from its raw values to its ranks, against the goalposts, the means,
// the composite and the ranks of @huiyin/domain. Where the files come from is written in their PROVENANCE.md.
import { afterAll, expect, it } from '@jest/globals';
import { betweenGoalposts, compositeOf, ranksOf, weightedMean } from '@huiyin/domain';
import type { CompositeIndicator, CompositeRules } from '@huiyin/domain';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { columnOf, largestDifference, mapTable, readRows, readTable } from './coinr-data.ts';
import type { Table } from './coinr-data.ts';
import { denominate, imputeGroupMean, winsorise } from './coinr-stages.ts';
import type { OutlierRules, Treated } from './coinr-stages.ts';
import { describeWithSharedData } from './shared-data.ts';

/** What the authors call their sizes, and the column of ASEM_iData.csv that holds each. */
const SIZES = new Map([
  ['Den_GDP', 'GDP'],
  ['Den_Pop', 'Population'],
  ['Den_Area', 'Area'],
  ['Den_Energy', 'Energy'],
]);

/** Indicators make pillars, pillars sub-indices, and these the index. */
const STEPS = [
  ['IndCode', 'Agg1'],
  ['Agg1', 'Agg2'],
  ['Agg2', 'Agg3'],
] as const;

describeWithSharedData('ASEM sustainable connectivity of 51 countries', 'oracles/coinr_asem', (folder) => {
  const structure = readRows(folder, 'coin_structure.csv');
  const about = readRows(folder, 'coin_indmeta.csv');
  const indicators = structure.map((row) => row['IndCode'] ?? '');
  const weights = new Map(
    readRows(folder, 'coin_weights.csv').map((row) => [row['Code'] ?? '', Number(row['Weight'])]),
  );
  const children = (parent: string, [child, column]: readonly [string, string]): string[] => [
    ...new Set(structure.filter((row) => row[column] === parent).map((row) => row[child] ?? '')),
  ];
  const stored = (stage: string): Table => readTable(folder, `coin_${stage}.csv`);

  const denominated = (raw: Table): Table => {
    const denominators = about.map(
      (row) => [row['IndCode'] ?? '', SIZES.get(row['Denominator'] ?? '')] as const,
    );
    const named = denominators.filter((pair): pair is [string, string] => pair[1] !== undefined);
    return denominate(raw, indicators, new Map(named), readTable(folder, 'ASEM_iData.csv', 'uCode'));
  };

  const imputed = (table: Table): Table => {
    const rows = readRows(folder, 'coin_Raw.csv');
    const groups = new Map(rows.map((row) => [row['UnitCode'] ?? '', row['Group_EurAsia'] ?? '']));
    return imputeGroupMean(table, indicators, groups);
  };

  const outlierRules = (): OutlierRules => {
    const method = JSON.parse(readFileSync(join(folder, 'coin_method.json'), 'utf8')) as {
      treat: { t_skew: [number]; t_kurt: [number] };
    };
    return { skewness: method.treat.t_skew[0], kurtosis: method.treat.t_kurt[0], pointsMax: 6 };
  };
  const treatmentOf = (table: Table, indicator: string): Treated =>
    winsorise(columnOf(table, indicator), outlierRules());

  const treated = (table: Table): Table => {
    const units = [...table.keys()];
    const columns = new Map(indicators.map((code) => [code, treatmentOf(table, code).values]));
    return mapTable(table, indicators, (unit, column) => columns.get(column)?.[units.indexOf(unit)]);
  };

  /** The posts of a min–max normalisation: the worst and the best country. */
  const postsOf = (table: Table, code: string): CompositeIndicator => {
    const values = columnOf(table, code);
    const direction = about.find((row) => row['IndCode'] === code)?.['Direction'];
    const better = Number(direction) > 0 ? 'up' : 'down';
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return { code, weight: weights.get(code) ?? NaN, low, high, better };
  };

  const normalised = (table: Table): Table => {
    const posts = new Map(indicators.map((code) => [code, postsOf(table, code)]));
    return mapTable(table, indicators, (_, column, value) => {
      const own = posts.get(column);
      return value === undefined || own === undefined ? undefined : 100 * betweenGoalposts(value, own);
    });
  };

  const aggregates = [...new Set(STEPS.flatMap(([, parent]) => structure.map((row) => row[parent] ?? '')))];
  const aggregated = (table: Table): Table =>
    new Map(
      [...table].map(([unit, scores]) => {
        const all = new Map(scores);
        for (const step of STEPS) {
          for (const parent of new Set(structure.map((row) => row[step[1]] ?? ''))) {
            const parts = children(parent, step);
            const mean = weightedMean(
              parts.map((code) => all.get(code) ?? NaN),
              parts.map((code) => weights.get(code) ?? NaN),
            );
            all.set(parent, mean ?? NaN);
          }
        }
        return [unit, all];
      }),
    );

  const seen: string[] = [];
  afterAll(() => console.log(`Largest differences from COINr:\n${seen.join('\n')}`));
  const compare = (ours: Table, stage: string, columns: readonly string[], from: string): void => {
    const difference = largestDifference(ours, stored(stage), columns);
    seen.push(`  coin_${stage}.csv from ${from}: ${difference}`);
    expect(difference).toBeLessThan(1e-9);
  };

  it('has 49 indicators in 8 pillars, 2 sub-indices and one index', () => {
    expect(indicators).toHaveLength(49);
    expect(aggregates).toHaveLength(8 + 2 + 1);
    expect(stored('Treated').size).toBe(51);
    for (const code of [...indicators, ...aggregates]) expect(weights.get(code)).toBeGreaterThan(0);
  });

  it('scores every treated value between its goalposts as published (coin_Normalised)', () => {
    compare(normalised(stored('Treated')), 'Normalised', indicators, 'coin_Treated.csv');
  });

  it('means every pillar, sub-index and index as published (coin_Aggregated)', () => {
    const ours = aggregated(normalised(stored('Treated')));
    compare(ours, 'Aggregated', [...indicators, ...aggregates], 'coin_Treated.csv');
  });

  it('makes each sub-index a composite of its pillars, straight from the treated values', () => {
    const table = stored('Treated');
    for (const subIndex of ['Conn', 'Sust']) {
      const rules: CompositeRules = {
        dimensions: children(subIndex, STEPS[1]).map((code) => ({
          code,
          weight: weights.get(code) ?? NaN,
          indicators: children(code, STEPS[0]).map((indicator) => postsOf(table, indicator)),
        })),
        floor: 0,
        within: 'arithmetic',
        across: 'arithmetic',
      };
      const ours = mapTable(
        table,
        [subIndex],
        (unit) => compositeOf(table.get(unit) ?? new Map(), rules)?.score,
      );
      compare(ours, 'Aggregated', [subIndex], `coin_Treated.csv, ${subIndex} by compositeOf`);
    }
  });

  it('follows the published stages from raw values to index', () => {
    const perSize = denominated(stored('Raw'));
    compare(perSize, 'Denominated', indicators, 'coin_Raw.csv');
    const complete = imputed(perSize);
    compare(complete, 'Imputed', indicators, 'coin_Raw.csv');
    const calm = treated(complete);
    compare(calm, 'Treated', indicators, 'coin_Raw.csv');
    const scores = normalised(calm);
    compare(scores, 'Normalised', indicators, 'coin_Raw.csv');
    compare(aggregated(scores), 'Aggregated', [...indicators, ...aggregates], 'coin_Raw.csv');
  });

  it('pulls in as many outliers of each indicator as published (coin_treat_summary)', () => {
    const table = stored('Imputed');
    const rows = readRows(folder, 'coin_treat_summary.csv');
    expect(rows.map((row) => row['IndCode'])).toEqual(indicators);
    for (const row of rows) {
      const { low, high } = treatmentOf(table, row['IndCode'] ?? '');
      expect([row['IndCode'], low, high]).toEqual([row['IndCode'], Number(row['Low']), Number(row['High'])]);
    }
  });

  it('gives every country, from raw values on, its published scores and ranks', () => {
    const ours = aggregated(normalised(treated(imputed(denominated(stored('Raw'))))));
    // The authors rank what they print: Japan with 6.6189 and Russia with 6.6160 in ConEcFin are both 6.62 and share rank 47.
    const printed = mapTable(ours, aggregates, (_, __, score) => Math.round((score ?? NaN) * 100) / 100);
    expect(largestDifference(printed, stored('result_scores'), aggregates)).toBe(0);
    const units = [...printed.keys()];
    const publishedRanks = stored('result_ranks');
    for (const column of aggregates) {
      const ranks = ranksOf(columnOf(printed, column), 'highest');
      const published = units.map((unit) => publishedRanks.get(unit)?.get(column));
      expect([column, ...ranks]).toEqual([column, ...published]);
    }
    // No two countries share a printed index, so there the unrounded scores must rank alike.
    const published = units.map((unit) => publishedRanks.get(unit)?.get('Index'));
    expect(ranksOf(columnOf(ours, 'Index'), 'highest')).toEqual(published);
  });
});
