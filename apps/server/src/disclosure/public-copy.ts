import type {
  LetterDeedKind,
  LetterEvent,
  LetterRules,
  LetterState,
  LetterType,
  LocalDate,
  Verdict,
} from '@huiyin/domain';
import { letterDues, localDateOf, workingDaysBetween } from '@huiyin/domain';
import { numbered, receiverOf, timelineSteps } from '../letters/timeline.ts';

/** The redacted texts of a letter, and where it belongs. Departments stand by their public code. */
export interface PublicTexts {
  readonly number: string;
  readonly itemId: number | null;
  readonly channel: string;
  readonly subject: string;
  readonly body: string;
  /** How many pieces of personal data were replaced in subject, body and replies. */
  readonly redactions: number;
  readonly replies: readonly PublicReplyText[];
  /** What an officer wrote for everybody to read as the reason of a pause, extension, objection or reopening, by event. */
  readonly publicReasons: ReadonlyMap<number, string>;
}

export interface PublicReplyText {
  readonly kind: 'acknowledgement' | 'full';
  readonly body: string;
  readonly department: string;
  readonly at: number;
}

export const TIMELINE_KINDS = [
  'submitted',
  'accepted',
  'dispatched',
  'objected',
  'acknowledged',
  'paused',
  'resumed',
  'extended',
  'replied',
  'called_back',
  'reopened',
  'closed',
  'published',
] as const satisfies readonly LetterDeedKind[];
type TimelineKind = (typeof TIMELINE_KINDS)[number];

export interface CopiedEntry {
  readonly seq: number;
  readonly kind: TimelineKind;
  readonly at: number;
  /** The how-manieth of its kind, from 1. */
  readonly ordinal: number;
  readonly department: string | null;
  readonly verdict: Verdict | null;
  readonly satisfaction: number | null;
  readonly reason: string | null;
  readonly late: boolean;
}

export interface CopiedReply extends PublicReplyText {
  readonly ordinal: number;
  readonly workingDays: number;
}

/** All that the page of a disclosed letter shows, apart from names that are looked up. Instants are milliseconds. */
export interface PublishedCopy {
  readonly number: string;
  /** Who has it now, not who received it first. */
  readonly departmentId: number;
  readonly itemId: number | null;
  readonly channel: string;
  readonly type: LetterType;
  readonly subject: string;
  readonly body: string;
  readonly redactions: number;
  readonly replies: readonly CopiedReply[];
  readonly timeline: readonly CopiedEntry[];
  readonly receivedAt: number;
  readonly receivedOn: LocalDate;
  readonly replyDueOn: LocalDate;
  readonly allowedWorkingDays: number;
  readonly replyWorkingDays: number;
  readonly lateWorkingDays: number;
  readonly reopened: boolean;
  readonly closedOn: LocalDate | null;
  readonly verdict: Verdict | 'silent';
  readonly satisfaction: number | null;
  readonly verdictOn: LocalDate | null;
  readonly publishedAt: number;
  readonly publishedOn: LocalDate;
}

/**
 * The public copy of a letter as its history now stands, or null when it is not published (or was never answered,
 * which the rules do not let happen). The same history and texts always give the same copy.
 *
 * Worked: received on Friday 2024-02-09 with 5 working days, due on 2024-02-22; answered on 2024-02-26: allowed 5, used
 * 7, late 2. A reply that misses its due day is late by at least one working day, even when it came on the Saturday after.
 */
export function publicCopyOf(
  state: LetterState,
  history: readonly LetterEvent[],
  texts: PublicTexts,
  rules: LetterRules,
  codeOf: (departmentId: number) => string,
): PublishedCopy | null {
  if (state.disclosure.kind !== 'published' || state.repliedAt === null) return null;
  const { calendar, policy } = rules;
  const dayOf = (instant: number): LocalDate => localDateOf(instant, policy.zone);
  const { replyDueAt } = letterDues(state, rules);
  const receivedOn = dayOf(state.submittedAt);
  const workingDaysUntil = (instant: number): number =>
    workingDaysBetween(calendar, receivedOn, dayOf(instant));
  const late = state.repliedAt > replyDueAt;
  const answered =
    state.verdict === null ? undefined : history.findLast(({ deed }) => deed.kind === 'called_back');
  return {
    number: texts.number,
    departmentId: state.departmentId,
    itemId: texts.itemId,
    channel: texts.channel,
    type: state.type,
    subject: texts.subject,
    body: texts.body,
    redactions: texts.redactions,
    replies: numbered(texts.replies).map((reply) => ({ ...reply, workingDays: workingDaysUntil(reply.at) })),
    timeline: timelineOf(state, history, texts, rules, codeOf),
    receivedAt: state.submittedAt,
    receivedOn,
    replyDueOn: dayOf(replyDueAt),
    allowedWorkingDays: workingDaysUntil(replyDueAt),
    replyWorkingDays: workingDaysUntil(state.repliedAt),
    lateWorkingDays: late
      ? Math.max(1, workingDaysBetween(calendar, dayOf(replyDueAt), dayOf(state.repliedAt)))
      : 0,
    reopened: state.reopenedTimes > 0,
    closedOn: state.closedAt === null ? null : dayOf(state.closedAt),
    verdict: state.verdict ?? 'silent',
    satisfaction: state.satisfaction,
    verdictOn: answered === undefined ? null : dayOf(answered.at),
    publishedAt: state.disclosure.at,
    publishedOn: dayOf(state.disclosure.at),
  };
}

/** What happened, for everybody: no withdrawal that was undone again, and no reason that was not written for the public. */
function timelineOf(
  state: LetterState,
  history: readonly LetterEvent[],
  texts: PublicTexts,
  rules: LetterRules,
  codeOf: (departmentId: number) => string,
): CopiedEntry[] {
  const dues = letterDues(state, rules);
  const lastPublished = history.findLast(({ deed }) => deed.kind === 'published');
  const shown = history.filter(
    (event) => isShown(event) && (event.deed.kind !== 'published' || event === lastPublished),
  );
  const fullReplies = texts.replies.filter(({ kind }) => kind === 'full');
  const dueOf = {
    acknowledged: dues.noticeDueAt,
    replied: dues.replyDueAt,
    published: dues.disclosureDueAt,
  };
  return timelineSteps(shown, dueOf).map((step) => {
    const { seq, at, kind, ordinal, verdict, satisfaction, late } = step;
    const receiver = receiverOf(step);
    return {
      seq,
      kind: kind as TimelineKind,
      at,
      ordinal,
      department:
        receiver !== null
          ? codeOf(receiver)
          : kind === 'replied'
            ? (fullReplies[ordinal - 1]?.department ?? null)
            : null,
      verdict,
      satisfaction,
      reason: texts.publicReasons.get(seq) ?? null,
      late,
    };
  });
}

const isShown = ({ deed }: LetterEvent): boolean =>
  (TIMELINE_KINDS as readonly LetterDeedKind[]).includes(deed.kind);
