import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FigureList, ReleasePage } from '@huiyin/contract';
import type { CellSum, LocalDate, Measure, ReleaseContent, Sums } from '@huiyin/domain';
import {
  POPULATIONS,
  addMonthsToStart,
  indicatorOf,
  periodOf,
  populationOf,
  seededUniform,
} from '@huiyin/domain';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { parse } from 'csv-parse/sync';
import { attack } from '../../../../packages/domain/src/suppression/attacker.sample.ts';
import { seedCalendar } from '../directory/calendar.seed.ts';
import { openSampleDoor } from '../directory/door.sample.ts';
import {
  upsertDepartments,
  upsertItems,
  upsertLines,
  upsertRegions,
} from '../directory/directory.upserts.ts';
import { StandingClock, figuresServiceOn, shanghai } from '../indicators/figure-test-kit.ts';
import { SuppressionService } from '../indicators/suppression/suppression.service.ts';
import { foldServiceOn, store } from '../indicators/tally-test-kit.ts';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { ReleaseMaker } from './release-maker.service.ts';
import { ReleasesModule } from './releases.module.ts';

// Somebody reads all that the public may read, keeps it, reads again after each release and each correction, and
// subtracts whatever can be subtracted: regions, lines, items, channels, months, quarters, years, editions. Nothing that
// rests on 1–10 people may come out of it, neither a cell nor what changed in one.

const SMALL = 10;
const MONTHS = ['2025-01-01', '2025-02-01', '2025-03-01', '2025-04-01', '2025-05-01', '2025-06-01'];
const DEPARTMENTS = [
  { code: 'A1', region: 'A', line: 'health' },
  { code: 'A2', region: 'A', line: 'housing' },
  { code: 'B1', region: 'B', line: 'health' },
  { code: 'B2', region: 'B', line: 'housing' },
];
const CHANNELS = ['window', 'web'];
const named = (code: string) => ({ zh: `${code}号`, en: `No. ${code}` });
const sealer = new Sealer({
  current: 1,
  sealing: new Map([[1, Buffer.alloc(32, 7)]]),
  hashing: Buffer.alloc(32, 8),
});

/** A place in the tables of figures: department, region, line …, and period. */
type Place = string;
const placeOf = (scope: string, code: string, kind: string, start: LocalDate): Place =>
  [scope, code, kind, start].join(' ');

/** What is shown of one population: people by place. */
type Shown = Map<Place, number>;

let database: TestDatabase;
let app: NestFastifyApplication;
const clock = new StandingClock(shanghai('2025-07-20T10:00:00'));

async function seedPlaces(): Promise<ReadonlyMap<string, { id: number; itemId: number }>> {
  const { source } = database;
  await seedCalendar(source.manager);
  await source.transaction(async (manager) => {
    await upsertRegions(manager, [
      { code: 'P', parentCode: null, level: 1, name: named('P') },
      ...['A', 'B'].map((code) => ({ code, parentCode: 'P', level: 2, name: named(code) })),
    ]);
    await upsertLines(manager, [
      { code: 'health', name: named('health') },
      { code: 'housing', name: named('housing') },
    ]);
    await upsertDepartments(
      manager,
      DEPARTMENTS.map(({ code, region, line }) => ({
        code,
        regionCode: region,
        lineCode: line,
        level: 3,
        parentCode: null,
        name: named(code),
      })),
    );
    await upsertItems(
      manager,
      DEPARTMENTS.map(({ code }) => ({
        code: `${code}-permit`,
        departmentCode: code,
        name: named(`${code}-permit`),
        promisedDays: null,
        channels: CHANNELS,
      })),
    );
  });
  const rows: { code: string; id: number; itemId: number }[] = await source.query(
    `select d.code, d.id, i.id as "itemId" from department d join service_item i on i.department_id = d.id`,
  );
  return new Map(rows.map(({ code, ...ids }) => [code, ids]));
}

/** Facts of one department, month, item and channel: letters, the replies that fell due, and ratings. */
const sumsOf = (letters: number, due: number, rated: number): Sums => ({
  letter_received: letters,
  reply_due: due,
  reply_on_time: Math.ceil(due / 2),
  level_5: rated,
});

