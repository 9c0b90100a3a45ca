// What a citizen comes to do, as citizens do it: on a phone, with and without a script, in both languages, with nothing
// but a keyboard, with a bad connection. The officer's part is played by the services until there is a console.

import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { uuid7 } from '@huiyin/domain';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { readConfiguration } from '../../apps/server/src/platform/configuration/configuration.ts';
import { LettersService } from '../../apps/server/src/letters/letters.service.ts';
import { ToolModule } from '../../apps/server/src/tool.module.ts';
import { launchBrowser, scrollsSideways } from './browser.ts';
import type { RunningSite } from './running-site.ts';
import { newFolder, run, startSite } from './running-site.ts';

const PHONE = { width: 390, height: 844 };

let site: RunningSite;
let browser: Browser;
let database: pg.Client;
let officer: INestApplicationContext;
let department: { id: number; code: string };
let links: string[];
let points: string[];

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launchBrowser()]);
  database = new pg.Client(site.databaseUrl);
  await database.connect();
  const { rows } = await database.query<{ id: number; code: string }>(
    `select d.id, d.code from department d join service_item i on i.department_id = d.id
     where d.level > 1 group by d.id order by count(*) desc, d.id limit 1`,
  );
  department = rows[0]!;
  const folder = newFolder();
  const at = new Date(Date.now() - 3_600_000).toISOString().slice(0, 19);
  const cases = join(folder, 'cases.csv');
  const lines = Array.from({ length: 12 }, (_, i) => `${department.code},,sms,C-${i},${at}Z`);
  writeFileSync(cases, ['department,item,channel,case,handled_at', ...lines].join('\n'));
  await run(
    'main-invite.js',
    [cases, '--out', join(folder, 'links.csv'), '--origin', site.url],
    site.environment,
  );
  links = readFileSync(join(folder, 'links.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',')[1]!);
  const windows = join(folder, 'points.csv');
  writeFileSync(
    windows,
    `department,code,item,channel,name_zh,name_en\n${department.code},W3,,window,3号窗口,Counter 3\n`,
  );
  await run('main-points.js', ['put', windows], site.environment);
  const listed = await run('main-points.js', ['list', '--origin', site.url], site.environment);
  points = [...listed.matchAll(/https?:\S+/g)].map(([link]) => link);
  officer = await NestFactory.createApplicationContext(ToolModule.with(readConfiguration(site.environment)), {
    logger: false,
  });
}, 240_000);
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
afterAll(async () => {
  await officer.close();
  await database.end();
  await browser.close();
  await site.stop();
}, 120_000);

const phone = (javaScriptEnabled: boolean): Promise<BrowserContext> =>
  browser.newContext({ viewport: PHONE, javaScriptEnabled });
const inEnglish = (link: string): string => link.replace(site.url, `${site.url}/en`);
const count = async (table: string): Promise<number> =>
  Number((await database.query<{ n: string }>(`select count(*) as n from ${table}`)).rows[0]!.n);

