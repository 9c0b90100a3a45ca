import type { Bilingual } from '@huiyin/domain';

export type LineCode =
  | 'hrss'
  | 'medical'
  | 'housing'
  | 'education'
  | 'police'
  | 'civil'
  | 'market'
  | 'transport'
  | 'environment'
  | 'data';

/** A function line, what its offices are called, and how busy they are. */
export interface DemoLine {
  readonly code: LineCode;
  /** Its place in the codes of service items. */
  readonly number: number;
  readonly name: Bilingual;
  readonly office: Bilingual;
  /** On which levels of the tree it has an office. */
  readonly levels: readonly (1 | 2 | 3)[];
  /** Cases, and letters, of a middling county office, relative to each other. */
  readonly cases: number;
  readonly letters: number;
  /** Work by calendar month, January first, around 1. */
  readonly season: readonly number[];
}

const EVEN = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];

/** Offices of county level stand on seven lines, of city level on nine, of the province on ten. */
export const LINES: readonly DemoLine[] = [
  {
    code: 'hrss',
    number: 114,
    name: { zh: '人力资源和社会保障', en: 'Human resources and social security' },
    office: { zh: '人力资源和社会保障局', en: 'Human Resources and Social Security Bureau' },
    levels: [1, 2, 3],
    cases: 1.7,
    letters: 5.4,
    season: [1.05, 0.9, 1.25, 1.05, 0.95, 0.98, 1.15, 1, 0.98, 0.92, 0.95, 1.05],
  },
  {
    code: 'medical',
    number: 136,
    name: { zh: '医疗保障', en: 'Medical insurance' },
    office: { zh: '医疗保障局', en: 'Medical Insurance Bureau' },
    levels: [1, 2, 3],
    cases: 1.4,
    letters: 0.75,
    season: [1.1, 0.95, 0.95, 0.9, 0.9, 0.92, 0.95, 0.95, 1.05, 1.15, 1.3, 1.25],
  },
  {
    code: 'housing',
    number: 117,
    name: { zh: '住房和城乡建设', en: 'Housing and construction' },
    office: { zh: '住房和城乡建设局', en: 'Housing and Construction Bureau' },
    levels: [1, 2, 3],
    cases: 0.75,
    letters: 1,
    season: [0.9, 0.8, 1.1, 1.1, 1.1, 1.1, 1.08, 1.05, 1, 1, 0.98, 0.95],
  },
  {
    code: 'education',
    number: 105,
    name: { zh: '教育', en: 'Education' },
    office: { zh: '教育局', en: 'Education Bureau' },
    levels: [1, 2, 3],
    cases: 0.45,
    letters: 0.55,
    season: [0.7, 0.6, 0.95, 0.95, 1.1, 1.5, 1.7, 1.6, 1.05, 0.75, 0.7, 0.65],
  },
  {
    code: 'police',
    number: 109,
    name: { zh: '公安', en: 'Public security' },
    office: { zh: '公安局', en: 'Public Security Bureau' },
    levels: [1, 2, 3],
    cases: 1.9,
    letters: 0.45,
    season: [1.1, 0.95, 0.98, 0.95, 0.98, 1.1, 1.2, 1.15, 0.95, 0.92, 0.9, 0.95],
  },
  {
    code: 'civil',
    number: 111,
    name: { zh: '民政', en: 'Civil affairs' },
    office: { zh: '民政局', en: 'Civil Affairs Bureau' },
    levels: [1, 2, 3],
    cases: 0.5,
    letters: 0.3,
    season: [1, 1, 1, 1.1, 1.15, 0.98, 0.95, 0.95, 1, 1.05, 0.95, 0.95],
  },
  {
    code: 'market',
    number: 131,
    name: { zh: '市场监督管理', en: 'Market regulation' },
    office: { zh: '市场监督管理局', en: 'Market Regulation Bureau' },
    levels: [1, 2, 3],
    cases: 0.95,
    letters: 0.45,
    season: [0.9, 0.8, 1.25, 1.1, 1.05, 1.1, 0.98, 0.95, 0.98, 0.95, 1.02, 0.95],
  },
  {
    code: 'transport',
    number: 118,
    name: { zh: '交通运输', en: 'Transport' },
    office: { zh: '交通运输局', en: 'Transport Bureau' },
    levels: [1, 2],
    cases: 0.8,
    letters: 0.9,
    season: EVEN,
  },
  {
    code: 'environment',
    number: 116,
    name: { zh: '生态环境', en: 'Ecology and environment' },
    office: { zh: '生态环境局', en: 'Ecology and Environment Bureau' },
    levels: [1, 2],
    cases: 0.3,
    letters: 1,
    season: [0.8, 0.75, 0.95, 1, 1.1, 1.25, 1.3, 1.25, 1.05, 0.95, 0.85, 0.8],
  },
  {
    code: 'data',
    number: 170,
    name: { zh: '政务服务和数据', en: 'Government services and data' },
    office: { zh: '政务服务和数据管理局', en: 'Government Services and Data Bureau' },
    levels: [1],
    cases: 0.6,
    letters: 0.7,
    season: EVEN,
  },
];

/** The line of a code; a code that is not among them is a mistake of ours. */
export function lineOf(code: LineCode): DemoLine {
  const line = LINES.find((candidate) => candidate.code === code);
  if (line === undefined) throw new RangeError(`no function line ${code}`);
  return line;
}
