import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { storeSampleDirectory } from '../../directory/directory.sample.ts';
import { readConfiguration } from '../../platform/configuration/configuration.ts';
import type { TestDatabase } from '../../platform/database/test-database.ts';
import { openTestDatabase } from '../../platform/database/test-database.ts';
import { ApiKeysService } from '../../platform/keys/api-keys.service.ts';
import { Refusal } from '../../platform/run-main.ts';
import { ToolModule } from '../../tool.module.ts';
import { createKey, listKeys, revokeKey } from './key-deeds.ts';

const HALL = { name: 'Hall system', scope: 'invitations' };
const NOON = Date.UTC(2026, 2, 5, 4);

describe('API keys by command', () => {
  let database: TestDatabase;
  let app: INestApplicationContext;
  let folder: string;
  let keys: ApiKeysService;
  beforeAll(async () => {
    database = await openTestDatabase();
    await storeSampleDirectory(database.source, Date.now);
    folder = mkdtempSync(join(tmpdir(), 'huiyin-keys-'));
    const configuration = readConfiguration({ DATABASE_URL: database.url, HUIYIN_DATA: folder });
    app = await NestFactory.createApplicationContext(ToolModule.with(configuration), { logger: false });
    keys = app.get(ApiKeysService);
  });
  afterAll(async () => {
    await app.close();
    await database.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => database.source.query('truncate api_key'));

  const lastUse = async (): Promise<Date | null> => {
    const [row]: { at: Date | null }[] = await database.source.query(
      'select last_used_at as at from api_key',
    );
    return row!.at;
  };

  it('are told once, and known again by their text alone', async () => {
    const { id, text } = await createKey(app, HALL);
    expect(text).toMatch(/^hyk_[\da-f]{32}_[\w-]{43}$/);
    expect(await keys.authenticate(text, NOON)).toMatchObject({
      id,
      name: 'Hall system',
      scopes: ['invitations'],
      departmentId: null,
    });
    const other = await createKey(app, HALL);
    expect(await keys.authenticate(other.text.slice(0, -43) + text.slice(-43), NOON)).toBeNull();
  });

  it('stand in the database without their secret', async () => {
    const { text } = await createKey(app, HALL);
    const secret = text.slice(-43);
    const [row]: { dump: string }[] = await database.source.query(
      'select api_key::text as dump from api_key',
    );
    expect(row!.dump).toContain('Hall system');
    for (const clear of [
      secret,
      Buffer.from(secret).toString('hex'),
      Buffer.from(secret, 'base64url').toString('hex'),
    ])
      expect(row!.dump).not.toContain(clear);
    expect((await listKeys(app)).join('\n')).not.toContain(secret);
  });

  it('are listed with what they reach, and until when they were used', async () => {
    const { id, text } = await createKey(app, HALL);
    await createKey(app, { ...HALL, name: ' 青浦大厅 ', department: 'qingpu-social' });
    const [hall, qingpu] = await listKeys(app);
    expect(hall).toMatch(
      new RegExp(`^${id} {2}Hall system {2}invitations {2}all departments .* never used {2}in use$`),
    );
    expect(qingpu).toMatch(/ {2}青浦大厅 {2}invitations {2}qingpu-social .* in use$/);
    await keys.authenticate(text, NOON);
    expect((await listKeys(app))[0]).toContain('  used 2026-03-05T04:00:00.000Z  in use');
  });

  it('open nothing once they are revoked, and are revoked once', async () => {
    const { id, text } = await createKey(app, HALL);
    await revokeKey(app, id.toUpperCase());
    expect(await keys.authenticate(text, NOON)).toBeNull();
    expect(await lastUse()).toBeNull();
    expect((await listKeys(app))[0]).toMatch(/ {2}revoked \d{4}-/);
    await expect(revokeKey(app, id)).rejects.toThrow(`There is no key in use with the id "${id}".`);
  });

  it('are revoked by the id inside their text too, as somebody finds a lost one', async () => {
    const { text } = await createKey(app, HALL);
    await revokeKey(app, text.slice(4, 36));
    expect(await keys.authenticate(text, NOON)).toBeNull();
  });

  it.each([
    ['no name', { name: undefined }, 'Say with --name whose key it is'],
    ['an empty name', { name: ' ' }, 'Say with --name whose key it is'],
    ['a long name', { name: 'a'.repeat(61) }, 'Say with --name whose key it is'],
    ['no scope', { scope: undefined }, 'Say with --scope what the key is for: invitations.'],
    ['an unknown scope', { scope: 'everything' }, 'Say with --scope what the key is for: invitations.'],
    ['an unknown department', { department: 'nobody' }, 'There is no department with the code "nobody".'],
  ])('are not made with %s', async (_, wrong, sentence) => {
    const made = createKey(app, { ...HALL, ...(wrong as Partial<typeof HALL>) });
    await expect(made).rejects.toThrow(Refusal);
    await expect(made).rejects.toThrow(sentence);
    expect(await listKeys(app)).toEqual([]);
  });

  it.each(['', 'hall', '0193a5c0-1111-4222-8333-444455556666'])(
    'are not revoked by the id %j',
    async (id) => {
      await expect(revokeKey(app, id)).rejects.toThrow(`There is no key in use with the id "${id}".`);
    },
  );

  it.each([
    [0, 0],
    [59_999, 0],
    [60_000, 60_000],
    [90_000, 90_000],
  ])('used again after %i ms note a use %i ms later', async (after, noted) => {
    const { text } = await createKey(app, HALL);
    await keys.authenticate(text, NOON);
    await keys.authenticate(text, NOON + after);
    expect(await lastUse()).toEqual(new Date(NOON + noted));
  });

  it('used twenty times at once are written once', async () => {
    await database.source.query(`
      create table written (id uuid);
      create function note_written() returns trigger language plpgsql as
        'begin insert into written values (new.id); return new; end';
      create trigger note_written after update on api_key for each row execute function note_written();`);
    const { id, text } = await createKey(app, HALL);
    await Promise.all(Array.from({ length: 20 }, (_, ms) => keys.authenticate(text, NOON + ms)));
    expect(await database.source.query('select id from written')).toEqual([{ id }]);
  });
});
