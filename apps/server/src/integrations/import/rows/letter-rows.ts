import type { LetterDeed, LetterEvent } from '@huiyin/domain';
import { isDisclosableType, letterState, LETTER_TYPES } from '@huiyin/domain';
import type { NewLetter } from '../../../letters/letters.bulk.ts';
import type { Field, LettersMapping } from '../mapping/mapping.ts';
import type { DirectoryPlan } from './directory-plan.ts';
import { departmentOfRow } from './department-of-row.ts';
import type { FactIdentity } from './fact-identity.ts';
import { factId } from './fact-identity.ts';
import type { RowOutcome } from './refusals.ts';
import type { RowReading } from './row-reading.ts';

const VERDICTS = ['resolved', 'half_resolved', 'unresolved'] as const;
const LONGEST = { subject: 120, body: 8_000, reply: 20_000, name: 60, phone: 30, email: 120 } as const;

/** One row as a letter with its whole history: received, accepted, dispatched, replied, called back, closed, published. */
export function letterOfRow(
  row: RowReading,
  mapping: LettersMapping,
  plan: DirectoryPlan,
  identity: FactIdentity,
): RowOutcome<NewLetter> {
  const digest = identity.digestOf(row);
  const department = departmentOfRow(row, mapping, plan);
  const itemId = itemOfRow(row, mapping.item, department?.id, plan);
  const channel = channelOfRow(row, mapping.channel, plan);
  const number = mapping.number === undefined ? null : row.need(mapping.number, row.code(mapping.number));
  const type = row.need(mapping.type, row.word(mapping.type, LETTER_TYPES, 'unknown_type'));
  const subject = row.need(mapping.subject, row.text(mapping.subject, LONGEST.subject));
  const body = row.need(mapping.body, row.text(mapping.body, LONGEST.body));
  const received = row.need(mapping.received, row.instant(mapping.received));
  const writer = writerOfRow(row, mapping.writer);
  const consent = row.need(mapping.consent, row.yesOrNo(mapping.consent));
  const reply = replyOfRow(row, mapping, received);
  if (digest === null || department === null || channel === null || type === null)
    return row.outcome<NewLetter>(null);
  if (subject === null || body === null || received === null || consent === null)
    return row.outcome<NewLetter>(null);

  const departmentId = department.id;
  const deeds: Dated[] = [
    { at: received, deed: { kind: 'submitted', type, departmentId, consent } },
    { at: received, deed: { kind: 'accepted' } },
    { at: received, deed: { kind: 'dispatched', departmentId } },
  ];
  if (reply !== null) {
    if (reply.acknowledgedAt !== null)
      deeds.push({ at: reply.acknowledgedAt, deed: { kind: 'acknowledged' } });
    if (reply.at !== null) {
      const publishedAt = mapping.publish && consent && isDisclosableType(type) ? reply.publishedAt : null;
      deeds.push(...deedsAfterReply(reply.at, reply, publishedAt));
    }
  }
  const events = deeds.map((dated, index): LetterEvent => ({ seq: index + 1, ...dated }));
  if (letterState(events) === null)
    return row.outcome<NewLetter>(row.refuse(mapping.received, 'out_of_order'));
  const replied = events.find(({ deed }) => deed.kind === 'replied');
  return row.outcome<NewLetter>({
    id: factId(received, digest, 'letter'),
    number,
    departmentId,
    itemId,
    channel,
    type,
    subject,
    body,
    writer,
    events,
    replies:
      replied === undefined || reply === null || reply.text === null
        ? []
        : [{ seq: replied.seq, kind: 'full', body: reply.text, departmentId, at: replied.at }],
  });
}

interface Dated {
  readonly at: number;
  readonly deed: LetterDeed;
}

interface ReplyOfRow {
  readonly acknowledgedAt: number | null;
  readonly at: number | null;
  readonly text: string | null;
  readonly callBack: Dated | null;
  readonly closedAt: number | null;
  readonly publishedAt: number | null;
}

