import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FigureList } from '@huiyin/contract';
import {
  DepartmentPageSchema,
  DirectorySchema,
  FigureListSchema,
  IndicatorListSchema,
  IndicatorPageSchema,
  OverviewSchema,
  RankingSchema,
} from '@huiyin/contract';
import type { z } from 'zod';
import type { PublicSite } from './public-site.sample.ts';
import { fillProvince, openPublicSite } from './public-site.sample.ts';

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
  let site: PublicSite;
  beforeAll(async () => {
    site = await openPublicSite();
  }, 60_000);
  afterAll(() => site.close());

  it.each(ADDRESSES.filter(([path]) => !/departments\/|code=|line=/.test(path)))(
    'answers %s with an empty page that the contract allows',
    async (path, schema) => {
      const answer = await site.ask(path);
      expect(answer.statusCode).toBe(200);
      expect(schema.safeParse(answer.json()).error).toBeUndefined();
    },
  );
});

describe('the public figures', () => {
  let site: PublicSite;
  beforeAll(async () => {
    site = await openPublicSite(fillProvince);
  }, 60_000);
  afterAll(() => site.close());

  it.each(ADDRESSES)('answers %s as the contract says', async (path, schema) => {
    const answer = await site.ask(path);
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
    const answer = await site.ask(path);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
  });

  describe('the list of figures', () => {
    it('loses and repeats nothing from page to page', async () => {
      const whole = (await site.ask('/figures?kind=month&limit=1000')).json<FigureList>();
      const keyOf = ({ code, period, indicator }: FigureList['figures'][number]) =>
        `${code} ${period.key} ${indicator}`;
      const found: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const answer = await site.ask(
          `/figures?kind=month&limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`,
        );
        const page: FigureList = answer.json();
        found.push(...page.figures.map(keyOf));
        cursor = page.nextCursor;
      }
      expect(found).toEqual(whole.figures.map(keyOf));
      expect(new Set(found).size).toBe(found.length);
      expect(found.length).toBeGreaterThan(10);
    });

    it('withholds what rests on 1–10 people, in JSON and CSV alike', async () => {
      const list = (await site.ask('/figures?code=B4&from=2025-07-01&to=2025-07-01')).json<FigureList>();
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
      const csv = await site.ask('/figures?code=B4&from=2025-07-01&to=2025-07-01', { accept: 'text/csv' });
      expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(csv.payload).toBe(
        '\ufeffscope,code,name_zh,name_en,period_kind,period,period_start,period_end,complete,indicator,unit,presentation,value,low,high,numerator,denominator\r\n' +
          'department,B4,B4号,No. B4,quarter,2025-Q3,2025-07-01,2025-09-30,true,R2,share,withheld,,,,,\r\n',
      );
    });

    it('links the next page of a CSV', async () => {
      const csv = await site.ask('/figures?format=csv&limit=1');
      expect(csv.headers['link']).toMatch(
        /^<\/api\/v1\/figures\?format=csv&limit=1&cursor=[\w-]+>; rel="next"$/,
      );
    });
  });

  it('says 304 to who has the answer already, and a new one when the figures have changed', async () => {
    const first = await site.ask('/rankings');
    const etag = first.headers['etag'] as string;
    expect(first.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    const again = await site.ask('/rankings', { 'if-none-match': etag });
    expect([again.statusCode, again.payload]).toEqual([304, '']);
    await site.database.source.query('update figure_version set version = version + 1');
    await new Promise((resolve) => setTimeout(resolve, 300));
    const changed = await site.ask('/rankings', { 'if-none-match': etag });
    expect(changed.statusCode).toBe(200);
  });
});
