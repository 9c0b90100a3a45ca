import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ComparisonQuerySchema,
  DirectoryQuerySchema,
  FigureQuerySchema,
  LetterSearchQuerySchema,
  ProblemSchema,
  RankingQuerySchema,
  ReleaseListQuerySchema,
  SubmitLetterSchema,
  SubmitRatingSchema,
} from '@huiyin/contract';
import { uuid7 } from '@huiyin/domain';
import fc from 'fast-check';
import pg from 'pg';
import { z } from 'zod';
import type { RunningSite } from './running-site.ts';
import { startSite } from './running-site.ts';

// Whatever comes in, the answer is one clear sentence: never a stack trace, never a 500, never a silent loss.

let site: RunningSite;
let database: pg.Client;
let department: string;

beforeAll(async () => {
  site = await startSite();
  database = new pg.Client(site.databaseUrl);
  await database.connect();
  const { rows } = await database.query<{ code: string }>('select code from department order by id limit 1');
  department = rows[0]!.code;
}, 180_000);
afterAll(async () => {
  await database.end();
  await site.stop();
}, 120_000);

const newId = () => uuid7(Date.now(), randomBytes(10));
const aRating = () => ({
  id: newId(),
  level: 5,
  tags: ['efficiency'],
  comment: '很快',
  contact: { name: '评价人', phone: '19900001234' },
  pressured: false,
  department,
  item: null,
  channel: 'web',
});
const aLetter = () => ({
  id: newId(),
  department,
  item: null,
  channel: 'web',
  type: 'enquiry',
  subject: '图书馆几点开门',
  body: '请问周末几点开门？',
  writer: { name: '来信人', phone: '19900001234', email: 'writer@example.org' },
  consent: true,
});

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly type: string;
}

const JSON_TYPE = { 'content-type': 'application/json' };

async function post(
  path: string,
  body: string | Buffer,
  headers: Record<string, string> = JSON_TYPE,
): Promise<Answer> {
  const answer = await fetch(site.url + path, {
    method: 'POST',
    headers,
    body: new Uint8Array(Buffer.from(body)),
  });
  return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') ?? '' };
}

const postJson = (path: string, body: unknown) => post(path, JSON.stringify(body));

/** A refusal as promised: 4xx, problem details, a sentence, and nothing of the machine inside. */
function expectRefusal(answer: Answer): void {
  expect(answer.type).toContain('application/problem+json');
  const problem = ProblemSchema.parse(JSON.parse(answer.text));
  expect(problem.status).toBe(answer.status);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(problem.detail.length).toBeGreaterThan(5);
  expect(answer.text).not.toMatch(/\bat .*\.[jt]s:\d|node_modules|select |insert |Error:/);
}

/** A letter that waits for a person is stored too, in a place of its own; a rating stands among the others. */
async function stored(table: 'rating' | 'letter'): Promise<number> {
  const held = table === 'letter' ? ' + (select count(*) from held_letter where decision is null)' : '';
  const { rows } = await database.query<{ n: string }>(`select (select count(*) from ${table})${held} as n`);
  return Number(rows[0]!.n);
}

/** Every place in a message that its schema names: fields, fields of fields, and the first of a list. */
function placesOf(schema: z.ZodType): string[][] {
  interface Node {
    readonly properties?: Readonly<Record<string, Node>>;
    readonly items?: Node;
    readonly anyOf?: readonly Node[];
  }
  const walk = (node: Node): string[][] => [
    ...Object.entries(node.properties ?? {}).flatMap(([field, inner]) => [
      [field],
      ...walk(inner).map((rest) => [field, ...rest]),
    ]),
    ...(node.items === undefined ? [] : [['0'], ...walk(node.items).map((rest) => ['0', ...rest])]),
    ...(node.anyOf ?? []).flatMap(walk),
  ];
  const places = walk(z.toJSONSchema(schema, { io: 'input' }) as Node).map((place) => JSON.stringify(place));
  return [...new Set(places)].map((place) => JSON.parse(place) as string[]);
}

/** The message with one place overwritten. */
function withAt(message: unknown, [field, ...rest]: readonly string[], value: unknown): unknown {
  if (field === undefined) return value;
  const copy: Record<string, unknown> = Array.isArray(message)
    ? (Object.assign([], message) as never)
    : { ...(message as object) };
  copy[field] = withAt(copy[field] ?? {}, rest, value);
  return copy;
}

