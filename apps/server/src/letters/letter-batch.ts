import type { Contributions, LetterEvent } from '@huiyin/domain';
import { contributionsOfLetter, localDateOf, timeOfUuid7 } from '@huiyin/domain';
import type { VersionedLetterRules } from '../directory/rules.service.ts';
import { copyLine } from '../platform/database/copy-rows.ts';
import type { Sealer } from '../platform/secrets/sealer.ts';
import { letterDigest, sealWriter } from './letter-content.ts';
import { numberOfId } from './letter-number.ts';
import type { HistoryRefusal } from './letter-row.ts';
import { derivedColumns, walkHistory } from './letter-row.ts';
import type { NewLetter } from './new-letter.ts';

/** Who is named as the actor of events that came from a file. */
const ACTOR = 'import';

export const LETTER_COLUMNS = [
  'department_id',
  'id',
  'number',
  'service_item_id',
  'channel_code',
  'type',
  'subject_sealed',
  'body_sealed',
  'writer_sealed',
  'content_digest',
  'policy_version',
  'calendar_version',
  'submitted_at',
  'received_on',
  'assigned_department_id',
  'stage',
  'reply_due_at',
  'replied_at',
  'closed_at',
  'disclosure_due_at',
  'last_seq',
] as const;

export const EVENT_COLUMNS = ['department_id', 'letter_id', 'seq', 'kind', 'at', 'actor', 'deed'] as const;

export const REPLY_COLUMNS = [
  'department_id',
  'letter_id',
  'seq',
  'kind',
  'body_sealed',
  'replier_department_id',
  'replied_at',
] as const;

export interface StagedLetter {
  readonly index: number;
  readonly contributions: Contributions;
}

/** Letters made ready for COPY, each once; and those whose history the rules do not allow. */
export interface LetterBatch {
  readonly size: number;
  readonly instantsOfIds: readonly number[];
  readonly letters: ReadonlyMap<string, StagedLetter>;
  readonly refused: readonly { readonly index: number; readonly reason: HistoryRefusal }[];
  readonly letterLines: readonly string[];
  readonly eventLines: readonly string[];
  readonly replyLines: readonly string[];
}

export const letterKeyText = (departmentId: number, id: string): string =>
  `${departmentId}/${id.toLowerCase()}`;

/** Throws RangeError for an id that is not a UUIDv7. */
export function letterBatch(
  source: readonly NewLetter[],
  firstIndex: number,
  rulesAt: (instant: number) => VersionedLetterRules,
  sealer: Sealer,
): LetterBatch {
  const letters = new Map<string, StagedLetter>();
  const batch = {
    size: source.length,
    instantsOfIds: [] as number[],
    letters,
    refused: [] as { index: number; reason: HistoryRefusal }[],
    letterLines: [] as string[],
    eventLines: [] as string[],
    replyLines: [] as string[],
  };
  source.forEach((letter, place) => {
    const index = firstIndex + place;
    const instant = timeOfUuid7(letter.id);
    if (instant === null) throw new RangeError(`not a UUIDv7: ${letter.id}`);
    const key = letterKeyText(letter.departmentId, letter.id);
    if (letters.has(key)) return;
    const history = walkHistory(letter.events);
    if (history.kind === 'refused') {
      batch.refused.push({ index, reason: history.reason });
      return;
    }
    const { state, lastSeq } = history;
    const rules = rulesAt(state.submittedAt);
    letters.set(key, { index, contributions: contributionsOfLetter(state, rules, letter) });
    batch.instantsOfIds.push(instant);
    const derived = derivedColumns(state, rules, lastSeq);
    batch.letterLines.push(
      copyLine([
        letter.departmentId,
        letter.id,
        letter.number ?? numberOfId(sealer, letter.id, state.submittedAt, rules.policy.zone),
        letter.itemId,
        letter.channel,
        state.type,
        sealer.seal(letter.subject),
        sealer.seal(letter.body),
        sealWriter(sealer, letter.writer),
        letterDigest(sealer, { ...letter, consent: state.consent }),
        rules.policyVersion,
        rules.calendarVersion,
        new Date(state.submittedAt),
        localDateOf(state.submittedAt, rules.policy.zone),
        derived.assigned_department_id,
        derived.stage,
        derived.reply_due_at,
        derived.replied_at,
        derived.closed_at,
        derived.disclosure_due_at,
        derived.last_seq,
      ]),
    );
    for (const event of letter.events) batch.eventLines.push(eventLine(letter, event));
    for (const reply of letter.replies) batch.replyLines.push(replyLine(letter, reply, sealer));
  });
  return batch;
}

const eventLine = (letter: NewLetter, { seq, at, deed }: LetterEvent): string =>
  copyLine([letter.departmentId, letter.id, seq, deed.kind, new Date(at), ACTOR, JSON.stringify(deed)]);

const replyLine = (letter: NewLetter, reply: NewLetter['replies'][number], sealer: Sealer): string =>
  copyLine([
    letter.departmentId,
    letter.id,
    reply.seq,
    reply.kind,
    sealer.seal(reply.body),
    reply.departmentId,
    new Date(reply.at),
  ]);
