// The invariant of the house, held against random lives: whatever happens to ratings and letters, in whatever order and
// how many at once, the tallies equal the sum of what the facts contribute, and a rebuild makes the same bytes.

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Level, LetterDeed, RectificationDeed } from '@huiyin/domain';
import {
  CellSums,
  LETTER_TYPES,
  LEVELS,
  addDays,
  contributionsOfAppeal,
  contributionsOfCase,
  contributionsOfItemChannel,
  contributionsOfLetter,
  contributionsOfRectification,
  letterState,
  localDateOf,
  stepLetter,
  uuid7,
} from '@huiyin/domain';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import {
  adoptSampleCalendar,
  storeSampleDirectory,
} from '../../apps/server/src/directory/directory.sample.ts';
import { allItemChannelFacts } from '../../apps/server/src/directory/item-channels.ts';
import { RulesService } from '../../apps/server/src/directory/rules.service.ts';
import type { OtherDeed } from '../../apps/server/src/disclosure/disclosure.service.ts';
import { DisclosureService } from '../../apps/server/src/disclosure/disclosure.service.ts';
import { FoldService } from '../../apps/server/src/indicators/fold.service.ts';
import { RebuildService } from '../../apps/server/src/indicators/rebuild.service.ts';
import { canonicalDump } from '../../apps/server/src/indicators/tally-dump.ts';
import type { LetterKey } from '../../apps/server/src/letters/letters.repository.ts';
import { LettersRepository } from '../../apps/server/src/letters/letters.repository.ts';
import { LetterIntakeService } from '../../apps/server/src/letters/letter-intake.service.ts';
import { LettersService } from '../../apps/server/src/letters/letters.service.ts';
import { readConfiguration } from '../../apps/server/src/platform/configuration/configuration.ts';
import type { TestDatabase } from '../../apps/server/src/platform/database/test-database.ts';
import { openTestDatabase } from '../../apps/server/src/platform/database/test-database.ts';
import { VisitorError } from '../../apps/server/src/platform/errors/errors.ts';
import { AppealsRepository } from '../../apps/server/src/ratings/appeals.repository.ts';
import { AppealsService } from '../../apps/server/src/ratings/appeals.service.ts';
import { InvitationsService } from '../../apps/server/src/ratings/invitations.service.ts';
import { RatingsRepository } from '../../apps/server/src/ratings/ratings.repository.ts';
import { RatingsService } from '../../apps/server/src/ratings/ratings.service.ts';
import { RectificationsRepository } from '../../apps/server/src/rectification/rectifications.repository.ts';
import { RectificationsService } from '../../apps/server/src/rectification/rectifications.service.ts';
import { ToolModule } from '../../apps/server/src/tool.module.ts';
import { newFolder } from '../journeys/running-site.ts';

const HOUR = 3_600_000;
const DEPARTMENTS = ['qingpu-social', 'qingpu-housing', 'yunting-social'];

/** One step of a life. `pick` chooses among what exists by then, `jump` moves the time of the deed forward. */
type Step =
  | {
      readonly kind: 'invite' | 'rate_by_link' | 'rate_freely' | 'fold' | 'write';
      readonly pick: number;
      readonly level: Level;
      readonly consent: boolean;
    }
  | {
      readonly kind: 'exclude' | 'restore' | 'withdraw' | 'adopt_calendar' | 'appeal' | 'decide';
      readonly pick: number;
    }
  | { readonly kind: 'rectify'; readonly choice: number; readonly pick: number; readonly jump: number }
  | {
      readonly kind: 'deed';
      readonly guided: boolean;
      readonly choice: number;
      readonly pick: number;
      readonly jump: number;
    }
  | { readonly kind: 'publish' | 'withhold' | 'unpublish'; readonly pick: number; readonly jump: number };

const picks = fc.nat({ max: 1_000 });
const jumps = fc.integer({ min: 0, max: 10 * 24 }).map((hours) => hours * HOUR);
const levels = fc.constantFrom<Level>(...LEVELS);

/** One of each deed an officer or writer may do. Most are refused from most stages, which is tried as well. */
const DEEDS: readonly LetterDeed[] = [
  { kind: 'accepted' },
  { kind: 'rejected', reason: 'in_court' },
  { kind: 'merged', intoNumber: 'HY2026-00000000' },
  { kind: 'dispatched', departmentId: 2 },
  { kind: 'dispatched', departmentId: 3 },
  { kind: 'objected', reason: '不是我们管的' },
  { kind: 'acknowledged' },
  { kind: 'paused', reason: '等来信人补充' },
  { kind: 'resumed' },
  { kind: 'supplemented' },
  { kind: 'consent_changed', consent: false },
  { kind: 'consent_changed', consent: true },
  { kind: 'extended', amount: 7, reason: '需要勘察' },
  { kind: 'replied' },
  { kind: 'called_back', verdict: 'resolved', satisfaction: 5 },
  { kind: 'called_back', verdict: 'half_resolved', satisfaction: null },
  { kind: 'reopened', reason: '没有解决' },
  { kind: 'closed' },
  { kind: 'repeated', byNumber: 'HY2026-00000001', cameInAt: Date.now() + 15 * 24 * HOUR },
];

