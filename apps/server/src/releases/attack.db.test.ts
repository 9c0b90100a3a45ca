import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FigureList, ReleasePage } from '@huiyin/contract';
import type { LocalDate, Measure, ReleaseContent, Sums } from '@huiyin/domain';
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
import type { Combination, Statement } from '../../../../packages/domain/src/suppression/attacker.sample.ts';
import { Knowledge } from '../../../../packages/domain/src/suppression/attacker.sample.ts';
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
        channels: [],
      })),
      '2025-01-01',
    );
  });
  const rows: { code: string; id: number; itemId: number }[] = await source.query(
    `select d.code, d.id, i.id as "itemId" from department d join service_item i on i.department_id = d.id`,
  );
  return new Map(rows.map(({ code, ...ids }) => [code, ids]));
}

/** Facts of one department, month, item and channel: letters, the replies that fell due, and ratings. */
type Tellers = readonly [letters: number, due: number, rated: number];

/** What stands of each department, month and channel, by their names. Nothing finer is ever published. */
type Atoms = ReadonlyMap<string, Tellers>;

const sumsOf = ([letters, due, rated]: Tellers): Sums => ({
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

/** What stands in a table of sums, as people by place. */
async function peopleIn(table: 'figure_sum' | 'public_figure', measures: readonly Measure[]): Promise<Shown> {
  const rows: { scope: string; code: string; kind: string; start: LocalDate; n: number }[] =
    await database.source.query(
      `select scope_kind as scope, scope_code as code, period_kind as kind, period_start as start,
         ${measures.map((measure) => `coalesce((sums ->> '${measure}')::int, 0)`).join(' + ')} as n
       from ${table}
       where scope_kind <> 'site'`,
    );
  return new Map(rows.map(({ scope, code, kind, start, n }) => [placeOf(scope, code, kind, start), n]));
}

/** The sums of one month that hold by the shape of the tree. */
const SUMS: readonly { readonly whole: string; readonly parts: readonly string[] }[] = [
  { whole: 'region P', parts: ['region A', 'region B'] },
  { whole: 'region P', parts: ['line health', 'line housing'] },
  { whole: 'region P', parts: CHANNELS.map((code) => `channel ${code}`) },
  ...['A', 'B'].map((region) => ({
    whole: `region ${region}`,
    parts: DEPARTMENTS.filter((one) => one.region === region).map(({ code }) => `department ${code}`),
  })),
  ...['health', 'housing'].map((line) => ({
    whole: `line ${line}`,
    parts: DEPARTMENTS.filter((one) => one.line === line).map(({ code }) => `department ${code}`),
  })),
  ...DEPARTMENTS.map(({ code }) => ({ whole: `department ${code}`, parts: [`item ${code}-permit`] })),
];
const SCOPES = [...new Set(SUMS.flatMap(({ whole, parts }) => [whole, ...parts]))];
const LONGER = new Map([
  ['quarter', 3],
  ['year', 12],
  ['rolling', 12],
]);

/** Whether a department, month and channel are counted in a place. */
function liesIn(atom: string, scope: string, code: string): boolean {
  const [department, , channel] = atom.split(' ') as [string, string, string];
  const { region, line } = DEPARTMENTS.find((one) => one.code === department)!;
  if (scope === 'region') return code === 'P' || code === region;
  if (scope === 'line') return code === line;
  return scope === 'channel' ? code === channel : code === department || code === `${department}-permit`;
}

const isSmall = (people: number): boolean => Math.abs(people) >= 1 && Math.abs(people) <= SMALL;

/**
 * Somebody who keeps one population's numbers, and knows more than the public does: which numbers of a correction stand
 * as they were before, and that nothing changed in a month in which nothing changed.
 *
 * Unknown is how many people each scope had in each month, in each edition: as the facts stood when a release spoke of the
 * month, or before any did. Of one edition all sums of the tree hold. What is told of a scope and month is told of the last
 * edition in which it was not held, and a longer period is told as the sum of its months as they are told.
 */
class Reader {
  private readonly numbers = new Map<string, number>();
  private readonly statements: Statement[] = [];
  /** What was told at some time of each scope and period, as combinations of unknowns; the same one only once. */
  private readonly told = new Map<string, Map<string, Combination>>();
  /** Of which edition each scope and month is told. */
  private readonly toldEdition = new Map<Place, number>();
  private readonly editions = new Map<LocalDate, Shown[]>();
  /** People by department, month and channel, of each edition of a month. */
  private readonly atoms = new Map<LocalDate, ReadonlyMap<string, number>[]>();

  constructor(
    private readonly measures: readonly Measure[],
    private readonly standing: Atoms,
  ) {}

  /** The facts of these months as they stand now are what is told from now on, but where what is told was held. */
  async turn(months: readonly LocalDate[]): Promise<void> {
    const [facts, told] = [
      await peopleIn('figure_sum', this.measures),
      await peopleIn('public_figure', this.measures),
    ];
    for (const month of months) {
      const edition = new Map(SCOPES.map((scope) => [scope, facts.get(`${scope} month ${month}`) ?? 0]));
      const editions = this.editions.get(month) ?? [];
      const isOther = SCOPES.some((scope) => editions.at(-1)?.get(scope) !== edition.get(scope));
      if (isOther) {
        editions.push(edition);
        this.atoms.set(month, [...(this.atoms.get(month) ?? []), this.atomsOf(month)]);
      }
      this.editions.set(month, editions);
      for (const scope of SCOPES) {
        const place = `${scope} month ${month}`;
        if ((told.get(place) ?? 0) === edition.get(scope)) this.toldEdition.set(place, editions.length - 1);
      }
      if (!isOther) continue;
      for (const { whole, parts } of SUMS) {
        const of = (scope: string) => this.unknown(scope, month, editions.length - 1);
        this.statements.push({
          terms: new Map([[of(whole), -1], ...parts.map((part) => [of(part), 1] as const)]),
          people: 0,
        });
      }
    }
  }

  /** Reads what is shown of the population now. */
  async read(shown: Shown): Promise<void> {
    const told = await peopleIn('public_figure', this.measures);
    for (const scope of SCOPES) for (const month of MONTHS) this.see(`${scope} month ${month}`, shown, told);
    for (const place of told.keys()) this.see(place, shown, told);
  }

  private see(place: Place, shown: Shown, told: Shown): void {
    const terms = this.toldOf(place);
    const text = JSON.stringify([...terms]);
    this.told.set(place, (this.told.get(place) ?? new Map<string, Combination>()).set(text, terms));
    // A place that is not there has nobody, which everybody knows.
    const people = told.get(place) ? shown.get(place) : 0;
    if (people === undefined) return;
    expect([place, this.truthOf(terms)]).toEqual([place, people]);
    this.statements.push({ terms, people });
  }

  private toldOf(place: Place): Combination {
    const [scope, code, kind, start] = place.split(' ') as [string, string, string, LocalDate];
    const months = Array.from({ length: LONGER.get(kind) ?? 1 }, (_, month) =>
      addMonthsToStart(start, month),
    );
    return new Map(
      months
        .filter((month) => MONTHS.includes(month))
        .map((month) => {
          const edition = this.toldEdition.get(`${scope} ${code} month ${month}`)!;
          return [this.unknown(`${scope} ${code}`, month, edition), 1];
        }),
    );
  }

  private unknown(scope: string, month: LocalDate, edition: number): number {
    const name = `${scope}|${month}|${edition}`;
    const number = this.numbers.get(name) ?? this.numbers.size;
    this.numbers.set(name, number);
    return number;
  }

  private truthOf(terms: Combination): number {
    const names = [...this.numbers.keys()];
    return [...terms].reduce((sum, [unknown, times]) => {
      const [scope, month, edition] = names[unknown]!.split('|') as [string, LocalDate, string];
      return sum + times * this.editions.get(month)![Number(edition)]!.get(scope)!;
    }, 0);
  }

  private atomsOf(month: LocalDate): ReadonlyMap<string, number> {
    const own = [...this.standing].filter(([key]) => key.split(' ')[1] === month);
    return new Map(
      own.map(([key, tellers]) => {
        const sums = sumsOf(tellers);
        return [key, this.measures.reduce((sum, measure) => sum + (sums[measure] ?? 0), 0)];
      }),
    );
  }

  /**
   * How many people came or went, at least, between two ways in which a place was told. More than the difference where
   * some came and others went: that ten more and nine fewer make one more tells of nobody.
   */
  private peopleBetween(place: Place, then: Combination, now: Combination): number {
    const [scope, code] = place.split(' ') as [string, string];
    const names = [...this.numbers.keys()];
    const editionsOf = (terms: Combination) =>
      new Map(
        [...terms.keys()].map((unknown) => {
          const [, month, edition] = names[unknown]!.split('|') as [string, LocalDate, string];
          return [month, this.atoms.get(month)![Number(edition)]!];
        }),
      );
    const [old, present] = [editionsOf(then), editionsOf(now)];
    let people = 0;
    for (const [month, atoms] of present)
      for (const [key, count] of atoms)
        if (liesIn(key, scope, code)) people += Math.abs(count - (old.get(month)?.get(key) ?? 0));
    return people;
  }

  /** Whatever follows of all that was read: numbers that rest on 1–10 people, and changes that do. */
  found(): string[] {
    const knowledge = new Knowledge(this.statements);
    const exposed: string[] = [];
    const ask = (what: string, terms: Combination, restsOn?: () => number) => {
      const people = knowledge.peopleOf(terms);
      if (people === undefined) return;
      // What was computed is true: the model of what is known holds.
      expect([what, people]).toEqual([what, this.truthOf(terms)]);
      if (isSmall(people) && (restsOn === undefined || restsOn() <= SMALL))
        exposed.push(`${what}: ${people}`);
    };
    const compare = (place: Place, ways: readonly Combination[]) => {
      ways.forEach((now, at) => {
        ask(`${place} as of ${at}`, now);
        for (const then of ways.slice(0, at)) {
          const change = new Map(now);
          for (const [unknown, times] of then) change.set(unknown, (change.get(unknown) ?? 0) - times);
          ask(`change of ${place} up to ${at}`, change, () => this.peopleBetween(place, then, now));
        }
      });
    };
    for (const [place, ways] of this.told) if (!place.includes(' month ')) compare(place, [...ways.values()]);
    for (const [month, editions] of this.editions)
      for (const scope of SCOPES)
        compare(
          `${scope} month ${month}`,
          editions.map((_, edition) => new Map([[this.unknown(scope, month, edition), 1]])),
        );
    return exposed;
  }
}

const POPULATIONS_ATTACKED = ['letter_received', 'reply_due', 'level_1'];
/** More worlds than these are read with HUIYIN_ATTACK_WORLDS=1-40. */
const WORLDS = worldsOf(process.env['HUIYIN_ATTACK_WORLDS'] ?? '1-3');

function worldsOf(span: string): number[] {
  const [first, last = first] = span.split('-').map(Number);
  return Array.from({ length: last! - first! + 1 }, (_, place) => first! + place);
}

describe.each(WORLDS)('somebody who reads and subtracts everything (world %d)', (seed) => {
  const uniform = seededUniform(seed);
  const upTo = (most: number) => Math.floor(uniform() * (most + 1));
  let ids: Awaited<ReturnType<typeof seedPlaces>>;
  const standing = new Map<string, Tellers>();
  /** Facts that came, or with negative numbers went: a rating set aside, a letter that belongs elsewhere. */
  const change = (code: string, month: LocalDate, channel: string, by: Tellers) => {
    const key = `${code} ${month} ${channel}`;
    const before = standing.get(key) ?? [0, 0, 0];
    const after = before.map((count, place) => Math.max(0, count + by[place]!)) as unknown as Tellers;
    standing.set(key, after);
    const [was, is] = [sumsOf(before), sumsOf(after)];
    const sums = Object.fromEntries(
      Object.entries(is).map(([measure, count]) => [measure, count - (was[measure as Measure] ?? 0)]),
    );
    return changeOf(code, month, channel, sums);
  };
  const changeOf = (code: string, month: LocalDate, channel: string, sums: Sums) => ({
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
          change(code, month, channel, [upTo(index * 9 + 5), upTo(14), upTo(40)]),
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
      const facts = Array.from({ length: 3 }, (_, place) => {
        const { code } = DEPARTMENTS[upTo(3)]!;
        // Most facts come, some go; one at least comes, so that there is something to correct.
        const sign = place > 0 && upTo(2) === 0 ? -1 : 1;
        const by: Tellers = [sign * upTo(most), sign * upTo(most), sign * upTo(most)];
        return change(code, MONTHS[upTo(5)]!, CHANNELS[upTo(1)]!, by);
      });
      await store(database.source, facts);
      await count();
    };
    const readers = new Map(
      POPULATIONS.filter(({ key }) => POPULATIONS_ATTACKED.includes(key)).map(({ key, measures }) => [
        key,
        new Reader(measures, standing),
      ]),
    );
    const read = async (...releases: ReadonlyMap<string, Shown>[]) => {
      const shown = await lookEverywhere();
      for (const release of releases)
        for (const [key, places] of release) for (const [place, n] of places) shown.get(key)!.set(place, n);
      for (const [key, reader] of readers) await reader.read(shown.get(key)!);
    };
    const turn = async (months: readonly LocalDate[]) => {
      for (const reader of readers.values()) await reader.turn(months);
    };
    const releases: string[] = [];
    const step = async (key: string, correction: boolean) => {
      const id = await make(key, correction);
      await app.get(SuppressionService).refresh(clock.at);
      if (!id.startsWith(key)) return;
      releases.push(id);
      await turn(key.endsWith('Q1') ? MONTHS.slice(0, 3) : MONTHS.slice(3));
      await read(await readRelease(id));
    };
    await turn(MONTHS);
    await read();
    await step('2025-Q1', false);
    await step('2025-Q2', false);
    await late(3);
    await read();
    await step('2025-Q1', true);
    await step('2025-Q2', true);
    await late(40);
    await read();
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
    expect([...readers].flatMap(([key, reader]) => reader.found().map((one) => `${key}: ${one}`))).toEqual(
      [],
    );
  }, 300_000);
});
