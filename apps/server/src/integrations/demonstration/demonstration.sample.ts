import type { LetterRules } from '@huiyin/domain';
import { buildCalendar } from '@huiyin/domain';
import { officialExceptions } from '../../directory/calendar.seed.ts';
import type { Numbering } from './facts/office.ts';
import type { Demonstration } from './generate.ts';
import { DEMONSTRATION_SEED, generateDemonstration } from './generate.ts';

/** The clocks of a new installation, with the official calendar. */
export const SAMPLE_RULES: LetterRules = {
  calendar: buildCalendar(
    officialExceptions(),
    Array.from({ length: 23 }, (_, index) => 2004 + index),
  ),
  policy: {
    zone: 'Asia/Shanghai',
    clocks: {
      notice: { unit: 'working_day', amount: 1 },
      reply: { unit: 'working_day', amount: 15 },
      disclosure: { unit: 'working_day', amount: 20 },
    },
    clocksByType: {
      enquiry: { reply: { unit: 'working_day', amount: 5 } },
      praise: { reply: { unit: 'working_day', amount: 5 } },
    },
  },
};

/** The present of the tests: facts run from 1 October 2024 to 14 October 2026. */
export const SAMPLE_NOW = Date.parse('2026-10-15T10:30:00+08:00');

export const sampleDemonstration = (
  scale: number,
  now = SAMPLE_NOW,
  seed = DEMONSTRATION_SEED,
): Demonstration => generateDemonstration({ seed, now, rules: SAMPLE_RULES, scale });

/** Numbers for departments and items as a fresh database would give them. */
export function sampleNumbering({ departments, items }: Demonstration): Numbering {
  const departmentIds = new Map(departments.map(({ code }, index) => [code, index + 1]));
  const itemIds = new Map(items.map(({ code }, index) => [code, index + 1]));
  return { departmentId: (code) => departmentIds.get(code) ?? 0, itemId: (code) => itemIds.get(code) ?? 0 };
}
