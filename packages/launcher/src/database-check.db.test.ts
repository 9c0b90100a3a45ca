import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { withClient } from './connect.mjs';
import { checkDatabase, unsuitable } from './database-check.mjs';
import { freePort } from './free-port.mjs';
import { createTestDatabase } from './test-database.mjs';

describe('a database that was given', () => {
  let database: { url: string; drop: () => Promise<void> };
  beforeEach(async () => (database = await createTestDatabase()));
  afterEach(() => database.drop());

  const run = (sql: string) => withClient(database.url, (client) => client.query(sql));

  it('is fine when it is empty', async () => {
    await expect(checkDatabase(database.url)).resolves.toBeUndefined();
  });

  it('is fine when it is ours, whatever else is in it', async () => {
    await run('create table huiyin_migration (); create table a_view_of_somebody ()');
    await expect(checkDatabase(database.url)).resolves.toBeUndefined();
  });

  it('is refused when its tables are not ours, and some are named', async () => {
    await run('create table wp_posts (); create table wp_users ()');
    await expect(checkDatabase(database.url)).rejects.toThrow(
      "holds tables that are not Huiyin's (wp_posts, wp_users): give DATABASE_URL a database that is empty or Huiyin's own.",
    );
  });

  it('is not judged by what an extension brought along', async () => {
    await run('create extension pg_trgm; create table spatial (); alter extension pg_trgm add table spatial');
    await expect(checkDatabase(database.url)).resolves.toBeUndefined();
  });

  it('is named without its password when it can not be reached', async () => {
    const port = await freePort();
    const failure = await checkDatabase(`postgres://me:secret@127.0.0.1:${port}/letters`).catch(String);
    expect(failure).toContain(`The database at 127.0.0.1:${port}/letters can not be used (`);
    expect(failure).toContain('correct DATABASE_URL');
    expect(failure).not.toContain('secret');
  });

  it('is named when the password is wrong', async () => {
    const url = new URL(database.url);
    url.password = 'wrong';
    await expect(checkDatabase(url.href)).rejects.toThrow('password authentication failed');
  });

  it.each([
    [{ version: 13 }, 'is PostgreSQL 13, but PostgreSQL 14 or later is needed'],
    [
      { encoding: 'SQL_ASCII' },
      "is encoded in SQL_ASCII, but Chinese text needs UTF8: create it with ENCODING 'UTF8'",
    ],
  ])('is refused when %p', (fact, sentence) => {
    expect(unsuitable({ version: 18, encoding: 'UTF8', tables: [], ...fact })).toBe(sentence);
  });
});
