// Numbers that others have published, against the formulas of @huiyin/domain. Where each file comes from is written
// in its PROVENANCE.md.
import { afterAll, expect, it } from '@jest/globals';
import {
  funnelLimitsOfShare,
  funnelPosition,
  overDispersion,
  pooledShare,
  rankIntervals,
  wilsonInterval,
} from '@huiyin/domain';
import ExcelJS from 'exceljs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeWithSharedData } from './shared-data.ts';

type Row = Readonly<Record<string, string>>;

/** CSV with quotes around fields that hold a comma; numbers stay text. */
function readCsv(path: string): Row[] {
  const [header = '', ...lines] = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/);
  const names = header.split(',');
  return lines.map((line) => {
    const fields = line.split(/,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
    if (fields.length !== names.length) throw new Error(`Not ${names.length} fields: ${line}`);
    return Object.fromEntries(names.map((name, index) => [name, fields[index] ?? '']));
  });
}

const numberIn = (row: Row, name: string): number => {
  const value = Number(row[name]);
  if (row[name] === undefined || row[name] === '' || Number.isNaN(value))
    throw new Error(`No number in ${name}`);
  return value;
};

async function readSheet(path: string, name: string): Promise<ExcelJS.Row[]> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const sheet = book.getWorksheet(name);
  if (sheet === undefined) throw new Error(`No sheet ${name} in ${path}`);
  return sheet.getRows(2, sheet.rowCount - 1) ?? [];
}

/** A cell's number, a formula's stored result included; NaN for anything else. */
function numberOf(row: ExcelJS.Row, column: number): number {
  const { value, result } = row.getCell(column);
  const found: unknown = result ?? value;
  return typeof found === 'number' ? found : NaN;
}

/** The largest difference from what was published, file by file, told once all of them were compared. */
class LargestDifferences {
  private readonly seen = new Map<string, number>();

  note(file: string, ours: number, theirs: number): void {
    this.seen.set(file, Math.max(this.seen.get(file) ?? 0, Math.abs(ours - theirs)));
  }

  tell(of: string): void {
    const lines = [...this.seen].map(([file, difference]) => `  ${file}: ${difference.toExponential(1)}`);
    console.log(`Largest differences from ${of}:\n${lines.join('\n')}`);
  }
}

describeWithSharedData('English public-health test values', 'oracles/phe_indicator_methods', (folder) => {
  const differences = new LargestDifferences();
  afterAll(() => differences.tell('the English public-health methods'));
  const compare = (file: string, ours: number | undefined, theirs: number, digits: number): void => {
    differences.note(file, ours ?? NaN, theirs);
    expect(ours ?? NaN).toBeCloseTo(theirs, digits);
  };

  it("has Wilson's limits at 95 % and 99.8 % to ten digits (testdata_Proportion)", async () => {
    const rows = await readSheet(join(folder, 'testdata_Proportion.xlsx'), 'testdata_Prop');
    let checked = 0;
    for (const row of rows) {
      const [x, n] = [numberOf(row, 2), numberOf(row, 3)];
      const scale = numberOf(row, 11);
      if (![x, n, scale, numberOf(row, 5)].every(Number.isFinite) || !(x >= 0 && x <= n && n > 0)) continue;
      const inner = wilsonInterval(x, n, 0.95);
      const outer = wilsonInterval(x, n, 0.998);
      const file = 'testdata_Proportion.xlsx, Wilson';
      compare(file, (inner?.low ?? NaN) * scale, numberOf(row, 5), 10);
      compare(file, (inner?.high ?? NaN) * scale, numberOf(row, 6), 10);
      compare(file, (outer?.low ?? NaN) * scale, numberOf(row, 7), 10);
      compare(file, (outer?.high ?? NaN) * scale, numberOf(row, 8), 10);
      checked += 1;
    }
    expect(checked).toBeGreaterThanOrEqual(8);
  });

  it("has Wilson's limits of summed areas (testdata_Prop_g)", async () => {
    const rows = await readSheet(join(folder, 'testdata_Proportion.xlsx'), 'testdata_Prop_g');
    let checked = 0;
    for (const row of rows) {
      const [x, n, scale] = [numberOf(row, 2), numberOf(row, 3), numberOf(row, 10)];
      const level = row.getCell(7).text;
      if (!(x >= 0 && x <= n && n > 0 && scale > 0) || !level.endsWith('%')) continue;
      const interval = wilsonInterval(x, n, Number(level.slice(0, -1)) / 100);
      const file = 'testdata_Proportion.xlsx, summed areas';
      compare(file, (interval?.low ?? NaN) * scale, numberOf(row, 5), 10);
      compare(file, (interval?.high ?? NaN) * scale, numberOf(row, 6), 10);
      checked += 1;
    }
    expect(checked).toBeGreaterThanOrEqual(4);
  });

  it('has the funnel lines of a share for 100 sizes', () => {
    for (const name of [
      'testdata_funnel_prop_outputs.csv',
      'testdata_funnel_prop_outputs_with_axis_variation.csv',
    ]) {
      const rows = readCsv(join(folder, name));
      expect(rows).toHaveLength(100);
      for (const row of rows) {
        const lines = funnelLimitsOfShare(numberIn(row, 'Baseline') / 100, numberIn(row, 'Population'));
        compare(name, (lines?.low95 ?? NaN) * 100, numberIn(row, 'Lower2s0025limit'), 5);
        compare(name, (lines?.high95 ?? NaN) * 100, numberIn(row, 'Upper2s0025limit'), 5);
        compare(name, (lines?.low998 ?? NaN) * 100, numberIn(row, 'Lower3s0001limit'), 5);
        compare(name, (lines?.high998 ?? NaN) * 100, numberIn(row, 'Upper3s0001limit'), 5);
      }
    }
  });

  it('puts all 303 areas on the side of the funnel lines that was published', () => {
    const rows = readCsv(join(folder, 'testdata_funnel_prop_inputs.csv'));
    expect(rows).toHaveLength(303);
    const areas = rows.map((row) => ({ x: numberIn(row, 'numerator'), n: numberIn(row, 'denominator') }));
    const target = pooledShare(areas) ?? NaN;
    const words = {
      'far below': 'Low (0.001)',
      below: 'Low (0.025)',
      within: 'Not significant',
      above: 'High (0.025)',
      'far above': 'High (0.001)',
    };
    const ours = areas.map(({ x, n }) => {
      const lines = funnelLimitsOfShare(target, n);
      return lines === null ? 'no lines' : words[funnelPosition(x / n, lines)];
    });
    expect(ours).toEqual(rows.map((row) => row['significance']));
  });

  it('finds these areas far more spread than chance, and widens the funnel until one in 20 is outside', () => {
    const areas = readCsv(join(folder, 'testdata_funnel_prop_inputs.csv')).map((row) => ({
      x: numberIn(row, 'numerator'),
      n: numberIn(row, 'denominator'),
    }));
    const target = pooledShare(areas) ?? NaN;
    const units = areas.map(({ x, n }) => ({ value: x / n, error: Math.sqrt((target * (1 - target)) / n) }));
    const spread = overDispersion(units, target);
    expect(spread?.phi).toBeGreaterThan(100);
    const outside = areas.filter(({ x, n }) => {
      const lines = funnelLimitsOfShare(target, n, spread?.tauSquared ?? NaN);
      return lines === null || funnelPosition(x / n, lines) !== 'within';
    });
    expect(outside.length / areas.length).toBeGreaterThan(0.01);
    expect(outside.length / areas.length).toBeLessThan(0.1);
  });
});

