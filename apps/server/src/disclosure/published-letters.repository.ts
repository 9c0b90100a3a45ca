import type { LetterType, Verdict } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { LetterCursor } from './letter-cursor.ts';
import type { CopiedEntry, CopiedReply } from './public-copy.ts';

/** Which letters are meant. Every part that is given narrows. */
export interface LetterFilter {
  /** A query in PostgreSQL's notation, as `queryOf` makes it. */
  readonly search?: string | undefined;
  readonly types?: readonly string[] | undefined;
  readonly verdicts?: readonly string[] | undefined;
  readonly departmentId?: number | undefined;
  /** The region and all below it. */
  readonly regionCode?: string | undefined;
  /** Published from then on, or before then; to the microsecond. */
  readonly since?: string | undefined;
  readonly before?: string | undefined;
}

export interface BriefRow {
  readonly number: string;
  readonly subject: string;
  readonly type: LetterType;
  readonly departmentId: number;
  readonly receivedOn: string;
  readonly publishedOn: string;
  readonly replyWorkingDays: number;
  readonly lateWorkingDays: number;
  readonly reopened: boolean;
  readonly verdict: Verdict | 'silent';
}

/** A brief with what its place in the list rests on, and the texts to show passages of. */
export interface FoundRow extends BriefRow {
  readonly body: string;
  readonly replies: readonly CopiedReply[];
  /** How well the words stand in it; null in a list by publication. */
  readonly rank: number | null;
  /** To the microsecond, as the order goes. */
  readonly publishedAt: string;
}

export interface LetterRow extends BriefRow {
  readonly itemId: number | null;
  readonly channel: string;
  readonly body: string;
  readonly redactions: number;
  readonly replies: readonly CopiedReply[];
  readonly timeline: readonly CopiedEntry[];
  readonly receivedAt: Date;
  readonly replyDueOn: string;
  readonly allowedWorkingDays: number;
  readonly closedOn: string | null;
  readonly satisfaction: number | null;
  readonly verdictOn: string | null;
  readonly withdrawn: boolean;
}

export interface TypeVerdictCount {
  readonly type: string;
  readonly verdict: string;
  readonly letters: number;
}

const BRIEF = `
  number, subject, type, department_id as "departmentId", received_on as "receivedOn", published_on as "publishedOn",
  reply_working_days as "replyWorkingDays", late_working_days as "lateWorkingDays", reopened, verdict`;

