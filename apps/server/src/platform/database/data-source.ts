import pg from 'pg';
import type { EntityTarget, MixedList } from 'typeorm';
import { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations/index.ts';

const DATE = 1082;

/** Dates stay YYYY-MM-DD: as a JavaScript Date they would move with the time zone of the machine. */
const rowTypes = {
  getTypeParser: (oid: number, format: 'text' | 'binary' = 'text'): ((value: string) => unknown) =>
    oid === DATE && format === 'text'
      ? (value) => value
      : (pg.types.getTypeParser(oid, 'text') as (value: string) => unknown),
};

export interface DataSourceChoices {
  /** Connections of this process. The queue has a pool of its own. */
  readonly poolSize?: number;
  readonly entities?: MixedList<EntityTarget<object>>;
}

/** The connection to PostgreSQL, not yet opened. Times are UTC; statements are bounded. */
export const createDataSource = (url: string, choices: DataSourceChoices = {}): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    entities: (choices.entities ?? []) as never,
    migrations: [...MIGRATIONS],
    migrationsTableName: 'huiyin_migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    logging: false,
    applicationName: 'huiyin',
    poolSize: choices.poolSize ?? 10,
    connectTimeoutMS: 5_000,
    extra: {
      types: rowTypes,
      options: '-c timezone=UTC',
      idleTimeoutMillis: 30_000,
    },
  });
