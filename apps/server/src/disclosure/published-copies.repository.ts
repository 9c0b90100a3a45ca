import type { WithholdReason } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { CopiedEntry, CopiedReply, PublishedCopy } from './public-copy.ts';
import type { ReviewedTexts } from './public-texts.ts';
import { vectorOf } from './segmentation.ts';

/** Copies in one statement. */
const CHUNK = 500;

const COLUMNS = [
  ['number', 'text'],
  ['department_id', 'integer'],
  ['service_item_id', 'integer'],
  ['channel_code', 'text'],
  ['type', 'text'],
  ['subject', 'text'],
  ['body', 'text'],
  ['redactions', 'integer'],
  ['replies', 'jsonb'],
  ['timeline', 'jsonb'],
  ['received_at', 'timestamptz'],
  ['received_on', 'date'],
  ['reply_due_on', 'date'],
  ['allowed_working_days', 'integer'],
  ['reply_working_days', 'integer'],
  ['late_working_days', 'integer'],
  ['reopened', 'boolean'],
  ['closed_on', 'date'],
  ['verdict', 'text'],
  ['satisfaction', 'smallint'],
  ['verdict_on', 'date'],
  ['published_at', 'timestamptz'],
  ['published_on', 'date'],
  ['search', 'tsvector'],
] as const;

const names = COLUMNS.map(([name]) => name).join(', ');
const typed = COLUMNS.map(([name, type]) => `${name} ${type}`).join(', ');
const replacements = COLUMNS.filter(([name]) => name !== 'number')
  .map(([name]) => `${name} = excluded.${name}`)
  .join(', ');

/** Writes the public copies. Never reads them for the public, and never writes anything of an original. */
@Injectable()
export class PublishedCopiesRepository {
  /** Writes copies, in order of their numbers so that batches cannot deadlock. `whenThere`: what becomes of one that is there. */
  async write(
    manager: EntityManager,
    copies: readonly PublishedCopy[],
    whenThere: 'replace' | 'keep',
  ): Promise<{ written: number }> {
    const sorted = [...copies].sort((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0));
    let written = 0;
    for (let start = 0; start < sorted.length; start += CHUNK) {
      const rows: unknown[] = await manager.query(
        `insert into published_letter (${names})
         select ${names}
         from json_to_recordset($1) as copy (${typed})
         on conflict (number)
         ${whenThere === 'keep' ? 'do nothing' : `do update set ${replacements}, withdrawn_at = null, withdrawn_reason = null`}
         returning number`,
        [JSON.stringify(sorted.slice(start, start + CHUNK).map(rowOf), storable)],
      );
      written += rows.length;
    }
    return { written };
  }

  /** Leaves of a copy only that it was there, and why it is gone. False when there is none, or it is withdrawn already. */
  async withdraw(
    manager: EntityManager,
    number: string,
    at: number,
    reason: WithholdReason,
  ): Promise<boolean> {
    const [, changed]: [unknown[], number] = await manager.query(
      `update published_letter
       set subject = '', body = '', redactions = 0, replies = '[]', timeline = '[]', search = '',
           satisfaction = null, withdrawn_at = $2, withdrawn_reason = $3
       where number = $1
         and withdrawn_at is null`,
      [number, new Date(at), reason],
    );
    return changed === 1;
  }

  /** The texts of a public copy as they were reviewed, locked; null when there is none or it is withdrawn. */
  async reviewedTexts(manager: EntityManager, number: string): Promise<ReviewedTexts | null> {
    const [row]: (Omit<ReviewedTexts, 'replies' | 'publicReasons'> & {
      replies: CopiedReply[];
      timeline: CopiedEntry[];
    })[] = await manager.query(
      `select subject, body, redactions, replies, timeline
         from published_letter
         where number = $1
           and withdrawn_at is null
         for update`,
      [number],
    );
    if (row === undefined) return null;
    const { timeline, replies, ...texts } = row;
    return {
      ...texts,
      replies: replies.map(({ body }) => body),
      publicReasons: new Map(
        timeline.flatMap(({ seq, reason }) => (reason === null ? [] : [[seq, reason] as const])),
      ),
    };
  }
}

/** PostgreSQL holds neither U+0000 nor half a surrogate pair: imported texts may have both. */
const storable = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD') : value;

const rowOf = (copy: PublishedCopy): Record<string, unknown> => ({
  number: copy.number,
  department_id: copy.departmentId,
  service_item_id: copy.itemId,
  channel_code: copy.channel,
  type: copy.type,
  subject: copy.subject,
  body: copy.body,
  redactions: copy.redactions,
  replies: copy.replies,
  timeline: copy.timeline,
  received_at: new Date(copy.receivedAt),
  received_on: copy.receivedOn,
  reply_due_on: copy.replyDueOn,
  allowed_working_days: copy.allowedWorkingDays,
  reply_working_days: copy.replyWorkingDays,
  late_working_days: copy.lateWorkingDays,
  reopened: copy.reopened,
  closed_on: copy.closedOn,
  verdict: copy.verdict,
  satisfaction: copy.satisfaction,
  verdict_on: copy.verdictOn,
  published_at: new Date(copy.publishedAt),
  published_on: copy.publishedOn,
  search: vectorOf([
    { weight: 'A', text: copy.subject },
    { weight: 'B', text: copy.body },
    { weight: 'C', text: copy.replies.map(({ body }) => body).join('\n') },
  ]),
});