async function count(): Promise<void> {
  await foldServiceOn(database.source).fold();
  await figuresServiceOn(database.source, clock).compute(clock.at);
  // What was withheld may itself be what hides: it settles in one look.
  await app.get(SuppressionService).refresh(clock.at);
}

/** Everything that the API lists, in JSON and in CSV, and the files of the releases that it names; by population. */
async function lookEverywhere(): Promise<ReadonlyMap<string, Shown>> {
  const shown = new Map<string, Shown>(POPULATIONS.map(({ key }) => [key, new Map()]));
  const see = (code: string, place: Place, people: number) => {
    const indicator = indicatorOf(code);
    if (indicator === undefined || indicator.restsOn === 'things') return;
    shown.get(populationOf(indicator))!.set(place, people);
  };
  for (const scope of ['region', 'line', 'department', 'item', 'channel']) {
    for (const kind of ['month', 'quarter', 'year', 'rolling']) {
      const address = `/api/v1/figures?scope=${scope}&kind=${kind}&limit=1000`;
      for (let cursor = ''; ;) {
        const answer = await app.inject({ url: `${address}${cursor}` });
        expect(answer.statusCode).toBe(200);
        const list = answer.json<FigureList>();
        for (const { indicator, code, period, denominator } of list.figures)
          if (denominator !== null) see(indicator, placeOf(scope, code, kind, period.start), denominator);
        if (list.nextCursor === null) break;
        cursor = `&cursor=${encodeURIComponent(list.nextCursor)}`;
      }
      const csv = await app.inject({ url: `${address}&format=csv` });
      const lines: Record<string, string>[] = parse(csv.payload, { columns: true, bom: true });
      for (const line of lines)
        if (line['denominator'])
          see(
            line['indicator']!,
            placeOf(scope, line['code']!, kind, line['period_start']!),
            Number(line['denominator']),
          );
    }
  }
  return shown;
}

/** The same from the file of a release. */
async function readRelease(id: string): Promise<ReadonlyMap<string, Shown>> {
  const shown = new Map<string, Shown>(POPULATIONS.map(({ key }) => [key, new Map()]));
  const { cells } = (await app.inject({ url: `/api/v1/releases/${id}/release.json` })).json<ReleaseContent>();
  for (const { scope, code, period, tallies, withheld } of cells) {
    const { kind, first } = periodOfReleased(period);
    for (const population of POPULATIONS) {
      if (withheld.includes(population.key)) continue;
      const people = population.measures.reduce((sum, measure) => sum + (tallies[measure] ?? 0), 0);
      shown.get(population.key)!.set(placeOf(scope, code, kind, first), people);
    }
  }
  return shown;
}

function periodOfReleased(key: string): { kind: string; first: LocalDate } {
  if (key.endsWith('R12')) {
    const last = `${key.slice(0, 7)}-01`;
    return { kind: 'rolling', first: addMonthsToStart(last, -11) };
  }
  if (key.includes('Q')) {
    const month = String(Number(key.slice(6)) * 3 - 2).padStart(2, '0');
    return { kind: 'quarter', first: `${key.slice(0, 4)}-${month}-01` };
  }
  return key.length === 4 ? { kind: 'year', first: `${key}-01-01` } : { kind: 'month', first: `${key}-01` };
}

/** The true people of every place as the public would be told them if nothing were withheld. */
async function truth(measures: readonly Measure[]): Promise<Shown> {
  const rows: { scope: string; code: string; kind: string; start: LocalDate; n: number }[] =
    await database.source.query(
      `select scope_kind as scope, scope_code as code, period_kind as kind, period_start as start,
         ${measures.map((measure) => `coalesce((sums ->> '${measure}')::int, 0)`).join(' + ')} as n
       from public_figure
       where scope_kind <> 'site'`,
    );
  return new Map(rows.map(({ scope, code, kind, start, n }) => [placeOf(scope, code, kind, start), n]));
}

