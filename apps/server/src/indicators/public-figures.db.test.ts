import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  DepartmentPage,
  Directory,
  FigureList,
  IndicatorList,
  IndicatorPage,
  Overview,
  Ranking,
} from '@huiyin/contract';
import {
  DepartmentPageSchema,
  DirectorySchema,
  FigureListSchema,
  IndicatorListSchema,
  IndicatorPageSchema,
  OverviewSchema,
  RankingSchema,
} from '@huiyin/contract';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Clock } from '../platform/clock/clock.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { DoorPipe } from '../platform/http/door.pipe.ts';
import { ProblemFilter } from '../platform/http/problem.filter.ts';
import { JobNudge } from '../platform/queue/job-nudge.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { StandingClock, counts, figuresServiceOn, seedProvince, shanghai } from './figure-test-kit.ts';
import { IndicatorsModule } from './indicators.module.ts';
import { foldServiceOn, store } from './tally-test-kit.ts';

const clock = new StandingClock(shanghai('2025-11-21T10:00:00'));
const sealer = new Sealer({
  current: 1,
  sealing: new Map([[1, Buffer.alloc(32, 7)]]),
  hashing: Buffer.alloc(32, 8),
});

async function openSite(source: DataSource): Promise<NestFastifyApplication> {
  @Global()
  @Module({
    providers: [
      { provide: DataSource, useValue: source },
      { provide: Clock, useValue: clock },
      { provide: Sealer, useValue: sealer },
      // No worker runs here: the tests fold and compute themselves.
      { provide: JobNudge, useValue: { nudge: () => {} } },
    ],
    exports: [DataSource, Clock, Sealer, JobNudge],
  })
  class TestPlatform {}
  @Module({ imports: [TestPlatform, IndicatorsModule] })
  class TestSite {}
  const app = await NestFactory.create<NestFastifyApplication>(TestSite, new FastifyAdapter(), {
    logger: false,
    abortOnError: false,
  });
  app.useGlobalPipes(new DoorPipe());
  app.useGlobalFilters(new ProblemFilter());
  return app.init();
}

const askOn =
  (app: NestFastifyApplication) =>
  async (path: string, headers: Record<string, string> = {}) =>
    app.inject({ method: 'GET', url: `/api/v1${path}`, headers });

const ADDRESSES: readonly [string, z.ZodType][] = [
  ['/overview', OverviewSchema],
  ['/rankings', RankingSchema],
  ['/rankings?indicator=C1&level=2&line=health', RankingSchema],
  ['/departments', DirectorySchema],
  ['/departments?q=1', DirectorySchema],
  ['/departments/A1', DepartmentPageSchema],
  ['/departments/B6', DepartmentPageSchema],
  ['/indicators', IndicatorListSchema],
  ['/indicators/R2', IndicatorPageSchema],
  ['/indicators/POS', IndicatorPageSchema],
  ['/figures', FigureListSchema],
  ['/figures?scope=region&code=P&kind=year', FigureListSchema],
];

describe('the public figures of an empty site', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  beforeAll(async () => {
    database = await openTestDatabase();
    app = await openSite(database.source);
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await database.close();
  });

  it.each(ADDRESSES.filter(([path]) => !/departments\/|code=|line=/.test(path)))(
    'answers %s with an empty page that the contract allows',
    async (path, schema) => {
      const answer = await askOn(app)(path);
      expect(answer.statusCode).toBe(200);
      expect(schema.safeParse(answer.json()).error).toBeUndefined();
    },
  );
});

