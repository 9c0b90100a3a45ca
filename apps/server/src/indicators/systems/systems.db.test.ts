import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IndicatorList, Ranking } from '@huiyin/contract';
import type { Impact, SystemSettings } from '@huiyin/domain';
import { FIRST_SYSTEM } from '@huiyin/domain';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { openSampleDoor } from '../../directory/door.sample.ts';
import type { TestDatabase } from '../../platform/database/test-database.ts';
import { openTestDatabase } from '../../platform/database/test-database.ts';
import { Sealer } from '../../platform/secrets/sealer.ts';
import { StandingClock, counts, figuresServiceOn, seedProvince, shanghai } from '../figure-test-kit.ts';
import { IndicatorsModule } from '../indicators.module.ts';
import { foldServiceOn, store } from '../tally-test-kit.ts';
import type { SystemPreview } from './system-preview.service.ts';
import { SystemsService } from './systems.service.ts';

const sealer = new Sealer({
  current: 1,
  sealing: new Map([[1, Buffer.alloc(32, 7)]]),
  hashing: Buffer.alloc(32, 8),
});
const clock = new StandingClock(shanghai('2025-11-21T10:00:00'));

/** Scores on-time replies and nothing else. */
const onlyReplies = (best: number, changes: Partial<SystemSettings> = {}): SystemSettings => ({
  ...FIRST_SYSTEM,
  dimensions: [{ code: 'R', weight: 1 }],
  indicators: [{ code: 'R2', weight: 1, worst: 0.5, best }],
  ...changes,
});