/** Moves on with the Tab key alone until something has the focus. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return;
  }
  throw new Error(`nothing that is ${selector} can be reached by keyboard`);
}

describe('rating at a window', () => {
  it.each([
    ['in Chinese without a script', false, false],
    ['in Chinese with a script', true, false],
    ['in English without a script', false, true],
    ['in English with a script', true, true],
  ])('takes one tap %s, and looking alone stores nothing', async (_, script, english) => {
    const page = await (await phone(script)).newPage();
    const before = await count('rating');
    const began = performance.now();
    await page.goto(english ? inEnglish(points[0]!) : points[0]!);
    expect(await count('rating')).toBe(before);
    expect(await scrollsSideways(page)).toBe(false);
    await page.click('button[name="level"][value="5"]');
    await page.waitForURL(/\/receipt\//);
    expect((performance.now() - began) / 1000).toBeLessThan(10);
    expect(await page.textContent('.receipt-no')).toMatch(/^(\w{4}-){3}\w{4}$/);
    expect(await count('rating')).toBe(before + 1);
    await page.reload();
    expect(await count('rating')).toBe(before + 1);
  });

  it('is done with the keyboard alone', async () => {
    const page = await (await phone(false)).newPage();
    await page.goto(points[0]!);
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
  });
});

describe('a terminal', () => {
  it('thanks, shows the receipt to take along, and goes back to its start when nobody touches it', async () => {
    const page = await (await phone(true)).newPage();
    await page.clock.install();
    await page.goto(points[0]!.replace('/rate/', '/kiosk/'));
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
  it('that is bad asks for a reason, keeps what was typed, opens an order and can be taken back', async () => {
    const page = await (await phone(false)).newPage();
    await page.goto(links[0]!);
    await page.click('button[value="2"]');
    await page.fill('#f-phone', '1380000000');
    await page.click('button[value="send"]');
    expect(await page.textContent('.note-bad')).toContain('少了几位');
    expect(await page.inputValue('#f-phone')).toBe('1380000000');
    await page.fill('#f-phone', '13800000000');
    await page.fill('#f-comment', '等了两趟都没查');
    const orders = await count("rectification where stage = 'open' and not voided");
    await page.click('button[value="send"]');
    await page.waitForURL(/\/receipt\//);
    expect(await count("rectification where stage = 'open' and not voided")).toBe(orders + 1);
    expect(await page.textContent('.timeline')).toContain('有人联系您');
    await page.click('form[action$="/withdraw"] button');
    expect(await page.textContent('h1')).toContain('已经撤回');
    expect(await count("rectification where stage = 'open' and not voided")).toBe(orders);
  });

  it('a second time shows the first receipt and nothing of what was said', async () => {
    const page = await (await phone(true)).newPage();
    await page.goto(links[1]!);
    await page.click('button[value="3"]');
    const receipt = await page.textContent('.receipt-no');
    const other = await (await phone(true)).newPage();
    await other.goto(links[1]!);
    expect(await other.textContent('.receipt-no')).toBe(receipt);
    expect(await other.textContent('main')).not.toContain('基本满意');
    expect(await other.locator('button[name="level"]').count()).toBe(0);
  });

  it('sent fifty times at once is one rating with one receipt', async () => {
    const html = await (await fetch(links[2]!)).text();
    const id = /name="id" value="([^"]+)"/.exec(html)![1]!;
    const before = await count('rating');
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        fetch(links[2]!, {
          method: 'POST',
          redirect: 'manual',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ id, level: '5' }).toString(),
        }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(await count('rating')).toBe(before + 1);
  });

  it('works on a phone whose clock is wrong by a year', async () => {
    const page = await (await phone(true)).newPage();
    await page.clock.setFixedTime(Date.now() - 365 * 24 * 3_600_000);
    await page.goto(links[3]!);
    await page.click('button[value="5"]');
    await page.waitForURL(/\/receipt\//);
  });

  it.each([
    ['that was cut off', (link: string) => link.slice(0, -3), 404],
    ['that was made up', (link: string) => link.replace(/rate\/.*/, `rate/${'A'.repeat(44)}`), 404],
    ['of a receipt', (link: string) => link.replace('/rate/', '/receipt/'), 404],
  ])('%s says what to do next', async (_, changed, status) => {
    const page = await (await phone(false)).newPage();
    const answer = await page.goto(changed(links[4]!));
    expect(answer!.status()).toBe(status);
    expect(await page.locator('main a[href="/rate"]').count()).toBe(1);
  });
});

/** Fills in the form of a letter, with the keyboard and nothing else when asked to. */
async function write(page: Page, words: { subject: string; body: string }): Promise<void> {
  await page.check('input[name="type"][value="help"]');
  await page.fill('#f-subject', words.subject);
  await page.fill('#f-body', words.body);
  await page.selectOption('#f-region', { index: 1 });
  await page.fill('#f-name', '林小满');
  await page.fill('#f-phone', '13800000000');
  await page.check('input[name="consent"]');
}