describe('the public figures', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let ask: ReturnType<typeof askOn>;

  beforeAll(async () => {
    database = await openTestDatabase();
    const idOf = await seedProvince(database.source, 6);
    const items: { id: number; code: string }[] = await database.source.query(
      'select id, code from service_item',
    );
    const item = (code: string) => items.find((one) => one.code === `${code}-permit`)!.id;
    const due = (code: string, day: string, total: number, onTime: number) =>
      counts(idOf.get(code)!, day, { reply_due: total, reply_on_time: onTime });
    await store(database.source, [
      // Four offices alike, one surely slower that fell, one with few letters, one with very few, in the third quarter.
      ...['A2', 'A3', 'B1', 'B2'].map((code) => due(code, '2025-08-11', 400, 380)),
      due('A1', '2025-08-11', 400, 280),
      due('A1', '2025-05-12', 400, 380),
      due('A1', '2024-08-12', 200, 150),
      due('B3', '2025-08-11', 61, 55),
      due('B4', '2025-08-11', 7, 3),
      due('B4', '2025-05-12', 50, 40),
      due('B5', '2025-08-11', 90, 80),
      due('B5', '2025-05-12', 6, 6),
      // Ratings: on one item of A1 four people only, on another enough; B5 had five in all.
      counts(
        idOf.get('A1')!,
        '2025-07-01',
        { level_5: 30, level_1: 10, invited: 200, invited_rated: 40 },
        item('A1'),
      ),
      counts(idOf.get('B5')!, '2025-07-01', { level_5: 4, level_1: 1 }, item('B5')),
      // Closed letters of which writers answered.
      counts(idOf.get('A2')!, '2025-07-02', {
        letter_closed: 50,
        closed_resolved: 20,
        closed_unresolved: 10,
      }),
      // A quarter that still runs.
      due('A2', '2025-10-20', 120, 119),
    ]);
    await foldServiceOn(database.source).fold();
    await figuresServiceOn(database.source, clock).compute(clock.at);
    app = await openSite(database.source);
    ask = askOn(app);
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await database.close();
  });

  it.each(ADDRESSES)('answers %s as the contract says', async (path, schema) => {
    const answer = await ask(path);
    expect(answer.statusCode).toBe(200);
    expect(schema.safeParse(answer.json()).error).toBeUndefined();
  });

  it.each([
    ['/rankings?indicator=X9', 404, 'unknown_indicator'],
    ['/rankings?period=2025-Q5', 404, 'unknown_period'],
    ['/rankings?period=1999', 404, 'unknown_period'],
    ['/rankings?region=nowhere', 404, 'region_not_found'],
    ['/rankings?line=nothing', 404, 'not_found'],
    ['/rankings?focus=nobody', 404, 'department_not_found'],
    ['/rankings?level=7', 400, 'invalid_query'],
    ['/departments?region=nowhere', 404, 'region_not_found'],
    ['/departments/nobody', 404, 'department_not_found'],
    ['/departments/%00', 404, 'department_not_found'],
    ['/departments/A1?period=x', 404, 'unknown_period'],
    ['/departments/A1?period=2025-W07', 404, 'unknown_period'],
    ['/indicators/x', 404, 'unknown_indicator'],
    ['/figures?indicator=x', 404, 'unknown_indicator'],
    ['/figures?code=nobody', 404, 'department_not_found'],
    ['/figures?cursor=eyJ9', 400, 'invalid_query'],
    ['/figures?cursor=WyJcdTAwMDAiLCIyMDI1LTAxLTAxIiwiUjIiXQ', 400, 'invalid_query'],
    ['/figures?from=0000-01-01&to=9999-12-31', 200, undefined],
    ['/figures?to=0000-01-01', 200, undefined],
    ['/figures?limit=1001', 400, 'invalid_query'],
    ['/figures?from=2025-02-30', 400, 'invalid_query'],
  ])('answers %s with %i', async (path, status, code) => {
    const answer = await ask(path);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
  });

  describe('a ranking', () => {
    it('opens with R2, the latest complete quarter and the largest group of level 3', async () => {
      const ranking = (await ask('/rankings')).json<Ranking>();
      expect([ranking.indicator.code, ranking.period.key, ranking.level, ranking.line?.code]).toEqual([
        'R2',
        '2025-Q3',
        3,
        'health',
      ]);
      expect(ranking.total).toBe(12);
    });

    it('ranks from 100 cases on, shows from 11 on, and withholds below', async () => {
      const ranking = (await ask('/rankings?focus=A2')).json<Ranking>();
      expect(ranking.ranked.map((row) => row.department.code)).toEqual(['A2', 'A3', 'B1', 'B2', 'A1']);
      expect(ranking.unranked.map((row) => [row.department.code, row.denominator])).toEqual([
        ['B3', 61],
        ['B5', 90],
      ]);
      expect(
        ranking.withheld
          .filter(({ presentation }) => presentation === 'withheld')
          .map(({ department }) => department.code),
      ).toEqual(['B4']);
      expect(JSON.stringify(ranking.withheld)).not.toMatch(/denominator|value/);
    });

    it('sets apart who can be told apart, and only those', async () => {
      const ranking = (await ask('/rankings?focus=A2')).json<Ranking>();
      expect(
        ranking.ranked.map(({ rankLow, rankHigh, standing, tiedWithFocus }) => [
          rankLow,
          rankHigh,
          standing,
          tiedWithFocus,
        ]),
      ).toEqual([
        [1, 4, 'indistinct', false],
        [1, 4, 'indistinct', true],
        [1, 4, 'indistinct', true],
        [1, 4, 'indistinct', true],
        [5, 5, 'below', false],
      ]);
      expect(ranking.median).toBe(0.95);
      expect(ranking.funnel!.outside998).toEqual([]);
      expect(ranking.funnel!.tau).toBeGreaterThan(0.05);
    });

    it('tells the change since the quarter before, where both may be shown', async () => {
      const ranking = (await ask('/rankings')).json<Ranking>();
      const last = ranking.ranked.at(-1)!;
      expect(last.previous).toMatchObject({ against: '2025-Q2', told: true });
      expect(last.previous!.difference).toBeCloseTo(-0.25, 10);
      expect(ranking.ranked[0]!.previous).toBeNull();
    });

    it('gives the same bands to the same question, and can be narrowed to a region', async () => {
      const twice = [await ask('/rankings?region=A'), await ask('/rankings?region=A&level=3')].map((answer) =>
        answer.json<Ranking>(),
      );
      expect(twice[0]!.ranked.map((row) => row.department.code)).toEqual(['A2', 'A3', 'A1']);
      expect(twice[1]!.ranked).toEqual(twice[0]!.ranked);
    });

    it('compares a quarter that still runs with nothing', async () => {
      const ranking = (await ask('/rankings?period=2025-Q4')).json<Ranking>();
      expect(ranking.period.complete).toBe(false);
      expect(ranking.ranked.map((row) => [row.department.code, row.previous])).toEqual([['A2', null]]);
    });
  });

  describe('a department', () => {
    it('has its figures, its changes and its place among its peers', async () => {
      const page = (await ask('/departments/A1')).json<DepartmentPage>();
      const key = page.keys.find(({ indicator }) => indicator === 'R2')!;
      expect(key).toMatchObject({ value: 0.7, denominator: 400, peerMedian: 0.95, yearAgoValue: 0.75 });
      expect(key.previous!.difference).toBeCloseTo(-0.25, 10);
      expect(key.yearAgo).toMatchObject({ against: '2024-Q3', told: false });
      expect(page.peers[0]).toMatchObject({
        indicator: 'R2',
        rankLow: 5,
        rankHigh: 5,
        standing: 'below',
        peers: [0.95, 0.95, 0.95, 0.95],
      });
      expect(page.levels).toEqual([10, 0, 0, 0, 30]);
      expect(page.items).toMatchObject([{ code: 'A1-permit', ratings: 40, satisfaction: 75 }]);
      expect(page.regions.map(({ code }) => code)).toEqual(['P', 'A']);
      expect(page.trends[0]!.points.map(({ period, value }) => [period.key, value])).toEqual([
        ['2024-Q3', 0.75],
        ['2024-Q4', null],
        ['2025-Q1', null],
        ['2025-Q2', 0.95],
        ['2025-Q3', 0.7],
      ]);
    });

    it('with 1–10 cases shows nothing from which they could be told, now or through a change', async () => {
      const few = (await ask('/departments/B4')).json<DepartmentPage>();
      expect(few.period.key).toBe('2025-Q3');
      expect(few.keys[0]).toMatchObject({
        presentation: 'withheld',
        value: null,
        numerator: null,
        denominator: null,
        previous: null,
        yearAgo: null,
      });
      const fewBefore = (await ask('/departments/B5')).json<DepartmentPage>();
      expect(fewBefore.keys[0]).toMatchObject({ presentation: 'shown', denominator: 90, previous: null });
      expect(fewBefore.trends[0]!.points[0]).toMatchObject({
        presentation: 'withheld',
        value: null,
        denominator: null,
      });
      expect(fewBefore.levels).toBeNull();
      expect(fewBefore.items).toMatchObject([{ ratings: null, satisfaction: null }]);
    });

    it('of which nothing is known opens as the site does', async () => {
      const page = (await ask('/departments/B6')).json<DepartmentPage>();
      expect(page.period.key).toBe('2025-Q3');
      expect(page.keys.map(({ presentation, denominator }) => [presentation, denominator])).toEqual([
        ['none', 0],
        ['none', 0],
        ['none', 0],
        ['none', 0],
      ]);
      expect(page.levels).toEqual([0, 0, 0, 0, 0]);
    });
  });

  describe('the overview', () => {
    it('sums the province up and names who surely needs attention', async () => {
      const overview = (await ask('/overview')).json<Overview>();
      expect(overview.region?.code).toBe('P');
      expect(overview.period?.key).toBe('2025-Q3');
      expect(overview.keys.find(({ indicator }) => indicator === 'R2')!.denominator).toBe(2158);
      expect(overview.closed).toEqual({ closed: 50, resolved: 20, unresolved: 10 });
      expect(overview.totals).toEqual({
        departments: 12,
        ratings: 45,
        letters: 0,
        invited: 200,
        ratingsDefault: 0,
      });
      expect(overview.attention).toMatchObject([
        { department: { code: 'A1' }, indicator: 'R2', why: 'both', value: 0.7, denominator: 400 },
      ]);
      expect(overview.trend!.points.at(-1)!.period).toMatchObject({ key: '2025-Q4', complete: false });
    });
  });

  describe('the directory', () => {
    it('stands in the order of the regions, each below its parent', async () => {
      const directory = (await ask('/departments?q=A')).json<Directory>();
      expect(directory.regions.map(({ code, departments }) => [code, departments.length])).toEqual([
        ['P', 0],
        ['A', 6],
      ]);
      expect(directory.total).toBe(6);
      expect(directory.regions[1]!.departments[0]!.figures.map(({ indicator }) => indicator)).toEqual([
        'R2',
        'C1',
        'D1',
        'P1',
      ]);
    });
  });

  describe('the indicators', () => {
    it('carry the figure of the province and the versions in which they stand', async () => {
      const list = (await ask('/indicators')).json<IndicatorList>();
      expect(list.indicators.find(({ code }) => code === 'P1')!.figure).toMatchObject({
        value: 0.2,
        denominator: 200,
      });
      const page = (await ask('/indicators/C1')).json<IndicatorPage>();
      expect(page.versions.map(({ version, to }) => [version, to])).toEqual([['1', null]]);
      expect(page.indicator.measures.map(({ name }) => name)).toEqual([
        'level_1',
        'level_2',
        'level_3',
        'level_4',
        'level_5',
      ]);
      expect(page.period?.key).toBe('2025-Q3');
    });
  });

  describe('the list of figures', () => {
    it('loses and repeats nothing from page to page', async () => {
      const whole = (await ask('/figures?kind=month&limit=1000')).json<FigureList>();
      const keyOf = ({ code, period, indicator }: FigureList['figures'][number]) =>
        `${code} ${period.key} ${indicator}`;
      const found: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const answer = await ask(`/figures?kind=month&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`);
        const page: FigureList = answer.json();
        found.push(...page.figures.map(keyOf));
        cursor = page.nextCursor;
      }
      expect(found).toEqual(whole.figures.map(keyOf));
      expect(new Set(found).size).toBe(found.length);
      expect(found.length).toBeGreaterThan(10);
    });

    it('withholds what rests on 1–10 people, in JSON and CSV alike', async () => {
      const list = (await ask('/figures?code=B4&from=2025-07-01&to=2025-07-01')).json<FigureList>();
      expect(list.figures).toMatchObject([
        {
          indicator: 'R2',
          presentation: 'withheld',
          value: null,
          low: null,
          high: null,
          numerator: null,
          denominator: null,
        },
      ]);
      const csv = await ask('/figures?code=B4&from=2025-07-01&to=2025-07-01', { accept: 'text/csv' });
      expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(csv.payload).toBe(
        '\ufeffscope,code,name_zh,name_en,period_kind,period,period_start,period_end,complete,indicator,unit,presentation,value,low,high,numerator,denominator\r\n' +
          'department,B4,B4号,No. B4,quarter,2025-Q3,2025-07-01,2025-09-30,true,R2,share,withheld,,,,,\r\n',
      );
    });

    it('links the next page of a CSV', async () => {
      const csv = await ask('/figures?format=csv&limit=1');
      expect(csv.headers['link']).toMatch(
        /^<\/api\/v1\/figures\?format=csv&limit=1&cursor=[\w-]+>; rel="next"$/,
      );
    });
  });

  it('says 304 to who has the answer already, and a new one when the figures have changed', async () => {
    const first = await ask('/rankings');
    const etag = first.headers['etag'] as string;
    expect(first.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    const again = await ask('/rankings', { 'if-none-match': etag });
    expect([again.statusCode, again.payload]).toEqual([304, '']);
    await database.source.query('update figure_version set version = version + 1');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const changed = await ask('/rankings', { 'if-none-match': etag });
    expect(changed.statusCode).toBe(200);
  });
});
