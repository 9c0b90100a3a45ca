import type { LocalDate } from '../calendar/index.ts';
import type { Contributions, DayContribution, Sums } from '../tallies/index.ts';

/** A time: from a day on, until the day on which it no longer is; null while it goes on. */
export interface Span {
  readonly from: LocalDate;
  readonly until: LocalDate | null;
}

/** One pair of a service item and a channel: when it was required there, and when it worked. Spans of a kind do not overlap. */
export interface ItemChannelFact {
  readonly departmentId: number;
  readonly itemId: number;
  readonly channel: string;
  readonly required: readonly Span[];
  readonly live: readonly Span[];
}

/**
 * What a pair adds to the two stocks of coverage: one more on the day it begins, one less on the day it ends. It is
 * counted as live only while it is required: offering what nobody asked for covers nothing.
 */
export function contributionsOfItemChannel(pair: ItemChannelFact): Contributions {
  const { departmentId, itemId, channel, required, live } = pair;
  const days: DayContribution[] = [];
  const count = (day: LocalDate, sums: Sums): void => {
    days.push({ key: { departmentId, day, itemId, channel, letterType: '' }, sums });
  };
  const countSpan = ({ from, until }: Span, measure: 'channels_required' | 'channels_live'): void => {
    if (until !== null && until <= from) return;
    count(from, { [measure]: 1 });
    if (until !== null) count(until, { [measure]: -1 });
  };
  for (const span of required) {
    countSpan(span, 'channels_required');
    for (const other of live) countSpan(sharedBy(span, other), 'channels_live');
  }
  return { days, waits: [] };
}

/** The time that two spans share; it ends before it begins where there is none. */
const sharedBy = (a: Span, b: Span): Span => ({
  from: a.from > b.from ? a.from : b.from,
  until: earlier(a.until, b.until),
});

const earlier = (a: LocalDate | null, b: LocalDate | null): LocalDate | null =>
  a === null || b === null ? (a ?? b) : a < b ? a : b;

/**
 * The spans after it was said on a day whether the pair is so from then on. Saying what is so already changes nothing; what
 * began that very day and is not so after all has never been.
 */
export function spansFrom(spans: readonly Span[], isSo: boolean, on: LocalDate): readonly Span[] {
  const open = spans.find(({ until }) => until === null);
  if (isSo) return open === undefined ? [...spans, { from: on, until: null }] : spans;
  if (open === undefined) return spans;
  const rest = spans.filter((span) => span !== open);
  return open.from >= on ? rest : [...rest, { from: open.from, until: on }];
}