const PUBLISHED_AT = `to_char(published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Of the letters that share a word with another, how many are looked at to find the three most alike. */
const SIMILAR_CANDIDATES = 500;

/** Reads the public copies, and nothing else of any letter: no query here names a table of originals. */
@Injectable()
export class PublishedLettersRepository {
  /** How many letters of each type and verdict are found; `types` and `verdicts` are left out of the filter, for the facets. */
  async counts(manager: EntityManager, filter: LetterFilter): Promise<TypeVerdictCount[]> {
    const where = conditions({ ...filter, types: undefined, verdicts: undefined });
    return manager.query(
      `select type, verdict, count(*)::int as letters
       from published_letter
       where ${where.text}
       group by type, verdict
       order by type, verdict`,
      where.values,
    );
  }

  /** One page by publication, newest first, ending with one letter too many when there are more. */
  async newest(
    manager: EntityManager,
    filter: LetterFilter,
    after: Extract<LetterCursor, { publishedAt: string }> | null,
    limit: number,
  ): Promise<FoundRow[]> {
    const where = conditions(filter);
    const beyond =
      after === null
        ? ''
        : `and published_at <= ${where.value(after.publishedAt)}::timestamptz
           and (published_at < ${where.value(after.publishedAt)}::timestamptz or number > ${where.value(after.number)})`;
    return manager.query(
      `select ${BRIEF}, body, replies, null as rank,
              ${PUBLISHED_AT} as "publishedAt"
       from published_letter
       where ${where.text}
         ${beyond}
       order by published_at desc, number
       limit ${where.value(limit + 1)}`,
      where.values,
    );
  }

  /** When the letter was published that stands `place` (from 1) among those found, newest first; null with fewer. */
  async publishedAtPlace(
    manager: EntityManager,
    filter: LetterFilter,
    place: number,
  ): Promise<string | null> {
    const where = conditions(filter);
    const [row]: { publishedAt: string }[] = await manager.query(
      `select ${PUBLISHED_AT} as "publishedAt"
       from published_letter
       where ${where.text}
       order by published_at desc, number
       offset ${where.value(place - 1)}
       limit 1`,
      where.values,
    );
    return row?.publishedAt ?? null;
  }

  /** One page by how well the words stand in the letter, ending with one letter too many when there are more. */
  async mostRelevant(
    manager: EntityManager,
    filter: LetterFilter & { readonly search: string },
    after: Extract<LetterCursor, { rank: number }> | null,
    limit: number,
  ): Promise<FoundRow[]> {
    const where = conditions(filter);
    const query = where.value(filter.search);
    const beyond =
      after === null
        ? ''
        : `where (rank, number) < (${where.value(after.rank)}::float8, ${where.value(after.number)}::text)`;
    return manager.query(
      `with ranked as (
         select number, ts_rank_cd(search, ${query}::tsquery, 1)::float8 as rank
         from published_letter
         where ${where.text}
       ), chosen as (
         select number, rank
         from ranked
         ${beyond}
         order by rank desc, number desc
         limit ${where.value(limit + 1)}
       )
       select ${BRIEF}, body, replies, rank,
              ${PUBLISHED_AT} as "publishedAt"
       from chosen
       join published_letter using (number)
       order by rank desc, number desc`,
      where.values,
    );
  }

  /** The copy, or the tombstone, of a number. */
  async byNumber(manager: EntityManager, number: string): Promise<LetterRow | null> {
    const [row]: LetterRow[] = await manager.query(
      `select ${BRIEF}, service_item_id as "itemId", channel_code as channel, body, redactions, replies, timeline,
              received_at as "receivedAt", reply_due_on as "replyDueOn", allowed_working_days as "allowedWorkingDays",
              closed_on as "closedOn", satisfaction, verdict_on as "verdictOn", withdrawn_at is not null as withdrawn
       from published_letter
       where number = $1`,
      [number],
    );
    return row ?? null;
  }

  /** The letters most like one with these words, best first, without that one. Looks at a bounded number of letters. */
  async similar(manager: EntityManager, number: string, search: string, limit: number): Promise<BriefRow[]> {
    return manager.query(
      `with candidate as (
         select number, search
         from published_letter
         where search @@ $2::tsquery
           and withdrawn_at is null
           and number <> $1
         limit $3
       ), chosen as (
         select number, ts_rank(search, $2::tsquery, 1) as rank
         from candidate
         order by rank desc, number desc
         limit $4
       )
       select ${BRIEF}
       from chosen
       join published_letter using (number)
       order by rank desc, number desc`,
      [number, search, SIMILAR_CANDIDATES, limit],
    );
  }
}

/** The conditions of a filter with their values in order; `value` adds one more and gives its place. */
function conditions(filter: LetterFilter): {
  readonly text: string;
  readonly values: unknown[];
  value(value: unknown): string;
} {
  const values: unknown[] = [];
  const value = (added: unknown): string => `$${values.push(added)}`;
  const parts = ['withdrawn_at is null'];
  if (filter.search !== undefined) parts.push(`search @@ ${value(filter.search)}::tsquery`);
  if (filter.types !== undefined) parts.push(`type = any(${value(filter.types)})`);
  if (filter.verdicts !== undefined) parts.push(`verdict = any(${value(filter.verdicts)})`);
  if (filter.departmentId !== undefined) parts.push(`department_id = ${value(filter.departmentId)}`);
  if (filter.since !== undefined) parts.push(`published_at >= ${value(filter.since)}::timestamptz`);
  if (filter.before !== undefined) parts.push(`published_at < ${value(filter.before)}::timestamptz`);
  if (filter.regionCode !== undefined) {
    parts.push(`department_id in (
      select department.id
      from region_ancestor
      join department using (region_code)
      where ancestor_code = ${value(filter.regionCode)}
    )`);
  }
  return { text: parts.join('\n  and '), values, value };
}