describe('an indicator system', () => {
  let database: TestDatabase;
  let app: NestFastifyApplication;
  let systems: SystemsService;
  beforeAll(async () => {
    database = await openTestDatabase();
    const idOf = await seedProvince(database.source, 6);
    const due = (code: string, total: number, onTime: number) =>
      counts(idOf.get(code)!, '2025-08-11', {
        letter_received: total,
        reply_due: total,
        reply_on_time: onTime,
      });
    await store(database.source, [
      due('A1', 1000, 600),
      due('A2', 1000, 850),
      ...['A3', 'A4', 'A5', 'A6', 'B1', 'B2', 'B3'].map((code) => due(code, 1000, 920)),
      due('B4', 1000, 990),
      // Few enough to be scored, but not ranked.
      due('B5', 60, 55),
    ]);
    await foldServiceOn(database.source).fold();
    await figuresServiceOn(database.source, clock).compute(clock.at);
    ({ app } = await openSampleDoor(IndicatorsModule, database.source, sealer, clock));
    systems = app.get(SystemsService);
  }, 60_000);
  afterAll(async () => {
    await app.close();
    await database.close();
  });

  const draft = async (settings: SystemSettings): Promise<number> => {
    const kept = await systems.draft(settings, {
      note: { zh: '只看答复', en: 'Replies only' },
      author: '统计处',
    });
    return 'id' in kept ? kept.id : NaN;
  };
  const preview = async (id: number, period: string | null = null): Promise<SystemPreview> => {
    const outcome = await systems.preview(id, period, clock.at);
    if (outcome.kind === 'refused') throw new Error(outcome.reason);
    return outcome.value;
  };
  const adopt = async (id: number, from = '2025-12-01') => {
    const outcome = await systems.adopt(id, { from, author: '指标组', nowMs: clock.at });
    // The version of the figures is asked for four times a second, not more often.
    if (outcome.kind === 'done') await delay(300);
    return outcome;
  };
  const refusal = (reason: string) => ({ kind: 'refused', reason });
  const of = ({ departments }: SystemPreview, code: string): Impact =>
    departments.find((one) => one.code === code)!;

  it('begins as the design of the product states it', async () => {
    const [{ settings }] = await database.source.query(
      'select settings from indicator_system where version = 1',
    );
    expect(settings).toEqual(FIRST_SYSTEM);
  });

  it('that makes no sense is not kept as a draft, and every fault is named', async () => {
    const bad = onlyReplies(0.4, { floor: 0 });
    expect(await systems.draft(bad, { note: { zh: '', en: '' }, author: '' })).toEqual({
      faults: [expect.stringContaining('R2'), expect.stringContaining('floor')],
    });
    expect(await database.source.query('select from indicator_system_draft')).toEqual([]);
  });

  it('is adopted only after somebody saw what it changes, and only from a month that is not over', async () => {
    const id = await draft(onlyReplies(1));
    expect(await adopt(id)).toEqual(refusal('not_previewed'));
    expect(await adopt(id + 1)).toEqual(refusal('no_draft'));
    expect(await systems.preview(id, 'last summer', clock.at)).toEqual(refusal('no_period'));
    expect(await systems.preview(id, '2019-Q3', clock.at)).toEqual(refusal('no_figures'));

    const seen = await preview(id, '2025-Q3');
    // By all six sides nobody has a composite; by replies alone all that have enough cases.
    expect(seen).toMatchObject({ against: 1, period: '2025-Q3' });
    expect(of(seen, 'B4')).toMatchObject({ before: null, after: { score: 98, ranked: 10 }, move: 'enters' });
    expect(of(seen, 'B5')).toMatchObject({ before: null, after: null, move: 'unranked' });
    expect(seen.audit).toEqual({ draft: null, inForce: null });

    expect(await adopt(id, '2025-10-01')).toEqual(refusal('too_early'));
    expect(await adopt(id, '2025-12-15')).toEqual(refusal('not_a_month'));
    expect(await adopt(id)).toEqual({ kind: 'done', value: 2 });
    expect(await adopt(id)).toEqual(refusal('adopted_before'));
    expect(await systems.preview(id, null, clock.at)).toEqual(refusal('adopted_before'));
    expect(
      await database.source.query(
        `select version, author, note_en as note, preview ->> 'period' as period
         from indicator_system
         order by version desc
         limit 1`,
      ),
    ).toEqual([{ version: 2, author: '指标组', note: 'Replies only', period: '2025-Q3' }]);
  });

  it('says of every department where it would stand, whether it surely moves, and why', async () => {
    const raised = await draft(onlyReplies(0.9));
    const rival = await draft(onlyReplies(0.8));
    // Of the latest year that is complete, unless somebody names a period.
    const seen = await preview(raised);
    await preview(rival);
    expect(seen).toMatchObject({ against: 2, period: '2025-09-R12' });
    expect(of(seen, 'B4')).toEqual({
      code: 'B4',
      before: { score: expect.closeTo(98, 9), low: 1, high: 1, ranked: 10 },
      // With the goalpost at 90 % it is one of eight that have all points.
      after: { score: 100, low: 1, high: 8, ranked: 10 },
      move: 'within',
      reasons: [{ what: 'R2', points: expect.closeTo(2, 9) }],
    });
    expect(of(seen, 'A1')).toMatchObject({
      before: { low: 10, high: 10 },
      after: { low: 10, high: 10 },
      reasons: [{ what: 'R2', points: expect.closeTo(5, 9) }],
    });
    expect(await adopt(raised, '2026-01-01')).toEqual({ kind: 'done', value: 3 });
    // The other one was compared with a version that is no longer the newest.
    expect(await adopt(rival, '2026-02-01')).toEqual(refusal('not_previewed'));
    await preview(rival);
    expect(await adopt(rival, '2026-01-01')).toEqual(refusal('too_early'));
  });

  it('compares with other peers where the bands of volume change', async () => {
    const seen = await preview(await draft(onlyReplies(0.9, { peers: { volumeBands: [1500] } })));
    // B5 with its few letters is now among them.
    expect(of(seen, 'A1')).toMatchObject({ after: { ranked: 10 }, move: 'other_peers' });
    const renamed = await preview(await draft(onlyReplies(0.9, { peers: { volumeBands: [100] } })));
    expect(of(renamed, 'A1').move).toBe('within');
  });

  it('holds for the periods that begin under it: older ones keep theirs', async () => {
    const list = (await app.inject({ url: '/api/v1/indicators' })).json<IndicatorList>();
    expect(list.systems.map(({ version, from, to }) => [version, from, to])).toEqual([
      ['3', '2026-01-01', null],
      ['2', '2025-12-01', '2025-12-31'],
      ['1', '2000-01-01', '2025-11-30'],
    ]);
    const ranking = (
      await app.inject({ url: '/api/v1/rankings?indicator=ALL&level=3&period=2025-Q3' })
    ).json<Ranking>();
    expect(ranking.ranked).toEqual([]);
  });
});
