import type { LetterType, WithholdReason } from '@huiyin/domain';
import { isDisclosableType, workingDaysBetween } from '@huiyin/domain';
import type { LetterRules } from '@huiyin/domain';
import type { Chance } from '../chance.ts';
import type { Character } from '../province/characters.ts';
import {
  EXTENSION_REASONS,
  OBJECTION_REASONS,
  PAUSE_REASONS,
  REOPENING_REASONS,
} from '../texts/reply-text.ts';
import type { History } from './history.ts';

/** What decides how a letter fares. */
export interface Course {
  readonly history: History;
  readonly rules: LetterRules;
  readonly type: LetterType;
  /** The office that has to answer. */
  readonly departmentId: number;
  /** The office it was first passed to by mistake, or null. */
  readonly wrongDepartmentId: number | null;
  readonly character: Character;
  readonly progress: number;
  readonly thisYear: boolean;
  readonly consent: boolean;
  /** The number of an earlier letter on the same matter, when there is one to merge it into. */
  readonly earlierNumber: string | null;
  /** Draws of what was added later, so that the rest of a letter's life stays as it was. */
  readonly later: Chance;
}

/** Tells what becomes of a letter, from its receipt until its publication, as far as the days have come. */
export function tellCourse(course: Course, chance: Chance): void {
  if (!receive(course, chance)) return;
  detain(course, chance);
  if (!reply(course, chance)) return;
  settle(course, chance);
}

/** Receipt: accepted and passed on, or rejected, or merged. True when somebody has it to answer. */
function receive(course: Course, chance: Chance): boolean {
  const { history, departmentId, wrongDepartmentId, earlierNumber } = course;
  const noticed = history.atDesk(history.last, chance.happens(0.93) ? 1 : chance.whole(2, 3));
  if (chance.happens(0.018)) {
    history.tell(
      {
        kind: 'rejected',
        reason: chance.weighted([
          ['repeated', 5],
          ['in_court', 3],
          ['outside_government', 3],
          ['emergency', 1],
        ] as const),
      },
      noticed,
    );
    return false;
  }
  if (!history.tell({ kind: 'accepted' }, noticed)) return false;
  if (earlierNumber !== null && chance.happens(0.015)) {
    history.tell({ kind: 'merged', intoNumber: earlierNumber }, noticed + chance.between(0.5, 3) * 3_600_000);
    return false;
  }
  const passed = noticed + chance.whole(5, 90) * 60_000;
  if (wrongDepartmentId !== null) {
    if (!history.tell({ kind: 'dispatched', departmentId: wrongDepartmentId }, passed)) return false;
    if (!history.tell({ kind: 'objected', reason: chance.one(OBJECTION_REASONS) }, history.atDesk(passed, 1)))
      return false;
    return history.tell({ kind: 'dispatched', departmentId }, history.last + chance.whole(20, 120) * 60_000);
  }
  return history.tell({ kind: 'dispatched', departmentId }, passed);
}

/** Some letters wait for their writer, and some get more time. */
function detain({ history, type, character, later }: Course, chance: Chance): void {
  if (chance.happens(0.3))
    history.tell({ kind: 'acknowledged' }, history.last + chance.whole(10, 60) * 60_000);
  else if (later.happens(1 - (1 - character.noticed) / 0.7))
    history.tell({ kind: 'acknowledged' }, history.last + later.whole(5, 50) * 60_000);
  if (type !== 'praise' && chance.happens(0.05)) {
    const paused = history.tell(
      { kind: 'paused', reason: chance.one(PAUSE_REASONS) },
      history.atDesk(history.last, 1),
    );
    if (paused) history.tell({ kind: 'resumed' }, history.atHome(history.last, chance.whole(0, 5)));
  }
  if ((type === 'help' || type === 'complaint') && chance.happens(0.06)) {
    history.tell(
      { kind: 'extended', amount: 5, reason: chance.one(EXTENSION_REASONS) },
      history.atDesk(history.last, chance.whole(1, 3)),
    );
  }
}

/** The first full reply: in time as often as the office manages, late otherwise, or never. */
function reply({ history, rules, type, character, progress, thisYear }: Course, chance: Chance): boolean {
  if (history.state.stage === 'waiting' || chance.happens(character.neverReplied)) return false;
  const { replyDueAt } = history.dues;
  if (chance.happens(character.onTime(progress, thisYear) + (type === 'enquiry' ? -0.005 : 0.005))) {
    // The office works towards the due day: few letters the first day, most in the middle, some at the last moment.
    const left = Math.max(
      0,
      workingDaysBetween(rules.calendar, history.dayOf(history.last), history.dayOf(replyDueAt)),
    );
    const hurry = character.story === 'templates' ? 0.35 : 1;
    const days = Math.round(
      left * Math.min(1, hurry * Math.sqrt(chance.between(0, 1)) * chance.between(0.35, 1.05)),
    );
    return history.tell(
      { kind: 'replied' },
      Math.min(history.atDesk(history.last, Math.min(days, left)), replyDueAt),
    );
  }
  const late =
    1 +
    Math.floor(chance.wait(character.story === 'leaves_open' ? 24 : character.story === 'slower' ? 6 : 3.5));
  return history.tell({ kind: 'replied' }, history.atDesk(replyDueAt, late));
}

