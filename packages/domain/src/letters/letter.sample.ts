import { calendarOf2024 } from '../calendar/arrangement-2024.sample.ts';
import type { LetterRules } from './letter-fact.ts';
import type { LetterDeed, LetterEvent } from './letter-event.ts';

/** A policy as an installation begins with, on the working days of 2024, for tests. */
export const rulesOf2024: LetterRules = {
  calendar: calendarOf2024,
  policy: {
    zone: 'Asia/Shanghai',
    clocks: {
      notice: { unit: 'working_day', amount: 1 },
      reply: { unit: 'working_day', amount: 15 },
      disclosure: { unit: 'working_day', amount: 20 },
    },
    clocksByType: { enquiry: { reply: { unit: 'working_day', amount: 5 } } },
  },
};

/** An instant in Shanghai: '2024-02-09 10:00', to the second where it matters. */
export const shanghai = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+08:00`);

/** The submission of an enquiry to department 1, with consent unless told otherwise. */
export const submission = (
  at: string,
  changes: Partial<Extract<LetterDeed, { kind: 'submitted' }>> = {},
): LetterEvent => ({
  seq: 1,
  at: shanghai(at),
  deed: { kind: 'submitted', type: 'enquiry', departmentId: 1, consent: true, ...changes },
});

/** A history: the submission, then deeds at their instants. */
export const history = (first: LetterEvent, ...rest: readonly [string, LetterDeed][]): LetterEvent[] => [
  first,
  ...rest.map(([at, deed], index) => ({ seq: index + 2, at: shanghai(at), deed })),
];
