// What comes by mail, as citizens meet it: number and code, and the question whether it was solved, answered by one link
// and one button, without a script.

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { LettersService } from '../../apps/server/src/letters/letters.service.ts';
import type { SampleMailServer } from '../../apps/server/src/platform/mail/mail-server.sample.ts';
import { openSampleMailServer } from '../../apps/server/src/platform/mail/mail-server.sample.ts';
import { scrollsSideways } from './browser.ts';
import type { CitizensSite } from './citizens-site.ts';
import { openCitizensSite, writeLetter } from './citizens-site.ts';

let site: CitizensSite;
let mails: SampleMailServer;
beforeAll(async () => {
  mails = await openSampleMailServer();
  site = await openCitizensSite({
    environmentAt: (url) => ({
      HUIYIN_MAIL: mails.url,
      HUIYIN_MAIL_FROM: 'Huiyin <noreply@huiyin.example>',
      HUIYIN_ORIGIN: url,
    }),
  });
}, 400_000);
afterEach(() => site.leave());
afterAll(async () => {
  await site.close();
  await mails.close();
}, 120_000);

const arrived = async (number: string, about: RegExp): Promise<string> => {
  const end = Date.now() + 40_000;
  for (;;) {
    const found = mails.received.find(({ text }) => text.includes(number) && about.test(text));
    if (found !== undefined) return found.text;
    if (Date.now() > end) throw new Error(`no mail about ${number}`);
    await new Promise((wait) => setTimeout(wait, 100));
  }
};
const reply = async (number: string): Promise<void> => {
  const letters = site.officer.get(LettersService);
  const key = (await letters.keyOfNumber(number))!;
  const by = { at: Date.now(), actor: 'officer' };
  await letters.record(key, { kind: 'accepted' }, by);
  await letters.record(key, { kind: 'dispatched', departmentId: site.department.id }, by);
  const outcome = await letters.record(key, { kind: 'replied' }, { ...by, text: '经查，已于今日补发。' });
  expect(outcome.kind).toBe('done');
};

describe('by mail', () => {
  it.each([
    ['in Chinese', ''],
    ['in English', '/en'],
  ])('number and code come, and the reply is answered by one link and one button, %s', async (_, lang) => {
    const page = await (await site.phone(false)).newPage();
    await page.goto(`${site.url}${lang}/write`);
    await writeLetter(page, { subject: '失业保险金8月没有到账', body: '8月的失业金没到。' });
    expect(await page.isChecked('input[name="mailCode"]')).toBe(false);
    await page.check('input[name="mailCode"]');
    await page.click('button[value="send"]');
    expect(await page.locator('.has-error').count()).toBe(1);
    await page.fill('#f-email', 'lin@example.org');
    await page.click('button[value="send"]');
    const number = (await page.textContent('.receipt-no'))!;
    const code = (await page.textContent('.receipt-code'))!;
    expect(await arrived(number, /\/track$/m)).toContain(code);

    await reply(number);
    const asked = await arrived(number, /\/answer\//);
    const links = [...asked.matchAll(/https?:\S+\/answer\/\S+/g)].map(([link]) => link);
    expect(links).toHaveLength(3);
    expect(links[0]).toContain(`${site.url}${lang}/answer/`);
    const events = () => site.count('letter_event');
    const before = await events();
    // A scanner opens every link.
    for (const link of links) expect((await fetch(link)).status).toBe(200);
    expect(await events()).toBe(before);

    await page.context().clearCookies();
    await page.goto(links[1]!);
    expect(await scrollsSideways(page)).toBe(false);
    expect(await page.content()).not.toMatch(/失业|补发/);
    expect(await page.isChecked('input[value="half_resolved"]')).toBe(true);
    await page.click('main form .btn >> nth=0');
    expect(page.url()).not.toContain('verdict');
    expect(await page.locator('main form').count()).toBe(0);
    expect(await events()).toBe(before + 1);
    expect(
      await site.count(`letter_event where kind = 'called_back' and deed ->> 'verdict' = 'half_resolved'
      and letter_id = (select letter_id from letter_number where number = '${number}')`),
    ).toBe(1);

    // The same link again says what was recorded; the same answer again changes nothing.
    await page.goto(links[1]!);
    expect(await page.locator('main form').count()).toBe(0);
    await page.click('main .actions .btn-line');
    await page.click('main form .btn >> nth=0');
    expect(await events()).toBe(before + 1);

    // Another link changes the answer, and the letter goes back once, with what is missing.
    await page.goto(links[2]!);
    await page.click('button[name="again"]');
    expect(await page.locator('.has-error').count()).toBe(1);
    await page.fill('#f-answer-text', '没有说利息怎么算');
    await page.click('button[name="again"]');
    expect(await page.locator('main form').count()).toBe(0);
    const stages = await site.database.query('select stage from letter where number = $1', [number]);
    expect(stages.rows).toEqual([{ stage: 'reopened' }]);
    expect((await fetch(links[0]!)).status).toBe(409);
    expect((await fetch(links[0]!.replace(/.{3}\?/, 'AAA?'))).status).toBe(404);
  });
});
