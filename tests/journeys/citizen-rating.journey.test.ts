// Rating as citizens do it: on a phone, with and without a script, in both languages, with nothing but a keyboard.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { picture, scrollsSideways } from './browser.ts';
import type { CitizensSite } from './citizens-site.ts';
import { openCitizensSite, tabTo } from './citizens-site.ts';
import { weightOf } from '../load/page-weight.mjs';
import { newFolder, run } from './running-site.ts';

let site: CitizensSite;
beforeAll(async () => {
  site = await openCitizensSite();
}, 240_000);
afterEach(() => site.leave());
afterAll(() => site.close(), 120_000);

describe('rating at a window', () => {
  it.each([
    ['in Chinese without a script', false, false],
    ['in Chinese with a script', true, false],
    ['in English without a script', false, true],
    ['in English with a script', true, true],
  ])('takes one tap %s, and looking alone stores nothing', async (how, script, english) => {
    const page = await (await site.phone(script)).newPage();
    const before = await site.count('rating');
    const began = performance.now();
    await page.goto(english ? site.inEnglish(site.points[0]!) : site.points[0]!);
    expect(await site.count('rating')).toBe(before);
    expect(await scrollsSideways(page)).toBe(false);
    await page.click('button[name="level"][value="5"]');
    await page.waitForURL(/\/receipt\//);
    expect((performance.now() - began) / 1000).toBeLessThan(10);
    expect(await page.textContent('.receipt-no')).toMatch(/^(\w{4}-){3}\w{4}$/);
    expect(await site.count('rating')).toBe(before + 1);
    await picture(page, `rated ${how}`);
    await page.reload();
    expect(await site.count('rating')).toBe(before + 1);
  });

  it('begins at a poster, of which there is a PDF in A5 for the printer', async () => {
    const folder = newFolder();
    const said = await run(
      'main-points.js',
      ['posters', folder, '--origin', 'https://site.example'],
      site.running.environment,
    );
    expect(said).toContain('posters.pdf');
    const pdf = readFileSync(join(folder, 'posters.pdf'), 'latin1');
    const sheets = [...pdf.matchAll(/\/MediaBox \[([\d. ]+)\]/g)].map(([, box]) =>
      box!.split(' ').map(Number),
    );
    expect(sheets).toHaveLength(site.points.length);
    // 148 mm × 210 mm in points of a 72nd of an inch.
    for (const [, , width, height] of sheets) {
      expect(Math.abs(width! - 419.5)).toBeLessThan(1);
      expect(Math.abs(height! - 595.3)).toBeLessThan(1);
    }
  }, 120_000);

  it('is done with the keyboard alone', async () => {
    const page = await (await site.phone(false)).newPage();
    await page.goto(site.points[0]!);
    const orders = await site.count("rectification where stage = 'open' and not voided");
    await tabTo(page, 'button[value="4"]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/receipt\//);
    await tabTo(page, 'a[href$="/amend"]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/amend$/);
    await tabTo(page, 'button[value="1"]');
    await page.keyboard.press('Enter');
    await page.waitForSelector('button[value="send"]');
    await tabTo(page, 'input[name="tag"]');
    await page.keyboard.press('Space');
    await tabTo(page, 'button[value="send"]');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/receipt\/[\w-]+$/);
    expect(await page.textContent('main')).toContain('非常不满意');
    expect(await site.count("rectification where stage = 'open' and not voided")).toBe(orders + 1);
  });
});

describe('a terminal', () => {
  it('thanks, shows the receipt to take along, and goes back to its start when nobody touches it', async () => {
    const page = await (await site.phone(true)).newPage();
    await page.clock.install();
    await page.goto(site.points[0]!.replace('/rate/', '/kiosk/'));
    await page.click('button[value="5"]');
    await page.waitForURL(/\/kiosk\/[\w-]+\/[\w-]+$/);
    expect(await page.locator('.take-along svg path').count()).toBe(2);
    await page.waitForLoadState('networkidle');
    await page.clock.runFor(20_000);
    await page.keyboard.press('Shift');
    await page.clock.runFor(20_000);
    expect(page.url()).toMatch(/\/kiosk\/[\w-]+\/[\w-]+$/);
    await page.clock.runFor(11_000);
    await page.waitForURL(/\/kiosk\/[\w-]+$/);
  });
});

describe('rating by a link', () => {
  it('fetches at most 30 KB of script', async () => {
    const { script } = await weightOf(await site.phone(true), site.links[0]!, { form: true });
    // The worker that keeps the form alone is more than this.
    expect(script).toBeGreaterThan(3_000);
    expect(script).toBeLessThanOrEqual(30 * 1024);
  });

  it.each([
    ['in Chinese without a script', false, false, 0],
    ['in Chinese with a script', true, false, 4],
    ['in English without a script', false, true, 5],
    ['in English with a script', true, true, 6],
  ])(
    'that is bad asks for a reason, keeps what was typed, opens an order and can be taken back %s',
    async (how, script, english, link) => {
      const page = await (await site.phone(script)).newPage();
      await page.goto(english ? site.inEnglish(site.links[link]!) : site.links[link]!);
      await picture(page, `bad rating ${how} 1 link`);
      await page.click('button[value="2"]');
      await page.waitForSelector('button[value="send"]');
      await page.fill('#f-phone', '1380000000');
      await page.click('button[value="send"]');
      await page.waitForSelector('.note-bad');
      expect(await page.textContent('.note-bad')).toContain(english ? 'too short' : '少了几位');
      await picture(page, `bad rating ${how} 2 wrong`);
      expect(await page.inputValue('#f-phone')).toBe('1380000000');
      await page.fill('#f-phone', '13800000000');
      await page.fill('#f-comment', '等了两趟都没查');
      const orders = await site.count("rectification where stage = 'open' and not voided");
      await page.click('button[value="send"]');
      await page.waitForURL(/\/receipt\//);
      expect(await site.count("rectification where stage = 'open' and not voided")).toBe(orders + 1);
      expect(await page.textContent('.timeline')).toContain(english ? 'Somebody calls you' : '有人联系您');
      await picture(page, `bad rating ${how} 3 receipt`);
      await page.click('form[action$="/withdraw"] button');
      await page.waitForLoadState();
      expect(await page.textContent('h1')).toContain(english ? 'Taken back' : '已经撤回');
      expect(await site.count("rectification where stage = 'open' and not voided")).toBe(orders);
    },
  );

  it('counts as opened when a person touches it, not when a program looks at it', async () => {
    const opened = () => site.count('invitation where opened_at is not null');
    const before = await opened();
    const page = await (await site.phone(true)).newPage();
    await page.goto(site.links[2]!);
    await page.waitForLoadState('networkidle');
    expect(await opened()).toBe(before);
    const told = page.waitForResponse((response) => response.url().endsWith('/opened'));
    await page.mouse.click(5, 5);
    expect((await told).status()).toBe(204);
    expect(await opened()).toBe(before + 1);
    await page.mouse.click(5, 5);
    // Without a script the first button that is pressed tells it.
    const plain = await (await site.phone(false)).newPage();
    await plain.goto(site.links[3]!);
    expect(await opened()).toBe(before + 1);
    await plain.click('button[value="1"]');
    await plain.waitForSelector('button[value="send"]');
    expect(await opened()).toBe(before + 2);
  });

  it('a second time shows the first receipt and nothing of what was said', async () => {
    const page = await (await site.phone(true)).newPage();
    await page.goto(site.links[1]!);
    await page.click('button[value="3"]');
    const receipt = await page.textContent('.receipt-no');
    const other = await (await site.phone(true)).newPage();
    await other.goto(site.links[1]!);
    expect(await other.textContent('.receipt-no')).toBe(receipt);
    expect(await other.textContent('main')).not.toContain('基本满意');
    expect(await other.locator('button[name="level"]').count()).toBe(0);
  });
});

describe('care mode', () => {
  it('is switched on and off without a script, stays, and goes to no other host', async () => {
    const page = await (await site.phone(false)).newPage();
    await page.goto(site.points[0]!);
    await page.click('button[name="care"]');
    expect(page.url()).toBe(site.points[0]!);
    expect(await page.getAttribute('html', 'data-care')).toBe('on');
    expect(await scrollsSideways(page)).toBe(false);
    await page.goto(`${site.url}/write`);
    expect(await page.getAttribute('html', 'data-care')).toBe('on');
    await page.click('button[name="care"]');
    expect(await page.getAttribute('html', 'data-care')).toBeNull();
    for (const back of ['//elsewhere.example', '/\\elsewhere.example', 'https://elsewhere.example', '']) {
      const answer = await fetch(`${site.url}/display`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ care: 'on', back }).toString(),
      });
      expect(answer.headers.get('location')).toBe('/');
    }
  });
});
