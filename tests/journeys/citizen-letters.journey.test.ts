// Writing a letter and following it, as citizens do it: on a phone, with and without a script, in both languages, with
// nothing but a keyboard. The officer's part is played by the services until there is a console.

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { LettersService } from '../../apps/server/src/letters/letters.service.ts';
import { picture, scrollsSideways } from './browser.ts';
import type { CitizensSite } from './citizens-site.ts';
import { openCitizensSite, tabTo, takeTime, writeLetter } from './citizens-site.ts';

let site: CitizensSite;
beforeAll(async () => {
  site = await openCitizensSite();
}, 240_000);
afterEach(() => site.leave());
afterAll(() => site.close(), 120_000);

const play = async (number: string, ...deeds: Parameters<LettersService['record']>[1][]): Promise<void> => {
  const letters = site.officer.get(LettersService);
  const key = (await letters.keyOfNumber(number))!;
  for (const deed of deeds) {
    const text = deed.kind === 'replied' ? '经查，8月的钱已于今日补发。' : undefined;
    const outcome = await letters.record(key, deed, {
      at: Date.now(),
      actor: 'officer',
      ...(text === undefined ? {} : { text }),
    });
    expect(outcome.kind).toBe('done');
  }
};

describe('a letter', () => {
  it.each([
    ['in Chinese without a script', false, ''],
    ['in Chinese with a script', true, ''],
    ['in English without a script', false, '/en'],
    ['in English with a script', true, '/en'],
  ])('is written, dispatched, replied to, not solved and taken up again %s', async (how, script, lang) => {
    const page = await (await site.phone(script)).newPage();
    await page.goto(`${site.url}${lang}/write`);
    expect(await scrollsSideways(page)).toBe(false);
    await writeLetter(page, {
      subject: '失业保险金8月没有到账',
      body: '我叫林小满，电话13800000000，8月的没到。',
    });
    await page.click('button[value="look"]');
    expect(await page.textContent('.preview-sheet')).toContain('[电话]');
    expect(await page.textContent('.preview-sheet')).not.toContain('13800000000');
    await picture(page, `letter ${how} 1 written`);
    await page.click('button[value="send"]');
    const number = (await page.textContent('.receipt-no'))!;
    const code = (await page.textContent('.receipt-code'))!;
    await picture(page, `letter ${how} 2 sent`);
    await play(
      number,
      { kind: 'accepted' },
      { kind: 'dispatched', departmentId: site.department.id },
      { kind: 'replied' },
    );

    await page.context().clearCookies();
    await page.goto(`${site.url}${lang}/track/${number}`);
    await page.fill('#f-code', code.toLowerCase());
    await page.click('main form .btn');
    await page.waitForURL(new RegExp(`/track/${number}$`));
    expect(await scrollsSideways(page)).toBe(false);
    await picture(page, `letter ${how} 3 replied`);
    await page.check('input[name="verdict"][value="unresolved"]');
    await page.click('button[name="again"]');
    expect(await page.locator('.has-error').count()).toBe(1);
    await picture(page, `letter ${how} 4 wrong`);
    await page.fill('#f-answer-text', '没有说利息怎么算');
    await page.click('button[name="again"]');
    expect(await page.locator('button[name="again"]').count()).toBe(0);
    await picture(page, `letter ${how} 5 reopened`);
    const { rows } = await site.database.query<{ stage: string }>(
      'select stage from letter where number = $1',
      [number],
    );
    expect(rows[0]!.stage).toBe('reopened');
  });

  it('is helped along while it is written, without moving anybody, until too much is asked', async () => {
    const page = await (await site.phone(true)).newPage();
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/write/help')) sent.push(request.postData() ?? '');
    });
    await page.goto(`${site.url}/write`);
    await page.fill('#f-name', '林小满');
    await page.fill('#f-phone', '13900000000');
    await page.focus('#f-body');
    await page.keyboard.type('路灯', { delay: 5 });
    await page.waitForTimeout(900);
    expect(sent).toEqual([]);
    await page.keyboard.type('坏了，我是林小满，请打电话13800000000找我。', { delay: 5 });
    await page.locator('.preview-sheet .redacted').first().waitFor();
    expect(await page.textContent('.preview-sheet')).toContain('我是[姓名]，请打电话[电话]找我');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('f-body');
    expect(sent).toHaveLength(1);
    expect(Object.fromEntries(new URLSearchParams(sent[0]))).toEqual({
      type: '',
      region: '',
      subject: '',
      body: '路灯坏了，我是[姓名]，请打电话13800000000找我。',
    });
    const statuses = await page.evaluate(async () => {
      const ask = () => fetch('/write/help', { method: 'POST', body: new URLSearchParams({ body: '' }) });
      const found: number[] = [];
      for (let at = 0; at < 120; at += 20)
        found.push(...(await Promise.all(Array.from({ length: 20 }, ask))).map(({ status }) => status));
      return [found[0], (await ask()).status];
    });
    expect(statuses).toEqual([200, 429]);
    await page.keyboard.type('再说一句');
    await page.waitForTimeout(900);
    await page.keyboard.type('，再说一句');
    await page.waitForTimeout(900);
    expect(sent).toHaveLength(1 + 121 + 1);
    const { rows } = await site.database.query<{ n: number }>('select count(*)::int as n from door_limit');
    expect(rows[0]!.n).toBeGreaterThan(0);
  });

  it('has a wrong mail address named by the page, in its own language, with everything kept', async () => {
    const page = await (await site.phone(true)).newPage();
    await page.goto(`${site.url}/en/write`);
    await page.fill('#f-email', 'nobody@');
    await page.fill('#f-subject', 'Street lamp');
    await page.click('button[value="send"]');
    await page.locator('.note-bad a[href="#f-email"]').waitFor();
    expect(await page.textContent('.note-bad a[href="#f-email"]')).toMatch(/mail address/);
    expect(await page.inputValue('#f-email')).toBe('nobody@');
    expect(await page.inputValue('#f-subject')).toBe('Street lamp');
  });

  it('is written, followed and taken up again with the keyboard alone', async () => {
    const page = await (await site.phone(false)).newPage();
    await page.goto(`${site.url}/write`);
    await tabTo(page, 'input[name="type"]');
    await page.keyboard.press('Space');
    const type = async (selector: string, text: string) => {
      await tabTo(page, selector);
      await page.keyboard.insertText(text);
    };
    await type('#f-subject', '路灯不亮');
    await type('#f-body', '柳岸街的路灯坏了三天。');
    await tabTo(page, '#f-region');
    await page.keyboard.press('ArrowDown');
    await type('#f-name', '林小满');
    await type('#f-phone', '13800000000');
    await takeTime(page);
    await tabTo(page, 'button[value="send"]');
    await page.keyboard.press('Enter');
    const number = (await page.textContent('.receipt-no'))!;
    const code = (await page.textContent('.receipt-code'))!;
    expect(code).toMatch(/^(\w{5}-){5}\w$/);
    await play(
      number,
      { kind: 'accepted' },
      { kind: 'dispatched', departmentId: site.department.id },
      { kind: 'replied' },
    );
    await page.context().clearCookies();
    await page.goto(`${site.url}/track`);
    await type('#f-number', number);
    await type('#f-code', code);
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/track/${number}$`));
    await tabTo(page, 'input[name="verdict"]');
    await page.keyboard.press('Space');
    while (!(await page.isChecked('input[name="verdict"][value="unresolved"]')))
      await page.keyboard.press('ArrowDown');
    await type('#f-answer-text', '路灯又坏了');
    await tabTo(page, 'button[name="again"]');
    const answered = page.waitForEvent('framenavigated');
    await page.keyboard.press('Enter');
    await answered;
    const stage = await site.database.query<{ stage: string }>('select stage from letter where number = $1', [
      number,
    ]);
    expect(stage.rows[0]!.stage).toBe('reopened');
  });
});
