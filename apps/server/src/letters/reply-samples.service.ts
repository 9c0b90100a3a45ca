import type { JudgementRefusal, LetterType, LocalDate, ReplySampleFact } from '@huiyin/domain';
import {
  CellSums,
  contributionsOfReplySample,
  deltaOf,
  localDateOf,
  refusalOfJudgement,
  timeOfUuid7,
} from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { RulesService } from '../directory/rules.service.ts';
import { MonthsMade } from '../platform/database/months-made.ts';
import { writeDeltas } from '../platform/tallies/outbox.ts';

/** A reply is found by its letter and its number in the letter's history. */
export interface ReplyKey {
  readonly departmentId: number;
  readonly letterId: string;
  readonly seq: number;
}

/** A reply that was drawn by lot, judged or not. */
export interface NewReplySample extends ReplyKey {
  readonly itemId: number | null;
  readonly channel: string;
  readonly letterType: LetterType;
  /** Whose reply it is. */
  readonly replierDepartmentId: number;
  readonly drawnAt: number;
  readonly judgement: {
    readonly at: number;
    readonly judgeDepartmentId: number;
    readonly judge: string;
    readonly substantive: boolean;
  } | null;
}

export type JudgementOutcome =
  { readonly kind: 'judged' } | { readonly kind: 'refused'; readonly reason: JudgementRefusal | 'not_drawn' };

/** 盲评: replies drawn by lot, judged by people of other departments who are not told whose they are. */
@Injectable()
export class ReplySamplesService {
  constructor(
    private readonly source: DataSource,
    private readonly rules: RulesService,
  ) {}

  /** Stores drawn replies, in the manager's transaction; one drawn already stays. Without `deltas` a rebuild must follow. */
  async store(
    manager: EntityManager,
    samples: readonly NewReplySample[],
    { deltas = true } = {},
  ): Promise<{ accepted: number }> {
    const book = await this.rules.book();
    const rows = samples.map((sample) => ({
      ...sample,
      on: sample.judgement && localDateOf(sample.judgement.at, book.zoneAt(sample.judgement.at)),
    }));
    await new MonthsMade().ensure(
      manager,
      rows.map(({ letterId }) => timeOfUuid7(letterId)!),
    );
    const stored = new Set<string>();
    for (let from = 0; from < rows.length; from += CHUNK)
      for (const text of await insert(manager, rows.slice(from, from + CHUNK))) stored.add(text);
    if (deltas) {
      const sums = new CellSums();
      for (const row of rows) if (stored.has(keyText(row))) sums.add(contributionsOfReplySample(factOf(row)));
      await writeDeltas(manager, sums.result());
    }
    return { accepted: stored.size };
  }

  /** Judges a drawn reply, once, by somebody of another department. */
  judge(
    key: ReplyKey,
    {
      judgeDepartmentId,
      judge,
      substantive,
    }: { judgeDepartmentId: number; judge: string; substantive: boolean },
    now: number,
  ): Promise<JudgementOutcome> {
    return this.source.transaction(async (manager): Promise<JudgementOutcome> => {
      const [row]: SampleRow[] = await manager.query(
        `${FACTS} where department_id = $1 and letter_id = $2 and seq = $3 for update`,
        [key.departmentId, key.letterId, key.seq],
      );
      if (row === undefined) return { kind: 'refused', reason: 'not_drawn' };
      const before = rowFact(row);
      const refusal = refusalOfJudgement(before, judgeDepartmentId);
      if (refusal !== null) return { kind: 'refused', reason: refusal };
      const on = localDateOf(now, (await this.rules.book()).zoneAt(now));
      await manager.query(
        `update reply_sample
         set judged_at = $4, judged_on = $5, judge_department_id = $6, judge = $7, substantive = $8
         where department_id = $1 and letter_id = $2 and seq = $3`,
        [key.departmentId, key.letterId, key.seq, new Date(now), on, judgeDepartmentId, judge, substantive],
      );
      const after = { ...before, judgement: { on, substantive } };
      await writeDeltas(
        manager,
        deltaOf(contributionsOfReplySample(before), contributionsOfReplySample(after)),
      );
      return { kind: 'judged' };
    });
  }

  /** Every judged reply, for making the tallies anew. */
  async judged(manager: EntityManager): Promise<ReplySampleFact[]> {
    const rows: SampleRow[] = await manager.query(`${FACTS} where judged_on is not null`);
    return rows.map(rowFact);
  }
}

const CHUNK = 2_000;

interface SampleRow {
  readonly departmentId: number;
  readonly itemId: number | null;
  readonly channel: string;
  readonly letterType: LetterType;
  readonly on: LocalDate | null;
  readonly substantive: boolean | null;
}

const FACTS = `
  select replier_department_id as "departmentId", service_item_id as "itemId", channel_code as channel,
    letter_type as "letterType", judged_on as on, substantive
  from reply_sample`;

const rowFact = ({ on, substantive, ...about }: SampleRow): ReplySampleFact => ({
  ...about,
  judgement: on === null ? null : { on, substantive: substantive! },
});

type DatedSample = NewReplySample & { readonly on: LocalDate | null };

const factOf = ({
  replierDepartmentId,
  itemId,
  channel,
  letterType,
  on,
  judgement,
}: DatedSample): ReplySampleFact => ({
  departmentId: replierDepartmentId,
  itemId,
  channel,
  letterType,
  judgement: on === null ? null : { on, substantive: judgement!.substantive },
});

const keyText = ({ departmentId, letterId, seq }: ReplyKey): string =>
  `${departmentId}/${letterId.toLowerCase()}/${seq}`;

async function insert(manager: EntityManager, rows: readonly DatedSample[]): Promise<string[]> {
  const stored: { department_id: number; letter_id: string; seq: number }[] = await manager.query(
    `insert into reply_sample (department_id, letter_id, seq, service_item_id, channel_code, letter_type,
       replier_department_id, drawn_at, judged_at, judged_on, judge_department_id, judge, substantive)
     select *
     from json_to_recordset($1) as given (department_id int, letter_id uuid, seq smallint, service_item_id int,
       channel_code text, letter_type text, replier_department_id int, drawn_at timestamptz, judged_at timestamptz,
       judged_on date, judge_department_id int, judge text, substantive boolean)
     on conflict (department_id, letter_id, seq) do nothing
     returning department_id, letter_id, seq`,
    [
      JSON.stringify(
        rows.map(({ judgement, ...row }) => ({
          department_id: row.departmentId,
          letter_id: row.letterId,
          seq: row.seq,
          service_item_id: row.itemId,
          channel_code: row.channel,
          letter_type: row.letterType,
          replier_department_id: row.replierDepartmentId,
          drawn_at: new Date(row.drawnAt),
          judged_at: judgement === null ? null : new Date(judgement.at),
          judged_on: row.on,
          judge_department_id: judgement?.judgeDepartmentId ?? null,
          judge: judgement?.judge ?? null,
          substantive: judgement?.substantive ?? null,
        })),
      ),
    ],
  );
  return stored.map(({ department_id, letter_id, seq }) =>
    keyText({ departmentId: department_id, letterId: letter_id, seq }),
  );
}