describeWithSharedData('PISA 2018 mathematics', 'oracles/csranks_pisa', (folder) => {
  /** Rank intervals by country. */
  const ask = (question: { file: string; holds: 'all' | 'each'; level: number; seed: number }) => {
    const rows = readCsv(join(folder, question.file)).filter((row) => row['math_score'] !== '');
    const answers = rankIntervals({
      ...question,
      estimates: rows.map((row) => numberIn(row, 'math_score')),
      errors: rows.map((row) => numberIn(row, 'math_se')),
      best: 'highest',
      draws: 10_000,
    });
    const byCountry = new Map(rows.map((row, index) => [row['jurisdiction'] ?? '', answers[index]]));
    return (country: string) => {
      const found = byCountry.get(country);
      if (found === undefined) throw new Error(`No country ${country}`);
      return { ...found, countries: [...byCountry.keys()] };
    };
  };

  it.each([
    ['pisa2018.csv', 1],
    ['pisa2018.csv', 2],
    ['pisa.csv', 3],
  ])('ranks the United Kingdom 13th, between 7 and 23, give or take one (%s, seed %d)', (file, seed) => {
    const { rank, low, high } = ask({ file, holds: 'each', level: 0.95, seed })('United Kingdom');
    console.log(
      `PISA 2018, ${file}: the United Kingdom stands ${rank}th, from ${low} to ${high} (published: 13th, 7 to 23)`,
    );
    expect(rank).toBe(13);
    expect(Math.abs(low - 7)).toBeLessThanOrEqual(1);
    expect(Math.abs(high - 23)).toBeLessThanOrEqual(1);
  });

  it('lets Chile, Mexico and Colombia, and only them, share the last three ranks when all intervals hold at once', () => {
    const of = ask({ file: 'pisa.csv', holds: 'all', level: 0.95, seed: 4 });
    const last = of('Chile').countries.filter((country) => of(country).high >= 35);
    expect(last.sort()).toEqual(['Chile', 'Colombia', 'Mexico']);
    for (const country of last) expect(of(country).low).toBeGreaterThanOrEqual(35);
  });

  it('lets Germany and Korea both hold rank 7 at 95 %, and parts them at 75 %', () => {
    for (const country of ['Germany', 'Korea']) {
      const { low, high } = ask({ file: 'pisa2018.csv', holds: 'all', level: 0.95, seed: 5 })(country);
      expect(low <= 7 && 7 <= high).toBe(true);
    }
    const at75 = ask({ file: 'pisa2018.csv', holds: 'all', level: 0.75, seed: 5 });
    expect(at75('Korea').high).toBeLessThan(at75('Germany').low);
  });

  it('does not exclude from the best five any country that the published, sharper procedure keeps', () => {
    const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
      best5_95: { printed: string[] };
    };
    const of = ask({ file: 'pisa2018.csv', holds: 'all', level: 0.95, seed: 6 });
    expect(expected.best5_95.printed).toHaveLength(13);
    for (const country of expected.best5_95.printed) expect(of(country).low).toBeLessThanOrEqual(5);
  });
});
