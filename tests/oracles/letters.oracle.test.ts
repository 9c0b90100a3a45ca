// 2,816 letters with their official replies: what the product makes of the file by the command `npm run import`, against
// a computation of a few lines straight from the file, in which nothing of the product takes part.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import chineseDays from 'chinese-days';
import { parse } from 'csv-parse/sync';
import type { WaitEnds } from '../../apps/server/src/indicators/figure-sums.repository.ts';
import { waitCurveOf } from '../../apps/server/src/indicators/wait-curve.ts';
import { reckonedFigures } from '../../apps/server/src/indicators/reckoned-figures.sample.ts';
import type { ImportBench } from '../../apps/server/src/integrations/import/import-test-kit.ts';
import { openImportBench } from '../../apps/server/src/integrations/import/import-test-kit.ts';
import { describeWithSharedData } from './shared-data.ts';

const mapping = join(import.meta.dirname, '../../examples/letters-fujian.yaml');

/** The policy a new installation begins with: 15 working days, 5 for an enquiry; the day of receipt is day 0. */
const allowedWorkingDays = (type: string): number => (type === 'enquiry' ? 5 : 15);

/** The kind of letter by the first of these words in its subject, as examples/letters-fujian.yaml says it. */
const WORDS: readonly (readonly [string, string])[] = [
  ['举报', 'report'],
  ['投诉', 'complaint'],
  ['反映', 'complaint'],
  ['建议', 'suggestion'],
  ['咨询', 'enquiry'],
  ['请问', 'enquiry'],
  ['吗？', 'enquiry'],
];

interface Letter {
  readonly type: string;
  /** Days since 1970 of the local date; all times in the file are local. */
  readonly received: number;
  readonly replied: number;
}

const DAY = 86_400_000;
const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
const monthOf = (day: number): string => dateOf(day).slice(0, 7);
const yearOf = (day: number): string => dateOf(day).slice(0, 4);

function dayOf(text: string): number {
  const [year = NaN, month = NaN, day = NaN] = (text.split(' ')[0] ?? '').split(/[/-]/).map(Number);
  return Date.UTC(year, month - 1, day) / DAY;
}

const workdays = new Map<number, boolean>();
function isWorkday(day: number): boolean {
  let worked = workdays.get(day);
  if (worked === undefined) workdays.set(day, (worked = chineseDays.isWorkday(dateOf(day))));
  return worked;
}

function workingDaysAfter(from: number, to: number): number {
  let count = 0;
  for (let day = from + 1; day <= to; day += 1) if (isWorkday(day)) count += 1;
  return count;
}

function dueDay(received: number, allowed: number): number {
  let day = received;
  for (let left = allowed; left > 0;) {
    day += 1;
    if (isWorkday(day)) left -= 1;
  }
  return day;
}

/** The smallest wait within which the share p was answered. */
function quantile(waits: readonly number[], p: number): number {
  const sorted = [...waits].sort((a, b) => a - b);
  return sorted[Math.ceil(p * sorted.length - 1e-9) - 1] ?? NaN;
}

function lettersOf(file: string): Letter[] {
  const rows: Record<string, string>[] = parse(gunzipSync(readFileSync(file)), { columns: true, bom: true });
  return rows.map((row) => ({
    type: WORDS.find(([word]) => row['留言主题']?.includes(word))?.[1] ?? 'help',
    received: dayOf(row['留言时间'] ?? ''),
    replied: dayOf(row['答复时间'] ?? ''),
  }));
}

function grouped<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