const play = async (number: string, ...deeds: Parameters<LettersService['record']>[1][]): Promise<void> => {
  const letters = officer.get(LettersService);
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
  ])('is written, dispatched, replied to, not solved and taken up again %s', async (_, script, lang) => {
    const page = await (await phone(script)).newPage();
    await page.goto(`${site.url}${lang}/write`);
    expect(await scrollsSideways(page)).toBe(false);
    await write(page, { subject: '失业保险金8月没有到账', body: '我叫林小满，电话13800000000，8月的没到。' });
    await page.click('button[value="look"]');
    expect(await page.textContent('.preview-sheet')).toContain('[电话]');
    expect(await page.textContent('.preview-sheet')).not.toContain('13800000000');
    await page.click('button[value="send"]');
    const number = (await page.textContent('.receipt-no'))!;
    const code = (await page.textContent('.receipt-code'))!;
    await play(
      number,
      { kind: 'accepted' },
      { kind: 'dispatched', departmentId: department.id },
      { kind: 'replied' },
    );

    await page.context().clearCookies();
    await page.goto(`${site.url}${lang}/track/${number}`);
    await page.fill('#f-code', code.toLowerCase());
    await page.click('main form .btn');
    await page.waitForURL(new RegExp(`/track/${number}$`));
    expect(await scrollsSideways(page)).toBe(false);
    await page.check('input[name="verdict"][value="unresolved"]');
    await page.click('button[name="again"]');
    expect(await page.locator('.has-error').count()).toBe(1);
    await page.fill('#f-answer-text', '没有说利息怎么算');
    await page.click('button[name="again"]');
    expect(await page.locator('button[name="again"]').count()).toBe(0);
    const { rows } = await database.query<{ stage: string }>('select stage from letter where number = $1', [
      number,
    ]);
    expect(rows[0]!.stage).toBe('reopened');
  });

  it('is written with the keyboard alone', async () => {
    const page = await (await phone(false)).newPage();
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
    await tabTo(page, 'button[value="send"]');
    await page.keyboard.press('Enter');
    expect(await page.textContent('.receipt-code')).toMatch(/^(\w{5}-){5}\w$/);
  });

  it('survives a reload, and is sent by itself once the network is back, once', async () => {
    const context = await phone(true);
    const page = await context.newPage();
    await page.goto(`${site.url}/write`);
    await write(page, { subject: '公交站牌倒了', body: '柳岸街公交站牌倒在路边。' });
    await page.waitForFunction(() => localStorage.getItem('huiyin.letter')?.includes('柳岸街') === true);
    await page.goto(`${site.url}/letters`);
    await page.goto(`${site.url}/write`);
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#f-body')?.value !== '');
    expect(await page.inputValue('#f-subject')).toBe('公交站牌倒了');
    expect(await page.isChecked('input[name="consent"]')).toBe(true);

    const before = await count('letter');
    await context.setOffline(true);
    await page.click('button[value="send"]');
    // By the worker that keeps it, or by the page itself while there is none yet.
    await page.waitForSelector('[data-kept-send], form .count:has-text("没有网络")');
    expect(await count('letter')).toBe(before);
    await context.setOffline(false);
    await page.waitForSelector('.receipt-code');
    expect(await count('letter')).toBe(before + 1);
    expect(await page.evaluate(() => localStorage.getItem('huiyin.letter'))).toBeNull();
  });

  it('sent fifty times at once is one letter, and every answer has the same number and code', async () => {
    const before = await count('letter');
    const body = new URLSearchParams({
      id: uuid7(Date.now(), randomBytes(10)),
      step: 'send',
      type: 'help',
      subject: '井盖丢了',
      body: '柳岸街东口。',
      department: department.code,
      name: '林小满',
      phone: '13800000000',
    }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const pages = await Promise.all(
      Array.from({ length: 50 }, async () =>
        (await fetch(`${site.url}/write`, { method: 'POST', headers, body })).text(),
      ),
    );
    const codes = pages.map((html) => /receipt-code">([^<]+)</.exec(html)?.[1]);
    expect(new Set(codes).size).toBe(1);
    expect(codes[0]).toMatch(/^(\w{5}-){5}\w$/);
    expect(await count('letter')).toBe(before + 1);
    const changed = await fetch(`${site.url}/write`, {
      method: 'POST',
      headers,
      body: `${body}&extra=&subject2=`,
    });
    expect(changed.status).toBe(200);
    const other = await fetch(`${site.url}/write`, {
      method: 'POST',
      headers,
      body: body.replace(encodeURIComponent('东口'), encodeURIComponent('西口')),
    });
    expect(other.status).toBe(409);
    expect(await other.text()).toMatch(/HY\d{4}-\w{8}/);
    expect(await count('letter')).toBe(before + 1);
  });

  it('is not opened by a wrong code, nor by the pass to another letter', async () => {
    const page = await (await phone(false)).newPage();
    await page.goto(`${site.url}/write`);
    await write(page, { subject: '第一封', body: '第一封信。' });
    await page.click('button[value="send"]');
    const first = (await page.textContent('.receipt-no'))!;
    await page.goto(`${site.url}/write`);
    await write(page, { subject: '第二封', body: '第二封信。' });
    await page.click('button[value="send"]');
    await page.goto(`${site.url}/track/${first}`);
    expect(new URL(page.url()).pathname).toBe('/track');
    await page.fill('#f-code', '00000-00000-00000-00000-00000-0');
    await page.click('main form .btn');
    expect(await page.textContent('.note-bad')).toContain('对不上');
  });

  it('is not guessed at: after ten wrong codes there is a pause, for that letter alone', async () => {
    const attempt = async (number: string) => {
      const answer = await fetch(`${site.url}/track`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ number, code: randomBytes(17).toString('hex') }).toString(),
      });
      return answer.status;
    };
    const statuses: number[] = [];
    for (let time = 0; time < 25; time += 1) statuses.push(await attempt('HY2026-GGGGGGGG'));
    // A quarter of an hour may end in between; not twice.
    const wrong = statuses.filter((status) => status === 422).length;
    expect(wrong).toBeGreaterThanOrEqual(10);
    expect(wrong).toBeLessThanOrEqual(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(25 - wrong);
    expect(await attempt('HY2026-HHHHHHHH')).toBe(422);
  });
});

