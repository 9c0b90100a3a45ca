import type { LocalDate } from '@huiyin/domain';
import type { DataSource } from 'typeorm';
import { Sealer } from '../platform/secrets/sealer.ts';
import { seedCalendar } from './calendar.seed.ts';
import { DirectoryRepository } from './directory.repository.ts';
import { DirectoryService } from './directory.service.ts';
import type { Department, ServiceItem } from './directory.ts';
import { upsertDepartments, upsertItems, upsertLines, upsertRegions } from './directory.upserts.ts';
import { RulesRepository } from './rules.repository.ts';
import { RulesService } from './rules.service.ts';

/** A small invented directory for tests: a city with a county, two offices in each, three items. */
export interface SampleDirectory {
  readonly service: DirectoryService;
  readonly rules: RulesService;
  readonly sealer: Sealer;
  department(code: string): Department;
  item(code: string): ServiceItem;
}

/** Stores the sample and the calendar in an empty database. `nowMs` is the present of the rules. */
export async function storeSampleDirectory(
  source: DataSource,
  nowMs: () => number,
): Promise<SampleDirectory> {
  await seedCalendar(source.manager);
  await upsertRegions(source.manager, [
    { code: '9901', parentCode: '99', level: 2, name: { zh: '云汀市', en: 'Yunting' } },
    { code: '990101', parentCode: '9901', level: 3, name: { zh: '清浦区', en: 'Qingpu' } },
    { code: '99', parentCode: null, level: 1, name: { zh: '江海省', en: 'Jianghai' } },
  ]);
  await upsertLines(source.manager, [
    { code: 'social', name: { zh: '社会保障', en: 'Social security' } },
    { code: 'housing', name: { zh: '住房', en: 'Housing' } },
  ]);
  await upsertDepartments(source.manager, [
    aDepartment('qingpu-social', '990101', 'social', 3, 'yunting-social'),
    aDepartment('qingpu-housing', '990101', 'housing', 3, 'yunting-housing'),
    aDepartment('yunting-social', '9901', 'social', 2, null),
    aDepartment('yunting-housing', '9901', 'housing', 2, null),
  ]);
  await upsertItems(
    source.manager,
    [anItem('card', 'qingpu-social'), anItem('pension', 'qingpu-social'), anItem('deed', 'qingpu-housing')],
    '2025-01-01',
  );
  const service = new DirectoryService(source, new DirectoryRepository());
  const snapshot = await service.snapshot();
  return {
    service,
    rules: new RulesService(source, { now: nowMs }, new RulesRepository()),
    sealer: new Sealer({
      current: 1,
      sealing: new Map([[1, Buffer.alloc(32, 7)]]),
      hashing: Buffer.alloc(32, 9),
    }),
    department: (code) => snapshot.departmentByCode.get(code)!,
    item: (code) => snapshot.itemByCode.get(code)!,
  };
}

const aDepartment = (
  code: string,
  regionCode: string,
  lineCode: string,
  level: number,
  parentCode: string | null,
) => ({
  code,
  regionCode,
  lineCode,
  level,
  parentCode,
  name: { zh: code, en: code },
});

const anItem = (code: string, departmentCode: string) => ({
  code,
  departmentCode,
  name: { zh: code, en: code },
  promisedDays: 5,
  channels: [],
});

/** Adopts another calendar, in which these days are free besides Saturdays and Sundays. Refresh the rules afterwards. */
export const adoptSampleCalendar = (source: DataSource, freeDays: readonly LocalDate[]): Promise<void> =>
  source.transaction(async (manager) => {
    await manager.query('lock table calendar_version in exclusive mode');
    await manager.query(
      `with adopted as (
         insert into calendar_version (version, covered_from, covered_to, author, reason)
         select coalesce(max(version), 0) + 1, 2004, 2100, 'test', 'another arrangement'
         from calendar_version
         returning version
       )
       insert into calendar_day (version, day, working, name_zh)
       select version, day, false, '假'
       from adopted, unnest($1::date[]) as day`,
      [freeDays],
    );
  });
