// Where much comes from one place: a device with a script proves itself without anybody doing anything, one without has a
// person look, and nothing is ever lost or refused.

import { uuid7 } from '@huiyin/domain';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { CitizensSite } from './citizens-site.ts';
import { openCitizensSite, writeLetter } from './citizens-site.ts';
import { run } from './running-site.ts';

let site: CitizensSite;
beforeAll(async () => {
  site = await openCitizensSite();
}, 240_000);
afterEach(() => site.leave());
afterAll(() => site.close(), 120_000);

const LETTER = '柳岸街东口的路灯从上个月开始就不亮了，晚上老人和孩子出门看不清路，请尽快派人来修。';

/** Somebody has sent the same already, from a machine of their own. */
const copied = async () => {
  const answer = await fetch(`${site.url}/api/v1/letters`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': '198.18.0.9' },
    body: JSON.stringify({
      id: uuid7(Date.now(), randomBytes(10)),
      department: site.department.code,
      channel: 'web',
      type: 'help',
      subject: '路灯不亮',
      body: LETTER,
      writer: { name: '某某', phone: '13800000001' },
      consent: false,
    }),
  });
  expect(answer.status).toBe(201);
};

describe('a letter that reads like one that came before', () => {
  it('is sent by itself when the device has proved itself', async () => {
    await copied();
    const before = await site.count('letter');
    const page = await (await site.phone(true)).newPage();
    await page.goto(`${site.url}/write`);
    await writeLetter(page, { subject: '路灯不亮', body: LETTER });
    await page.click('button[value="send"]');
    await page.waitForSelector('.receipt-code');
    expect(await page.locator('.sent-again').count()).toBe(0);
    expect(await site.count('letter')).toBe(before + 1);
    expect(await site.count('held_letter')).toBe(0);
  });

  it.each(['zh', 'en'])(
    'waits for a person where there is no script, and then goes on (%s)',
    async (language) => {
      await copied();
      const before = await site.count('letter');
      const page = await (await site.phone(false)).newPage();
      await page.goto(`${site.url}${language === 'en' ? '/en' : ''}/write`);
      await writeLetter(page, { subject: '路灯不亮', body: LETTER });
      await page.click('button[value="send"]');
      await page.click('button[value="person"]');
      const number = (await page.textContent('.receipt-no'))!;
      expect(await site.count('letter')).toBe(before);
      await page.click('.actions a');
      expect(await page.textContent('.standing')).toContain(
        language === 'zh' ? '工作人员先看一眼' : 'A person looks at it first',
      );
      const listed = await run('main-held.js', ['list'], site.running.environment);
      expect(listed).toContain(number);
      expect(listed).toContain('nearly_same');
      await run('main-held.js', ['release', number], site.running.environment);
      expect(await site.count('letter')).toBe(before + 1);
      await page.reload();
      expect(await page.locator('#f-text').count()).toBe(1);
    },
  );
});

describe('a rating at a window from which very many have come', () => {
  it('is taken when the device has proved itself, or counts when a person has looked', async () => {
    const token = new URL(site.points[0]!).pathname.split('/').at(-1)!;
    const send = () =>
      fetch(`${site.url}/api/v1/ratings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': 'one and the same' },
        body: JSON.stringify({ id: uuid7(Date.now(), randomBytes(10)), token, level: 5 }),
      });
    const answers = await Promise.all(Array.from({ length: 22 }, send));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect((await send()).status).toBe(201);
    const held = await site.count('held_rating');
    expect(held).toBeGreaterThanOrEqual(1);
    expect(
      await site.count(`rating where standing = 'excluded' and id in (select id from held_rating)`),
    ).toBe(held);
    const { rows } = await site.database.query<{ id: string }>('select id from held_rating limit 1');
    const said = await run('main-held.js', ['release', rows[0]!.id], site.running.environment);
    expect(said).toContain('released');
    expect(await site.count(`rating where standing = 'effective' and id = '${rows[0]!.id}'`)).toBe(1);
    const again = await run('main-held.js', ['release', rows[0]!.id], site.running.environment).catch(String);
    expect(again).toContain('No rating waits');
  });
});
