import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LetterListSchema, LetterSearchQuerySchema, PublishedLetterSchema } from '@huiyin/contract';
import type { LetterList, PublishedLetterBrief } from '@huiyin/contract';
import { DirectoryRepository } from '../directory/directory.repository.ts';
import { DirectoryService } from '../directory/directory.service.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { bulkPublish } from './disclosure.bulk.ts';
import type { SampleLetter } from './published-letter.sample.ts';
import { aPublishedLetter, sampleRules, storeSampleDirectory } from './published-letter.sample.ts';
import { PublishedCopiesRepository } from './published-copies.repository.ts';
import { PublishedLettersRepository } from './published-letters.repository.ts';
import { PublishedLettersService } from './published-letters.service.ts';

let database: TestDatabase;
let service: PublishedLettersService;
let directory: DirectoryService;

beforeAll(async () => {
  database = await openTestDatabase();
  await storeSampleDirectory(database.source.manager);
  directory = new DirectoryService(database.source, new DirectoryRepository());
  service = new PublishedLettersService(database.source, new PublishedLettersRepository(), directory);
}, 60_000);
afterAll(() => database.close());
beforeEach(() => database.source.query('truncate published_letter'));

async function publish(...letters: SampleLetter[]): Promise<number> {
  const directory = await new DirectoryRepository().read(database.source.manager);
  return bulkPublish(database.source.manager, letters.map(aPublishedLetter), sampleRules, directory);
}
const search = (query: Record<string, unknown>): Promise<LetterList> =>
  service.list(LetterSearchQuerySchema.parse(query));
const numbers = (letters: readonly PublishedLetterBrief[]): string[] => letters.map(({ number }) => number);
const visible = (text: string | null): string | null =>
  text && text.replaceAll('\uE000', '<').replaceAll('\uE001', '>');

describe('searching the disclosed letters', () => {
  it('finds 图书馆 in 新图书馆开放时间, and not in a letter about water', async () => {
    await publish(
      { number: 'L1', subject: '新图书馆开放时间' },
      { number: 'L2', subject: '自来水停水通知', departmentId: 2 },
    );
    const list = await search({ q: '图书馆' });
    expect(numbers(list.letters)).toEqual(['L1']);
    expect(list.total).toBe(1);
    expect(visible(list.letters[0]!.markedSubject)).toBe('新<图书馆>开放时间');
  });

  it('ranks a word in the subject above one in the body, and that above one in the reply', async () => {
    await publish(
      { number: 'R', reply: '图书馆已经答复。' },
      { number: 'S', subject: '图书馆' },
      { number: 'B', body: '图书馆几点开门？' },
    );
    expect(numbers((await search({ q: '图书馆' })).letters)).toEqual(['S', 'B', 'R']);
    expect(numbers((await search({ q: '图书馆', sort: 'newest' })).letters)).toEqual(['B', 'R', 'S']);
  });

  it('wants all words, and takes any when no letter has all', async () => {
    await publish(
      { number: 'L1', subject: '图书馆停车' },
      { number: 'L2', subject: '图书馆' },
      { number: 'L3', subject: '停水' },
    );
    expect(numbers((await search({ q: '图书馆 停车' })).letters)).toEqual(['L1']);
    const any = await search({ q: '停水 图书馆' });
    expect(numbers(any.letters).sort()).toEqual(['L1', 'L2', 'L3']);
    expect(any.total).toBe(3);
  });

  it('finds by the beginning of the last word', async () => {
    await publish({ number: 'L1', subject: 'Broadband 宽带' });
    expect(numbers((await search({ q: 'broad' })).letters)).toEqual(['L1']);
    expect(numbers((await search({ q: '图书' })).letters)).toEqual([]);
  });

  it('shows the passage around the word', async () => {
    await publish({ number: 'L1', body: `${'很长的开头。'.repeat(20)}请问图书馆几点开门？` });
    expect(visible((await search({ q: '图书馆' })).letters[0]!.snippet)).toMatch(
      /^….*请问<图书馆>几点开门？$/,
    );
  });

  it.each(["'", '\\', '图书馆 & | ! :* <->', '%', '\u0000', '😀', '，。', '()'])(
    'survives the query %j',
    async (q) => {
      await publish({ number: 'L1', subject: '图书馆' });
      expect((await search({ q })).total).toBe(q.includes('图书馆') ? 1 : 0);
    },
  );

  it('narrows by type, verdict, department and region, and each facet leaves its own choice out', async () => {
    await publish(
      { number: 'A', type: 'help', verdict: 'resolved' },
      { number: 'B', type: 'help', verdict: 'unresolved', departmentId: 2 },
      { number: 'C', type: 'praise' },
    );
    expect(numbers((await search({ department: 'X-WATER' })).letters)).toEqual(['B']);
    expect((await search({ region: '990100' })).total).toBe(3);
    expect((await search({ region: '990101' })).total).toBe(1);
    const list = await search({ type: ['help'], verdict: 'resolved' });
    expect(list).toMatchObject({ total: 1, resolved: 1, answered: 1 });
    expect(list.facets.type).toEqual([{ value: 'help', count: 1 }]);
    expect(list.facets.verdict).toEqual(
      expect.arrayContaining([
        { value: 'resolved', count: 1 },
        { value: 'unresolved', count: 1 },
      ]),
    );
    expect(await search({})).toMatchObject({ total: 3, resolved: 1, answered: 2 });
    await expect(search({ department: 'NOBODY' })).rejects.toMatchObject({ code: 'department_not_found' });
    await expect(search({ region: 'NOWHERE' })).rejects.toMatchObject({ code: 'region_not_found' });
  });
});

