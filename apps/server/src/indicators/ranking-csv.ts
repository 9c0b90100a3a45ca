import type { Ranking } from '@huiyin/contract';
import { csvCell } from './figure-csv.ts';

type Cell = string | number | null;

/** One row a department: ranked ones first, then those with too few cases for a rank, then those that are withheld. */
interface Row {
  readonly department: Ranking['withheld'][number]['department'];
  readonly region: Ranking['withheld'][number]['region'];
  readonly presentation: string;
  readonly rankLow?: number;
  readonly rankHigh?: number;
  readonly standing?: string;
  readonly value?: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly denominator?: number | null;
}

/** The columns of a ranking as CSV, each with its meaning. Empty means: not ranked or withheld. Columns are only ever added. */
export const RANKING_COLUMNS: readonly {
  readonly name: string;
  readonly means: string;
  readonly of: (row: Row, ranking: Ranking) => Cell;
}[] = [
  { name: 'indicator', means: 'its code, ALL for the composite', of: (_, { indicator }) => indicator.code },
  { name: 'period', means: 'such as 2026-Q3', of: (_, { period }) => period.key },
  { name: 'department', means: 'its code', of: (row) => row.department.code },
  { name: 'name_zh', means: 'its name in Chinese', of: (row) => row.department.name.zh },
  { name: 'name_en', means: 'its name in English', of: (row) => row.department.name.en },
  { name: 'region', means: 'the code of its region', of: (row) => row.region.code },
  {
    name: 'presentation',
    means: 'ranked (n ≥ 100), shown (11–99), withheld, none',
    of: (row) => row.presentation,
  },
  { name: 'rank_low', means: 'the best rank that the data do not exclude', of: (row) => row.rankLow ?? null },
  { name: 'rank_high', means: 'the worst one', of: (row) => row.rankHigh ?? null },
  {
    name: 'standing',
    means: 'above, below or indistinct from the median',
    of: (row) => row.standing ?? null,
  },
  { name: 'value', means: 'in its unit: share 0–1 or points 0–100', of: (row) => row.value ?? null },
  { name: 'low', means: 'lower end of the 95 % interval', of: (row) => row.low ?? null },
  { name: 'high', means: 'upper end of the 95 % interval', of: (row) => row.high ?? null },
  { name: 'n', means: 'of how many cases', of: (row) => row.denominator ?? null },
];

/** RFC 4180 with a byte order mark, so that a spreadsheet reads Chinese. */
export function rankingCsv(ranking: Ranking): string {
  const rows: Row[] = [...ranking.ranked, ...ranking.unranked, ...ranking.withheld];
  return `\ufeff${[
    RANKING_COLUMNS.map(({ name }) => name),
    ...rows.map((row) => RANKING_COLUMNS.map(({ of }) => of(row, ranking))),
  ]
    .map((cells) => `${cells.map(csvCell).join(',')}\r\n`)
    .join('')}`;
}