/** Closing, the writer's own word, reopening, and disclosure. */
function settle(course: Course, chance: Chance): void {
  const { history, type } = course;
  const publishAt = disclosureMoment(course, chance);
  const closedAt = chance.happens(0.8)
    ? history.last + chance.whole(2, 50) * 60_000
    : history.atDesk(history.last, chance.whole(1, 3));
  history.tell({ kind: 'closed' }, closedAt);
  const calledAt = history.atHome(history.last, chance.whole(2, 9));
  const answers = type !== 'report' && chance.happens(type === 'praise' ? 0.3 : 0.56);
  const reopens =
    answers && !tellVerdict(course, calledAt, course.character.resolved(course.progress), publishAt, chance);
  if (reopens) reopen(course, publishAt, chance);
  discloseAt(course, publishAt, chance);
}

/** The call-back. False when the writer is not satisfied and will write again. */
function tellVerdict(
  course: Course,
  at: number,
  resolved: number,
  publishAt: number,
  chance: Chance,
): boolean {
  const { history, type } = course;
  const easy = type === 'enquiry' || type === 'praise' || type === 'suggestion' ? 0.1 : -0.07;
  const verdict = chance.happens(resolved + easy)
    ? 'resolved'
    : chance.happens(0.36)
      ? 'half_resolved'
      : 'unresolved';
  const satisfaction =
    verdict === 'resolved'
      ? chance.weighted([
          [5, 62],
          [4, 30],
          [3, 8],
        ] as const)
      : verdict === 'half_resolved'
        ? chance.weighted([
            [4, 18],
            [3, 52],
            [2, 30],
          ] as const)
        : chance.weighted([
            [3, 14],
            [2, 44],
            [1, 42],
          ] as const);
  if (publishAt < at) discloseAt(course, publishAt, chance);
  const told = history.tell({ kind: 'called_back', verdict, satisfaction }, at);
  return !told || verdict === 'resolved' || !chance.happens(verdict === 'unresolved' ? 0.42 : 0.15);
}

/** The writer says no, the office answers again, and the writer is asked again. */
function reopen(course: Course, publishAt: number, chance: Chance): void {
  const { history, character, progress } = course;
  if (
    !history.tell(
      { kind: 'reopened', reason: chance.one(REOPENING_REASONS) },
      history.atHome(history.last, chance.whole(0, 3)),
    )
  )
    return;
  if (chance.happens(0.05)) return;
  if (!history.tell({ kind: 'replied' }, history.atDesk(history.last, chance.whole(2, 9)))) return;
  history.tell({ kind: 'closed' }, history.last + chance.whole(2, 40) * 60_000);
  if (chance.happens(0.6))
    tellVerdict(
      course,
      history.atHome(history.last, chance.whole(2, 9)),
      character.resolved(progress) + 0.05,
      publishAt,
      chance,
    );
}

/** When the office publishes what may be published, or writes down why it does not; Infinity for never. */
function disclosureMoment({ history, rules, character, consent, type }: Course, chance: Chance): number {
  if (!consent || !isDisclosableType(type))
    return chance.happens(0.7) ? history.atDesk(history.last, chance.whole(2, 15)) : Infinity;
  const { disclosureDueAt } = history.dues;
  if (disclosureDueAt === null || chance.happens(0.03)) return Infinity;
  const left = workingDaysBetween(
    rules.calendar,
    history.dayOf(history.last),
    history.dayOf(disclosureDueAt),
  );
  return chance.happens(character.disclosedOnTime)
    ? history.atDesk(history.last, chance.whole(2, Math.max(2, left)))
    : history.atDesk(disclosureDueAt, chance.whole(1, 12));
}

/** Nearly everybody writes down why: an indicator that has come to its ceiling. */
const UNSTATED = 0.002;

const WITHHELD_FOR: readonly (readonly [WithholdReason, number])[] = [
  ['privacy', 6],
  ['third_party', 5],
  ['minor', 2],
  ['trade_secret', 1],
];

/** Publishes or withholds once; while a letter is open again its publication waits for the further reply. */
function discloseAt(course: Course, planned: number, chance: Chance): void {
  const { history, consent, type, character, later } = course;
  if (planned === Infinity || history.state.disclosure.kind !== 'none') return;
  const at = planned > history.last ? planned : history.atDesk(history.last, 1);
  if (!isDisclosableType(type)) history.tell({ kind: 'withheld', reason: 'report_of_wrongdoing' }, at);
  else if (!consent)
    history.tell({ kind: 'withheld', reason: later.happens(UNSTATED) ? 'unstated' : 'no_consent' }, at);
  else if (chance.happens(0.05))
    history.tell({ kind: 'withheld', reason: chance.weighted(WITHHELD_FOR) }, at);
  else history.tell({ kind: 'published', complete: later.happens(character.complete) }, at);
}
