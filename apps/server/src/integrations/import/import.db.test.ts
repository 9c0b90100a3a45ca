import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { reckonedFigures } from '../../indicators/reckoned-figures.sample.ts';
import { tallyHash } from '../../indicators/tally-dump.ts';
import type { ImportBench } from './import-test-kit.ts';
import { openImportBench } from './import-test-kit.ts';

const examples = join(import.meta.dirname, '../../../../../examples');

let bench: ImportBench;
beforeAll(async () => {
  bench = await openImportBench();
}, 60_000);
afterAll(() => bench.close(), 60_000);

const hash = () => bench.source.transaction((manager) => tallyHash(manager));

const RATINGS = `
kind: ratings
source: bad-input
key: no
make:
  regions: [{ code: r, name: 区, level: 1 }]
  lines: [{ code: l, name: 线 }]
  departments: [{ code: office, name: 甲局, region: r, line: l, level: 1 }]
department: { column: dep, table: { 甲局: office, 乙局: nowhere } }
channel: { constant: web }
level: { column: level, table: { 好: 5, 差: 1, 未表态: { skip: 没有表态 } } }
rated: at
comment: words
`;
const HEADER = 'no,dep,level,at,words\n';
let files = 0;
const mapping = (text = RATINGS) => bench.file(`m${(files += 1)}.yaml`, text);
const table = (content: string | Buffer, ending = 'csv') => bench.file(`f${(files += 1)}.${ending}`, content);

describe('the sample files of the README', () => {
  it('take what is right, and list what is wrong by line, column and reason', async () => {
    const letters = await bench.run(
      'letters',
      join(examples, 'sample-letters.csv'),
      join(examples, 'sample-letters.yaml'),
    );
    expect(letters).toMatchObject({ read: 20, accepted: 17, repeated: 0, rejected: 3, departmentsMade: 4 });
    expect(bench.report(letters)).toEqual([
      '19,答复时间,rejected,is earlier than the receipt of the letter,2025-08-16 10:00',
      '20,类别,rejected,is not in the table of the mapping,吐槽',
      '21,来信时间,rejected,"is no date, or not in a form listed under “dates”",2025-02-30 10:00',
    ]);
    expect(await bench.count('published_letter')).toBe(13);
    expect(await bench.count(`published_letter where type = 'report'`)).toBe(0);
  }, 60_000);

  it('count ratings, silent invitations and defaults apart', async () => {
    const ratings = await bench.run(
      'ratings',
      join(examples, 'sample-ratings.csv'),
      join(examples, 'sample-ratings.yaml'),
    );
    expect(ratings).toMatchObject({ read: 20, accepted: 18, rejected: 2 });
    expect(await bench.count('invitation')).toBe(18);
    expect(await bench.count(`rating where origin = 'active'`)).toBe(14);
    expect(await bench.count(`rating where origin = 'default'`)).toBe(1);
    expect(await reckonedFigures(bench.source, 'site', 'year', 'P1')).toEqual([
      expect.objectContaining({ numerator: 14, denominator: 18 }),
    ]);
  }, 60_000);

  it('change nothing when they come again', async () => {
    const before = await hash();
    for (const kind of ['letters', 'ratings'] as const) {
      const summary = await bench.run(
        kind,
        join(examples, `sample-${kind}.csv`),
        join(examples, `sample-${kind}.yaml`),
      );
      expect(summary).toMatchObject({
        accepted: 0,
        repeated: kind === 'letters' ? 17 : 18,
        departmentsMade: 0,
      });
    }
    expect(await hash()).toBe(before);
    expect(await bench.count('published_letter')).toBe(13);
  }, 60_000);

  it('store no text of a person in the clear', async () => {
    const [row]: { found: number }[] = await bench.source.query(
      `select count(*)::int as found from letter where position(convert_to('噪声', 'UTF8') in body_sealed) > 0
         or position(convert_to('示例甲', 'UTF8') in writer_sealed) > 0`,
    );
    expect(row?.found).toBe(0);
  });
});

