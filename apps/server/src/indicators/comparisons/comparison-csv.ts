import type { ChangeSplit, Comparison } from '@huiyin/contract';
import { csvCell } from '../figure-csv.ts';

/** The columns of a comparison as CSV: one row a part of each change, and one for the whole. Columns are only ever added. */
export const COMPARISON_COLUMNS: readonly { readonly name: string; readonly means: string }[] = [
  { name: 'against', means: 'the earlier period, such as 2026-Q2' },
  { name: 'part', means: 'its code; empty for all others together; * for the whole' },
  { name: 'name_zh', means: 'its name in Chinese' },
  { name: 'name_en', means: 'its name in English' },
  { name: 'before', means: 'its value in the earlier period' },
  { name: 'n_before', means: 'n in the earlier period' },
  { name: 'after', means: 'its value now' },
  { name: 'n_after', means: 'n now' },
  { name: 'weight_before', means: 'its share of the whole then, 0–1' },
  { name: 'weight_after', means: 'its share of the whole now, 0–1' },
  { name: 'rate', means: 'only for the whole: what the parts changed by themselves' },
  { name: 'mix', means: 'only for the whole: what came from their shares' },
];

/** RFC 4180 with a byte order mark, so that a spreadsheet reads Chinese. */
export const comparisonCsv = ({ previous, yearAgo, subject }: Comparison): string =>
  `\ufeff${[
    COMPARISON_COLUMNS.map(({ name }) => name),
    ...[previous, yearAgo].flatMap((split) => (split === null ? [] : rowsOf(split, subject.name))),
  ]
    .map((cells) => `${cells.map(csvCell).join(',')}\r\n`)
    .join('')}`;

const rowsOf = (split: ChangeSplit, whole: { zh: string; en: string }): (string | number | null)[][] => [
  [
    split.against.key,
    '*',
    whole.zh,
    whole.en,
    split.before,
    null,
    split.after,
    null,
    1,
    1,
    split.rate,
    split.mix,
  ],
  ...split.parts.map(({ code, name, before, after }) => [
    split.against.key,
    code,
    name.zh,
    name.en,
    before?.value ?? null,
    before?.denominator ?? 0,
    after?.value ?? null,
    after?.denominator ?? 0,
    before?.weight ?? 0,
    after?.weight ?? 0,
    null,
    null,
  ]),
];