/** One of each deed on an order that a bad rating opened. */
const ORDER_DEEDS: readonly RectificationDeed[] = [
  { kind: 'rectified' },
  { kind: 'classified', complexity: 'complex' },
  { kind: 'named' },
  { kind: 'contacted' },
  { kind: 'explained' },
  { kind: 'called_back', satisfied: true },
  { kind: 'called_back', satisfied: false },
  { kind: 'closed' },
];

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'invite' as const,
        'rate_by_link' as const,
        'rate_freely' as const,
        'write' as const,
      ),
      pick: fc.nat({ max: 9 }),
      level: levels,
      consent: fc.nat({ max: 9 }).map((chance) => chance > 0),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('fold' as const),
      pick: picks,
      level: levels,
      consent: fc.boolean(),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'exclude' as const,
        'exclude' as const,
        'restore' as const,
        'restore' as const,
        'withdraw' as const,
        'adopt_calendar' as const,
        'appeal' as const,
        'appeal' as const,
        'decide' as const,
        'decide' as const,
      ),
      pick: picks,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('rectify' as const),
      choice: picks,
      // Of two orders only, so that they come to their end; of letters likewise.
      pick: fc.nat({ max: 1 }),
      jump: fc.nat({ max: 40 }).map((hours) => hours * HOUR),
    }),
  },
  {
    weight: 22,
    arbitrary: fc.record({
      kind: fc.constant('deed' as const),
      guided: fc.boolean(),
      choice: picks,
      pick: fc.nat({ max: 1 }),
      jump: jumps,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'publish' as const,
        'publish' as const,
        'publish' as const,
        ...Array.from({ length: 2 }, () => 'withhold' as const),
        ...Array.from({ length: 3 }, () => 'unpublish' as const),
      ),
      pick: fc.nat({ max: 1 }),
      jump: jumps,
    }),
  },
);

let database: TestDatabase;
let app: INestApplicationContext;

beforeAll(async () => {
  database = await openTestDatabase();
  await storeSampleDirectory(database.source, Date.now);
  const configuration = readConfiguration({ DATABASE_URL: database.url, HUIYIN_DATA: newFolder() });
  app = await NestFactory.createApplicationContext(ToolModule.with(configuration), { logger: false });
}, 60_000);
afterAll(async () => {
  await app.close();
  await database.close();
});

/** What exists so far, shared by the steps that run at once. */
class World {
  private readonly tokens: string[] = [];
  private readonly ratings: { departmentId: number; id: string }[] = [];
  private readonly excluded: { departmentId: number; id: string }[] = [];
  private readonly bad: { departmentId: number; id: string; at: number }[] = [];
  private readonly letters: { key: LetterKey; at: number }[] = [];
  private readonly published: { key: LetterKey; at: number }[] = [];
  /** How many steps of each kind really changed something: a run in which nothing happens proves nothing. */
  readonly happened = new Map<string, number>();

  async live(step: Step): Promise<void> {
    const changed = await this.take(step).catch((error: unknown) => {
      if (error instanceof VisitorError) return false;
      throw error;
    });
    if (changed) this.count(step.kind);
  }

  private async take(step: Step): Promise<boolean> {
    const now = Date.now();
    switch (step.kind) {
      case 'invite': {
        const invitation = {
          id: newId(),
          departmentId: 1 + (step.pick % 3),
          itemId: null,
          channel: 'web',
          caseNumber: null,
          invitedAt: now,
        };
        const [invited] = await app.get(InvitationsService).invite(app.get(DataSource).manager, [invitation]);
        this.tokens.push(invited!.token);
        return true;
      }
      case 'rate_by_link':
      case 'rate_freely':
        return this.rate(step, now);
      case 'write':
        return this.write(step, now);
      case 'fold':
        return (await app.get(FoldService).fold()).folded > 0;
      case 'exclude':
      case 'restore':
      case 'withdraw': {
        const wanted = step.kind === 'restore' ? this.excluded : this.ratings;
        const rating = oneOf(wanted.length > 0 ? wanted : this.ratings, step.pick);
        if (rating === undefined) return false;
        const { kind } = await app.get(RatingsService)[step.kind](rating, 'test', '申诉', now);
        if (kind === 'changed' && step.kind === 'exclude') this.excluded.push(rating);
        return kind === 'changed';
      }
      case 'adopt_calendar':
        return adoptCalendar(step.pick);
      case 'rectify':
        return this.rectify(step);
      case 'appeal': {
        const rating = oneOf(this.bad, step.pick);
        if (rating === undefined) return false;
        return (await app.get(AppealsService).file(rating, 'office', '不是我们办的', now)).kind === 'filed';
      }
      case 'decide': {
        const rating = oneOf(this.bad, step.pick);
        if (rating === undefined) return false;
        const verdict = {
          deciderDepartmentId: 1 + (rating.departmentId % 3),
          decidedBy: 'test',
          upheld: step.pick % 2 === 0,
          reason: '已查明',
        };
        return (await app.get(AppealsService).decide(rating, verdict, now)).kind === 'decided';
      }
      default:
        return this.handle(step);
    }
  }

