import type { Overview } from '@huiyin/contract';
import { count } from '../../wording/numbers.ts';
import type { Voice } from '../../wording/voice.ts';

/**
 * A share told as so many of a hundred: .931 → 93 of 100. Where that would read as all or nothing and is neither, so
 * many of a thousand: .9962 → 996 of 1,000; and never beyond 999, nor below 1.
 */
export function outOf(share: number): { readonly hit: number; readonly of: 100 | 1000 } {
  const hundred = Math.round(share * 100);
  if ((hundred > 0 && hundred < 100) || share === 0 || share === 1) return { hit: hundred, of: 100 };
  return { hit: Math.min(999, Math.max(1, Math.round(share * 1000))), of: 1000 };
}

/** What may rest on call-backs: 11 people who answered, as everywhere. */
const ANSWERED_AT_LEAST = 11;

/** The one statement of the front page: replies on time, and what the writers say of the letters that were closed. */
export function statementOf(overview: Overview, voice: Voice): string {
  const { statement, hundred, thousand } = voice.t.overview;
  const onTime = overview.keys.find((key) => key.indicator === 'R2')?.value ?? null;
  if (onTime === null) return statement.empty;
  const of = (share: number) => {
    const told = outOf(share);
    return [count(told.hit), told.of === 100 ? hundred : thousand] as const;
  };
  const { resolved, unresolved } = overview.closed;
  const answered = resolved + unresolved;
  const first = statement.onTime(...of(onTime));
  return answered < ANSWERED_AT_LEAST ? first : first + statement.unresolved(...of(unresolved / answered));
}
