// 1,135 service items of one district with the departments that offer them.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportBench } from '../../apps/server/src/integrations/import/import-test-kit.ts';
import { openImportBench } from '../../apps/server/src/integrations/import/import-test-kit.ts';
import { describeWithSharedData } from './shared-data.ts';

const mapping = join(import.meta.dirname, '../../examples/items-guangan.yaml');

describeWithSharedData(
  'service items of a district',
  'service-items/guang_an_district_service_items.json',
  (file) => {
    const rows = JSON.parse(readFileSync(file, 'utf8')) as {
      item_code: string;
      dept_code: string;
      department: string;
      name: string;
    }[];
    let bench: ImportBench;
    beforeAll(async () => {
      bench = await openImportBench();
    }, 60_000);
    afterAll(() => bench.close(), 60_000);

    it('come in with each of their departments, none rejected because no code comes twice', async () => {
      const codes = new Set(rows.map(({ item_code }) => item_code));
      const departments = new Set(rows.map(({ dept_code }) => dept_code));
      expect([rows.length, codes.size, departments.size]).toEqual([1135, 1135, 39]);
      const summary = await bench.run('items', file, mapping);
      expect(summary).toMatchObject({
        read: rows.length,
        accepted: codes.size,
        rejected: 0,
        departmentsMade: departments.size,
      });
      const stored: { item_code: string; dept_code: string; department: string; name: string }[] =
        await bench.source.query(
          `select item.code as item_code, item.name_zh as name, department.code as dept_code, department.name_zh as department
       from service_item item
       join department on department.id = item.department_id`,
        );
      const plain = (items: typeof stored) =>
        items
          .map(({ item_code, dept_code, department, name }) =>
            [item_code, dept_code, department, name.trim()].join('\n'),
          )
          .sort();
      expect(plain(stored)).toEqual(plain(rows));
    }, 120_000);

    it('change nothing when they come again', async () => {
      expect(await bench.run('items', file, mapping)).toMatchObject({
        accepted: 0,
        updated: 0,
        repeated: 1135,
        departmentsMade: 0,
      });
    }, 60_000);
  },
);