describe('a body that is not a message', () => {
  it.each([
    ['malformed JSON', '{"id":', JSON_TYPE, 400],
    ['an empty body', '', JSON_TYPE, 400],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]), JSON_TYPE, 400],
    ['a wrong content type', 'level=5', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['no content type that we read', '<rating/>', { 'content-type': 'application/xml' }, 415],
    ['a body that is too large', JSON.stringify({ comment: 'x'.repeat(2_000_000) }), JSON_TYPE, 413],
    ['a poisoned prototype', '{"__proto__":{"level":5}}', JSON_TYPE, 400],
    ['an array', '[]', JSON_TYPE, 400],
    ['null', 'null', JSON_TYPE, 400],
    ['nothing but depth', '['.repeat(50_000) + ']'.repeat(50_000), JSON_TYPE, 400],
  ])('%s is refused in a sentence', async (_what, body, headers, status) => {
    for (const path of ['/api/v1/ratings', '/api/v1/letters']) {
      const answer = await post(path, body, headers);
      expectRefusal(answer);
      expect(answer.status).toBe(status);
    }
  });
});

describe('a message with something wrong in it', () => {
  const anything = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom<unknown>(
      '\u0000',
      '\ud800',
      '',
      ' ',
      -1,
      0,
      6,
      Number.MAX_VALUE,
      9e15,
      null,
      [],
      {},
      'a'.repeat(20_000),
      '２',
      '\u202e',
      "'; drop table rating; --",
    ),
  );

  it.each([
    ['/api/v1/ratings', 'rating', SubmitRatingSchema, aRating],
    ['/api/v1/letters', 'letter', SubmitLetterSchema, aLetter],
  ] as const)(
    '%s: every place of the message, whatever is put in it, is stored or refused',
    async (path, table, schema, valid) => {
      expect((await postJson(path, valid())).status).toBe(201);
      for (const place of placesOf(schema)) {
        await fc.assert(
          fc.asyncProperty(anything, async (value) => {
            const before = await stored(table);
            const answer = await postJson(path, withAt(valid(), place, value));
            if (answer.status >= 300) expectRefusal(answer);
            expect(await stored(table)).toBe(before + (answer.status === 201 ? 1 : 0));
          }),
          { numRuns: 25, examples: [['\u0000'], ['\ud800'], [null], [{}], [[]]] },
        );
      }
    },
    120_000,
  );

  it('reaches the places inside the writer, the contact and the list of tags', () => {
    expect(placesOf(SubmitLetterSchema)).toContainEqual(['writer', 'email']);
    expect(placesOf(SubmitRatingSchema)).toEqual(
      expect.arrayContaining([['contact', 'phone'], ['tags', '0'], ['token'], ['channel']]),
    );
  });

  it('names the place and speaks both languages', async () => {
    const answer = await postJson('/api/v1/ratings', { ...aRating(), level: 6 });
    const problem = ProblemSchema.parse(JSON.parse(answer.text));
    expect(problem.places?.map((place) => place.pointer)).toEqual(['/level']);
    expect(problem.detail).toMatch(/\p{Script=Han}/u);
  });

  it('refuses a field that nobody knows, rather than dropping it silently', async () => {
    expectRefusal(await postJson('/api/v1/ratings', { ...aRating(), stars: 5 }));
  });

  it('asks for a reason with a bad rating', async () => {
    const answer = await postJson('/api/v1/ratings', { ...aRating(), level: 1, comment: null, tags: [] });
    expectRefusal(answer);
    expect(answer.text).toContain('reason_required');
  });

  it.each([
    ['department', { department: 'NOWHERE' }, 'unknown_department'],
    ['channel', { channel: 'pigeon' }, 'unknown_channel'],
    ['item', { item: 'NOTHING' }, 'unknown_item'],
  ])('names an unknown %s', async (_what, wrong, code) => {
    const answer = await postJson('/api/v1/ratings', { ...aRating(), ...wrong });
    expectRefusal(answer);
    expect(answer.text).toContain(code);
  });

  it('refuses a link that was never given, without asking the database', async () => {
    const { id, level, tags, comment } = aRating();
    const rating = { id, level, tags, comment };
    const answer = await postJson('/api/v1/ratings', {
      ...rating,
      token: randomBytes(33).toString('base64url').slice(0, 44),
    });
    expectRefusal(answer);
    expect(answer.text).toContain('offer_unknown');
  });

  it('refuses an id whose clock is wrong', async () => {
    const answer = await postJson('/api/v1/ratings', {
      ...aRating(),
      id: uuid7(Date.now() - 40 * 86_400_000, randomBytes(10)),
    });
    expect(answer.text).toContain('id_clock');
  });
});

