import type { LocalDate, WorkingCalendar } from '../calendar/index.ts';
import {
  addDays,
  addToDuration,
  daysBetween,
  dueInstant,
  localDateOf,
  workingDaysBetween,
} from '../calendar/index.ts';
import type { LetterPolicy } from '../policies/index.ts';
import { clocksFor, repeatDaysOf } from '../policies/index.ts';
import type {
  Contributions,
  DayContribution,
  Sums,
  WaitClock,
  WaitContribution,
  WaitUnit,
} from '../tallies/index.ts';
import { WAIT_CLOCKS } from '../tallies/index.ts';
import type { LetterState } from './letter-state.ts';
import { isDisclosableType } from './letter.ts';

/** The rules a letter's clocks run under: a policy version and the calendar of working days. */
export interface LetterRules {
  readonly policy: LetterPolicy;
  readonly calendar: WorkingCalendar;
}

/** The instants a letter is held to. `disclosureDueAt` is null as long as there is nothing to disclose. */
export interface LetterDues {
  readonly noticeDueAt: number;
  readonly replyDueAt: number;
  readonly disclosureDueAt: number | null;
}

/**
 * The due instants of a letter, recomputed from its state whenever it, its policy or its calendar changes.
 * The reply clock starts when the letter arrives, whoever holds it then: passing it on buys no time. It stands still
 * while the department waits for the writer, and an extension lengthens it by its own unit.
 */
export function letterDues(state: LetterState, { policy, calendar }: LetterRules): LetterDues {
  const clocks = clocksFor(policy, state.type);
  const reply = addToDuration(clocks.reply, state.extension);
  const pausesBeforeReply =
    state.repliedAt === null ? state.pauses : state.pauses.filter((p) => p.from < state.repliedAt!);
  return {
    noticeDueAt: dueInstant(clocks.notice, state.submittedAt, [], calendar, policy.zone),
    replyDueAt: dueInstant(reply, state.submittedAt, pausesBeforeReply, calendar, policy.zone),
    disclosureDueAt:
      state.repliedAt === null || !state.consent || !isDisclosableType(state.type) || isKeptBack(state)
        ? null
        : dueInstant(clocks.disclosure, state.repliedAt, [], calendar, policy.zone),
  };
}

/**
 * While the department waits for the writer nobody knows the due day yet, so none is counted. A pause that began after
 * the due day comes too late: otherwise asking the writer something would hide an overdue letter.
 */
const clockStandsStill = (state: LetterState, { replyDueAt }: LetterDues): boolean =>
  state.repliedAt === null && state.pauses.some(({ from, to }) => to === null && from <= replyDueAt);

/** Withheld, or withdrawn after publication, each for a coded lawful reason: no longer something to disclose. */
const isKeptBack = (state: LetterState): boolean =>
  state.disclosure.kind === 'withheld' || state.disclosure.kind === 'unpublished';

/**
 * What a letter adds to the tallies, for good: nothing here looks at a clock. Due days lie in the future until they
 * have passed, and are read only then (see `ripens` in the measures).
 */
export function contributionsOfLetter(
  state: LetterState,
  rules: LetterRules,
  facets: { readonly channel: string; readonly itemId: number | null },
): Contributions {
  const dayOf = (instant: number): LocalDate => localDateOf(instant, rules.policy.zone);
  const dues = letterDues(state, rules);
  const days: DayContribution[] = [];
  const count = (day: LocalDate, sums: Sums, departmentId = state.departmentId): void => {
    days.push({
      key: {
        departmentId,
        day,
        itemId: facets.itemId ?? 0,
        channel: facets.channel,
        letterType: state.type,
      },
      sums,
    });
  };

  count(dayOf(state.submittedAt), { letter_received: 1, open_letters: 1 });
  const answeredAt = firstAnswerOf(state);
  const told = answeredAt ?? state.leftAt;
  count(dayOf(dues.noticeDueAt), {
    notice_due: 1,
    notice_on_time: told !== null && told <= dues.noticeDueAt ? 1 : 0,
  });
  countReply(state, dues, dayOf, count);
  // Whoever sent it on answers for where it went, not the department that it was sent to.
  if (state.firstDispatch !== null) {
    const { at, returned } = state.firstDispatch;
    count(dayOf(at), { first_dispatched: 1, first_dispatch_kept: returned ? 0 : 1 }, state.homeDepartmentId);
  }
  if (state.callBack !== null) count(dayOf(state.callBack.at), callBackSums(state.callBack));
  if (state.closedAt !== null) {
    const closedOn = dayOf(state.closedAt);
    count(closedOn, closedSums(state));
    const watchedUntil = addDays(closedOn, repeatDaysOf(rules.policy));
    const came = state.repeatedAt !== null && dayOf(state.repeatedAt) <= watchedUntil;
    count(watchedUntil, { repeat_due: 1, repeat_came: came ? 1 : 0 });
  }
  countDisclosure(state, dues, dayOf, count);
  return { days, waits: waitsOf(state, rules, dayOf, answeredAt) };
}

