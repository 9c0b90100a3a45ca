import type { FigureList } from '@huiyin/contract';

type Row = FigureList['figures'][number];

/**
 * The columns of the figures as CSV, in this order, each with its meaning. Empty means: withheld or not known, see
 * `presentation`. Columns are only ever added, at the end.
 */
export const FIGURE_COLUMNS: readonly {
  readonly name: string;
  readonly means: string;
  readonly of: (row: Row) => Cell;
}[] = [
  { name: 'scope', means: 'what the figure is of: department, region, line or item', of: (row) => row.scope },
  { name: 'code', means: 'its code in the directory', of: (row) => row.code },
  { name: 'name_zh', means: 'its name in Chinese', of: (row) => row.name.zh },
  { name: 'name_en', means: 'its name in English', of: (row) => row.name.en },
  { name: 'period_kind', means: 'month, quarter or year', of: (row) => row.period.kind },
  { name: 'period', means: 'such as 2026-09, 2026-Q3 or 2026', of: (row) => row.period.key },
  { name: 'period_start', means: 'its first day', of: (row) => row.period.start },
  { name: 'period_end', means: 'its last day', of: (row) => row.period.end },
  { name: 'complete', means: 'false while the period still runs', of: (row) => String(row.period.complete) },
  {
    name: 'indicator',
    means: 'the code of the indicator, see /api/v1/indicators',
    of: (row) => row.indicator,
  },
  { name: 'unit', means: 'share (0–1) or points (0–100)', of: (row) => row.unit },
  {
    name: 'presentation',
    means: 'ranked (n ≥ 100), shown (11–99), withheld (1–10 people)',
    of: (row) => row.presentation,
  },
  { name: 'value', means: 'the value in its unit', of: (row) => row.value },
  { name: 'low', means: 'lower end of the 95 % interval', of: (row) => row.low },
  { name: 'high', means: 'upper end of the 95 % interval', of: (row) => row.high },
  { name: 'numerator', means: 'what was counted', of: (row) => row.numerator },
  { name: 'denominator', means: 'n, of how many', of: (row) => row.denominator },
];

type Cell = string | number | null;

/** RFC 4180 with a byte order mark, so that a spreadsheet reads Chinese. */
export const figuresCsv = (rows: readonly Row[]): string =>
  `\ufeff${[
    FIGURE_COLUMNS.map(({ name }) => name),
    ...rows.map((row) => FIGURE_COLUMNS.map(({ of }) => of(row))),
  ]
    .map((cells) => `${cells.map(csvCell).join(',')}\r\n`)
    .join('')}`;

/** A text that a spreadsheet would run as a formula gets an apostrophe before it; numbers are left as they are. */
export function csvCell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
