import type { LocalDate } from '../calendar/index.ts';
import type { Contributions, DayContribution, Sums } from '../tallies/index.ts';

/** One pair of a service item and a channel: from when it is required there, and from when it works. */
export interface ItemChannelFact {
  readonly departmentId: number;
  readonly itemId: number;
  readonly channel: string;
  /** The first day on which the pair is required, and the first on which it no longer is; null while it goes on. */
  readonly requiredFrom: LocalDate | null;
  readonly requiredUntil: LocalDate | null;
  readonly liveFrom: LocalDate | null;
  readonly liveUntil: LocalDate | null;
}

/**
 * What a pair adds to the two stocks of coverage: one more on the day it begins, one less on the day it ends. It is
 * counted as live only while it is required: offering what nobody asked for covers nothing.
 */
export function contributionsOfItemChannel(pair: ItemChannelFact): Contributions {
  const { departmentId, itemId, channel, requiredFrom, requiredUntil, liveFrom, liveUntil } = pair;
  if (requiredFrom === null) return { days: [], waits: [] };
  const days: DayContribution[] = [];
  const count = (day: LocalDate, sums: Sums): void => {
    days.push({ key: { departmentId, day, itemId, channel, letterType: '' }, sums });
  };
  const span = (from: LocalDate, until: LocalDate | null, measure: 'channels_required' | 'channels_live') => {
    if (until !== null && until <= from) return;
    count(from, { [measure]: 1 });
    if (until !== null) count(until, { [measure]: -1 });
  };
  span(requiredFrom, requiredUntil, 'channels_required');
  if (liveFrom !== null) {
    span(
      liveFrom > requiredFrom ? liveFrom : requiredFrom,
      earlier(liveUntil, requiredUntil),
      'channels_live',
    );
  }
  return { days, waits: [] };
}

const earlier = (a: LocalDate | null, b: LocalDate | null): LocalDate | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b;