describe('pages of letters', () => {
  const many = Array.from({ length: 57 }, (_, index) => ({
    number: `N${String(index).padStart(3, '0')}`,
    subject: index % 3 === 0 ? '图书馆开放' : '关于图书馆的漫长问题以及停车',
    // Many at the same instant: the order must not rest on time alone.
    publishedAt: Date.parse('2024-06-03T12:00+08:00') + Math.floor(index / 10) * 60_000,
  }));

  it.each([
    { q: '图书馆' },
    { q: '图书馆', sort: 'newest' },
    {},
    { q: '图书馆 水库' },
    { department: 'C-LIB' },
  ])('lose and repeat nothing for %j', async (query) => {
    await publish(...many);
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: LetterList = await search({ ...query, limit: 10, ...(cursor === null ? {} : { cursor }) });
      expect(page.firstPlace).toBe(seen.length + 1);
      expect(page.total).toBe(57);
      seen.push(...numbers(page.letters));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect([...seen].sort()).toEqual(many.map(({ number }) => number));
    expect(seen).toEqual(numbers((await search({ ...query, limit: 100 })).letters));
  });

  it('put the newest best ones first and lose none of the older, where a word stands in more letters than are ranked', async () => {
    await publish(...many);
    class RanksTwenty extends PublishedLettersService {
      protected override readonly rankedMax = 20;
    }
    const small = new RanksTwenty(database.source, new PublishedLettersRepository(), directory);
    for (const limit of [1, 7, 10, 27]) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const query: Record<string, unknown> = { q: '图书馆', limit, ...(cursor === null ? {} : { cursor }) };
        const page: LetterList = await small.list(LetterSearchQuerySchema.parse(query));
        expect(page).toMatchObject({ total: 57, firstPlace: seen.length + 1 });
        seen.push(...numbers(page.letters));
        cursor = page.nextCursor;
      } while (cursor !== null);
      expect([...seen].sort()).toEqual(many.map(({ number }) => number));
      // Numbers rise with time: 37 and later are the newest twenty, and those published with them at the same minute.
      expect(seen.slice(0, 20).every((number) => number >= 'N030')).toBe(true);
      expect(seen.slice(0, 8).every((number) => Number(number.slice(1)) % 3 === 0)).toBe(true);
    }
  });

  it('stay in place when a newer letter is published meanwhile', async () => {
    await publish(...many);
    const first = await search({ limit: 10 });
    await publish({ number: 'NEW', publishedAt: Date.parse('2024-06-04T12:00+08:00') });
    const second = await search({ limit: 10, cursor: first.nextCursor });
    expect(numbers(second.letters)).toEqual(numbers((await search({ limit: 21 })).letters).slice(11));
  });

  it.each([
    'x',
    '',
    Buffer.from('{"order":"newest"}').toString('base64url'),
    Buffer.from('null').toString('base64url'),
  ])('refuse the mark %j, which nobody gave', async (cursor) => {
    await expect(search({ cursor })).rejects.toMatchObject({ code: 'invalid_query' });
  });

  it('refuse the mark of another order', async () => {
    await publish(...many);
    const { nextCursor } = await search({ q: '图书馆' });
    await expect(search({ cursor: nextCursor })).rejects.toMatchObject({ code: 'invalid_query' });
  });
});

