import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DataSource } from 'typeorm';
import { openSampleDoor } from '../directory/door.sample.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
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

/** The public API on a database of its own. Close it in `afterAll`. */
export interface PublicSite {
  readonly database: TestDatabase;
  /** Asks below /api/v1. */
  ask(path: string, headers?: Record<string, string>): ReturnType<NestFastifyApplication['inject']>;
  close(): Promise<void>;
}

/** A site that holds nothing, or what `fill` puts into it. */
export async function openPublicSite(
  fill: (source: DataSource) => Promise<void> = async () => {},
): Promise<PublicSite> {
  const database = await openTestDatabase();
  await fill(database.source);
  const { app } = await openSampleDoor(IndicatorsModule, database.source, sealer, clock);
  return {
    database,
    ask: async (path, headers = {}) => app.inject({ method: 'GET', url: `/api/v1${path}`, headers }),
    async close() {
      await app.close();
      await database.close();
    },
  };
}

/** Twelve offices of two cities, most of them alike, seen on 21 November 2025. */
export async function fillProvince(source: DataSource): Promise<void> {
  const idOf = await seedProvince(source, 6);
  const items: { id: number; code: string }[] = await source.query('select id, code from service_item');
  const item = (code: string) => items.find((one) => one.code === `${code}-permit`)!.id;
  const due = (code: string, day: string, total: number, onTime: number) =>
    counts(idOf.get(code)!, day, { reply_due: total, reply_on_time: onTime });
  await store(source, [
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
  await foldServiceOn(source).fold();
  await figuresServiceOn(source, clock).compute(clock.at);
}
