import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import type { ImportBench } from './import-test-kit.ts';
import { openImportBench } from './import-test-kit.ts';

const examples = join(import.meta.dirname, '../../../../../examples');

describe('the sample files of the README', () => {
  let bench: ImportBench;
  beforeAll(async () => {
    bench = await openImportBench();
  });
  afterAll(() => bench.close());

  it('take what is right, and list what is wrong by line, column and reason', async () => {
    const letters = await bench.run('letters', join(examples, 'sample-letters.csv'), join(examples, 'sample-letters.yaml'));
    expect(letters).toMatchObject({ read: 20, accepted: 17, repeated: 0, rejected: 3, departmentsMade: 4 });
    expect(bench.report(letters)).toEqual([
      '19,答复时间,rejected,is earlier than the receipt of the letter,2025-08-16 10:00',
      '20,类别,rejected,is not in the table of the mapping,吐槽',
      '21,来信时间,rejected,"is no date, or not in a form listed under “dates”",2025-02-30 10:00',
    ]);
    expect(await bench.count('published_letter')).toBe(13);
    expect(await bench.count(`published_letter where type = 'report'`)).toBe(0);
  });

  it('count ratings, silent invitations and defaults apart', async () => {
    const ratings = await bench.run('ratings', join(examples, 'sample-ratings.csv'), join(examples, 'sample-ratings.yaml'));
    expect(ratings).toMatchObject({ read: 20, accepted: 18, rejected: 2 });
    expect(await bench.count('invitation')).toBe(18);
    expect(await bench.count(`rating where origin = 'active'`)).toBe(14);
    expect(await bench.count(`rating where origin = 'default'`)).toBe(1);
    const [p1]: { numerator: number; denominator: number }[] = await bench.source.query(
      `select numerator, denominator::int from figure where scope_kind = 'site' and period_kind = 'year' and indicator = 'P1'`,
    );
    expect(p1).toEqual({ numerator: 14, denominator: 18 });
  });
});
