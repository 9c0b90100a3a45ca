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

  it('are those of the policy in force when a letter came, from its first local day on', async () => {
    await database.source.query(
      `insert into policy (kind, version, effective_from, settings, author, reason)
       select kind, 2, '2024-07-01', jsonb_set(settings, '{clocks,reply,amount}', '10'), 'test', 'faster'
       from policy
       where kind = 'letter' and version = 1`,
    );
    rules.refresh();
    const book = await rules.book();
    expect(book.letterAt(Date.parse('2024-06-30T15:59:59.999Z')).policyVersion).toBe(1);
    expect(book.letterAt(Date.parse('2024-06-30T16:00:00Z')).policyVersion).toBe(2);
    expect(book.letterAt(Date.parse('1999-01-01T00:00:00Z')).policyVersion).toBe(1);
    expect((await rules.letterRules()).policyVersion).toBe(1);
    const recorded = await rules.letterRulesOf({ policyVersion: 2, calendarVersion: 1 });
    expect(recorded.policy.clocks.reply).toEqual({ unit: 'working_day', amount: 10 });
    await expect(rules.letterRulesOf({ policyVersion: 3, calendarVersion: 1 })).rejects.toThrow(
      'no letter rules 3/1',
    );
  });

  it('are of the newest calendar for a new letter, and of the one it recorded for an old one', async () => {
    await database.source.query(
      `insert into calendar_version (version, covered_from, covered_to, author, reason)
       values (2, 2004, 2027, 'test', 'the arrangement of 2027')`,
    );
    await database.source.query(
      `insert into calendar_day (version, day, working, name_zh)
       select 2, day, working, name_zh from calendar_day where version = 1
       union all
       select 2, '2027-01-01', false, '元旦'`,
    );
    rules.refresh();
    const newest = await rules.letterRules();
    expect(newest.calendarVersion).toBe(2);
    expect(newest.calendar.covers(2027)).toBe(true);
    expect(workingDaysInYear(newest.calendar, 2024)).toBe(251);
    const recorded = await rules.letterRulesOf({ policyVersion: 1, calendarVersion: 1 });
    expect(recorded.calendar.covers(2027)).toBe(false);
    const without = await rules.letterRulesOf({ policyVersion: 1, calendarVersion: 0 });
    expect(workingDaysInYear(without.calendar, 2024)).toBe(262);
  });

  it('give the windows in which a rating may come late and be changed', async () => {
    expect(await rules.ratingPolicy()).toEqual({
      lateWindow: { unit: 'working_day', amount: 5 },
      changeWindow: { unit: 'hour', amount: 24 },
    });
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
