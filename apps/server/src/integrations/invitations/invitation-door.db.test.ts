import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { InvitedCases } from '@huiyin/contract';
import { InvitedCasesSchema, ProblemSchema } from '@huiyin/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { SampleDirectory } from '../../directory/directory.sample.ts';
import { storeSampleDirectory } from '../../directory/directory.sample.ts';
import type { SampleDoor } from '../../directory/door.sample.ts';
import { openSampleDoor } from '../../directory/door.sample.ts';
import type { TestDatabase } from '../../platform/database/test-database.ts';
import { openTestDatabase } from '../../platform/database/test-database.ts';
import { apiDocumentOf } from '../../platform/http/api-document.ts';
import { ApiKeysService } from '../../platform/keys/api-keys.service.ts';
import { caseToInvite } from './case-to-invite.ts';
import { inviteCases } from './invite-cases.ts';
import { InvitationDoorModule } from './invitation-door.module.ts';

const PATH = '/api/v1/invitations';
/** The instant of a case so many minutes ago, as a business system may write it. */
const ago = (minutes: number) => `${new Date(Date.now() - minutes * 60_000).toISOString().slice(0, 19)}Z`;

describe('the door for cases to invite', () => {
  let database: TestDatabase;
  let sample: SampleDirectory;
  let door: SampleDoor;
  let key: string;
  beforeAll(async () => {
    database = await openTestDatabase();
    sample = await storeSampleDirectory(database.source, Date.now);
    door = await openSampleDoor(InvitationDoorModule, database.source, sample.sealer);
    key = await aKey();
  }, 60_000);
  afterAll(async () => {
    await door.app.close();
    await database.close();
  });
  beforeEach(() => database.source.query('truncate invitation, tally_delta'));

  const aKey = async (department: string | null = null): Promise<string> => {
    const departmentId = department === null ? null : sample.department(department).id;
    const about = { name: 'Hall system', scopes: ['invitations'] as const, departmentId };
    return (await door.app.get(ApiKeysService).create(about, Date.now())).text;
  };
  const aCase = (number: string, minutes = 30) => ({
    department: 'qingpu-social',
    item: 'card',
    channel: 'window',
    case: number,
    handledAt: ago(minutes),
  });
  const send = (payload: object, authorization: string | null = `Bearer ${key}`) =>
    door.app.inject({
      method: 'POST',
      url: PATH,
      payload,
      headers: { host: 'huiyin.example', ...(authorization === null ? {} : { authorization }) },
    });
  const invite = async (cases: readonly unknown[], by = key): Promise<InvitedCases['results']> => {
    const answer = await send({ invitations: cases }, `Bearer ${by}`);
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-store']);
    return InvitedCasesSchema.parse(answer.json()).results;
  };
  const stored = async (): Promise<{ invitations: number; counted: number }> => {
    const [row]: { invitations: number; counted: number }[] = await database.source.query(
      `select (select count(*)::int from invitation) as invitations,
         (select coalesce(sum(invited), 0)::int from tally_delta) as counted`,
    );
    return row!;
  };

  describe('opened with a key', () => {
    it('answers each case with its link, in their order, and wakes the fold', async () => {
      const nudges = door.nudges.length;
      const bare = { department: 'qingpu-housing', case: 'C-2', handledAt: ago(5) };
      const results = await invite([aCase('C-1'), bare]);
      const link = expect.stringMatching(/^http:\/\/huiyin\.example\/rate\/[\w-]{44}$/);
      expect(results).toEqual([
        { case: 'C-1', outcome: 'accepted', link },
        { case: 'C-2', outcome: 'accepted', link },
      ]);
      expect(door.nudges.slice(nudges)).toEqual(['fold-tallies']);
      expect(
        await database.source.query(
          `select department_id, service_item_id, channel_code from invitation order by case_number`,
        ),
      ).toEqual([
        {
          department_id: sample.department('qingpu-social').id,
          service_item_id: sample.item('card').id,
          channel_code: 'window',
        },
        { department_id: sample.department('qingpu-housing').id, service_item_id: null, channel_code: 'sms' },
      ]);
    });

    it('offers its case at each link', async () => {
      const [result] = await invite([aCase('C-1')]);
      const token = result!.outcome === 'refused' ? '' : result!.link.split('/').at(-1)!;
      const offer = await door.app.inject({ url: `${PATH}/${token}` });
      expect(offer.json()).toMatchObject({ state: 'open', item: { code: 'card' } });
    });

    it('gives the same cases the same links again, invites nobody twice and wakes nobody', async () => {
      const cases = [aCase('C-1'), aCase('C-2')];
      const before = await invite(cases);
      const nudges = door.nudges.length;
      expect(await invite(cases)).toEqual(before.map((one) => ({ ...one, outcome: 'repeated' })));
      expect(door.nudges.slice(nudges)).toEqual([]);
      expect(await stored()).toEqual({ invitations: 2, counted: 2 });
    });

    it('takes the same case twice in one request for one', async () => {
      const [first, second] = await invite([aCase('C-1'), aCase(' C-1 ')]);
      expect(first!.outcome).toBe('accepted');
      expect(second).toEqual({ ...first, outcome: 'repeated' });
      expect(await stored()).toEqual({ invitations: 1, counted: 1 });
    });

    it('invites each case once when it is sent twenty times at once', async () => {
      const cases = Array.from({ length: 50 }, (_, number) => aCase(`C-${number}`, number + 1));
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, turn) =>
          invite(turn % 2 === 0 ? cases : [...cases].reverse()).then((results) =>
            turn % 2 === 0 ? results : results.reverse(),
          ),
        ),
      );
      for (const number of cases.keys()) {
        const results = answers.map((results) => results[number]!);
        expect(results.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
        expect(results.filter(({ outcome }) => outcome === 'repeated')).toHaveLength(19);
        expect(new Set(results.map((one) => 'link' in one && one.link)).size).toBe(1);
      }
      expect(await stored()).toEqual({ invitations: 50, counted: 50 });
    });

    it('gives a case the link that a list gave it', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'huiyin-door-'));
      try {
        const at = ago(30);
        const file = join(folder, 'cases.csv');
        const out = join(folder, 'links.csv');
        writeFileSync(file, `department,item,channel,case,handled_at\nqingpu-social,card,,C-1,${at}`);
        await inviteCases(door.app, { file, out, origin: 'http://huiyin.example' });
        const [result] = await invite([{ ...aCase('C-1'), handledAt: at }]);
        expect(result).toMatchObject({ outcome: 'repeated' });
        expect(readFileSync(out, 'utf8')).toContain((result as { link: string }).link);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });

    it.each([
      ['2026-03-05T10:42+08:00', '2026-03-05T02:42:00.000Z'],
      ['2026-03-05T10:42:07+08:00', '2026-03-05T02:42:07.000Z'],
      ['2026-03-05T02:42:07.123Z', '2026-03-05T02:42:07.123Z'],
    ])('reads %s as %s', async (handledAt, instant) => {
      const directory = await sample.service.snapshot();
      const found = caseToInvite({ ...aCase('C-1'), handledAt }, directory, Date.UTC(2026, 2, 6));
      expect(found).toMatchObject({ invitation: { invitedAt: Date.parse(instant) } });
    });

    it('takes a thousand cases of a year in one request', async () => {
      const cases = Array.from({ length: 1_000 }, (_, number) => aCase(`C-${number}`, 500 * number));
      const results = await invite(cases);
      expect(results.every(({ outcome }) => outcome === 'accepted')).toBe(true);
      expect(await stored()).toEqual({ invitations: 1_000, counted: 1_000 });
    });

    it('says of each wrong case among good ones what is wrong with it, and stores the good ones', async () => {
      const wrong: readonly [unknown, string | null, string, string?][] = [
        [{ ...aCase('W-1'), department: 'nobody' }, 'W-1', 'unknown_department'],
        [{ ...aCase('W-2'), item: 'nothing' }, 'W-2', 'unknown_item'],
        [{ ...aCase('W-3'), item: 'deed' }, 'W-3', 'item_elsewhere'],
        [{ ...aCase('W-4'), channel: 'pigeon' }, 'W-4', 'unknown_channel'],
        [aCase('W-5', -60), 'W-5', 'case_not_yet'],
        [aCase('W-6', 400 * 24 * 60), 'W-6', 'case_too_old'],
        [{ ...aCase('W-7'), handledAt: '2026-11-27 10:42' }, 'W-7', 'invalid_body', '/handledAt'],
        [{ ...aCase('W-8'), handledAt: '2026-02-30T10:42Z' }, 'W-8', 'invalid_body', '/handledAt'],
        [aCase(''), '', 'invalid_body', '/case'],
        [aCase('9'.repeat(101)), '9'.repeat(101), 'invalid_body', '/case'],
        [aCase('\u0000'), '\u0000', 'invalid_body', '/case'],
        [aCase('\ud800'), '\ud800', 'invalid_body', '/case'],
        [{ ...aCase('W-9'), case: 9 }, null, 'invalid_body', '/case'],
        [{ ...aCase('W-10'), phone: '19900001234' }, 'W-10', 'invalid_body', ''],
        [{ ...aCase('W-11'), department: undefined }, 'W-11', 'invalid_body', '/department'],
        [null, null, 'invalid_body', ''],
        [[], null, 'invalid_body', ''],
        ['C-1', null, 'invalid_body', ''],
      ];
      const cases = wrong.flatMap(([one], number) => [aCase(`C-${number}`), one]);
      const results = await invite(cases);
      expect(results).toHaveLength(cases.length);
      for (const [number, [, name, code, pointer]] of wrong.entries()) {
        expect(results[number * 2]).toMatchObject({ case: `C-${number}`, outcome: 'accepted' });
        const result = results[number * 2 + 1]!;
        expect(result).toMatchObject({ case: name, outcome: 'refused', problem: { code } });
        if (result.outcome !== 'refused') continue;
        expect(result.problem.places?.map((place) => place.pointer)).toEqual(
          pointer === undefined ? undefined : [pointer],
        );
        expect(result.problem.zh).toMatch(/\p{Script=Han}/u);
        expect(result.problem.en).toMatch(/\.$/);
        expect(result.problem.zh + result.problem.en).not.toContain('{');
      }
      expect(await stored()).toEqual({ invitations: wrong.length, counted: wrong.length });
    });

    it('stores nothing and wakes nobody when every case is wrong', async () => {
      const nudges = door.nudges.length;
      expect(await invite([{}])).toMatchObject([{ outcome: 'refused' }]);
      expect(door.nudges.slice(nudges)).toEqual([]);
      expect(await stored()).toEqual({ invitations: 0, counted: 0 });
    });

    it.each([
      ['nothing', {}, '/invitations'],
      ['no case', { invitations: [] }, '/invitations'],
      ['1,001 cases', { invitations: Array.from({ length: 1_001 }, () => 1) }, '/invitations'],
      ['one case without a list', { invitations: { case: 'C-1' } }, '/invitations'],
      ['a field that nobody knows', { invitations: [{}], sms: true }, ''],
    ])('refuses %s as a whole', async (_, body, pointer) => {
      const answer = await send(body);
      expect(answer.statusCode).toBe(400);
      expect(ProblemSchema.parse(answer.json())).toMatchObject({
        code: 'invalid_body',
        places: [{ pointer }],
      });
    });
  });

  describe('to whom it opens', () => {
    const body = () => ({ invitations: [aCase('C-1')] });

    it('answers whoever has no key in use in the same way, whatever is wrong with it', async () => {
      const revoked = await aKey();
      const keys = door.app.get(ApiKeysService);
      await keys.revoke((await keys.authenticate(revoked, Date.now()))!.id, Date.now());
      const last = key.at(-1) === 'A' ? 'E' : 'A';
      const answers = await Promise.all(
        [
          null,
          '',
          'Bearer',
          'Bearer ',
          'Bearer nonsense',
          key,
          `Basic ${key}`,
          `Bearer ${key}x`,
          `Bearer ${key} ${key}`,
          `Bearer ${key.slice(0, -1)}${last}`,
          `Bearer hyk_${'0'.repeat(32)}_${key.slice(-43)}`,
          `Bearer ${revoked}`,
        ].map((authorization) => send(body(), authorization)),
      );
      for (const answer of answers) {
        expect(answer.statusCode).toBe(401);
        expect(answer.headers['www-authenticate']).toBe('Bearer');
        expect({ ...ProblemSchema.parse(answer.json()), instance: '' }).toEqual({
          ...answers[0]!.json<object>(),
          instance: '',
        });
        expect(answer.json()).toMatchObject({ code: 'key_needed' });
      }
      expect(await stored()).toEqual({ invitations: 0, counted: 0 });
    });

    it('asks for the key before it says what is wrong with a request', async () => {
      expect((await send({}, null)).statusCode).toBe(401);
    });

    it('does not look for a key in the address or in the body', async () => {
      const answer = await door.app.inject({
        method: 'POST',
        url: `${PATH}?key=${key}&access_token=${key}`,
        payload: { ...body(), key },
      });
      expect(answer.statusCode).toBe(401);
    });

    it('takes the word Bearer in any case', async () => {
      expect((await send(body(), `bearer ${key}`)).statusCode).toBe(200);
    });

    it('turns a key away that is for something else', async () => {
      const other = await aKey();
      await database.source.query(`update api_key set scopes = '{figures}' where id = $1`, [
        other.slice(4, 36),
      ]);
      const answer = await send(body(), `Bearer ${other}`);
      expect(answer.statusCode).toBe(403);
      expect(answer.json()).toMatchObject({ code: 'key_scope' });
      expect(answer.json<{ detail: string }>().detail).toContain('invitations');
      expect(await stored()).toEqual({ invitations: 0, counted: 0 });
    });

    it.each([
      ['yunting-social', ['accepted', 'accepted', 'key_department']],
      ['qingpu-social', ['key_department', 'accepted', 'key_department']],
      ['qingpu-housing', ['key_department', 'key_department', 'accepted']],
    ])('lets a key of %s reach that department and those below it', async (department, expected) => {
      const cases = ['yunting-social', 'qingpu-social', 'qingpu-housing'].map((code) => ({
        department: code,
        case: 'C-1',
        handledAt: ago(5),
      }));
      const results = await invite(cases, await aKey(department));
      expect(results.map((one) => (one.outcome === 'refused' ? one.problem.code : one.outcome))).toEqual(
        expected,
      );
    });
  });

  it('is in the API document with its key, its body and its answer', () => {
    const { paths, components } = apiDocumentOf(door.app);
    const operation = paths[PATH]!.post!;
    expect(operation.security).toEqual([{ apiKey: [] }]);
    expect(components?.securitySchemes).toEqual({
      apiKey: { type: 'http', scheme: 'bearer', description: expect.stringContaining('hyk_') },
    });
    expect(operation.summary?.length).toBeGreaterThan(5);
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['200', 'default']));
    const text = JSON.stringify([operation, components]);
    for (const field of ['handledAt', 'department', 'outcome', 'link', 'problem'])
      expect(text).toContain(`"${field}"`);
    // What anybody may do carries an empty requirement still.
    expect(paths['/api/v1/ratings']!.post!.security).toEqual([]);
  });
});
