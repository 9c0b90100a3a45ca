import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Contributions, DayContribution, LocalDate, WaitContribution } from '@huiyin/domain';
import { MEASURE_NAMES, WAIT_MEASURES } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { EntityManager } from 'typeorm';
import type { TallyShape } from '../platform/tallies/columns.ts';
import { DAY_SHAPE, WAIT_SHAPE } from '../platform/tallies/columns.ts';
import type { SumShape } from './tally-sql.ts';
import { MONTH_SHAPE, someSum, sumsOf } from './tally-sql.ts';

const STAGED: Readonly<Record<string, string>> = {
  [DAY_SHAPE.tally]: 'staged_day',
  [WAIT_SHAPE.tally]: 'staged_wait',
};

/** The SQL of a rebuild: contributions are staged by COPY, already summed in parts, and become the tallies at the end. */
@Injectable()
export class RebuildRepository {
  /** How many facts there are to read, for the progress. */
  async countFacts(manager: EntityManager): Promise<number> {
    const [row]: { facts: number }[] = await manager.query(
      `select ((select count(*) from invitation)
             + (select count(*) from rating where invitation_id is null)
             + (select count(*) from letter)
             + (select count(*) from rectification)
             + (select count(*) from appeal where decided_on is not null)
             + (select count(*) from reply_sample where judged_on is not null)
             + (select count(distinct (service_item_id, channel_code)) from item_channel_span))::int as facts`,
    );
    return row!.facts;
  }

  /** Whether an upgrade asks for a rebuild that has not been made yet. */
  async isDue(manager: EntityManager): Promise<boolean> {
    const rows: unknown[] = await manager.query(`select from site_setting where key = 'rebuild_due'`);
    return rows.length > 0;
  }

  /** A rebuild was made. */
  async settle(manager: EntityManager): Promise<void> {
    await manager.query(`delete from site_setting where key = 'rebuild_due'`);
  }

  async openStage(manager: EntityManager): Promise<void> {
    // Sums over all cells at once: on disk they take several times as long.
    await manager.query(`set local work_mem = '128MB'; set local jit = off`);
    for (const shape of [DAY_SHAPE, WAIT_SHAPE]) {
      await manager.query(
        `create temporary table ${STAGED[shape.tally]} on commit drop as
         select ${[...shape.keys, ...shape.measures].join(', ')} from ${shape.tally} with no data`,
      );
    }
  }

  async stage(manager: EntityManager, { days, waits }: Contributions): Promise<void> {
    await copyLines(manager, DAY_SHAPE, days, dayLine);
    await copyLines(manager, WAIT_SHAPE, waits, waitLine);
  }

  async monthsStaged(manager: EntityManager): Promise<LocalDate[]> {
    const rows: { month: LocalDate }[] = await manager.query(
      `select distinct date_trunc('month', day)::date as month from staged_day order by month`,
    );
    return rows.map((row) => row.month);
  }

  /** What the snapshot of this transaction sees of the outbox is in the facts that it sees. */
  async emptyOutbox(manager: EntityManager): Promise<void> {
    await manager.query('delete from tally_delta');
    await manager.query('delete from wait_delta');
  }

  /** Puts what was staged in the place of the tallies. */
  async replaceTallies(manager: EntityManager): Promise<void> {
    for (const { tally } of [DAY_SHAPE, MONTH_SHAPE, WAIT_SHAPE]) await manager.query(`delete from ${tally}`);
    await manager.query(fill(DAY_SHAPE, 'staged_day', DAY_SHAPE.keys));
    await manager.query(fill(WAIT_SHAPE, 'staged_wait', WAIT_SHAPE.keys));
    await manager.query(
      fill(MONTH_SHAPE, 'staged_day', [
        'department_id',
        `date_trunc('month', day)::date`,
        'item_id',
        'channel',
        'letter_type',
      ]),
    );
  }

  /** The planner must know the new sizes before the figures are made. */
  async analyze(manager: EntityManager): Promise<void> {
    await manager.query('analyze tally_day, tally_month, tally_wait');
  }
}

/** Nobody else writes meanwhile and the tallies are empty, so the order is that of the disk and not of locks. */
const fill = ({ tally, keys, measures }: SumShape, source: string, groups: readonly string[]): string => `
  insert into ${tally} (${[...keys, ...measures].join(', ')})
  select ${groups.join(', ')}, ${sumsOf(measures)}
  from ${source}
  group by ${groups.join(', ')}
  having ${someSum(measures)}
  order by 1, 2`;

async function copyLines<C>(
  manager: EntityManager,
  shape: TallyShape,
  cells: readonly C[],
  lineOf: (cell: C) => string,
): Promise<void> {
  if (cells.length === 0) return;
  const client = (await manager.queryRunner!.connect()) as PoolClient;
  const columns = [...shape.keys, ...shape.measures].join(', ');
  const sink = client.query(copyFrom(`copy ${STAGED[shape.tally]} (${columns}) from stdin`));
  await pipeline(Readable.from(copyTexts(cells, lineOf)), sink);
}

function* copyTexts<C>(cells: readonly C[], lineOf: (cell: C) => string): Generator<string> {
  for (let start = 0; start < cells.length; start += 1_000) {
    let text = '';
    for (const cell of cells.slice(start, start + 1_000)) text += lineOf(cell);
    yield text;
  }
}

/** A row as COPY reads it, in the order of the shape's columns. A million of them are written in a rebuild. */
function dayLine({ key, sums }: DayContribution): string {
  let line = `${key.departmentId}\t${key.day}\t${key.itemId}\t${escaped(key.channel)}\t${escaped(key.letterType)}`;
  for (const measure of MEASURE_NAMES) line += `\t${sums[measure] ?? 0}`;
  return `${line}\n`;
}

function waitLine({ key, sums }: WaitContribution): string {
  let line = `${key.departmentId}\t${key.day}\t${escaped(key.letterType)}\t${key.clock}\t${key.unit}\t${key.wait}`;
  for (const measure of WAIT_MEASURES) line += `\t${sums[measure] ?? 0}`;
  return `${line}\n`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string): string => text.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character]!);
