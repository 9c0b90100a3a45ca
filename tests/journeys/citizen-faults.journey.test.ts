// What goes wrong for citizens, and what must not come out: a button pressed fifty times, a lost network, a wrong clock,
// a broken link, a server that dies, somebody who guesses codes or holds a copy of the database or of the logs.

import { randomBytes } from 'node:crypto';
import { uuid7 } from '@huiyin/domain';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { CitizensSite } from './citizens-site.ts';
import { openCitizensSite, writeLetter } from './citizens-site.ts';

let site: CitizensSite;
beforeAll(async () => {
  site = await openCitizensSite({ logLevel: 'trace' });
}, 240_000);
afterEach(() => site.leave());
afterAll(() => site.close(), 120_000);

describe('a rating by a link', () => {
  it('sent fifty times at once is one rating with one receipt', async () => {
    const html = await (await fetch(site.links[2]!)).text();
    const id = /name="id" value="([^"]+)"/.exec(html)![1]!;
    const before = await site.count('rating');
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        fetch(site.links[2]!, {
          method: 'POST',
          redirect: 'manual',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams({ id, level: '5' }).toString(),
        }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(await site.count('rating')).toBe(before + 1);
  });

  it('works on a phone whose clock is wrong by a year', async () => {
    const page = await (await site.phone(true)).newPage();
    await page.clock.setFixedTime(Date.now() - 365 * 24 * 3_600_000);
    await page.goto(site.links[3]!);
    await page.click('button[value="5"]');
    await page.waitForURL(/\/receipt\//);
  });

  it('rates what it was given for, whatever else its form says', async () => {
    const html = await (await fetch(site.links[6]!)).text();
    const id = /name="id" value="([^"]+)"/.exec(html)![1]!;
    const { rows: others } = await site.database.query<{ code: string }>(
      'select code from department where id <> $1 and active limit 1',
      [site.department.id],
    );
    const answer = await fetch(site.links[6]!, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ id, level: '5', department: others[0]!.code, channel: 'phone' }).toString(),
    });
    expect(answer.status).toBe(303);
    const { rows } = await site.database.query<{ department: number }>(
      'select department_id as department from rating where id = $1',
      [id],
    );
    expect(rows).toEqual([{ department: site.department.id }]);
  });

  it.each([
    ['that was cut off', (link: string) => link.slice(0, -3), 404],
    ['that was made up', (link: string) => link.replace(/rate\/.*/, `rate/${'A'.repeat(44)}`), 404],
    ['of a receipt', (link: string) => link.replace('/rate/', '/receipt/'), 404],
  ])('%s says what to do next', async (_, changed, status) => {
    const page = await (await site.phone(false)).newPage();
    const answer = await page.goto(changed(site.links[4]!));
    expect(answer!.status()).toBe(status);
    expect(await page.locator('main a[href="/rate"]').count()).toBe(1);
  });
});

describe('a letter', () => {
  it('survives a reload, and is sent by itself once the network is back, once', async () => {
    const context = await site.phone(true);
    const page = await context.newPage();
    await page.goto(`${site.url}/write`);
    await writeLetter(page, { subject: '公交站牌倒了', body: '柳岸街公交站牌倒在路边。' });
    await page.waitForFunction(() => localStorage.getItem('huiyin.letter')?.includes('柳岸街') === true);
    await page.goto(`${site.url}/letters`);
    await page.goto(`${site.url}/write`);
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#f-body')?.value !== '');
    expect(await page.inputValue('#f-subject')).toBe('公交站牌倒了');
    expect(await page.isChecked('input[name="consent"]')).toBe(true);

    const before = await site.count('letter');
    await context.setOffline(true);
    await page.click('button[value="send"]');
    // By the worker that keeps it, or by the page itself while there is none yet.
    await page.waitForSelector('[data-kept-send], form .count:has-text("没有网络")');
    expect(await site.count('letter')).toBe(before);
    await context.setOffline(false);
    await page.waitForSelector('.receipt-code');
    expect(await site.count('letter')).toBe(before + 1);
    expect(await page.evaluate(() => localStorage.getItem('huiyin.letter'))).toBeNull();
  });

  it('sent fifty times at once is one letter, and every answer has the same number and code', async () => {
    const before = await site.count('letter');
    const body = new URLSearchParams({
      id: uuid7(Date.now() - 60_000, randomBytes(10)),
      step: 'send',
      type: 'help',
      subject: '井盖丢了',
      body: '柳岸街东口。',
      department: site.department.code,
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
    expect(await site.count('letter')).toBe(before + 1);
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
    expect(await site.count('letter')).toBe(before + 1);
  });

  it('is not opened by a wrong code, nor by the pass to another letter', async () => {
    const page = await (await site.phone(false)).newPage();
    await page.goto(`${site.url}/write`);
    await writeLetter(page, { subject: '第一封', body: '第一封信。' });
    await page.click('button[value="send"]');
    const first = (await page.textContent('.receipt-no'))!;
    await page.goto(`${site.url}/write`);
    await writeLetter(page, { subject: '第二封', body: '第二封信。' });
    await page.click('button[value="send"]');
    await page.goto(`${site.url}/track/${first}`);
    expect(new URL(page.url()).pathname).toBe('/track');
    await page.fill('#f-code', '00000-00000-00000-00000-00000-0');
    await page.click('main form .btn');
    expect(await page.textContent('.note-bad')).toContain('对不上');
    expect(await page.inputValue('#f-code')).toBe('00000-00000-00000-00000-00000-0');
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
    const page = await (await site.phone(false)).newPage();
    await page.goto(`${site.url}/write`);
    const body = `${planted.words}，身份证${planted.identity}，电话${planted.phone}。`;
    await writeLetter(page, { subject: planted.words, body });
    await page.fill('#f-name', planted.name);
    await page.fill('#f-phone', planted.phone);
    await page.click('button[value="send"]');
    const number = (await page.textContent('.receipt-no'))!;
    const code = (await page.textContent('.receipt-code'))!;
    await page.goto(`${site.url}/track/${number}`);
    await page.fill('#f-text', body);
    await page.click('text=补充进去');
    await page.goto(site.links[5]!);
    await page.click('button[value="1"]');
    await page.fill('#f-comment', body);
    await page.fill('#f-phone', planted.phone);
    await page.fill('#f-name', planted.name);
    await page.click('button[value="send"]');
    await page.click('a[href$="/amend"]');
    await page.click('button[value="2"]');
    await page.click('button[value="send"]');

    const { rows: tables } = await site.database.query<{ name: string }>(
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
      const { rows } = await site.database.query<{ text: string }>(`select t::text as text from ${name} t`);
      rowsRead += rows.length;
      for (const { text } of rows)
        for (const secret of sought) if (text.includes(secret)) found.push(`${name}: ${secret}`);
    }
    expect(rowsRead).toBeGreaterThan(1_000);
    expect(found).toEqual([]);
    const log = site.running.log();
    expect(log).toContain('/write');
    expect(sought.filter((secret) => log.includes(secret))).toEqual([]);
    const { rows: marked } = await site.database.query<{ text: string }>(
      'select t::text as text from letter_number t where number = $1',
      [number],
    );
    expect(marked).toHaveLength(1);
  });
});