describe('rows that break rules', () => {
  it('are reported each with line, column and reason, and the rest is loaded', async () => {
    const rows = [
      'a1,甲局,好,2024/3/1 9:00,谢谢',
      'a2,甲局,好,,',
      'a3,丙局,好,2024/3/1,',
      'a4,乙局,好,2024/3/1,',
      'a5,甲局,一般,2024/3/1,',
      'a6,甲局,未表态,2024/3/1,',
      'a1,甲局,好,2024/3/2,',
      ',甲局,好,2024/3/2,',
      `a7,甲局,好,2024/3/2,${'长'.repeat(2_001)}`,
      'a8,甲局,好,2999/1/1,',
      'a9,甲局,好,1999/1/1,',
      'a10,甲局,好',
      '=cmd|’/c calc’!A1,甲局,+1+2,2024/3/1,',
      'a11,甲局,差,45352.5,\u0007',
    ];
    const summary = await bench.run('ratings', table(HEADER + rows.join('\n')), mapping());
    expect(summary).toMatchObject({ read: 14, accepted: 1, skipped: 1, rejected: 12 });
    expect(bench.report(summary)).toEqual([
      '3,at,rejected,is empty,',
      '4,dep,rejected,is not in the table of the mapping,丙局',
      '5,dep,rejected,names no department of this site,乙局',
      '6,level,rejected,is not in the table of the mapping,一般',
      '7,level,skipped,left out as the mapping says: 没有表态,未表态',
      '8,no,rejected,repeats the key of an earlier row,a1',
      '9,no,rejected,is empty,',
      '10,words,rejected,has 2001 characters; 2000 at most,',
      '11,at,rejected,lies in the future,2999/1/1',
      '12,at,rejected,is before the year 2000,1999/1/1',
      '13,,rejected,"the row has 3 cells, the header 5",',
      '13,at,rejected,is empty,',
      "14,level,rejected,is not in the table of the mapping,'+1+2",
      '15,words,rejected,holds control characters,',
    ]);
  }, 60_000);

  it('are reported in Chinese to whom reads Chinese, for a spreadsheet, to the owner only', async () => {
    const file = table(`${HEADER}b1,甲局,好,2024/3/1,\n=1+1,甲局,好,昨天,\n`);
    const summary = await bench.run('ratings', file, mapping(), { language: 'zh' });
    const text = readFileSync(summary.report ?? '', 'utf8');
    expect(text).toBe(
      '\ufeff行,列,处理,原因,内容\r\n3,at,未导入,不是日期，或格式不在映射的 dates 里,昨天\r\n',
    );
    expect(statSync(summary.report ?? '').mode & 0o077).toBe(0);
  }, 60_000);

  it('stop the whole import with --strict, but not rows the mapping leaves out', async () => {
    const [file, rules] = [table(`${HEADER}c1,甲局,好,2024/3/1,\nc2,甲局,好,x,\n`), mapping()];
    const before = await bench.count('rating');
    expect(await bench.problem('ratings', file, rules, { strict: true })).toBe('strict_refused');
    expect(await bench.count('rating')).toBe(before);
    const planned = table(`${HEADER}c1,甲局,好,2024/3/1,\nc2,甲局,未表态,2024/3/1,\n`);
    expect(await bench.run('ratings', planned, rules, { strict: true })).toMatchObject({
      accepted: 1,
      skipped: 1,
    });
  }, 60_000);

  it('that are all there is leave nothing behind', async () => {
    const departments = await bench.count('department');
    const makesOne = RATINGS.replace('code: office', 'code: never-made').replaceAll('office', 'never-made');
    expect(await bench.problem('ratings', table(`${HEADER}d1,甲局,好,x,\n`), mapping(makesOne))).toBe(
      'nothing_taken',
    );
    expect(await bench.problem('ratings', table(HEADER), mapping())).toBe('no_rows');
    expect(await bench.count('department')).toBe(departments);
  }, 60_000);
});

describe('a file in another guise', () => {
  it('is the same file: GBK, gzip, mixed line ends and a workbook’s dates make the same ids', async () => {
    const text = `${HEADER}e1,甲局,好,2024/4/1 8:00,很好\ne2,甲局,差,2024/4/2,"两行\n的话"\n`;
    expect(await bench.run('ratings', table(text), mapping())).toMatchObject({ accepted: 2 });
    const before = await hash();
    const guises = [
      table(iconv.encode(text, 'gbk')),
      table(gzipSync(text), 'gz'),
      table(text.replaceAll(',\n', ',\r\n').replace('很好\n', '很好\r\n')),
      table(text.replace('2024/4/2,', '45384,').replace('2024/4/1 8:00', '2024-04-01T08:00:00+08:00')),
      table(
        JSON.stringify([
          { no: 'e1', dep: '甲局', level: '好', at: '2024/4/1 8:00', words: '很好' },
          { no: 'e2', dep: '甲局', level: '差', at: '2024/4/2', words: '两行\n的话' },
        ]),
        'json',
      ),
    ];
    for (const guise of guises) {
      expect(await bench.run('ratings', guise, mapping())).toMatchObject({
        read: 2,
        accepted: 0,
        repeated: 2,
        rejected: 0,
      });
    }
    expect(await hash()).toBe(before);
  }, 120_000);

  it('with bytes that are no UTF-8 loses only the rows that hold them', async () => {
    const rows = [...Array(20).keys()].map((n) => `f${n},甲局,好,2024/5/${n + 1},办事很方便`).join('\n');
    const damaged = Buffer.concat([
      Buffer.from(`${HEADER}${rows}\nf20,甲局,好,2024/5/21,`),
      Buffer.from([0xff, 0xe5, 0x0a]),
    ]);
    const summary = await bench.run('ratings', table(damaged), mapping());
    expect(summary).toMatchObject({ read: 21, accepted: 20, rejected: 1 });
    expect(bench.report(summary)).toEqual([
      '22,words,rejected,holds characters that cannot be read (perhaps the encoding),',
    ]);
  }, 60_000);

  it('without keys tells equal rows apart by their number, and knows them again', async () => {
    const noKey = RATINGS.replace('key: no\n', '').replace('source: bad-input', 'source: no-key');
    const file = table(
      `${HEADER}x,甲局,好,2024/6/1 9:00,\nx,甲局,好,2024/6/1 9:00,\nx,甲局,差,2024/6/1 9:00,\n`,
    );
    expect(await bench.run('ratings', file, mapping(noKey))).toMatchObject({ accepted: 3, repeated: 0 });
    expect(await bench.run('ratings', file, mapping(noKey))).toMatchObject({ accepted: 0, repeated: 3 });
    const oneMore = table(`${readFileSync(file, 'utf8')}x,甲局,好,2024/6/1 9:00,\n`);
    expect(await bench.run('ratings', oneMore, mapping(noKey))).toMatchObject({ accepted: 1, repeated: 3 });
  }, 60_000);
});

