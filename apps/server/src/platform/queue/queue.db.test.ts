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
  afterAll(() => database.close());

  itKeepsItsPromises(() =>
    readConfiguration({ DATABASE_URL: database.url, HUIYIN_DATA: mkdtempSync(join(tmpdir(), 'huiyin-')) }),
  );
});