type DayOf = (instant: number) => LocalDate;
type Count = (day: LocalDate, sums: Sums, departmentId?: number) => void;

/** The first answer of any kind: an acknowledgement, or the reply itself where none came before. */
const firstAnswerOf = ({ acknowledgedAt, repliedAt }: LetterState): number | null =>
  acknowledgedAt === null || repliedAt === null
    ? (acknowledgedAt ?? repliedAt)
    : Math.min(acknowledgedAt, repliedAt);

/** The reply that fell due, and the two stocks: letters still open, and those of them that are overdue. */
function countReply(state: LetterState, dues: LetterDues, dayOf: DayOf, count: Count): void {
  const endedAt = state.repliedAt ?? state.leftAt;
  if (endedAt !== null) count(dayOf(endedAt), { open_letters: -1 });
  // A letter sent away before its due day owes nothing; one sent away after it was overdue until then.
  if ((state.leftAt !== null && state.leftAt <= dues.replyDueAt) || clockStandsStill(state, dues)) return;
  const onTime = state.repliedAt !== null && state.repliedAt <= dues.replyDueAt;
  count(dayOf(dues.replyDueAt), {
    reply_due: 1,
    reply_on_time: onTime ? 1 : 0,
    overdue_letters: onTime ? 0 : 1,
  });
  if (endedAt !== null && !onTime) count(dayOf(endedAt), { overdue_letters: -1 });
}

/** Each writer once, with the latest answer. Half-resolved is not resolved; who gives no level is asked for none. */
const callBackSums = ({ verdict, satisfaction }: NonNullable<LetterState['callBack']>): Sums => ({
  callback_answered: 1,
  callback_resolved: verdict === 'resolved' ? 1 : 0,
  ...(satisfaction === null ? {} : { [`callback_level_${satisfaction}` as const]: 1 }),
});

function countDisclosure(state: LetterState, dues: LetterDues, dayOf: DayOf, count: Count): void {
  const { disclosure } = state;
  if (dues.disclosureDueAt !== null) {
    const onTime = disclosure.kind === 'published' && disclosure.at <= dues.disclosureDueAt;
    count(dayOf(dues.disclosureDueAt), { disclosure_due: 1, disclosed_on_time: onTime ? 1 : 0 });
  }
  if (disclosure.kind === 'published')
    count(dayOf(disclosure.at), { published: 1, published_complete: disclosure.complete ? 1 : 0 });
  if (disclosure.kind === 'withheld' || disclosure.kind === 'unpublished')
    count(dayOf(disclosure.at), {
      withheld: 1,
      withheld_reasoned: disclosure.reason === 'unstated' ? 0 : 1,
    });
}

/** Official closure, the writer's confirmation and silence are three columns: silence is what the two others leave. */
const closedSums = (state: LetterState): Sums => ({
  letter_closed: 1,
  closed_resolved: state.verdict === 'resolved' ? 1 : 0,
  closed_unresolved: state.verdict === 'half_resolved' || state.verdict === 'unresolved' ? 1 : 0,
});

/**
 * The waits until the first answer of any kind and until the first full reply, by local dates, in both units; a letter
 * that left without one ends its wait unanswered. Letters still open add only their receipt, and are counted as still
 * waiting when figures are made.
 */
function waitsOf(
  state: LetterState,
  { calendar }: LetterRules,
  dayOf: DayOf,
  firstAnsweredAt: number | null,
): WaitContribution[] {
  const day = dayOf(state.submittedAt);
  const answeredAt: Readonly<Record<WaitClock, number | null>> = {
    first: firstAnsweredAt,
    full: state.repliedAt,
  };
  const waits: WaitContribution[] = [];
  for (const clock of WAIT_CLOCKS) {
    const endedAt = answeredAt[clock] ?? state.leftAt;
    const row = (unit: WaitUnit, wait: number, sums: WaitContribution['sums']): WaitContribution => ({
      key: { departmentId: state.departmentId, day, letterType: state.type, clock, unit, wait },
      sums,
    });
    for (const unit of ['working_day', 'calendar_day'] as const) {
      waits.push(row(unit, 0, { received: 1 }));
      if (endedAt === null) continue;
      const ended = dayOf(endedAt);
      const wait =
        unit === 'working_day' ? workingDaysBetween(calendar, day, ended) : daysBetween(day, ended);
      waits.push(row(unit, wait, answeredAt[clock] === null ? { left_unanswered: 1 } : { answered: 1 }));
    }
  }
  return waits;
}
