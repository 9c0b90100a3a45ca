import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { certainOnly, findPersonalData, localDateOf } from '@huiyin/domain';
import { seedCalendar } from '../../directory/calendar.seed.ts';
import { RulesRepository } from '../../directory/rules.repository.ts';
import { RulesService } from '../../directory/rules.service.ts';
import { readSiteSettings } from '../../directory/site-settings.ts';
import { FigureSumsRepository } from '../../indicators/figure-sums.repository.ts';
import { FiguresRepository } from '../../indicators/figures.repository.ts';
import { FiguresService } from '../../indicators/figures.service.ts';
import { StaleRepository } from '../../indicators/stale.repository.ts';
import { LettersBulk } from '../../letters/letters.bulk.ts';
import type { TestDatabase } from '../../platform/database/test-database.ts';
import { openTestDatabase } from '../../platform/database/test-database.ts';
import { Sealer } from '../../platform/secrets/sealer.ts';
import { RatingsBulk } from '../../ratings/ratings.bulk.ts';
import { ReplySamplesService } from '../../letters/reply-samples.service.ts';
import { AppealsRepository } from '../../ratings/appeals.repository.ts';
import { AppealsService } from '../../ratings/appeals.service.ts';
import { RectificationsBulk } from '../../rectification/rectifications.bulk.ts';
import { RectificationsRepository } from '../../rectification/rectifications.repository.ts';
import { ToldSums } from '../../indicators/told-sums.repository.ts';
import { rebuildServiceOn } from '../../indicators/tally-test-kit.ts';
import { reckonedFigures } from '../../indicators/reckoned-figures.sample.ts';
import { SAMPLE_NOW, sampleDemonstration, sampleNumbering } from './demonstration.sample.ts';
import type { LoadParts } from './load-demonstration.ts';
import { loadDemonstration } from './load-demonstration.ts';

// A load is thousands of rows and all of the figures, and the machine of a test run is a busy one.
jest.setTimeout(120_000);

const SCALE = 0.01;

function partsOn({ source }: TestDatabase): LoadParts {
  const rules = new RulesService(source, { now: () => SAMPLE_NOW }, new RulesRepository());
  const sealer = new Sealer({
    current: 1,
    sealing: new Map([[1, Buffer.alloc(32, 7)]]),
    hashing: Buffer.alloc(32, 9),
  });
  const stale = new StaleRepository();
  return {
    source,
    rules,
    ratings: new RatingsBulk(rules, sealer),
    letters: new LettersBulk(rules, sealer),
    rectifications: new RectificationsBulk(rules, new RectificationsRepository(rules)),
    appeals: new AppealsService(source, rules, new AppealsRepository(), {} as never, {} as never),
    samples: new ReplySamplesService(source, rules),
    rebuild: rebuildServiceOn(source, rules),
    figures: new FiguresService(
      source,
      rules,
      stale,
      new FigureSumsRepository(),
      new FiguresRepository(),
      new ToldSums(),
    ),
  };
}

const killed = (): never => {
  throw new Error('killed');
};

