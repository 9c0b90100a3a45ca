// 3,882 ratings of eleven public providers: what the product makes of the file, against formulas typed out here.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { reckonedFigures } from '../../apps/server/src/indicators/reckoned-figures.sample.ts';
import type { ImportBench } from '../../apps/server/src/integrations/import/import-test-kit.ts';
import { openImportBench } from '../../apps/server/src/integrations/import/import-test-kit.ts';
import { describeWithSharedData } from './shared-data.ts';

const mapping = join(import.meta.dirname, '../../examples/ratings-fft.yaml');

interface Rating {
  readonly provider: string;
  /** YYYY-MM, by the clock times of the file, which the mapping takes as local. */
  readonly month: string;
  readonly level: number;
}

/** Σ 25 · (level − 1) / n */
const satisfaction = (ratings: readonly Rating[]): number =>
  ratings.reduce((sum, { level }) => sum + 25 * (level - 1), 0) / ratings.length;

/** Wilson's 95 % interval: (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n) */
function wilson(x: number, n: number): { value: number; low: number; high: number } {
  const z = 1.959963984540054;
  const p = x / n;
  const centre = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return { value: p, low: Math.max(0, (centre - half) / scale), high: Math.min(1, (centre + half) / scale) };
}

describeWithSharedData('ratings of real public services', 'ratings/fft_ratings_notext.csv', (file) => {
  const rows: Record<string, string>[] = parse(readFileSync(file), { columns: true, bom: true });
  const ratings = rows
    .filter((row) => row['rating_score'] !== '')
    .map((row): Rating => ({
      provider: row['surgery'] ?? '',
      month: (row['time'] ?? '').slice(0, 7),
      level: Number(row['rating_score']),
    }));
  const providers = [...new Set(ratings.map(({ provider }) => provider))].sort();
  let bench: ImportBench;

  beforeAll(async () => {
    bench = await openImportBench();
    const summary = await bench.run('ratings', file, mapping);
    expect(summary).toMatchObject({
      read: 3882,
      accepted: 3863,
      skipped: 19,
      rejected: 0,
      departmentsMade: 11,
    });
  }, 300_000);
  afterAll(() => bench.close(), 60_000);

  it('come to eleven providers and 3,863 opinions', () => {
    expect([providers.length, ratings.length]).toEqual([11, 3863]);
  });

  it('are counted in their months', async () => {
    const found: { month: string; count: number }[] = await bench.source.query(
      `select left(period_start::text, 7) as month,
         coalesce((sums ->> 'level_1')::int, 0) + coalesce((sums ->> 'level_2')::int, 0) + coalesce((sums ->> 'level_3')::int, 0)
           + coalesce((sums ->> 'level_4')::int, 0) + coalesce((sums ->> 'level_5')::int, 0) as count
       from figure_sum
       where scope_kind = 'site' and period_kind = 'month'
       order by 1`,
    );
    const months = [...new Set(ratings.map(({ month }) => month))].sort();
    expect(found).toEqual(
      months.map((month) => ({ month, count: ratings.filter((rating) => rating.month === month).length })),
    );
  });

  describe.each(['month', 'year'] as const)('by provider and %s', (kind) => {
    const periodOf = ({ month }: Rating): string => (kind === 'month' ? month : month.slice(0, 4));
    const groups = new Map<string, Rating[]>();
    for (const rating of ratings) {
      const name = `${rating.provider} ${periodOf(rating)}`;
      groups.set(name, [...(groups.get(name) ?? []), rating]);
    }

    const figures = async (indicator: string) => {
      const departments: { code: string; name: string }[] = await bench.source.query(
        'select code, name_en as name from department',
      );
      const names = new Map(departments.map(({ code, name }) => [code, name]));
      const found = await reckonedFigures(bench.source, 'department', kind, indicator);
      return new Map(
        found.map(({ code, start, ...figure }) => [
          `${names.get(code)} ${start.slice(0, kind === 'month' ? 7 : 4)}`,
          figure,
        ]),
      );
    };

    it('have the same satisfaction index', async () => {
      const found = await figures('C1');
      expect([...found.keys()].sort()).toEqual([...groups.keys()].sort());
      for (const [name, those] of groups) {
        expect([name, found.get(name)]).toEqual([
          name,
          expect.objectContaining({
            denominator: those.length,
            value: expect.closeTo(satisfaction(those), 9),
          }),
        ]);
      }
    });

    it('have the same positive share with the same interval', async () => {
      const found = await figures('POS');
      for (const [name, those] of groups) {
        const positive = those.filter(({ level }) => level >= 3).length;
        const expected = wilson(positive, those.length);
        expect([name, found.get(name)]).toEqual([
          name,
          {
            numerator: positive,
            denominator: those.length,
            value: expect.closeTo(expected.value, 12),
            low: expect.closeTo(expected.low, 9),
            high: expect.closeTo(expected.high, 9),
          },
        ]);
      }
    });
  });

  it('change nothing when the file comes again', async () => {
    expect(await bench.run('ratings', file, mapping)).toMatchObject({
      accepted: 0,
      repeated: 3863,
      departmentsMade: 0,
    });
    expect(await bench.count('rating')).toBe(3863);
  }, 300_000);
});