describe('an address with something wrong in it', () => {
  /** Sends the very bytes: a client library would mend them. */
  const rawGet = (path: string) =>
    new Promise<Answer>((resolve, reject) => {
      const { hostname, port } = new URL(site.url);
      request({ hostname, port, path, method: 'GET' }, (answer) => {
        let text = '';
        answer.on('data', (part: Buffer) => (text += part.toString()));
        answer.on('end', () =>
          resolve({ status: answer.statusCode!, text, type: answer.headers['content-type'] ?? '' }),
        );
      })
        .on('error', reject)
        .end();
    });

  it.each([
    '/api/v1/nothing',
    '/api/v1/letters/%E0%A4%A',
    '/api/v1/letters/HY2026-NOTTHERE',
    '/api/v1/departments/NOWHERE',
    '/api/v1/departments/%00',
    '/api/v1/indicators/XX',
    '/api/v1/letters?limit=1000000',
    '/api/v1/letters?cursor=nonsense',
    '/api/v1/rankings?level=9',
    '/api/v1/rankings?period=2026-Q9',
    '/api/v1/rankings?period=9999-Q4',
    '/api/v1/rankings?period=0001',
    '/api/v1/rankings?indicator=ZZZ',
    '/api/v1/figures?kind=century',
    '/api/v1/rankings?band=9',
    '/api/v1/rankings?region=NOWHERE',
    '/api/v1/regions/NOWHERE',
    '/api/v1/comparisons?scope=department&code=NOWHERE&indicator=R2',
    '/api/v1/comparisons?indicator=ZZZ',
    '/api/v1/releases?on=yesterday',
    '/api/v1/releases/1999-Q1',
    '/api/v1/releases/1999-Q1/release.json',
  ])('%s is refused in a sentence', async (path) => {
    expectRefusal(await rawGet(path));
  });

  it('a search of 5,000 characters is refused in a sentence', async () => {
    expectRefusal(await rawGet(`/api/v1/letters?q=${'a'.repeat(5_000)}`));
  });

  it.each([
    '/nothing',
    '/en/departments/NOWHERE',
    '/letters/HY2026-NOTTHERE',
    '/rankings?level=9',
    '/indicators/XX',
    '/regions/NOWHERE',
    '/en/releases?on=2026-02-30',
    '/releases/1999-Q1',
    '/rankings?band=9',
  ])('%s is a page that says what to do', async (path) => {
    const answer = await rawGet(path);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.type).toContain('text/html');
    expect(answer.text).toMatch(/<h1[ >]/);
    expect(answer.text).not.toMatch(/node_modules|Error:|\bat .*\.js:\d/);
  });

  it.each([
    ['/api/v1/letters', LetterSearchQuerySchema],
    ['/api/v1/rankings', RankingQuerySchema],
    ['/api/v1/figures', FigureQuerySchema],
    ['/api/v1/departments', DirectoryQuerySchema],
    ['/api/v1/comparisons', ComparisonQuerySchema],
    ['/api/v1/releases', ReleaseListQuerySchema],
  ])(
    '%s: every field of the query, whatever is put in it, is answered or refused',
    async (path, schema) => {
      const words = fc.oneof(
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.constantFrom('', '0', '-1', '1e9', '2026-02-30', '9999-Q4', '\u0000', '%', "';--", '部门'),
      );
      for (const [field] of placesOf(schema)) {
        await fc.assert(
          fc.asyncProperty(fc.array(words, { minLength: 1, maxLength: 2 }), async (values) => {
            const query = new URLSearchParams(values.map((value) => [field!, value])).toString();
            const answer = await rawGet(`${path}?${query}`);
            if (answer.status >= 300) expectRefusal(answer);
          }),
          { numRuns: 30 },
        );
      }
    },
    60_000,
  );
});

describe('the same again', () => {
  it('a rating sent twice is stored once, and its receipt is the same', async () => {
    const rating = aRating();
    const first = await postJson('/api/v1/ratings', rating);
    const second = await postJson('/api/v1/ratings', rating);
    expect([first.status, second.status]).toEqual([201, 200]);
    const receipts = [first, second].map(
      (answer) => (JSON.parse(answer.text) as { receipt: string }).receipt,
    );
    expect(receipts[0]).toBe(receipts[1]);
  });

  it('an id that is used again for something else is refused', async () => {
    const rating = aRating();
    await postJson('/api/v1/ratings', rating);
    const answer = await postJson('/api/v1/ratings', { ...rating, level: 3 });
    expect(answer.status).toBe(409);
    expectRefusal(answer);
  });
});