describe('a disclosed letter', () => {
  it('shows its copy as the contract says, redacted, with letters like it', async () => {
    await publish(
      {
        number: 'L1',
        subject: '图书馆停车难',
        body: '我的电话是13800138000，请回电。',
        reply: '已致电139-0013-9000。',
        verdict: 'resolved',
      },
      { number: 'L2', subject: '图书馆停车费' },
      { number: 'L3', subject: '自来水发黄' },
    );
    const letter = await service.letter('L1');
    expect(PublishedLetterSchema.parse(letter)).toEqual(letter);
    expect(letter).toMatchObject({
      body: '我的电话是[电话]，请回电。',
      redactions: 2,
      department: { code: 'C-LIB', name: { zh: '市文化局' } },
      region: { code: '990100' },
      channel: { zh: '网站', en: 'Website' },
      verdict: 'resolved',
      satisfaction: 3,
      allowedWorkingDays: 5,
      usedWorkingDays: 0,
    });
    expect(letter.replies).toMatchObject([
      { ordinal: 1, body: '已致电[电话]。', department: { code: 'C-LIB' } },
    ]);
    expect(numbers(letter.similar)).toEqual(['L2']);
    const list = await search({ q: '图书馆' });
    expect(LetterListSchema.parse(list)).toEqual(list);
  });

  it('is unknown under a number that nobody has, whatever its characters', async () => {
    for (const number of ['L9', '\u0000', 'x'.repeat(500), "';--"]) {
      await expect(service.letter(number)).rejects.toMatchObject({ code: 'unknown_letter' });
    }
  });

  it('leaves a tombstone when withdrawn: said to be gone, without text, and found by no search', async () => {
    await publish({ number: 'L1', subject: '图书馆' }, { number: 'L2', subject: '图书馆停车' });
    const copies = new PublishedCopiesRepository();
    expect(await copies.withdraw(database.source.manager, 'L1', Date.now(), 'third_party')).toBe(true);
    expect(await copies.withdraw(database.source.manager, 'L1', Date.now(), 'third_party')).toBe(false);
    await expect(service.letter('L1')).rejects.toMatchObject({ code: 'letter_withdrawn' });
    expect(numbers((await search({ q: '图书馆' })).letters)).toEqual(['L2']);
    expect(numbers((await search({})).letters)).toEqual(['L2']);
    expect((await service.letter('L2')).similar).toEqual([]);
    expect(await service.count()).toBe(1);
    const [row] = await database.source.query(`select * from published_letter where number = 'L1'`);
    expect(JSON.stringify(row)).not.toContain('图书');
  });

  it('gives the newest and the number of a department and of a region', async () => {
    await publish(
      { number: 'L1', publishedAt: Date.parse('2024-06-03T12:00+08:00') },
      { number: 'L2', publishedAt: Date.parse('2024-06-05T12:00+08:00'), departmentId: 2 },
      { number: 'L3', publishedAt: Date.parse('2024-06-04T12:00+08:00') },
    );
    expect(numbers(await service.newest({ limit: 2 }))).toEqual(['L2', 'L3']);
    expect(numbers(await service.newest({ departmentId: 1, limit: 9 }))).toEqual(['L3', 'L1']);
    expect(numbers(await service.newest({ regionCode: '990101', limit: 9 }))).toEqual(['L2']);
    expect(await service.count({ departmentId: 1 })).toBe(2);
    expect(await service.count({ regionCode: '990100' })).toBe(3);
  });
});

describe('publishing in bulk', () => {
  it('changes nothing the second time', async () => {
    expect(await publish({ number: 'L1' }, { number: 'L2' })).toBe(2);
    expect(await publish({ number: 'L1', subject: '别的' }, { number: 'L3' })).toBe(1);
    expect((await service.letter('L1')).subject).toBe('路灯不亮');
  });

  it('passes over what was withdrawn again, and stores texts that PostgreSQL could not hold', async () => {
    expect(await publish({ number: 'L1', deeds: [{ kind: 'unpublished', reason: 'privacy' }] })).toBe(0);
    expect(await publish({ number: 'L2', body: 'a\u0000b\ud800c' })).toBe(1);
    expect((await service.letter('L2')).body).toBe('ab\uFFFDc');
  });

  it('refuses a report of wrongdoing and a letter without consent, whatever the caller says', async () => {
    const directory = await new DirectoryRepository().read(database.source.manager);
    const published = aPublishedLetter({ number: 'L1' });
    for (const state of [
      { ...published.state, type: 'report' as const },
      { ...published.state, consent: false },
    ]) {
      await expect(
        bulkPublish(database.source.manager, [{ ...published, state }], sampleRules, directory),
      ).rejects.toThrow(/may not be disclosed/);
    }
    expect(await service.count()).toBe(0);
  });
});

describe('the wall between public copies and originals', () => {
  it('every public question is answered under a database role that cannot read an original', async () => {
    await publish(
      { number: 'L1', subject: '图书馆', verdict: 'resolved' },
      { number: 'L2', subject: '图书馆停车' },
    );
    const role = `reader_${process.pid}`;
    const { source } = database;
    await source.query(`create role ${role}`);
    try {
      await source.query(`grant usage on schema public to ${role}`);
      await source.query(`grant select on published_letter, department, region_ancestor to ${role}`);
      const letters = new PublishedLettersRepository();
      await source.transaction(async (manager) => {
        await manager.query(`set local role ${role}`);
        expect((await letters.byNumber(manager, 'L1'))!.subject).toBe('图书馆');
        expect(await letters.counts(manager, { search: `'图书馆'`, regionCode: '990100' })).toHaveLength(2);
        expect(await letters.newest(manager, { departmentId: 1 }, null, 5)).toHaveLength(2);
        expect(await letters.mostRelevant(manager, { search: `'图书馆'` }, null, 5)).toHaveLength(2);
        expect(await letters.similar(manager, 'L1', `'图书馆'`, 3)).toHaveLength(1);
      });
      for (const original of ['letter', 'letter_event', 'reply', 'letter_number']) {
        const reading = source.transaction(async (manager) => {
          await manager.query(`set local role ${role}`);
          await manager.query(`select count(*) from ${original}`);
        });
        await expect(reading).rejects.toThrow(/permission denied/);
      }
    } finally {
      await source.query(`drop owned by ${role}`);
      await source.query(`drop role ${role}`);
    }
  });
});
