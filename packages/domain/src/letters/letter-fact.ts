import type { LocalDate, WorkingCalendar } from '../calendar/index.ts';
import {
  addToDuration,
  daysBetween,
  dueInstant,
  localDateOf,
  workingDaysBetween,
} from '../calendar/index.ts';
import type { LetterPolicy } from '../policies/index.ts';
import { clocksFor } from '../policies/index.ts';
import type { Contributions, DayContribution, Sums, WaitContribution, WaitUnit } from '../tallies/index.ts';
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
  const { zone } = rules.policy;
  const dayOf = (instant: number): LocalDate => localDateOf(instant, zone);
  const dues = letterDues(state, rules);
  const cell = (at: number, sums: Sums): DayContribution => ({
    key: {
      departmentId: state.departmentId,
      day: dayOf(at),
      itemId: facets.itemId ?? 0,
      channel: facets.channel,
      letterType: state.type,
    },
    sums,
  });

  const days: DayContribution[] = [cell(state.submittedAt, { letter_received: 1 })];
  if (state.leftAt === null && !clockStandsStill(state, dues)) {
    const onTime = state.repliedAt !== null && state.repliedAt <= dues.replyDueAt;
    days.push(cell(dues.replyDueAt, { reply_due: 1, reply_on_time: onTime ? 1 : 0 }));
  }
  if (state.closedAt !== null) days.push(cell(state.closedAt, closedSums(state)));
  if (dues.disclosureDueAt !== null) {
    const onTime = state.disclosure.kind === 'published' && state.disclosure.at <= dues.disclosureDueAt;
    days.push(cell(dues.disclosureDueAt, { disclosure_due: 1, disclosed_on_time: onTime ? 1 : 0 }));
  }
  return { days, waits: waitsOf(state, rules, dayOf) };
}

/** Official closure, the writer's confirmation and silence are three columns: silence is what the two others leave. */
const closedSums = (state: LetterState): Sums => ({
  letter_closed: 1,
  closed_resolved: state.verdict === 'resolved' ? 1 : 0,
  closed_unresolved: state.verdict === 'half_resolved' || state.verdict === 'unresolved' ? 1 : 0,
});

/**
 * The wait until the first full reply, by local dates, in both units; a letter that left without one ends its wait
 * unanswered. Letters still open add only their receipt, and are counted as still waiting when figures are made.
 */
function waitsOf(
  state: LetterState,
  { calendar }: LetterRules,
  dayOf: (instant: number) => LocalDate,
): WaitContribution[] {
  const day = dayOf(state.submittedAt);
  const endedAt = state.repliedAt ?? state.leftAt;
  const row = (unit: WaitUnit, wait: number, sums: WaitContribution['sums']): WaitContribution => ({
    key: { departmentId: state.departmentId, day, letterType: state.type, unit, wait },
    sums,
  });
  const waits: WaitContribution[] = [];
  for (const unit of ['working_day', 'calendar_day'] as const) {
    waits.push(row(unit, 0, { received: 1 }));
    if (endedAt === null) continue;
    const ended = dayOf(endedAt);
    const wait = unit === 'working_day' ? workingDaysBetween(calendar, day, ended) : daysBetween(day, ended);
    waits.push(row(unit, wait, state.repliedAt === null ? { left_unanswered: 1 } : { answered: 1 }));
  }
  return waits;
}
