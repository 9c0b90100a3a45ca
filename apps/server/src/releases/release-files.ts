import type { Bilingual, ReleaseContent } from '@huiyin/domain';
import { indicatorOf } from '@huiyin/domain';
import { csvCell } from '../indicators/figure-csv.ts';

/** A file as it is downloaded. */
export interface ReleaseFile {
  readonly type: string;
  readonly text: string;
  readonly rows: number;
}

interface DeclaredFile {
  readonly name: string;
  readonly holds: Bilingual;
  /** Out of the text of the release and what it says: the same release always gives the same file. */
  readonly make: (text: string, content: ReleaseContent) => ReleaseFile;
}

/**
 * The files of every release. `release.json` is the release itself, whose hash is published and checked; the others say
 * parts of it in a form that a spreadsheet opens.
 */
export const RELEASE_FILES: readonly DeclaredFile[] = [
  {
    name: 'release.json',
    holds: {
      zh: '完整的发布：日计之和、指标值、名次区间、指标体系，核验用的就是它',
      en: 'the whole release: tallies, figures, rank bands and indicator system; this is what is verified',
    },
    make: (text, { cells }) => ({ type: 'application/json; charset=utf-8', text, rows: cells.length }),
  },
  {
    name: 'figures.csv',
    holds: {
      zh: '指标值：单位、时期、指标、数值、区间、分子、分母',
      en: 'figures: scope, period, indicator, value, interval, numerator, denominator',
    },
    make: (_, content) =>
      csv(
        [
          'scope',
          'code',
          'name_zh',
          'name_en',
          'period',
          'indicator',
          'unit',
          'value',
          'low',
          'high',
          'numerator',
          'denominator',
        ],
        content.cells.flatMap((cell) =>
          Object.entries(cell.figures).map(([indicator, figure]) => [
            ...aboutOf(cell, content),
            indicator,
            indicatorOf(indicator)?.unit ?? 'points',
            ...figure,
          ]),
        ),
      ),
  },
  {
    name: 'tallies.csv',
    holds: {
      zh: '算出上面每个数字的计数：单位、时期、量、个数',
      en: 'the counts that every figure is computed from: scope, period, measure, count',
    },
    make: (_, content) =>
      csv(
        ['scope', 'code', 'name_zh', 'name_en', 'period', 'measure', 'count'],
        content.cells.flatMap((cell) =>
          Object.entries(cell.tallies).map(([measure, count]) => [
            ...aboutOf(cell, content),
            measure,
            count ?? 0,
          ]),
        ),
      ),
  },
  {
    name: 'ranks.csv',
    holds: {
      zh: '名次区间：级别和条线、指标、部门、最好和最差名次',
      en: 'rank bands: level and line, indicator, department, best and worst rank',
    },
    make: (_, { rankings }) =>
      csv(
        ['group', 'period', 'indicator', 'department', 'rank_low', 'rank_high'],
        rankings.flatMap(({ group, period, indicator, bands }) =>
          bands.map(([department, low, high]) => [group, period, indicator, department, low, high]),
        ),
      ),
  },
  {
    name: 'withheld.csv',
    holds: {
      zh: '不公布的格子（不含数值）：不足11人，或能倒推出不足11人',
      en: 'the cells that are not published, without any value: 1–10 people, or what would give such away',
    },
    make: (_, content) =>
      csv(
        ['scope', 'code', 'name_zh', 'name_en', 'period', 'population'],
        content.cells.flatMap((cell) =>
          cell.withheld.map((population) => [...aboutOf(cell, content), population]),
        ),
      ),
  },
  {
    name: 'system.json',
    holds: {
      zh: '指标体系：权重、目标值、最小样本、同级规则',
      en: 'the indicator system: weights, goalposts, minimum samples, peer rules',
    },
    make: (_, { system }) => ({
      type: 'application/json; charset=utf-8',
      text: `${JSON.stringify(system, null, 2)}\n`,
      rows: system.settings.indicators.length,
    }),
  },
];

const aboutOf = (
  { scope, code, period }: ReleaseContent['cells'][number],
  content: ReleaseContent,
): string[] => {
  const name = namesOf(content).get(`${scope} ${code}`);
  return [scope, code, name?.zh ?? code, name?.en ?? code, period];
};

const names = new WeakMap<ReleaseContent, ReadonlyMap<string, Bilingual>>();

function namesOf(content: ReleaseContent): ReadonlyMap<string, Bilingual> {
  const known =
    names.get(content) ??
    new Map(content.names.map(({ scope, code, name }) => [`${scope} ${code}`, name] as const));
  names.set(content, known);
  return known;
}

/** RFC 4180 with a byte order mark, so that a spreadsheet reads Chinese. */
function csv(columns: readonly string[], rows: readonly (readonly (string | number)[])[]): ReleaseFile {
  const lines = [columns, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`);
  return { type: 'text/csv; charset=utf-8', text: `\ufeff${lines.join('')}`, rows: rows.length };
}
