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

/** One version of the rules for letters: the default clocks and those of the types that differ. */
export interface LetterPolicy {
  readonly zone: string;
  readonly clocks: LetterClocks;
  readonly clocksByType: Readonly<Partial<Record<LetterType, Partial<LetterClocks>>>>;
}

/** The clocks that hold for a type of letter. */
export const clocksFor = (policy: LetterPolicy, type: LetterType): LetterClocks => ({
  ...policy.clocks,
  ...policy.clocksByType[type],
});
