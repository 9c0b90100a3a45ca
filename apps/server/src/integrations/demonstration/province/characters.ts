import type { Chance } from '../chance.ts';
import type { DemoDepartment } from './departments.ts';
import { lineOf } from './lines.ts';

/** What makes one office unlike the others, so that every feature has something true to show. */
export type Story =
  /** Answers in time and satisfies more and more people over the 24 months. */
  | 'improves'
  /** Answers fast, with replies that are nearly the same word for word. */
  | 'templates'
  /** Got hundreds of fives on two evenings. */
  | 'burst'
  /** Hardly anybody who is invited answers. */
  | 'silent'
  /** Its replies got slower this year. */
  | 'slower'
  /** Leaves letters lying for months. */
  | 'leaves_open'
  /** Every item satisfies more people since the last complete quarter, and fewer come for the easy one. */
  | 'mix_shift'
  /** Seven cases a quarter. */
  | 'tiny';

/** The offices with a story, by their codes. */
export const STORIES: Readonly<Record<string, Story>> = {
  '990125-hrss': 'improves',
  '990104-hrss': 'templates',
  '990322-medical': 'burst',
  '990202-housing': 'silent',
  '990124-hrss': 'slower',
  '990204-housing': 'leaves_open',
  '990103-hrss': 'mix_shift',
  '990323-education': 'tiny',
  '990323-civil': 'tiny',
  '990322-civil': 'tiny',
};

/** On this city's portals, an invitation that nobody answers becomes a “satisfied” by itself. */
export const DEFAULTING_CITY = '9903';

/** How an office works. Shares are 0–1; `progress` runs from 0 (24 months ago) to 1 (yesterday). */
export interface Character {
  readonly story: Story | null;
  /** Cases and letters relative to a middling county office of the line. */
  readonly size: number;
  readonly letterSize: number;
  /** Shares of the levels 1–5 among those who rate. */
  readonly levels: (progress: number) => readonly number[];
  /** How many of the invited answer, relative to what is usual on the channel. */
  readonly participation: number;
  /** Share of letters replied to in time; `thisYear` is true from the first of January of the last year. */
  readonly onTime: (progress: number, thisYear: boolean) => number;
  /** Share of letters that never get a reply. */
  readonly neverReplied: number;
  /** Share of answered call-backs that say: resolved. */
  readonly resolved: (progress: number) => number;
  readonly disclosedOnTime: number;
  /** Share of letters whose writers are told in time that they arrived. */
  readonly noticed: number;
  /** Share of closed letters about whose matter somebody writes again within 90 days. */
  readonly repeated: number;
  /** Share of replies that answer what was asked, as judges from elsewhere find. */
  readonly substantive: (progress: number) => number;
  /** Share of publications with all fields and no personal data left. */
  readonly complete: number;
  /** Shares of bad ratings: whose rater is called in time, and that are put right or explained in time. */
  readonly contacted: number;
  readonly rectified: (progress: number, thisYear: boolean) => number;
  /** Share of those asked afterwards who are satisfied now. */
  readonly content: (progress: number) => number;
  /** Share of the channels still missing 24 months ago that have been opened since. */
  readonly opened: number;
  /** How the items differ, the first one first, before the last complete quarter and since; null where they do not. */
  readonly itemShift: {
    readonly before: readonly ItemTraits[];
    readonly since: readonly ItemTraits[];
  } | null;
}

/** One item of an office: how many come for it, and the shares of the levels 1–5 among them. */
export interface ItemTraits {
  readonly weight: number;
  readonly levels: readonly number[];
}

/** By county: population, so to speak. A name that is missing is the province or a city. */
const SIZE: Readonly<Record<string, number>> = {
  990102: 1.9,
  990103: 1.5,
  990104: 1.1,
  990124: 0.85,
  990125: 0.7,
  990202: 1.6,
  990203: 1.2,
  990204: 1,
  990224: 1.1,
  990302: 1.3,
  990322: 0.55,
  990323: 0.2,
};

/** On-time replies of the county offices of social security, the most written to. */
const ON_TIME: Readonly<Record<string, number>> = {
  '990102-hrss': 0.94,
  '990103-hrss': 0.972,
  '990104-hrss': 0.98,
  '990124-hrss': 0.93,
  '990202-hrss': 0.985,
  '990203-hrss': 0.955,
  '990204-hrss': 0.945,
  '990224-hrss': 0.84,
  '990302-hrss': 0.965,
  '990322-hrss': 0.9,
};

/** From levels 1 to 5: most are very satisfied, few are lukewarm, and the angry are more than the merely unhappy. */
const USUAL_LEVELS = [0.024, 0.016, 0.085, 0.265, 0.61] as const;

