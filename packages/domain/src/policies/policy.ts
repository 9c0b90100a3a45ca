import type { Duration } from '../calendar/index.ts';
import type { LetterType } from '../letters/letter.ts';

/** 办理时限: how long each step of a letter may take. Local choices, so they live in versioned policies, never in code. */
export interface LetterClocks {
  /** Until the writer is told that the letter arrived. */
  readonly notice: Duration;
  /** Until the first full reply. */
  readonly reply: Duration;
  /** Until a replied letter with consent is disclosed. */
  readonly disclosure: Duration;
}

/** How long a department has once a bad rating has opened a rectification. */
export interface RectificationClocks {
  /** Until somebody contacts the rater, when the rater left a name. */
  readonly contact: Duration;
  /** Until a simple matter is rectified or explained. */
  readonly simple: Duration;
  readonly complex: Duration;
}

/** One version of the rules: the default clocks of letters and those of the types that differ. */
export interface LetterPolicy {
  readonly zone: string;
  readonly clocks: LetterClocks;
  readonly clocksByType: Readonly<Partial<Record<LetterType, Partial<LetterClocks>>>>;
  /** Days after closing in which another letter about the same matter counts as a repeat; 90 where a version says nothing. */
  readonly repeatDays?: number;
  /** One, five and fifteen working days where a version says nothing. */
  readonly rectification?: RectificationClocks;
}

export const repeatDaysOf = ({ repeatDays = 90 }: LetterPolicy): number => repeatDays;

export const rectificationClocksOf = ({ rectification }: LetterPolicy): RectificationClocks =>
  rectification ?? {
    contact: { unit: 'working_day', amount: 1 },
    simple: { unit: 'working_day', amount: 5 },
    complex: { unit: 'working_day', amount: 15 },
  };

/** The clocks that hold for a type of letter. */
export const clocksFor = (policy: LetterPolicy, type: LetterType): LetterClocks => ({
  ...policy.clocks,
  ...policy.clocksByType[type],
});