  private async rate({ kind, pick, level }: Extract<Step, { level: Level }>, now: number): Promise<boolean> {
    const answer = {
      id: newId(),
      level,
      tags: ['attitude' as const],
      pressured: false,
      comment: null,
      contact: pick % 2 === 0 ? null : { name: '评价人', phone: '13800138000' },
    };
    const token = this.tokens[pick % this.tokens.length];
    if (kind === 'rate_by_link' && token === undefined) return false;
    const offer =
      kind === 'rate_by_link' ? { token: token! } : { department: DEPARTMENTS[pick % 3]!, channel: 'app' };
    const receipt = await app.get(RatingsService).submit({ ...answer, ...offer }, now);
    if (receipt.outcome === 'repeated') return false;
    const rows: { departmentId: number; id: string }[] = await database.source.query(
      'select department_id as "departmentId", id from rating where id = $1',
      [receipt.id],
    );
    this.ratings.push(rows[0]!);
    if (level <= 2) this.bad.push({ ...rows[0]!, at: now });
    return true;
  }

  private async rectify({ choice, pick, jump }: Extract<Step, { kind: 'rectify' }>): Promise<boolean> {
    const rating = oneOf(this.bad, pick);
    const deed = ORDER_DEEDS[choice % ORDER_DEEDS.length]!;
    if (rating === undefined) return false;
    rating.at += jump;
    const by = { at: rating.at, actor: 'test' };
    const { kind } = await app.get(RectificationsService).record(rating, deed, by);
    if (kind === 'recorded') this.count(`order ${deed.kind}`);
    return kind === 'recorded';
  }

  private async write({ pick, consent }: Extract<Step, { level: Level }>, now: number): Promise<boolean> {
    const letter = {
      id: newId(),
      department: DEPARTMENTS[pick % 3]!,
      channel: 'web',
      type: LETTER_TYPES[pick % LETTER_TYPES.length]!,
      subject: '路灯不亮',
      body: '小区门口的路灯坏了一个月。',
      writer: { name: '来信人' },
      consent,
    };
    const receipt = await app.get(LetterIntakeService).submit(letter, now);
    const key = await app.get(LettersService).keyOfNumber(receipt.number);
    this.letters.push({ key: key!, at: now });
    return true;
  }

  private async handle(
    step: Extract<Step, { kind: 'deed' | 'publish' | 'withhold' | 'unpublish' }>,
  ): Promise<boolean> {
    const wanted = step.kind === 'unpublish' ? this.published : this.letters;
    const letter = oneOf(wanted.length > 0 ? wanted : this.letters, step.pick);
    if (letter === undefined) return false;
    letter.at += step.jump;
    const by = { actor: 'test', at: letter.at };
    const disclosure = app.get(DisclosureService);
    switch (step.kind) {
      case 'publish': {
        const { kind } = await disclosure.publishAutomatically(letter.key, by);
        if (kind === 'done') this.published.push(letter);
        return kind === 'done';
      }
      case 'withhold':
      case 'unpublish':
        return (await disclosure[step.kind](letter.key, { ...by, reason: 'privacy' })).kind === 'done';
      default:
        return this.deed(letter, step);
    }
  }

  /** Guided steps choose among what the letter's stage allows, so that lives get far; the others try anything. */
  private async deed(
    { key, at }: { key: LetterKey; at: number },
    step: Extract<Step, { guided: boolean }>,
  ): Promise<boolean> {
    const state = letterState(await app.get(LettersService).historyOf(key))!;
    // A rejected or merged letter has no further life, so it is not often chosen.
    const lively =
      step.choice % 9 === 0 ? DEEDS : DEEDS.filter(({ kind }) => kind !== 'rejected' && kind !== 'merged');
    const allowed = step.guided
      ? lively.filter((deed) => stepLetter(state, deed, at).kind === 'done')
      : DEEDS;
    const deed = allowed[step.choice % allowed.length];
    if (deed === undefined) return false;
    const outcome = await app
      .get(DisclosureService)
      .record(key, deed as OtherDeed, { actor: 'test', at, text: '已经修好。' });
    if (outcome.kind !== 'done') return false;
    this.count(deed.kind);
    return true;
  }

