import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { FigureList, Overview, Ranking, ReleaseList, ReleasePage } from '@huiyin/contract';
import { periodOf } from '@huiyin/domain';
import type { Sums } from '@huiyin/domain';
import { verify } from '@huiyin/verify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openSampleDoor } from '../directory/door.sample.ts';
import {
  StandingClock,
  counts,
  figuresServiceOn,
  seedProvince,
  shanghai,
} from '../indicators/figure-test-kit.ts';
import { SuppressionRepository } from '../indicators/suppression/suppression.repository.ts';
import { foldServiceOn, store } from '../indicators/tally-test-kit.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import type { ReleaseOutcome } from './release-maker.service.ts';
import { ReleaseMaker } from './release-maker.service.ts';
import { ReleasesModule } from './releases.module.ts';

const sealer = new Sealer({
  current: 1,
  sealing: new Map([[1, Buffer.alloc(32, 7)]]),
  hashing: Buffer.alloc(32, 8),
});
const REASON = { zh: '更正', en: 'corrected' };

describe('a release', () => {
  const clock = new StandingClock(shanghai('2025-10-20T10:00:00'));
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let idOf: ReadonlyMap<string, number>;
  beforeAll(async () => {
    database = await openTestDatabase();
    idOf = await seedProvince(database.source, 6);
    ({ app } = await openSampleDoor(ReleasesModule, database.source, sealer, clock));
    // Letters and how long they waited: in the database their columns stand in another order than they were written.
    const own = { departmentId: idOf.get('A1')!, day: '2025-08-11', letterType: 'help' };
    await store(database.source, [
      counts(own.departmentId, own.day, {
        letter_received: 40,
        letter_closed: 40,
        closed_resolved: 20,
        closed_unresolved: 12,
      }),
      {
        days: [],
        waits: [3, 5].map((wait) => ({
          key: { ...own, clock: 'full', unit: 'working_day', wait },
          sums: { received: 20, answered: 20 },
        })),
      },
    ]);
    await add(
      ...['A1', 'A2', 'A3', 'A4', 'B1', 'B2', 'B3'].flatMap((code, index) => [
        [code, '2025-08-11', { reply_due: 400, reply_on_time: 300 + index * 12 }] as const,
        [code, '2025-10-10', { reply_due: 100, reply_on_time: 90 }] as const,
      ]),
      ['B5', '2025-08-11', { reply_due: 7, reply_on_time: 3 }],
    );
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await database.close();
  });

  async function add(...facts: (readonly [string, string, Sums])[]): Promise<void> {
    await store(
      database.source,
      facts.map(([code, day, sums]) => counts(idOf.get(code)!, day, sums)),
    );
    await foldServiceOn(database.source).fold();
    await figuresServiceOn(database.source, clock).compute(clock.at);
  }
  const make = async (day: string, correction: boolean): Promise<ReleaseOutcome> => {
    const decision = { period: periodOf('quarter', day), author: '统计处', reason: REASON, correction };
    const outcome = await app.get(ReleaseMaker).make(decision, clock.at);
    // The version of the figures is asked for four times a second, not more often.
    if (outcome.kind === 'made') await delay(300);
    return outcome;
  };
  const ask = async <T>(path: string): Promise<T> => (await app.inject({ url: `/api/v1${path}` })).json<T>();
  const file = async (id: string, name: string): Promise<string> =>
    (await app.inject({ url: `/api/v1/releases/${id}/${name}` })).payload;
  const rankedValue = async (code: string): Promise<number | null | undefined> =>
    (await ask<Ranking>('/rankings?indicator=R2&level=3&line=health&period=2025-Q3')).ranked.find(
      ({ department }) => department.code === code,
    )?.value;

  it('is not made of a period that runs, twice, or as a correction of nothing', async () => {
    expect(await make('2025-10-01', false)).toEqual({ kind: 'refused', reason: 'still_running' });
    expect(await make('2025-07-01', true)).toEqual({ kind: 'refused', reason: 'not_released' });
    expect(await make('2025-01-01', false)).toEqual({ kind: 'refused', reason: 'no_figures' });
    // Two ask at the same moment: one is first.
    const both = await Promise.all([make('2025-07-01', false), make('2025-07-01', false)]);
    expect(both.map((outcome) => (outcome.kind === 'made' ? outcome.id : outcome.reason)).sort()).toEqual([
      '2025-Q3',
      'released_before',
    ]);
    expect(await make('2025-07-01', false)).toEqual({ kind: 'refused', reason: 'released_before' });
    expect(await make('2025-07-01', true)).toEqual({ kind: 'refused', reason: 'nothing_changed' });
  });

  it('verifies, tells nothing of a small office, and every file has the hash that its page tells', async () => {
    const text = await file('2025-Q3', 'release.json');
    const page = await ask<ReleasePage>('/releases/2025-Q3');
    expect(verify(text, page.release.sha256)).toMatchObject({ verified: true });
    expect(verify(text.replace(/"reply_due":400/, '"reply_due":401')).verified).toBe(false);
    expect(text).not.toContain('"reply_due":7');
    expect(page.files.map(({ name }) => name)).toContain('figures.csv');
    expect(page.release.figures).toBeGreaterThan(20);
    const csv = await file('2025-Q3', 'figures.csv');
    expect(csv).toContain('A1');
    expect(csv.trim().split('\n')).toHaveLength(
      page.files.find(({ name }) => name === 'figures.csv')!.rows + 1,
    );
    expect((await app.inject({ url: '/api/v1/releases/2025-Q3/secrets.json' })).statusCode).toBe(404);
    expect((await app.inject({ url: '/api/v1/releases/1999-Q1' })).statusCode).toBe(404);
  });

  it('stays what everybody is shown until it is corrected, and then stays as it was', async () => {
    const before = await rankedValue('A1');
    const first = await file('2025-Q3', 'release.json');
    expect(before).toBe(300 / 400);
    await add(['A1', '2025-08-12', { reply_due: 40, reply_on_time: 0, letter_closed: 3 }]);
    expect(await rankedValue('A1')).toBe(before);
    const monday = clock.at;
    clock.at += 24 * 3_600_000;
    expect(await make('2025-07-01', true)).toMatchObject({ kind: 'made', id: '2025-Q3.2', held: 0 });
    expect(await rankedValue('A1')).toBe(300 / 440);
    expect(await file('2025-Q3', 'release.json')).toBe(first);
    expect(verify(await file('2025-Q3.2', 'release.json')).verified).toBe(true);

    const page = await ask<ReleasePage>('/releases/2025-Q3.2');
    expect(page.release).toMatchObject({ edition: 2, supersedes: '2025-Q3', reason: REASON });
    expect(page.corrections).toContainEqual(
      expect.objectContaining({
        scope: 'department',
        code: 'A1',
        indicator: 'R2',
        before: { value: 0.75, denominator: 400 },
        after: { value: 300 / 440, denominator: 440 },
      }),
    );
    const on = (instant: number) => new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);
    const current = async (day: string) =>
      (await ask<ReleaseList>(`/releases?on=${day}`)).releases.map(({ id }) => id);
    expect(await current(on(monday - 48 * 3_600_000))).toEqual([]);
    expect(await current(on(monday))).toEqual(['2025-Q3']);
    expect(await current(on(clock.at))).toEqual(['2025-Q3.2']);
  });

  it('leaves on the front page what no indicator reads, and never corrects it', async () => {
    const closed = { closed: 40, resolved: 20, unresolved: 12 };
    // The correction above came after three more were closed: nobody could tell whether that is a small group.
    expect((await ask<Overview>('/overview')).closed).toEqual(closed);
  });

  it('holds back a correction that rests on 1–10 people until more come together', async () => {
    await add(['A2', '2025-08-12', { reply_due: 1, reply_on_time: 0 }]);
    expect(await make('2025-07-01', true)).toEqual({ kind: 'refused', reason: 'nothing_changed' });
    await add(['A2', '2025-08-12', { reply_due: 30, reply_on_time: 0 }]);
    expect(await make('2025-07-01', true)).toMatchObject({ kind: 'made', id: '2025-Q3.3' });
    expect(await rankedValue('A2')).toBe(312 / 431);
  });

  it('is made while figures of the running year go on, and tells what was true when it began', async () => {
    await add(['A3', '2025-08-12', { reply_due: 50, reply_on_time: 0 }]);
    const suppression = app.get(SuppressionRepository);
    const structure = suppression.structure.bind(suppression);
    jest.spyOn(suppression, 'structure').mockImplementationOnce(async (manager) => {
      await add(
        ['A3', '2025-08-13', { reply_due: 100, reply_on_time: 0 }],
        ['A3', '2025-10-11', { reply_due: 60, reply_on_time: 60 }],
      );
      return structure(manager);
    });
    expect(await make('2025-07-01', true)).toMatchObject({ kind: 'made', id: '2025-Q3.4' });
    const counted = async (period: string) =>
      (await ask<FigureList>(`/figures?scope=department&code=A3&indicator=R2&${period}`)).figures[0]
        ?.denominator;
    expect(await counted('kind=quarter&from=2025-07-01&to=2025-07-01')).toBe(450);
    // The running year: the quarter as it was released, and October as it is.
    expect(await counted('kind=year&from=2025-01-01')).toBe(450 + 160);
  });

  it('can be changed by nobody, not even in the database', async () => {
    await expect(database.source.query(`update release set author = 'x'`)).rejects.toThrow('append-only');
    await expect(database.source.query('delete from release')).rejects.toThrow('append-only');
  });
});