describeWithSharedData('letters with replies of a real message board', 'letters', (folder) => {
  const csv = join(folder, 'fujian4_letters_replies.csv.gz');
  const workbook = join(folder, 'fujian4_letters_replies.xlsx');
  const letters = lettersOf(csv);
  let bench: ImportBench;
  let fromWorkbook: ImportBench;

  beforeAll(async () => {
    bench = await openImportBench();
    fromWorkbook = await openImportBench();
  }, 60_000);
  afterAll(async () => {
    await bench.close();
    await fromWorkbook.close();
  }, 60_000);

  const sums = async (kind: string): Promise<Map<string, Record<string, number>>> => {
    const rows: { period: string; sums: Record<string, number> }[] = await bench.source.query(
      `select period_start::text as period, sums from figure_sum where scope_kind = 'site' and period_kind = $1`,
      [kind],
    );
    return new Map(
      rows.map(({ period, sums }) => [kind === 'year' ? period.slice(0, 4) : period.slice(0, 7), sums]),
    );
  };

  // The second takes as long as the first, and waits for the database as much: both at once.
  it('all come in, from a table of commas as from a workbook', async () => {
    expect(letters).toHaveLength(2816);
    const all = { read: 2816, accepted: 2816, repeated: 0, rejected: 0, skipped: 0 };
    const summaries = [bench.run('letters', csv, mapping), fromWorkbook.run('letters', workbook, mapping)];
    expect(await Promise.all(summaries)).toEqual([
      expect.objectContaining(all),
      expect.objectContaining(all),
    ]);
  }, 300_000);

  it('are counted in the month in which they came', async () => {
    const months = await sums('month');
    const expected = [...grouped(letters, ({ received }) => monthOf(received))].map(([month, those]) => [
      month,
      those.length,
    ]);
    const counted = expected.map(([month]) => [month, months.get(String(month))?.['letter_received'] ?? 0]);
    expect(counted).toEqual(expected);
    expect([...months.values()].reduce((total, month) => total + (month['letter_received'] ?? 0), 0)).toBe(
      2816,
    );
  });

  it.each(['month', 'year'] as const)(
    'were answered within the days of the policy in the same share of each %s',
    async (kind) => {
      const rows = await reckonedFigures(bench.source, 'site', kind, 'R2');
      const periodOf = kind === 'month' ? monthOf : yearOf;
      const due = letters.map((letter) => ({
        ...letter,
        due: dueDay(letter.received, allowedWorkingDays(letter.type)),
      }));
      const expected = [...grouped(due, (letter) => periodOf(letter.due))].sort().map(([period, those]) => {
        const onTime = those.filter((letter) => letter.replied <= letter.due).length;
        return { period, numerator: onTime, denominator: those.length, value: onTime / those.length };
      });
      const found = rows.map(({ start, numerator, denominator, value }) => ({
        period: start.slice(0, kind === 'month' ? 7 : 4),
        numerator,
        denominator,
        value,
      }));
      expect(found).toEqual(expected.map((row) => ({ ...row, value: expect.closeTo(row.value, 12) })));
    },
  );

  it('waited as long, by working days, in half and in nine tenths of each year’s letters', async () => {
    const rows: { year: string; ends: WaitEnds[] }[] = await bench.source.query(
      `select left(period_start::text, 4) as year, waits -> 'full' as ends
       from figure_sum
       where scope_kind = 'site' and period_kind = 'year' and waits is not null
       order by period_start`,
    );
    const expected = [...grouped(letters, ({ received }) => yearOf(received))].sort().map(([year, those]) => {
      const waits = those.map(({ received, replied }) => workingDaysAfter(received, replied));
      return { year, received: those.length, median: quantile(waits, 0.5), ninetieth: quantile(waits, 0.9) };
    });
    expect(
      rows.map(({ year, ends }) => {
        const { received, median, ninetieth } = waitCurveOf(ends)!;
        return { year, received, median, ninetieth };
      }),
    ).toEqual(expected);
  });

  it.each(['working_day', 'calendar_day'] as const)(
    'waited as long over all the years, by %s',
    async (unit) => {
      const rows: { wait: number; answered: number }[] = await bench.source.query(
        `select wait, sum(answered)::int as answered from tally_wait where unit = $1 and clock = 'full' group by wait having sum(answered) > 0 order by wait`,
        [unit],
      );
      const tallied = rows.flatMap(({ wait, answered }) => Array.from({ length: answered }, () => wait));
      const waits = letters
        .map(({ received, replied }) =>
          unit === 'working_day' ? workingDaysAfter(received, replied) : replied - received,
        )
        .sort((a, b) => a - b);
      expect(tallied).toEqual(waits);
      expect([quantile(tallied, 0.5), quantile(tallied, 0.9)]).toEqual([
        quantile(waits, 0.5),
        quantile(waits, 0.9),
      ]);
    },
  );

  it('are published with their replies, except reports of wrongdoing', async () => {
    expect(await bench.count('published_letter')).toBe(
      letters.filter(({ type }) => type !== 'report').length,
    );
  });

  it('give the same figures when they come as a workbook, and nothing new when they come as both', async () => {
    const figures = (of: ImportBench) =>
      of.source.query(
        `select scope_kind, scope_code, period_kind, period_start, sums, waits
         from figure_sum
         order by 1, 2, 3, 4`,
      );
    const expected: unknown[] = await figures(bench);
    expect(expected.length).toBeGreaterThan(500);
    expect(await figures(fromWorkbook)).toEqual(expected);
    expect(await bench.run('letters', workbook, mapping)).toMatchObject({ accepted: 0, repeated: 2816 });
    expect(await figures(bench)).toEqual(expected);
  }, 300_000);
});
