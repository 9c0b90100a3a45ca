import type { LocalDate, Sums, WaitClock } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { WaitEnds } from './figure-sums.repository.ts';
import type { ScopePeriod } from './scope-period.ts';

/** How the waits of one scope and period ended, by what ends the wait. */
export type ClockedWaits = Readonly<Partial<Record<WaitClock, readonly WaitEnds[]>>>;

/** The sums that all figures of one scope and period rest on. */
export interface NewFigureSum extends ScopePeriod {
  readonly sums: Sums;
  readonly waits: ClockedWaits | null;
}

const CHUNK = 4_000;
const KEY = ['scope_kind', 'scope_code', 'period_kind', 'period_start'];
const KEY_TYPES = ['text', 'text', 'text', 'date'];

/** Writes the sums behind figures, in key order; rows that are as they were stay untouched. */
@Injectable()
export class FiguresRepository {
  async write(manager: EntityManager, rows: readonly NewFigureSum[]): Promise<void> {
    await inColumns(
      rows,
      (row) => [
        ...keyValues(row),
        JSON.stringify(row.sums),
        row.waits === null ? null : JSON.stringify(row.waits),
      ],
      (columns) =>
        manager.query(
          upsert('figure_sum', KEY, ['sums', 'waits'], [...KEY_TYPES, 'jsonb', 'jsonb']),
          columns,
        ),
    );
  }

  /** Removes the rows of these keys: nothing can be said there any more. */
  async remove(manager: EntityManager, keys: readonly ScopePeriod[]): Promise<void> {
    await inColumns(keys, keyValues, (columns) =>
      manager.query(removal('figure_sum', KEY, KEY_TYPES), columns),
    );
  }

  /** Removes the rows of regions and lines in which no department stood at any time of the period. */
  async removeUnpeopled(manager: EntityManager): Promise<void> {
    await manager.query(
      `with place as (
         select from_month, line_code, region_code,
           coalesce(lead(from_month) over (partition by department_id order by from_month), 'infinity') as until_month
         from department_place
       )
       delete from figure_sum kept
       where scope_kind in ('line', 'region') and not exists (
         select
         from place
         left join region_ancestor using (region_code)
         where ((kept.scope_kind = 'line' and line_code = kept.scope_code)
             or (kept.scope_kind = 'region' and ancestor_code = kept.scope_code))
           and until_month > kept.period_start
           and from_month <= kept.period_start + case kept.period_kind
             when 'month' then interval '0' when 'quarter' then interval '2 months' else interval '11 months' end
       )`,
    );
  }

  /** The first state begins with the day before; later only `setThrough` moves it. */
  async bumpVersion(manager: EntityManager, computedAt: number, yesterday: LocalDate): Promise<void> {
    await manager.query(
      `update figure_version
       set version = version + 1, computed_at = $1, through = coalesce(through, $2)`,
      [new Date(computedAt), yesterday],
    );
  }

  /** What is withheld has changed: a new version, of the same numbers. */
  async touchVersion(manager: EntityManager, computedAt: number): Promise<void> {
    await manager.query('update figure_version set version = version + 1, computed_at = $1', [
      new Date(computedAt),
    ]);
  }

  async through(manager: EntityManager): Promise<LocalDate | null> {
    const [row]: { through: LocalDate | null }[] = await manager.query('select through from figure_version');
    return row?.through ?? null;
  }

  async setThrough(manager: EntityManager, day: LocalDate): Promise<void> {
    await manager.query('update figure_version set version = version + 1, through = $1', [day]);
  }
}

const keyValues = (key: ScopePeriod): unknown[] => [
  key.scopeKind,
  key.scopeCode,
  key.periodKind,
  key.periodStart,
];

const unnested = (types: readonly string[]): string =>
  types.map((type, index) => `$${index + 1}::${type}[]`).join(', ');

const upsert = (
  table: string,
  key: readonly string[],
  values: readonly string[],
  types: readonly string[],
): string => `
  insert into ${table} as kept (${[...key, ...values].join(', ')})
  select ${[...key, ...values].join(', ')}
  from unnest(${unnested(types)}) as made (${[...key, ...values].join(', ')})
  order by ${key.join(', ')}
  on conflict (${key.join(', ')}) do update
  set ${values.map((column) => `${column} = excluded.${column}`).join(', ')}
  where (${values.map((column) => `kept.${column}`).join(', ')})
    is distinct from (${values.map((column) => `excluded.${column}`).join(', ')})`;

const removal = (table: string, key: readonly string[], types: readonly string[]): string => `
  delete from ${table} kept
  using unnest(${unnested(types)}) as gone (${key.join(', ')})
  where ${key.map((column) => `kept.${column} = gone.${column}`).join(' and ')}`;

/** Rows turned into one array a column, a few thousand rows at a time. */
async function inColumns<R>(
  rows: readonly R[],
  valuesOf: (row: R) => unknown[],
  run: (columns: unknown[][]) => Promise<unknown>,
): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) {
    const values = rows.slice(start, start + CHUNK).map(valuesOf);
    await run(values[0]!.map((_, column) => values.map((row) => row[column])));
  }
}