function replyOfRow(row: RowReading, mapping: LettersMapping, received: number | null): ReplyOfRow | null {
  const acknowledgedAt = laterThan(row, mapping.acknowledged, received, 'out_of_order');
  const none = { acknowledgedAt, at: null, text: null, callBack: null, closedAt: null, publishedAt: null };
  if (mapping.replied === undefined || mapping.reply === undefined) return none;
  const at = laterThan(row, mapping.replied, received, 'reply_before_receipt');
  const text = row.text(mapping.reply, LONGEST.reply);
  if (at === null || text === null) {
    if (at !== null) row.refuseOnce(mapping.reply, 'reply_without_text');
    else if (text !== null && mapping.reply.constant === undefined)
      row.refuseOnce(mapping.replied, 'reply_without_time');
    return none;
  }
  if (acknowledgedAt !== null && acknowledgedAt > at && mapping.acknowledged !== undefined)
    row.refuse(mapping.acknowledged, 'out_of_order');
  return {
    acknowledgedAt,
    at,
    text,
    callBack: callBackOfRow(row, mapping, at),
    closedAt: mapping.closed === undefined ? at : laterThan(row, mapping.closed, at, 'out_of_order'),
    publishedAt: mapping.published === undefined ? at : laterThan(row, mapping.published, at, 'out_of_order'),
  };
}

function callBackOfRow(row: RowReading, mapping: LettersMapping, repliedAt: number): Dated | null {
  const verdict = row.word(mapping.verdict, VERDICTS, 'bad_verdict');
  const satisfaction = row.level(mapping.satisfaction);
  const at = laterThan(row, mapping.calledBack, repliedAt, 'out_of_order') ?? repliedAt;
  return verdict === null ? null : { at, deed: { kind: 'called_back', verdict, satisfaction } };
}

/** What follows a reply, in order of time. */
function deedsAfterReply(repliedAt: number, reply: ReplyOfRow, publishedAt: number | null): Dated[] {
  const later: Dated[] = [];
  if (reply.callBack !== null) later.push(reply.callBack);
  if (reply.closedAt !== null) later.push({ at: reply.closedAt, deed: { kind: 'closed' } });
  if (publishedAt !== null) later.push({ at: publishedAt, deed: { kind: 'published' } });
  return [{ at: repliedAt, deed: { kind: 'replied' } }, ...later.sort((a, b) => a.at - b.at)];
}

/** An instant that must not lie before another; null when empty or wrong. */
function laterThan(
  row: RowReading,
  field: Field | undefined,
  earlier: number | null,
  reason: 'reply_before_receipt' | 'out_of_order',
): number | null {
  const at = row.instant(field, earlier);
  if (field === undefined || at === null || earlier === null || at >= earlier) return at;
  return row.refuse(field, reason);
}

function writerOfRow(row: RowReading, fields: LettersMapping['writer']): NewLetter['writer'] {
  if (fields === undefined) return null;
  const name = row.text(fields.name, LONGEST.name);
  const phone = row.text(fields.phone, LONGEST.phone);
  const email = row.text(fields.email, LONGEST.email);
  return name === null ? null : { name, phone, email };
}

/** The id of the item the row names; null without one. */
export function itemOfRow(
  row: RowReading,
  field: Field | undefined,
  departmentId: number | undefined,
  plan: DirectoryPlan,
): number | null {
  const code = row.code(field);
  if (field === undefined || code === null) return null;
  const item = plan.item(code);
  if (item === undefined) return row.refuse(field, 'unknown_item');
  if (departmentId !== undefined && item.departmentId !== departmentId)
    return row.refuse(field, 'item_elsewhere');
  return item.id;
}

export function channelOfRow(row: RowReading, field: Field, plan: DirectoryPlan): string | null {
  const code = row.need(field, row.code(field));
  if (code === null || plan.hasChannel(code)) return code;
  return row.refuse(field, 'unknown_channel');
}
