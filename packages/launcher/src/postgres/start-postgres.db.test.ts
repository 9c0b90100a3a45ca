import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, makeTemplateDatabase } from '../test-database.mjs';

async function ask(url: string, question: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ answer: unknown }>(question);
  await client.end();
  return rows.map((row) => row.answer);
}

describe('the test database', () => {
  it('cuts Chinese into trigrams, which the search for letters needs', async () => {
    const database = await createTestDatabase();
    await ask(database.url, 'create extension pg_trgm');
    expect(await ask(database.url, "select show_trgm('图书馆') as answer")).toEqual([
      expect.arrayContaining([expect.any(String)]),
    ]);
    await database.drop();
  });

  it('is a copy of its own for everybody who asks for one', async () => {
    const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    await ask(one.url, 'create table letter ()');
    expect(await ask(other.url, "select to_regclass('letter') as answer")).toEqual([null]);
    await Promise.all([one.drop(), other.drop()]);
  });

  it('prepares the template once when two workers ask at the same time', async () => {
    let prepared = 0;
    const prepare = async (url: string) => {
      prepared += 1;
      await ask(url, 'create table letter ()');
    };
    const template = 'launcher_template';
    await Promise.all([makeTemplateDatabase(template, prepare), makeTemplateDatabase(template, prepare)]);
    expect(prepared).toBe(1);
    const copy = await createTestDatabase({ template });
    expect(await ask(copy.url, "select to_regclass('letter')::text as answer")).toEqual(['letter']);
    await copy.drop();
  });
});
