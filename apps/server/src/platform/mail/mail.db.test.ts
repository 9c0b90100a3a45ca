import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { TestDatabase } from '../database/test-database.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { Sealer } from '../secrets/sealer.ts';
import { MailOutbox } from './mail-outbox.ts';
import { MailSending } from './mail-sending.ts';
import { MailsRepository } from './mails.repository.ts';
import type { SampleMailServer } from './mail-server.sample.ts';
import { openSampleMailServer } from './mail-server.sample.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-09-12T04:00:00Z');

describe('mails on their way out', () => {
  const sealer = new Sealer({
    current: 1,
    sealing: new Map([[1, Buffer.alloc(32, 1)]]),
    hashing: Buffer.alloc(32, 2),
  });
  const repository = new MailsRepository();
  let database: TestDatabase;
  let server: SampleMailServer;
  let now = START;
  const senders: MailSending[] = [];
  beforeAll(async () => {
    Logger.overrideLogger(false);
    database = await openTestDatabase();
    server = await openSampleMailServer();
  }, 60_000);
  beforeEach(async () => {
    now = START;
    server.received.length = 0;
    server.refuses.clear();
    await database.source.query('truncate mail');
  });
  afterEach(() => senders.splice(0).forEach((sender) => sender.onApplicationShutdown()));
  afterAll(async () => {
    await server.close();
    await database.close();
  });

  const mail = () => ({
    server: server.url,
    from: 'Huiyin <noreply@huiyin.example>',
    origin: 'https://huiyin.example',
  });
  const aSender = (with_ = repository): MailSending => {
    const sender = new MailSending(database.source, with_, sealer, { now: () => now }, { mail: mail() });
    senders.push(sender);
    return sender;
  };
  const leave = (address = 'lin@example.org', body = '您的信已经收到。\nhttps://huiyin.example/track\n') =>
    database.source.transaction((manager) =>
      new MailOutbox(repository, sealer, { mail: mail() }).leave(
        manager,
        address,
        { kind: 'query_code', subject: '编号和查询码', body },
        now,
      ),
    );
  const counts = async () => Object.fromEntries(await repository.counts(database.source.manager));

  it('are sent as they were written, and emptied', async () => {
    await leave();
    expect(await aSender().sendDue()).toBe('done');
    expect(server.received).toMatchObject([
      { to: ['lin@example.org'], from: 'noreply@huiyin.example', subject: '编号和查询码' },
    ]);
    expect(server.received[0]!.text).toBe('您的信已经收到。\nhttps://huiyin.example/track');
    const [row] = await database.source.query('select * from mail');
    expect(row).toMatchObject({ attempts: 1, address_sealed: null, subject_sealed: null, body_sealed: null });
    expect(await aSender().sendDue()).toBe('nothing_to_do');
    expect(await counts()).toEqual({ waiting: 0, sent: 1, given_up: 0 });
  });

  it('are not there when what they tell was not stored', async () => {
    const failed = database.source.transaction(async (manager) => {
      const outbox = new MailOutbox(repository, sealer, { mail: mail() });
      await outbox.leave(manager, 'lin@example.org', { kind: 'reply', subject: 's', body: 'b' }, now);
      throw new Error('not stored');
    });
    await expect(failed).rejects.toThrow('not stored');
    expect(await aSender().sendDue()).toBe('nothing_to_do');
  });

  it('are sent once each by 20 workers at the same time', async () => {
    for (let n = 0; n < 60; n += 1) await leave(`w${n}@example.org`);
    await Promise.all(Array.from({ length: 20 }, () => aSender().sendDue()));
    expect(server.received.map(({ to }) => to[0]).sort()).toEqual(
      Array.from({ length: 60 }, (_, n) => `w${n}@example.org`).sort(),
    );
    expect(await counts()).toEqual({ waiting: 0, sent: 60, given_up: 0 });
  });

  it('of a worker that died before it could mark them go again, later and under the same message id', async () => {
    class Dying extends MailsRepository {
      override end(): Promise<void> {
        return Promise.reject(new Error('killed'));
      }
    }
    await leave();
    await expect(aSender(new Dying()).sendDue()).rejects.toThrow('killed');
    expect(await aSender().sendDue()).toBe('nothing_to_do');
    now += 2 * MINUTE;
    expect(await aSender().sendDue()).toBe('done');
    now += 24 * 60 * MINUTE;
    await aSender().sendDue();
    const ids = server.received.map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
    expect(await counts()).toEqual({ waiting: 0, sent: 1, given_up: 0 });
  });

  it('wait for a server that is away, and go when it is back', async () => {
    await leave('first@example.org');
    now += 1;
    await leave('second@example.org');
    await server.leave();
    expect(await aSender().sendDue()).toBe('done');
    expect(await counts()).toEqual({ waiting: 2, sent: 0, given_up: 0 });
    const attempts: { attempts: number }[] = await database.source.query('select attempts from mail');
    expect(attempts.map((row) => row.attempts).sort()).toEqual([0, 1]);
    await server.comeBack();
    await aSender().sendDue();
    expect(server.received.map(({ to }) => to[0])).toEqual(['second@example.org']);
    now += 2 * MINUTE;
    await aSender().sendDue();
    expect(await counts()).toEqual({ waiting: 0, sent: 2, given_up: 0 });
  });

  it('are tried less and less often, and given up after a day', async () => {
    await leave('full@example.org');
    server.refuses.set('full@example.org', 452);
    const tries: number[] = [];
    for (; now <= START + 25 * 60 * MINUTE; now += 2 * MINUTE)
      if ((await aSender().sendDue()) === 'done') tries.push((now - START) / MINUTE);
    expect(tries.slice(0, 8)).toEqual([0, 2, 6, 14, 30, 62, 122, 182]);
    expect(tries.at(-1)).toBeLessThanOrEqual(24 * 60);
    expect(await counts()).toEqual({ waiting: 0, sent: 0, given_up: 1 });
    expect(server.received).toEqual([]);
  }, 120_000);

  it('to an address that there is not are given up at once, and do not keep the others', async () => {
    await leave('nobody@example.org');
    await leave('lin@example.org');
    server.refuses.set('nobody@example.org', 550);
    await aSender().sendDue();
    expect(await counts()).toEqual({ waiting: 0, sent: 1, given_up: 1 });
  });

  it('are counted for 30 days and then forgotten', async () => {
    await leave();
    await aSender().sendDue();
    now += 31 * 24 * 60 * MINUTE;
    await aSender().sendDue();
    expect(await counts()).toEqual({ waiting: 0, sent: 0, given_up: 0 });
  });
});
