import { CellSums, contributionsOfItemChannel } from '@huiyin/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import type { SampleDirectory } from './directory.sample.ts';
import { allItemChannelFacts } from './item-channels.ts';
import { storeSampleDirectory } from './directory.sample.ts';
import { upsertDepartments, upsertItems, upsertLines, upsertRegions } from './directory.upserts.ts';

describe('the directory', () => {
  let database: TestDatabase;
  let sample: SampleDirectory;
  beforeAll(async () => {
    database = await openTestDatabase();
    sample = await storeSampleDirectory(database.source, () => Date.parse('2024-05-06T04:00:00Z'));
  }, 60_000);
  afterAll(() => database.close());

  const regions = [
    { code: '98', parentCode: null, level: 1, name: { zh: '海山省', en: 'Haishan' } },
    { code: '9801', parentCode: '98', level: 2, name: { zh: '潮市', en: 'Chao' } },
  ];
  const office = {
    code: 'chao-office',
    regionCode: '9801',
    lineCode: 'social',
    level: 2,
    parentCode: null,
    name: { zh: '潮市办公室', en: 'Chao office' },
  };
  const permit = {
    code: 'permit',
    departmentCode: 'chao-office',
    name: { zh: '许可', en: 'Permit' },
    promisedDays: null,
    channels: ['window'],
  };

  it('counts what a second run inserts, updates and leaves', async () => {
    const { manager } = database.source;
    expect(await upsertRegions(manager, regions)).toEqual({ inserted: 2, updated: 0, unchanged: 0 });
    expect(await upsertDepartments(manager, [office])).toEqual({ inserted: 1, updated: 0, unchanged: 0 });
    expect(await upsertItems(manager, [permit], '2025-03-01')).toEqual({
      inserted: 1,
      updated: 0,
      unchanged: 0,
    });
    expect(await upsertRegions(manager, regions)).toEqual({ inserted: 0, updated: 0, unchanged: 2 });
    expect(await upsertDepartments(manager, [office])).toEqual({ inserted: 0, updated: 0, unchanged: 1 });
    expect(await upsertItems(manager, [permit], '2025-03-01')).toEqual({
      inserted: 0,
      updated: 0,
      unchanged: 1,
    });
    const renamed = { ...office, name: { zh: '潮市总办公室', en: 'Chao head office' } };
    expect(await upsertDepartments(manager, [renamed])).toEqual({ inserted: 0, updated: 1, unchanged: 0 });
    expect(await upsertItems(manager, [{ ...permit, channels: ['web'] }], '2025-04-01')).toEqual({
      inserted: 0,
      updated: 1,
      unchanged: 0,
    });
    const lines = [{ code: 'social', name: { zh: '社会保障', en: 'Social security' } }];
    expect(await upsertLines(manager, [...lines, ...lines])).toEqual({
      inserted: 0,
      updated: 0,
      unchanged: 2,
    });
  });

  it('counts the pairs of item and channel that are required and live, and keeps what was so before a change', async () => {
    const { source } = database;
    const stocks = async () => {
      const rows: { day: string; channel: string; required: number; live: number }[] = await source.query(
        `select day, channel, sum(channels_required)::int as required, sum(channels_live)::int as live
         from tally_delta
         group by day, channel
         having sum(channels_required) <> 0 or sum(channels_live) <> 0
         order by day, channel`,
      );
      return rows.map(({ day, channel, required, live }) => [day, channel, required, live]);
    };
    await source.query('truncate tally_delta, item_channel_span');
    const change = (on: string, channels: string[], required?: string[]) =>
      source.transaction((manager) =>
        upsertItems(manager, [{ ...permit, channels, ...(required && { required }) }], on),
      );
    await change('2025-03-01', ['window'], ['window', 'web']);
    await change('2025-06-01', ['web'], ['window', 'web']);
    expect(await change('2025-06-02', ['web'], ['window', 'web'])).toMatchObject({ unchanged: 1 });
    expect(await stocks()).toEqual([
      ['2025-03-01', 'web', 1, 0],
      ['2025-03-01', 'window', 1, 1],
      ['2025-06-01', 'web', 0, 1],
      ['2025-06-01', 'window', 0, -1],
    ]);
    const facts = new CellSums();
    for (const fact of (await allItemChannelFacts(source.manager)).values())
      facts.add(contributionsOfItemChannel(fact));
    expect(
      facts
        .result()
        .days.map(({ key, sums }) => [
          key.day,
          key.channel,
          sums.channels_required ?? 0,
          sums.channels_live ?? 0,
        ]),
    ).toEqual(await stocks());
  });

  it('keeps every region’s ancestors right, also after one has moved', async () => {
    const ancestors = async (code: string) => {
      const rows: { ancestor_code: string }[] = await database.source.query(
        'select ancestor_code from region_ancestor where region_code = $1 order by 1',
        [code],
      );
      return rows.map((row) => row.ancestor_code);
    };
    expect(await ancestors('990101')).toEqual(['99', '9901', '990101']);
    await upsertRegions(database.source.manager, [
      { code: '9901', parentCode: '98', level: 2, name: { zh: '云汀市', en: 'Yunting' } },
      ...regions,
    ]);
    expect(await ancestors('990101')).toEqual(['98', '9901', '990101']);
    expect(await ancestors('99')).toEqual(['99']);
  });

  it('stores a parent that stands later in the same rows', () => {
    expect(sample.department('qingpu-social').parentId).toBe(sample.department('yunting-social').id);
    expect(sample.department('yunting-social').parentId).toBeNull();
  });

  it.each([
    ['a region', { ...office, code: 'x', regionCode: 'nowhere' }, 'region_not_found'],
    ['a line', { ...office, code: 'x', lineCode: 'nothing' }, 'unknown_line'],
    ['a parent', { ...office, code: 'x', parentCode: 'nobody' }, 'unknown_department'],
  ])('refuses a department with %s that nobody knows', async (_, department, code) => {
    await expect(
      database.source.transaction((manager) => upsertDepartments(manager, [department])),
    ).rejects.toMatchObject({ code });
  });

  it('refuses an item on an unknown channel or of an unknown department, and a region without its parent', async () => {
    const store = (item: typeof permit) =>
      database.source.transaction((manager) => upsertItems(manager, [item], '2025-03-01'));
    await expect(store({ ...permit, channels: ['pigeon'] })).rejects.toMatchObject({
      code: 'unknown_channel',
    });
    await expect(store({ ...permit, departmentCode: 'nobody' })).rejects.toMatchObject({
      code: 'unknown_department',
    });
    await expect(
      database.source.transaction((manager) =>
        upsertRegions(manager, [{ code: '97', parentCode: '96', level: 2, name: { zh: '无', en: 'None' } }]),
      ),
    ).rejects.toMatchObject({ code: 'region_not_found' });
  });

  it('finds by code at once after a refresh, and refuses what a visitor cannot choose', async () => {
    const { service } = sample;
    service.refresh();
    const chao = await service.chosenDepartment('chao-office');
    expect((await service.snapshot()).lineageOf('990101').map((region) => region.code)).toEqual([
      '990101',
      '9901',
      '98',
    ]);
    await expect(service.chosenDepartment('nobody')).rejects.toMatchObject({ code: 'unknown_department' });
    await expect(service.chosenItem('card', chao)).rejects.toMatchObject({ code: 'item_elsewhere' });
    await expect(service.chosenItem('nothing', chao)).rejects.toMatchObject({ code: 'unknown_item' });
    await expect(service.chosenChannel('pigeon')).rejects.toMatchObject({ code: 'unknown_channel' });
    await database.source.query(`update department set active = false where code = 'chao-office'`);
    service.refresh();
    await expect(service.chosenDepartment('chao-office')).rejects.toMatchObject({
      code: 'unknown_department',
    });
  });
});
