import type { Contributions, Measure } from '@huiyin/domain';
import type { DataSource } from 'typeorm';
import { seedCalendar } from '../directory/calendar.seed.ts';
import {
  upsertDepartments,
  upsertItems,
  upsertLines,
  upsertRegions,
} from '../directory/directory.upserts.ts';
import { RulesRepository } from '../directory/rules.repository.ts';
import { RulesService } from '../directory/rules.service.ts';
import { Clock } from '../platform/clock/clock.ts';
import { FigureSumsRepository } from './figure-sums.repository.ts';
import { FiguresRepository } from './figures.repository.ts';
import { FiguresService } from './figures.service.ts';
import { StaleRepository } from './stale.repository.ts';
import { ToldSums } from './told-sums.repository.ts';

/** A small invented province, and the services on it, for the tests of this room. */

/** A clock that stands where the test puts it. */
export class StandingClock extends Clock {
  constructor(public at: number) {
    super();
  }
  now(): number {
    return this.at;
  }
}

export const shanghai = (text: string): number => Date.parse(`${text}+08:00`);

export const figuresServiceOn = (source: DataSource, clock: Clock): FiguresService =>
  new FiguresService(
    source,
    new RulesService(source, clock, new RulesRepository()),
    new StaleRepository(),
    new FigureSumsRepository(),
    new FiguresRepository(),
    new ToldSums(),
  );

const named = (code: string) => ({ zh: `${code}号`, en: `No. ${code}` });

/** One province P with cities A and B; `perCity` health offices in each at level 3; department codes A1, A2 … B1 …. */
export async function seedProvince(source: DataSource, perCity = 2): Promise<ReadonlyMap<string, number>> {
  await seedCalendar(source.manager);
  await source.transaction(async (manager) => {
    await upsertRegions(manager, [
      { code: 'P', parentCode: null, level: 1, name: named('P') },
      { code: 'A', parentCode: 'P', level: 2, name: named('A') },
      { code: 'B', parentCode: 'P', level: 2, name: named('B') },
    ]);
    await upsertLines(manager, [
      { code: 'health', name: named('health') },
      { code: 'housing', name: named('housing') },
    ]);
    const codes = ['A', 'B'].flatMap((region) =>
      Array.from({ length: perCity }, (_, index) => ({ region, code: `${region}${index + 1}` })),
    );
    await upsertDepartments(
      manager,
      codes.map(({ region, code }) => ({
        code,
        regionCode: region,
        lineCode: 'health',
        level: 3,
        parentCode: null,
        name: named(code),
      })),
    );
    await upsertItems(
      manager,
      codes.map(({ code }) => ({
        code: `${code}-permit`,
        departmentCode: code,
        name: named(`${code}-permit`),
        promisedDays: null,
        channels: [],
      })),
      '2024-01-01',
    );
  });
  const rows: { id: number; code: string }[] = await source.query('select id, code from department');
  return new Map(rows.map(({ id, code }) => [code, id]));
}

/** Counts of one department on one day. */
export const counts = (
  departmentId: number,
  day: string,
  sums: Partial<Record<Measure, number>>,
  itemId = 0,
): Contributions => ({
  days: [{ key: { departmentId, day, itemId, channel: 'window', letterType: '' }, sums }],
  waits: [],
});