describe('a copy of the database', () => {
  it('tells nobody’s name, number or words: not in a table, not in a job', async () => {
    const planted = {
      name: '卜算子林',
      phone: '13912345678',
      identity: '11010519491231002X',
      words: '鹦鹉螺号的事',
    };
    const page = await (await phone(false)).newPage();
    await page.goto(`${site.url}/write`);
    const body = `${planted.words}，身份证${planted.identity}，电话${planted.phone}。`;
    await write(page, { subject: planted.words, body });
    await page.fill('#f-name', planted.name);
    await page.fill('#f-phone', planted.phone);
    await page.click('button[value="send"]');
    const number = (await page.textContent('.receipt-no'))!;
    const code = (await page.textContent('.receipt-code'))!;
    await page.goto(`${site.url}/track/${number}`);
    await page.fill('#f-text', body);
    await page.click('text=补充进去');
    await page.goto(links[5]!);
    await page.click('button[value="1"]');
    await page.fill('#f-comment', body);
    await page.fill('#f-phone', planted.phone);
    await page.fill('#f-name', planted.name);
    await page.click('button[value="send"]');
    await page.click('a[href$="/amend"]');
    await page.click('button[value="2"]');
    await page.click('button[value="send"]');

    const { rows: tables } = await database.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    expect(tables.length).toBeGreaterThan(20);
    // Bytes print as hexadecimal digits, so what hides in them unsealed is looked for in both forms.
    const secrets = [...Object.values(planted), code, code.replaceAll('-', '')];
    const sought = secrets.flatMap((text) => [text, Buffer.from(text).toString('hex')]);
    const found: string[] = [];
    let rowsRead = 0;
    for (const { name } of tables) {
      const { rows } = await database.query<{ text: string }>(`select t::text as text from ${name} t`);
      rowsRead += rows.length;
      for (const { text } of rows)
        for (const secret of sought) if (text.includes(secret)) found.push(`${name}: ${secret}`);
    }
    expect(rowsRead).toBeGreaterThan(1_000);
    expect(found).toEqual([]);
    const { rows: marked } = await database.query<{ text: string }>(
      'select t::text as text from letter_number t where number = $1',
      [number],
    );
    expect(marked).toHaveLength(1);
  });
});

describe('care mode', () => {
  it('is switched on and off without a script, stays, and goes to no other host', async () => {
    const page = await (await phone(false)).newPage();
    await page.goto(points[0]!);
    await page.click('button[name="care"]');
    expect(page.url()).toBe(points[0]!);
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