describe('loading the demonstration', () => {
  let database: TestDatabase;
  let parts: LoadParts;
  let lines: string[];
  beforeAll(async () => {
    database = await openTestDatabase();
    await seedCalendar(database.source.manager);
    parts = partsOn(database);
  });
  afterAll(() => database.close());

  const load = (changed: Partial<LoadParts> = {}) => {
    lines = [];
    return loadDemonstration(
      { ...parts, ...changed },
      { now: SAMPLE_NOW, scale: SCALE, say: (line) => lines.push(line) },
    );
  };
  const number = async (query: string): Promise<number> => {
    const [row]: { n: string }[] = await database.source.query(query);
    return Number(row?.n);
  };
  const countOf = (table: string): Promise<number> => number(`select count(*) as n from ${table}`);

  it('leaves the database empty when it is interrupted while facts are stored', async () => {
    const letters = Object.assign(Object.create(parts.letters) as LettersBulk, { bulkStoreLetters: killed });
    await expect(load({ letters })).rejects.toThrow('killed');
    for (const table of [
      'region',
      'department',
      'service_item',
      'invitation',
      'rating',
      'letter',
      'site_setting',
    ]) {
      expect([table, await countOf(table)]).toEqual([table, 0]);
    }
  });

  it('is finished by the next load when it is interrupted before everything is counted', async () => {
    await expect(load({ rebuild: { rebuild: killed } })).rejects.toThrow('killed');
    expect(await countOf('rating')).toBeGreaterThan(2500);
    expect(await countOf('figure_sum')).toBe(0);
    expect(lines.at(-1)).toBe('Demonstration:  75 %, published letters');
    expect(await load()).toBe('finished');
    expect(lines.at(-1)).toBe('Demonstration: 100 %, figures');
    expect(await countOf('figure_sum')).toBeGreaterThan(1000);
    expect(await countOf('figure_stale')).toBe(0);
  });

  it('leaves a database alone that is in use', async () => {
    const version = await number('select version as n from figure_version');
    expect(await load()).toBe('left_alone');
    expect(lines).toEqual([]);
    expect(await number('select version as n from figure_version')).toBe(version);
  });

  it('stores what was generated, and says whose site it is', async () => {
    const demonstration = sampleDemonstration(SCALE);
    const numbering = sampleNumbering(demonstration);
    const cases = [...demonstration.cases(numbering)];
    const letters = [...demonstration.letters(numbering)];
    expect(await countOf('department')).toBe(demonstration.departments.length);
    expect(await countOf('invitation')).toBe(cases.filter(({ invitation }) => invitation !== null).length);
    expect(await countOf('rating')).toBe(cases.filter(({ rating }) => rating !== null).length);
    expect(await countOf('letter')).toBe(letters.length);
    expect(await countOf('letter_event')).toBe(letters.flatMap(({ events }) => events).length);
    expect(await countOf('reply')).toBe(letters.flatMap(({ replies }) => replies).length);
    expect(await countOf('published_letter')).toBe(
      letters.filter(({ state }) => state.disclosure.kind === 'published').length,
    );
    expect(await readSiteSettings(database.source.manager)).toEqual({
      owner: { zh: '江海省政务公开办公室', en: 'Office of Government Openness, Jianghai Province' },
      demonstration: true,
    });
  });

  it('shows the satisfaction of a quarter as it follows from the ratings themselves', async () => {
    const demonstration = sampleDemonstration(SCALE);
    const levels = [...demonstration.cases(sampleNumbering(demonstration))].flatMap(({ rating }) => {
      const day = localDateOf(rating?.ratedAt ?? 0);
      const counts =
        rating?.origin === 'active' &&
        rating.standing === 'effective' &&
        day >= '2026-07-01' &&
        day < '2026-10-01';
      return counts ? [rating.level] : [];
    });
    const figures = await reckonedFigures(database.source, 'site', 'quarter', 'C1');
    const figure = figures.find(({ start }) => start === '2026-07-01');
    expect(figure?.denominator).toBe(levels.length);
    expect(figure?.value).toBeCloseTo(
      levels.reduce<number>((sum, level) => sum + 25 * (level - 1), 0) / levels.length,
      8,
    );
  });

  it('publishes nothing that tells a person', async () => {
    const copies: { subject: string; body: string; replies: { body: string }[] }[] =
      await database.source.query('select subject, body, replies from published_letter');
    const texts = copies.flatMap(({ subject, body, replies }) => [
      subject,
      body,
      ...replies.map((reply) => reply.body),
    ]);
    expect(texts.length).toBeGreaterThan(150);
    expect(texts.flatMap((text) => certainOnly(findPersonalData(text)))).toEqual([]);
    expect(copies.some(({ body }) => body.includes('[姓名]'))).toBe(true);
  });
});
