import { afterAll, beforeAll, describe } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfiguration } from '../configuration/configuration.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { itKeepsItsPromises } from './queue-behaviour.ts';

describe('the queue on PostgreSQL', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });

  itKeepsItsPromises(() =>
    readConfiguration({ DATABASE_URL: database.url, HUIYIN_DATA: mkdtempSync(join(tmpdir(), 'huiyin-')) }),
  );

  // After the queue's own end: hooks run in the order in which they stand.
  afterAll(() => database.close());
});
