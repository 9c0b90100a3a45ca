import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type {
  Comparison,
  DepartmentPage,
  Directory,
  IndicatorList,
  IndicatorPage,
  Overview,
  Ranking,
  RegionPage,
} from '@huiyin/contract';
import type { PublicSite } from './public-site.sample.ts';
import { fillProvince, openPublicSite } from './public-site.sample.ts';

/** The row of one indicator. */
const the = <R extends { readonly indicator: string }>(code: string, rows: readonly R[]): R =>
  rows.find(({ indicator }) => indicator === code)!;

describe('what the public pages tell', () => {
  let site: PublicSite;
  beforeAll(async () => {
    site = await openPublicSite(fillProvince);
  }, 60_000);
  afterAll(() => site.close());

  describe('a ranking', () => {
    it('opens with R2, the latest complete quarter and the largest group of level 3', async () => {
      const ranking = (await site.ask('/rankings')).json<Ranking>();
      expect([ranking.indicator.code, ranking.period.key, ranking.level, ranking.line?.code]).toEqual([
        'R2',
        '2025-Q3',
        3,
        'health',
      ]);
      expect(ranking.total).toBe(12);
    });

    it('ranks from 100 cases on, shows from 11 on, and withholds below', async () => {
      const ranking = (await site.ask('/rankings?focus=A2')).json<Ranking>();
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
      const ranking = (await site.ask('/rankings?focus=A2')).json<Ranking>();
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
      const ranking = (await site.ask('/rankings')).json<Ranking>();
      const last = ranking.ranked.at(-1)!;
      expect(last.previous).toMatchObject({ against: '2025-Q2', told: true });
      expect(last.previous!.difference).toBeCloseTo(-0.25, 10);
      expect(ranking.ranked[0]!.previous).toBeNull();
    });

    it('gives the same bands to the same question, and can be narrowed to a region', async () => {
      const twice = [await site.ask('/rankings?region=A'), await site.ask('/rankings?region=A&level=3')].map(
        (answer) => answer.json<Ranking>(),
      );
      expect(twice[0]!.ranked.map((row) => row.department.code)).toEqual(['A2', 'A3', 'A1']);
      expect(twice[1]!.ranked).toEqual(twice[0]!.ranked);
    });

    it('compares a quarter that still runs with nothing', async () => {
      const ranking = (await site.ask('/rankings?period=2025-Q4')).json<Ranking>();
      expect(ranking.period.complete).toBe(false);
      expect(ranking.ranked.map((row) => [row.department.code, row.previous])).toEqual([['A2', null]]);
    });
  });

  describe('a department', () => {
    it('has its figures, its changes and its place among its peers', async () => {
      const page = (await site.ask('/departments/A1')).json<DepartmentPage>();
      const key = the('R2', page.keys);
      expect(key).toMatchObject({ value: 0.7, denominator: 400, peerMedian: 0.95, yearAgoValue: 0.75 });
      expect(key.previous!.difference).toBeCloseTo(-0.25, 10);
      expect(key.yearAgo).toMatchObject({ against: '2024-Q3', told: false });
      expect(the('R2', page.peers)).toMatchObject({
        indicator: 'R2',
        rankLow: 5,
        rankHigh: 5,
        standing: 'below',
        peers: [0.95, 0.95, 0.95, 0.95],
      });
      expect(page.levels).toEqual([10, 0, 0, 0, 30]);
      expect(page.items).toMatchObject([{ code: 'A1-permit', ratings: 40, satisfaction: 75 }]);
      expect(page.regions.map(({ code }) => code)).toEqual(['P', 'A']);
      expect(the('R2', page.trends).points.map(({ period, value }) => [period.key, value])).toEqual([
        ['2024-Q3', 0.75],
        ['2024-Q4', null],
        ['2025-Q1', null],
        ['2025-Q2', 0.95],
        ['2025-Q3', 0.7],
      ]);
    });

    it('with 1–10 cases shows nothing from which they could be told, now or through a change', async () => {
      const few = (await site.ask('/departments/B4')).json<DepartmentPage>();
      expect(few.period.key).toBe('2025-Q3');
      expect(the('R2', few.keys)).toMatchObject({
        presentation: 'withheld',
        value: null,
        numerator: null,
        denominator: null,
        previous: null,
        yearAgo: null,
      });
      const fewBefore = (await site.ask('/departments/B5')).json<DepartmentPage>();
      expect(the('R2', fewBefore.keys)).toMatchObject({
        presentation: 'shown',
        denominator: 90,
        previous: null,
      });
      expect(the('R2', fewBefore.trends).points[0]).toMatchObject({
        presentation: 'withheld',
        value: null,
        denominator: null,
      });
      expect(fewBefore.levels).toBeNull();
      expect(fewBefore.items).toMatchObject([{ ratings: null, satisfaction: null }]);
    });

    it('of which nothing is known opens as the site does', async () => {
      const page = (await site.ask('/departments/B6')).json<DepartmentPage>();
      expect(page.period.key).toBe('2025-Q3');
      expect(page.keys).toHaveLength(17);
      for (const { presentation, denominator } of page.keys)
        expect([presentation, denominator]).toEqual(['none', 0]);
      expect([page.composite, page.why]).toEqual([null, null]);
      expect(page.levels).toEqual([0, 0, 0, 0, 0]);
    });
  });

  describe('the overview', () => {
    it('sums the province up and names who surely needs attention', async () => {
      const overview = (await site.ask('/overview')).json<Overview>();
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
      const directory = (await site.ask('/departments?q=A')).json<Directory>();
      expect(directory.regions.map(({ code, departments }) => [code, departments.length])).toEqual([
        ['P', 0],
        ['A', 6],
      ]);
      expect(directory.total).toBe(6);
      expect(directory.regions[1]!.departments[0]!.figures.map(({ indicator }) => indicator)).toEqual([
        'R2',
        'S1',
        'C1',
        'Z2',
      ]);
    });
  });

  describe('a region', () => {
    it('is the sum of what lies below it, and says which part its change came from', async () => {
      const page = (await site.ask('/regions/A')).json<RegionPage>();
      expect(page.regions.map(({ code }) => code)).toEqual(['P', 'A']);
      expect(the('R2', page.keys)).toMatchObject({ denominator: 1200, value: 1040 / 1200 });
      expect(page.children.map(({ code, kind }) => [code, kind])).toEqual(
        ['A1', 'A2', 'A3', 'A4', 'A5', 'A6'].map((code) => [code, 'department']),
      );
      expect(page.why).toMatchObject({ indicator: 'R2', by: 'department', against: { key: '2025-Q2' } });
      expect(page.why!.rate + page.why!.mix).toBeCloseTo(page.why!.change.difference, 12);
      const province = (await site.ask('/regions/P')).json<RegionPage>();
      expect(province.children.map(({ code, kind }) => [code, kind])).toEqual([
        ['A', 'region'],
        ['B', 'region'],
      ]);
    });

    it.each(['/regions/X', '/regions/A?period=1999-Q1', '/regions/A?why=X9'])('refuses %s', async (path) => {
      expect((await site.ask(path)).statusCode).toBe(404);
    });
  });

  describe('a comparison', () => {
    it('goes sideways, over time and up', async () => {
      const found = (await site.ask('/comparisons?code=A1&indicator=R2')).json<Comparison>();
      expect(found.peers).toMatchObject({
        median: 0.95,
        rankLow: 5,
        rankHigh: 5,
        standing: 'below',
        indistinct: [],
        group: { level: 3, volume: { from: 0, to: 500 } },
      });
      expect(found.peers!.difference).toBeCloseTo(-0.25, 12);
      expect(found.figure.previous!.difference).toBeCloseTo(-0.25, 12);
      expect(found.above.map(({ scope, code }) => [scope, code])).toEqual([
        ['region', 'A'],
        ['region', 'P'],
        ['line', 'health'],
      ]);
    });

    it('comes as CSV with the parts of each change', async () => {
      const answer = await site.ask('/comparisons?scope=region&code=A&indicator=R2&format=csv');
      expect(answer.headers['content-type']).toContain('text/csv');
      const [head, whole] = answer.body.split('\r\n');
      expect(head).toContain('against,part,name_zh');
      expect(whole).toContain('2025-Q2,*');
    });

    it.each([
      '/comparisons?code=ZZ&indicator=R2',
      '/comparisons?scope=region&code=ZZ&indicator=R2',
      '/comparisons?code=A1&indicator=X9',
      '/comparisons?code=A1&indicator=R2&period=1999-Q1',
    ])('refuses %s', async (path) => {
      expect((await site.ask(path)).statusCode).toBe(404);
    });
  });

  describe('the indicators', () => {
    it('carry the figure of the province and the versions in which they stand', async () => {
      const list = (await site.ask('/indicators')).json<IndicatorList>();
      expect(list.indicators.find(({ code }) => code === 'P1')!.figure).toMatchObject({
        value: 0.2,
        denominator: 200,
      });
      const page = (await site.ask('/indicators/C1')).json<IndicatorPage>();
      expect(page.versions.map(({ version, to }) => [version, to])).toEqual([['1', null]]);
      expect(page.indicator.measures.map(({ name }) => name)).toEqual([
        'level_1',
        'level_2',
        'level_3',
        'level_4',
        'level_5',
      ]);
      expect(page.period?.key).toBe('2025-Q3');
      expect(page.scoring).toEqual({ dimensionWeight: 0.2, weight: 0.5, worst: 40, best: 100 });
    });
  });
});
