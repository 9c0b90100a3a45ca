import type { WaitCurve } from '@huiyin/contract';
import type { LocalDate, Reading, Sums } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ScopePeriod } from './scope-period.ts';

/** One figure as it is stored: the reading and the sums that it rests on. */
export interface NewFigure extends ScopePeriod {
  readonly indicator: string;
  readonly systemVersion: number;
  readonly reading: Reading;
  readonly sums: Sums;
}

export type FigureKey = ScopePeriod & { readonly indicator: string };

export interface NewFigureSum extends ScopePeriod {
  readonly sums: Sums;
  readonly wait: WaitCurve | null;
}

export interface IndicatorSystem {
  readonly version: number;
  readonly effectiveFrom: LocalDate;
}

const CHUNK = 4_000;
const KEY = ['scope_kind', 'scope_code', 'period_kind', 'period_start'];
const KEY_TYPES = ['text', 'text', 'text', 'date'];
const FIGURE_VALUES = ['system_version', 'numerator', 'denominator', 'value', 'low', 'high', 'sums'];

/** Writes figures and their sums, in key order; rows that are as they were stay untouched. */
@Injectable()
export class FiguresRepository {
  async systems(manager: EntityManager): Promise<IndicatorSystem[]> {
    return manager.query(
      `select version, effective_from as "effectiveFrom"
       from indicator_system
       order by effective_from`,
    );
  }

  async write(manager: EntityManager, figures: readonly NewFigure[]): Promise<void> {
    await inColumns(
      figures,
      (row) => [
        ...keyValues(row),
        row.indicator,
        row.systemVersion,
        row.reading.numerator,
        row.reading.denominator,
        row.reading.value,
        row.reading.low,
        row.reading.high,
        JSON.stringify(row.sums),
      ],
      (columns) =>
        manager.query(
          upsert('figure', [...KEY, 'indicator'], FIGURE_VALUES, [
            ...KEY_TYPES,
            'text',
            'int',
            'float8',
            'bigint',
            'float8',
            'float8',
            'float8',
            'jsonb',
          ]),
          columns,
        ),
    );
  }

  /** Removes the figures of these keys: nothing can be said there any more. */
  async remove(manager: EntityManager, keys: readonly FigureKey[]): Promise<void> {
    await inColumns(
      keys,
      (key) => [...keyValues(key), key.indicator],
      (columns) => manager.query(removal('figure', [...KEY, 'indicator'], [...KEY_TYPES, 'text']), columns),
    );
  }

  async writeSums(manager: EntityManager, rows: readonly NewFigureSum[]): Promise<void> {
    await inColumns(
      rows,
      (row) => [
        ...keyValues(row),
        JSON.stringify(row.sums),
        row.wait === null ? null : JSON.stringify(row.wait),
      ],
      (columns) =>
        manager.query(upsert('figure_sum', KEY, ['sums', 'wait'], [...KEY_TYPES, 'jsonb', 'jsonb']), columns),
    );
  }

  async removeSums(manager: EntityManager, keys: readonly ScopePeriod[]): Promise<void> {
    await inColumns(keys, keyValues, (columns) =>
      manager.query(removal('figure_sum', KEY, KEY_TYPES), columns),
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