/** Every sum that holds by the shape of the tree and of the calendar, among the places given. */
function sumsAmong(places: readonly Place[]): { whole: Place; parts: Place[] }[] {
  const known = new Set(places);
  const sums: { whole: Place; parts: Place[] }[] = [];
  const add = (whole: Place, parts: Place[]) => {
    // A place without a row has nobody, which everybody knows.
    if (known.has(whole)) sums.push({ whole, parts: parts.filter((part) => known.has(part)) });
  };
  const periods = new Map(
    places
      .map((place) => place.split(' '))
      .map(([, , kind, start]) => [`${kind} ${start}`, [kind!, start!] as const]),
  );
  for (const [kind, start] of periods.values()) {
    const of = (scope: string, codes: readonly string[]) =>
      codes.map((code) => placeOf(scope, code, kind, start));
    const [province] = of('region', ['P']);
    const inRegion = (region: string) =>
      DEPARTMENTS.filter((one) => one.region === region).map(({ code }) => code);
    const inLine = (line: string) => DEPARTMENTS.filter((one) => one.line === line).map(({ code }) => code);
    add(province!, of('region', ['A', 'B']));
    add(province!, of('line', ['health', 'housing']));
    add(province!, of('channel', CHANNELS));
    for (const region of ['A', 'B']) add(of('region', [region])[0]!, of('department', inRegion(region)));
    for (const line of ['health', 'housing']) add(of('line', [line])[0]!, of('department', inLine(line)));
    for (const { code } of DEPARTMENTS) add(of('department', [code])[0]!, of('item', [`${code}-permit`]));
  }
  for (const place of places) {
    const [scope, code, kind, start] = place.split(' ') as [string, string, string, LocalDate];
    const parts = (partKind: string, step: number, length: number) =>
      Array.from({ length: length / step }, (_, part) =>
        placeOf(scope, code, partKind, addMonthsToStart(start, part * step)),
      );
    if (kind === 'quarter') add(place, parts('month', 1, 3));
    if (kind === 'year' || kind === 'rolling') {
      add(place, parts('quarter', 3, 12));
      add(place, parts('month', 1, 12));
    }
  }
  return sums;
}

/** One look at everything: what was shown, and what was true then. */
interface Look {
  readonly shown: ReadonlyMap<string, Shown>;
  readonly true: ReadonlyMap<string, Shown>;
}

async function look(...more: ReadonlyMap<string, Shown>[]): Promise<Look> {
  const shown = await lookEverywhere();
  for (const release of more)
    for (const [key, places] of release)
      for (const [place, people] of places) shown.get(key)!.set(place, people);
  const all = new Map<string, Shown>();
  for (const { key, measures } of POPULATIONS) all.set(key, await truth(measures));
  return { shown, true: all };
}

/**
 * Whatever two looks together give away of one population: cells of then and of now, and what changed between them, in
 * one system of equations. Only what rests on 1–10 people is returned.
 */
function found(before: Look, after: Look, population: string): string[] {
  const [was, is] = [before.true.get(population)!, after.true.get(population)!];
  const places = [...new Set([...was.keys(), ...is.keys()])]
    .filter((place) => was.get(place) || is.get(place))
    .sort();
  const size = places.length;
  const at = new Map(places.map((place, index) => [place, index]));
  const shown = new Map<number, number>();
  for (const [place, index] of at) {
    const [old, now] = [before.shown.get(population)!.get(place), after.shown.get(population)!.get(place)];
    // A place that is not there has nobody.
    if (old !== undefined || !was.get(place)) shown.set(index, old ?? 0);
    if (now !== undefined || !is.get(place)) shown.set(size + index, now ?? 0);
  }
  const sums: CellSum[] = sumsAmong(places).flatMap(({ whole, parts }) =>
    [0, size, 2 * size].map((block) => ({
      whole: block + at.get(whole)!,
      parts: parts.map((part) => block + at.get(part)!),
    })),
  );
  const changes: CellSum[] = places.map((_, index) => ({
    whole: size + index,
    parts: [index, 2 * size + index],
  }));
  const recovered = attack(3 * size, shown, [...sums, ...changes]);
  const small = (people: number) => Math.abs(people) >= 1 && Math.abs(people) <= SMALL;
  const exposed: string[] = [];
  for (const [cell, people] of [...recovered, ...shown]) {
    if (!small(people)) continue;
    const kind = ['then', 'now', 'changed'][Math.floor(cell / size)];
    exposed.push(`${population} ${places[cell % size]} ${kind}: ${people}`);
  }
  return exposed;
}

const POPULATIONS_ATTACKED = ['letter_received', 'reply_due', 'level_1'];

