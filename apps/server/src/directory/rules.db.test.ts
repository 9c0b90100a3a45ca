import { dueInstant, localDateOf, workingDaysInYear } from '@huiyin/domain';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { TestDatabase } from '../platform/database/test-database.ts';
import { openTestDatabase } from '../platform/database/test-database.ts';
import { seedCalendar } from './calendar.seed.ts';
import { RulesRepository } from './rules.repository.ts';
import { RulesService } from './rules.service.ts';
import { readSiteSettings, writeSiteSettings } from './site-settings.ts';

describe('the rules', () => {
  let database: TestDatabase;
  let rules: RulesService;
  const now = Date.parse('2024-05-06T04:00:00Z');
  beforeAll(async () => {
    database = await openTestDatabase();
    await Promise.all([seedCalendar(database.source.manager), seedCalendar(database.source.manager)]);
    rules = new RulesService(database.source, { now: () => now }, new RulesRepository());
  }, 60_000);
  afterAll(() => database.close());

  it('know the worked weekends and holidays of the official arrangement', async () => {
    const { calendar, policy } = await rules.letterRules();
    expect(workingDaysInYear(calendar, 2024)).toBe(251);
    const fiveDays = { unit: 'working_day', amount: 5 } as const;
    const due = dueInstant(fiveDays, Date.parse('2024-02-08T02:00:00Z'), [], calendar, policy.zone);
    expect(localDateOf(due, policy.zone)).toBe('2024-02-21');
    expect(calendar.covers(2004)).toBe(true);
    expect(calendar.covers(2027)).toBe(false);
  });

  it('are those of the version in force when a letter came, from its first local day on', async () => {
    await database.source.query(
      `insert into policy (kind, version, effective_from, settings, author, reason)
       select kind, 2, '2024-07-01', jsonb_set(settings, '{clocks,reply,amount}', '10'), 'test', 'faster'
       from policy
       where kind = 'letter' and version = 1`,
    );
    rules.refresh();
    const book = await rules.book();
    expect(book.letterAt(Date.parse('2024-06-30T15:59:59.999Z')).version).toBe(1);
    expect(book.letterAt(Date.parse('2024-06-30T16:00:00Z')).version).toBe(2);
    expect(book.letterAt(Date.parse('1999-01-01T00:00:00Z')).version).toBe(1);
    expect((await rules.letterRules()).version).toBe(1);
    expect((await rules.letterRules(2)).policy.clocks.reply).toEqual({ unit: 'working_day', amount: 10 });
    await expect(rules.letterRules(3)).rejects.toThrow('no version 3');
  });

  it('give the window in which a rating may come late', async () => {
    expect(await rules.ratingPolicy()).toEqual({ lateWindow: { unit: 'working_day', amount: 5 } });
  });

  it('warn once about a year that no calendar covers', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    try {
      const book = await rules.book();
      for (let time = 0; time < 3; time += 1) book.letterAt(Date.parse('2031-03-01T00:00:00Z'));
      expect(warn).toHaveBeenCalledTimes(1);
      expect(warn.mock.calls[0]![0]).toContain('2031');
    } finally {
      warn.mockRestore();
    }
  });

  it('leave the site without an owner until one is set', async () => {
    const { manager } = database.source;
    expect(await readSiteSettings(manager)).toEqual({
      owner: { zh: '未设置主办单位', en: 'Owner not set' },
      demonstration: false,
    });
    await writeSiteSettings(manager, { demonstration: true });
    await writeSiteSettings(manager, { owner: { zh: '某办公室', en: 'An office' } });
    expect(await readSiteSettings(manager)).toEqual({
      owner: { zh: '某办公室', en: 'An office' },
      demonstration: true,
    });
  });
});