describe('an import that cannot be', () => {
  it('keeps nothing of a dry run, and says what a real one would do', async () => {
    const file = table(`${HEADER}g1,甲局,好,2024/7/1,\ng2,甲局,好,x,\n`);
    const before = [await bench.count('rating'), await bench.count('tally_delta'), await hash()];
    expect(await bench.run('ratings', file, mapping(), { dryRun: true })).toMatchObject({
      accepted: 1,
      rejected: 1,
      dryRun: true,
    });
    expect([await bench.count('rating'), await bench.count('tally_delta'), await hash()]).toEqual(before);
  }, 60_000);

  it.each([
    ['a mapping that is not there', 'none.yaml', 'no_mapping'],
    [
      'a line that nobody stated',
      RATINGS.replace('line: l,', 'line: q,').replace('office', 'other'),
      'unknown_place',
    ],
    ['a mapping for another kind', 'kind: regions\nsource: a\ncode: c\nname: n\nlevel: l\n', 'mapping_kind'],
  ])(
    'says so for %s',
    async (_, text, code) => {
      const file = text.endsWith('.yaml') ? join(bench.folder, text) : mapping(text);
      expect(await bench.problem('ratings', table(`${HEADER}h1,甲局,好,2024/7/1,\n`), file)).toBe(code);
    },
    60_000,
  );

  it('never writes its report over the file', async () => {
    const file = table(`${HEADER}i1,甲局,好,2024/7/1,\n`);
    expect(await bench.problem('ratings', file, mapping(), { report: file })).toBe('report_is_source');
    expect(readFileSync(file, 'utf8')).toContain('i1');
    expect(
      await bench.problem('ratings', file, mapping(), { report: join(bench.folder, 'no/such/folder.csv') }),
    ).toBe('report_unwritable');
  }, 60_000);
});

describe('a file of letters', () => {
  it('refuses a number that another letter has, and loads the rest', async () => {
    const text = readFileSync(join(examples, 'sample-letters.yaml'), 'utf8');
    const rules = mapping(
      `${text}\nnumber: { column: 号 }\n`.replace('source: sample-letters', 'source: other'),
    );
    const head =
      '号,编号,承办部门,类别,渠道,姓名,电话,标题,内容,来信时间,答复时间,答复内容,回访结果,回访满意度,同意公开\n';
    const row = (number: string, key: string) =>
      `${number},${key},示例县城管局,咨询,网站,某人,,题,文,2025/3/3,,,,,是\n`;
    const summary = await bench.run(
      'letters',
      table(head + row('N-1', 'k1') + row('N-1', 'k2') + row('N-2', 'k3')),
      rules,
    );
    expect(summary).toMatchObject({ read: 3, accepted: 2, rejected: 1 });
    expect(bench.report(summary)).toEqual(['3,,rejected,its number belongs to another letter,']);
  }, 60_000);

  it('does not publish a letter that was stored before without being published', async () => {
    const text = readFileSync(join(examples, 'sample-letters.yaml'), 'utf8').replace(
      'source: sample-letters',
      'source: later',
    );
    const before = await bench.count('published_letter');
    const file = join(examples, 'sample-letters.csv');
    await bench.run('letters', file, mapping(text.replace('publish: true', 'publish: false')));
    expect(await bench.run('letters', file, mapping(text))).toMatchObject({ accepted: 0, repeated: 17 });
    expect(await bench.count('published_letter')).toBe(before);
  }, 60_000);
});