describe.each([1, 2, 3])('somebody who reads and subtracts everything (world %d)', (seed) => {
  const uniform = seededUniform(seed);
  const upTo = (most: number) => Math.floor(uniform() * (most + 1));
  let ids: Awaited<ReturnType<typeof seedPlaces>>;
  const change = (code: string, month: LocalDate, channel: string, sums: Sums) => ({
    days: [
      {
        key: {
          departmentId: ids.get(code)!.id,
          day: `${month.slice(0, 8)}15`,
          itemId: ids.get(code)!.itemId,
          channel,
          letterType: '',
        },
        sums,
      },
    ],
    waits: [],
  });

  beforeAll(async () => {
    database = await openTestDatabase();
    ids = await seedPlaces();
    ({ app } = await openSampleDoor(ReleasesModule, database.source, sealer, clock));
    const facts = DEPARTMENTS.flatMap(({ code }, index) =>
      MONTHS.flatMap((month) =>
        CHANNELS.map((channel) =>
          // Small offices and large ones, months without anything, and many just above and below ten.
          change(code, month, channel, sumsOf(upTo(index * 9 + 5), upTo(14), upTo(40))),
        ),
      ),
    );
    await store(database.source, facts);
    await count();
  }, 120_000);
  afterAll(async () => {
    await app.close();
    await database.close();
  });

  it('finds nothing that rests on 1–10 people, in whatever order releases and corrections come', async () => {
    const make = async (key: string, correction: boolean) => {
      const [year, quarter] = [key.slice(0, 4), Number(key.slice(6))];
      const outcome = await app.get(ReleaseMaker).make(
        {
          period: periodOf('quarter', `${year}-${String(quarter * 3).padStart(2, '0')}-01`),
          author: 'test',
          reason: { zh: '测试', en: 'test' },
          correction,
        },
        clock.at,
      );
      return outcome.kind === 'made' ? outcome.id : outcome.reason;
    };
    const late = async (most: number) => {
      const facts = Array.from({ length: 3 }, () => {
        const { code } = DEPARTMENTS[upTo(3)]!;
        const sums = sumsOf(upTo(most), upTo(most), upTo(most));
        return change(code, MONTHS[upTo(5)]!, CHANNELS[upTo(1)]!, sums);
      });
      await store(database.source, facts);
      await count();
    };
    const looks: Look[] = [await look()];
    const releases: string[] = [];
    const step = async (key: string, correction: boolean) => {
      const id = await make(key, correction);
      await app.get(SuppressionService).refresh(clock.at);
      if (id.startsWith(key)) releases.push(id);
      looks.push(await look(...(id.startsWith(key) ? [await readRelease(id)] : [])));
    };
    await step('2025-Q1', false);
    await step('2025-Q2', false);
    await late(3);
    looks.push(await look());
    await step('2025-Q1', true);
    await step('2025-Q2', true);
    await late(40);
    looks.push(await look());
    await step('2025-Q2', true);
    await late(8);
    await step('2025-Q1', true);
    await step('2025-Q2', true);

    // Something was released, corrected, shown and withheld: the attack is on a real thing.
    expect(releases.slice(0, 2)).toEqual(['2025-Q1', '2025-Q2']);
    expect(releases.some((id) => id.includes('.'))).toBe(true);
    const page = (await app.inject({ url: `/api/v1/releases/${releases[1]}` })).json<ReleasePage>();
    expect(page.release.figures).toBeGreaterThan(100);
    expect(page.release.withheld).toBeGreaterThan(10);
    for (const population of POPULATIONS_ATTACKED) {
      for (let now = 1; now < looks.length; now += 1) {
        expect(found(looks[now - 1]!, looks[now]!, population)).toEqual([]);
        expect(found(looks[0]!, looks[now]!, population)).toEqual([]);
      }
    }
  }, 300_000);
});

it('the attack finds a cell that is not hidden', () => {
  const places = new Map([
    [placeOf('region', 'A', 'month', '2025-01-01'), 57],
    [placeOf('department', 'A1', 'month', '2025-01-01'), 5],
    [placeOf('department', 'A2', 'month', '2025-01-01'), 52],
  ]);
  const shown = new Map([...places].filter(([, people]) => people > SMALL));
  const one: Look = { shown: new Map([['x', shown]]), true: new Map([['x', places]]) };
  expect(found(one, one, 'x').sort()).toEqual([
    'x department A1 month 2025-01-01 now: 5',
    'x department A1 month 2025-01-01 then: 5',
  ]);
});