  private count(kind: string): void {
    this.happened.set(kind, (this.happened.get(kind) ?? 0) + 1);
  }
}

const oneOf = <T>(things: readonly T[], pick: number): T | undefined => things[pick % things.length];

/** Another calendar: some weeks of the coming months are free. Letters keep the one they were counted with. */
async function adoptCalendar(pick: number): Promise<boolean> {
  const today = localDateOf(Date.now(), 'Asia/Shanghai');
  const weeks = Array.from({ length: 17 }, (_, week) => week).filter((week) => week % (2 + (pick % 5)) === 0);
  const free = weeks.flatMap((week) => [0, 1, 2, 3, 4, 5, 6].map((day) => addDays(today, 7 * week + day)));
  await adoptSampleCalendar(database.source, free);
  app.get(RulesService).refresh();
  return true;
}

const newId = () => uuid7(Date.now(), randomBytes(10));

const dump = () => database.source.transaction((manager) => canonicalDump(manager));

/** The sum of what all facts contribute, straight from the facts, as one number a measure and department. */
async function sumsOfFacts(): Promise<Record<string, number>> {
  const sums = new CellSums();
  await database.source.transaction('REPEATABLE READ', async (manager) => {
    for await (const rated of app.get(RatingsRepository).streamCases(manager))
      sums.add(contributionsOfCase(rated));
    for await (const { state, rules, facets } of app.get(LettersRepository).streamLetters(manager)) {
      sums.add(contributionsOfLetter(state, rules, facets));
    }
    for await (const { state, rules, facets } of app.get(RectificationsRepository).stream(manager))
      sums.add(contributionsOfRectification(state, rules, facets));
    for (const appeal of await app.get(AppealsRepository).decided(manager))
      sums.add(contributionsOfAppeal(appeal));
    for (const pair of (await allItemChannelFacts(manager)).values())
      sums.add(contributionsOfItemChannel(pair));
  });
  const totals: Record<string, number> = {};
  for (const { key, sums: cell } of sums.result().days) {
    for (const [measure, count] of Object.entries(cell)) {
      if (count === 0) continue;
      const name = `${key.departmentId} ${key.day} ${key.itemId} ${key.channel} ${key.letterType} ${measure}`;
      totals[name] = (totals[name] ?? 0) + count;
    }
  }
  return totals;
}

async function sumsOfTallies(): Promise<Record<string, number>> {
  const rows: Record<string, unknown>[] = await database.source.query('select * from tally_day');
  const totals: Record<string, number> = {};
  for (const {
    department_id: department,
    day,
    item_id: item,
    channel,
    letter_type: type,
    ...measures
  } of rows) {
    for (const [measure, count] of Object.entries(measures)) {
      if (count !== 0) totals[[department, day, item, channel, type, measure].join(' ')] = count as number;
    }
  }
  return totals;
}

describe('tallies and facts', () => {
  it('agree after any life, in any order and at once, and a rebuild makes the same bytes', async () => {
    const happened = new Map<string, number>();
    const expected = [
      ...['invite', 'rate_by_link', 'rate_freely', 'exclude', 'restore', 'withdraw', 'write', 'fold'],
      ...['publish', 'withhold', 'unpublish', 'adopt_calendar', 'rectify', 'appeal', 'decide'],
      ...ORDER_DEEDS.map(({ kind }) => `order ${kind}`),
      ...DEEDS.map(({ kind }) => kind),
    ];
    const missing = () => expected.filter((kind) => !happened.has(kind));
    const live = () =>
      fc.assert(
        fc.asyncProperty(
          fc.array(steps, { minLength: 60, maxLength: 160, size: 'max' }),
          fc.integer({ min: 1, max: 6 }),
          async (life, atOnce) => {
            const world = new World();
            for (let start = 0; start < life.length; start += atOnce) {
              await Promise.all(life.slice(start, start + atOnce).map((step) => world.live(step)));
            }
            for (const [kind, count] of world.happened) happened.set(kind, (happened.get(kind) ?? 0) + count);
            while ((await app.get(FoldService).fold()).folded > 0);

            const facts = await sumsOfFacts();
            expect(await sumsOfTallies()).toEqual(facts);
            const folded = await dump();
            await app.get(RebuildService).rebuild();
            expect(await dump()).toBe(folded);
          },
        ),
        { numRuns: 30 },
      );
    // Lives in which something never happens prove nothing of it: more of them are lived until everything has.
    await live();
    for (let more = 0; more < 6 && missing().length > 0; more += 1) await live();
    expect(missing()).toEqual([]);
  }, 300_000);
});
