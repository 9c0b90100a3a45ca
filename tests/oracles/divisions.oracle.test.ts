// China's administrative divisions, level by level.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { ImportBench } from '../../apps/server/src/integrations/import/import-test-kit.ts';
import { openImportBench } from '../../apps/server/src/integrations/import/import-test-kit.ts';
import { describeWithSharedData } from './shared-data.ts';

const examples = join(import.meta.dirname, '../../examples');

const LEVELS = [
  {
    level: 1,
    file: 'modood_provinces.csv',
    parent: null,
    mapping: 'regions-modood-provinces.yaml',
    count: 31,
  },
  {
    level: 2,
    file: 'modood_cities.csv',
    parent: 'provinceCode',
    mapping: 'regions-modood-cities.yaml',
    count: 342,
  },
  {
    level: 3,
    file: 'modood_areas.csv',
    parent: 'cityCode',
    mapping: 'regions-modood-areas.yaml',
    count: 2978,
  },
  {
    level: 4,
    file: 'modood_streets.csv.gz',
    parent: 'areaCode',
    mapping: 'regions-modood-streets.yaml',
    count: 41352,
  },
] as const;

describeWithSharedData('administrative divisions', 'divisions', (folder) => {
  let bench: ImportBench;
  beforeAll(async () => {
    bench = await openImportBench();
  }, 60_000);
  afterAll(() => bench.close(), 60_000);

  it.each(LEVELS)(
    'of level $level come in, $count of them, each under its parent',
    async ({ level, file, parent, mapping, count }) => {
      const summary = await bench.run('regions', join(folder, file), join(examples, mapping));
      expect(summary).toMatchObject({ read: count, accepted: count, updated: 0, repeated: 0, rejected: 0 });
      const bytes = readFileSync(join(folder, file));
      const rows: Record<string, string>[] = parse(file.endsWith('.gz') ? gunzipSync(bytes) : bytes, {
        columns: true,
        bom: true,
      });
      const stored: { code: string; parent_code: string | null; name_zh: string }[] =
        await bench.source.query('select code, parent_code, name_zh from region where level = $1', [level]);
      const byCode = new Map(stored.map((region) => [region.code, region]));
      expect(byCode.size).toBe(count);
      const wrong = rows.filter((row) => {
        const region = byCode.get(row['code'] ?? '');
        return (
          region?.name_zh !== row['name'] || region?.parent_code !== (parent === null ? null : row[parent])
        );
      });
      expect(wrong).toEqual([]);
    },
    300_000,
  );

  it('lead from every township up to its province', async () => {
    const [row]: { pairs: number; roots: number }[] = await bench.source.query(
      `select count(*)::int as pairs, count(distinct ancestor_code) filter (where region.level = 1)::int as roots
       from region_ancestor
       join region on region.code = ancestor_code`,
    );
    expect(row).toEqual({ pairs: 31 + 2 * 342 + 3 * 2978 + 4 * 41352, roots: 31 });
  });

  it('wait for their parents: a level that comes too early is rejected row by row', async () => {
    const empty = await openImportBench();
    try {
      const choices = { report: join(empty.folder, 'r.csv') };
      const file = join(folder, 'modood_cities.csv');
      expect(
        await empty.problem('regions', file, join(examples, 'regions-modood-cities.yaml'), choices),
      ).toBe('nothing_taken');
      expect(await empty.count('region')).toBe(0);
      expect(readFileSync(choices.report, 'utf8').trimEnd().split('\r\n')).toHaveLength(1 + 342);
    } finally {
      await empty.close();
    }
  });
});