/** The usual levels, tilted: above 0 more people are content, below 0 fewer. */
function tilted(tilt: number): readonly number[] {
  const weights = USUAL_LEVELS.map((share, index) => share * Math.exp(tilt * (index - 4)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

const clamp = (low: number, value: number, high: number): number => Math.min(high, Math.max(low, value));

/** The character of an office. Differences are real but moderate: most peers cannot be told apart, some can. */
export function characterOf(department: DemoDepartment, chance: Chance): Character {
  const story = STORIES[department.code] ?? null;
  const size =
    (SIZE[department.regionCode] ?? (department.level === 2 ? 1.5 : 0.9)) * Math.exp(chance.normal(0, 0.18));
  const tilt = chance.normal(0, 0.11);
  const onTime = ON_TIME[department.code] ?? clamp(0.82, chance.normal(0.938, 0.028), 0.99);
  const resolved = clamp(0.5, chance.normal(0.69, 0.045), 0.85);
  const levels = tilted(tilt);
  const participation = clamp(0.7, chance.normal(1, 0.11), 1.3);
  const disclosedOnTime = clamp(0.6, chance.normal(0.89, 0.06), 0.99);
  // Later facts have draws of their own: what an office is like otherwise stays as it was.
  const later = chance.of('later facts');
  const noticed = clamp(0.8, later.normal(0.955, 0.022), 0.995);
  const repeated = clamp(0.02, later.normal(0.075, 0.02), 0.2);
  const substantive = clamp(0.4, later.normal(0.77, 0.06), 0.95);
  const complete = clamp(0.75, later.normal(0.945, 0.025), 0.995);
  const contacted = clamp(0.55, later.normal(0.86, 0.06), 0.99);
  const rectified = clamp(0.5, later.normal(0.83, 0.06), 0.98);
  const content = clamp(0.2, later.normal(0.46, 0.06), 0.8);
  const opened = clamp(0.1, later.normal(0.6, 0.15), 1);
  const scale = department.level === 3 ? 1 : department.level === 2 ? 0.45 : 0.3;
  const usual: Character = {
    story,
    size,
    letterSize: department.level === 3 ? Math.sqrt(Math.sqrt(SIZE[department.regionCode] ?? 1)) : scale,
    levels: () => levels,
    participation,
    onTime: (progress) => clamp(0.5, onTime + 0.02 * (progress - 0.8), 0.995),
    neverReplied: 0.006,
    resolved: () => resolved,
    disclosedOnTime,
    noticed,
    repeated,
    substantive: () => substantive,
    complete,
    contacted,
    rectified: () => rectified,
    content: () => content,
    opened,
    itemShift: null,
  };
  return { ...usual, ...STORY_TRAITS[story ?? 'none'] };
}

const STORY_TRAITS: Readonly<Record<Story | 'none', Partial<Character>>> = {
  none: {},
  improves: {
    levels: (progress) => tilted(-0.5 + 0.85 * progress),
    onTime: (progress) => 0.74 + 0.25 * progress,
    resolved: (progress) => 0.55 + 0.26 * progress,
    substantive: (progress) => 0.58 + 0.3 * progress,
    rectified: (progress) => 0.6 + 0.34 * progress,
    content: (progress) => 0.32 + 0.3 * progress,
  },
  templates: { resolved: () => 0.36, levels: () => tilted(-0.12), substantive: () => 0.31, repeated: 0.19 },
  burst: {},
  silent: { participation: 0.08 },
  slower: {
    onTime: (_, thisYear) => (thisYear ? 0.73 : 0.94),
    resolved: () => 0.6,
    rectified: (_, thisYear) => (thisYear ? 0.58 : 0.84),
    letterSize: 1.3,
  },
  leaves_open: { neverReplied: 0.13, onTime: () => 0.8 },
  mix_shift: {
    itemShift: {
      before: [
        { weight: 0.1, levels: tilted(-0.72) },
        { weight: 0.1, levels: tilted(-0.66) },
        { weight: 0.72, levels: tilted(0.5) },
        { weight: 0.08, levels: tilted(-0.6) },
      ],
      since: [
        { weight: 0.44, levels: tilted(-0.36) },
        { weight: 0.38, levels: tilted(-0.3) },
        { weight: 0.06, levels: tilted(0.95) },
        { weight: 0.12, levels: tilted(-0.2) },
      ],
    },
  },
  tiny: { size: 0, letterSize: 0.12 },
};

/** How the cases of an office weigh among all: the volume of the line times the size of the office. */
export const caseWeight = (department: DemoDepartment, character: Character): number =>
  lineOf(department.lineCode).cases * character.size;

/** How the letters of an office weigh among all. */
export const letterWeight = (department: DemoDepartment, character: Character): number =>
  lineOf(department.lineCode).letters * character.letterSize;
