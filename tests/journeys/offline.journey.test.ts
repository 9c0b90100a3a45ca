// What citizens do where there is no network: a form that was opened once opens again, what they send waits on their own
// device, and arrives once. On a phone, in both languages, through reloads and with the page closed in between.

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { scrollsSideways } from './browser.ts';
import type { CitizensSite } from './citizens-site.ts';
import { openCitizensSite, takeTime } from './citizens-site.ts';

const DAY_MS = 24 * 3_600_000;

let site: CitizensSite;

beforeAll(async () => {
  site = await openCitizensSite();
}, 240_000);
afterEach(() => site.leave());
afterAll(() => site.close(), 120_000);

async function phone(): Promise<BrowserContext> {
  const context = await site.phone(true);
  context.setDefaultTimeout(20_000);
  return context;
}
const count = (table: string): Promise<number> => site.count(table);

async function until(isSo: () => Promise<boolean>, everyMs = 100): Promise<void> {
  const limit = Date.now() + 20_000;
  while (!(await isSo())) {
    if (Date.now() > limit) throw new Error('it did not become so');
    await new Promise((wait) => setTimeout(wait, everyMs));
  }
}

/** Whether a page is kept on the device, by a worker that has taken over. */
const isKept = (page: Page, path: string): Promise<boolean> =>
  page.evaluate(
    async (wanted) =>
      navigator.serviceWorker.controller?.state === 'activated' && (await caches.match(wanted)) !== undefined,
    path,
  );

/** Opens a page and waits until it is kept, with the last of the pages behind it when one is named. */
async function visit(page: Page, url: string, behind = ''): Promise<void> {
  await page.goto(url);
  await until(() => isKept(page, new URL(url).pathname + behind));
}

const visitRating = (page: Page, url: string): Promise<void> => visit(page, url, '?more=pressured');

async function write(page: Page, words: { subject: string; body: string; phone?: string }): Promise<void> {
  await page.check('input[name="type"][value="help"]');
  await page.fill('#f-subject', words.subject);
  await page.fill('#f-body', words.body);
  await page.selectOption('#f-region', { index: 1 });
  await page.fill('#f-name', '林小满');
  await page.fill('#f-phone', words.phone ?? '13800000000');
  await takeTime(page);
}

const photo = () =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: '#8a6' } })
    .jpeg()
    .toBuffer();

/** Everything in all caches of the site, as text. */
const cached = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const texts: string[] = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys())
        texts.push(request.url, await (await cache.match(request))!.text());
    }
    return texts.join('\n');
  });

/** How each form stands that waits on the device of a page. */
const keptStates = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise<string[]>((found, failed) => {
        const opening = indexedDB.open('huiyin');
        opening.onerror = () => failed(new Error('no database'));
        opening.onsuccess = () => {
          const all = opening.result.transaction('kept').objectStore('kept').getAll();
          all.onsuccess = () => {
            opening.result.close();
            found(all.result.map(({ state }: { state: string }) => state));
          };
        };
      }),
  );
const kept = async (page: Page): Promise<number> => (await keptStates(page)).length;

describe('the app', () => {
  it.each([
    ['/', '/manifest.webmanifest', 'zh-CN', '/write'],
    ['/en', '/en/manifest.webmanifest', 'en', '/en/write'],
  ])('is described for %s by %s', async (start, address, lang, shortcut) => {
    const html = await (await fetch(`${site.url}${start}`)).text();
    expect(html).toContain(`<link rel="manifest" href="${address}">`);
    const answer = await fetch(`${site.url}${address}`);
    expect(answer.headers.get('content-type')).toContain('application/manifest+json');
    expect(answer.headers.get('cache-control')).toBe('public, no-cache');
    expect(answer.headers.get('etag')).toBeTruthy();
    const manifest = (await answer.json()) as {
      lang: string;
      start_url: string;
      shortcuts: { url: string }[];
      icons: { src: string; type: string }[];
    };
    expect(manifest).toMatchObject({ lang, start_url: start });
    expect(manifest.shortcuts.map(({ url }) => url)).toContain(shortcut);
    for (const { src, type } of manifest.icons) {
      const icon = await fetch(site.url + src);
      expect([icon.status, icon.headers.get('content-type')]).toEqual([200, type]);
    }
    const worker = await fetch(`${site.url}/sw.js`);
    expect(worker.headers.get('content-type')).toMatch(/^(text|application)\/javascript/);
    expect(worker.headers.get('cache-control')).toBe('public, no-cache');
  });

  it('can be installed, as the browser sees it', async () => {
    const page = await (await phone()).newPage();
    await visit(page, `${site.url}/write`);
    const session = await page.context().newCDPSession(page);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // A window that remembers nothing installs nothing; that is all there may be to say.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
      [],
    );
  });

  it('costs a form of a rating little script', async () => {
    const page = await (await phone()).newPage();
    await visitRating(page, site.points[0]!);
    await page.reload({ waitUntil: 'networkidle' });
    const bytes = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('.js'))
        .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).decodedBodySize, 0),
    );
    expect(bytes).toBeGreaterThan(1_000);
    expect(bytes).toBeLessThan(15_000);
  });
});

describe.each([
  ['in Chinese', '', '没有网络', '还没有发出'],
  ['in English', '/en', 'no network', 'Not sent yet'],
])('without a network %s', (_, lang, none, waits) => {
  const inLanguage = (link: string): string => link.replace(site.url, site.url + lang);

  it('forms that were opened once open again, and any other page says what works', async () => {
    const context = await phone();
    const page = await context.newPage();
    await visitRating(page, inLanguage(site.points[0]!));
    await context.setOffline(true);
    const ids = new Set<string>();
    for (const address of [
      inLanguage(site.points[0]!),
      inLanguage(site.points[0]!),
      `${site.url}${lang}/write?department=X`,
    ]) {
      await page.goto(address);
      expect(await page.textContent('[data-keep]')).toContain(none);
      expect(await page.isVisible('[data-keep]')).toBe(true);
      expect(await scrollsSideways(page)).toBe(false);
      ids.add(await page.inputValue('input[name="id"]'));
    }
    // A form that is opened from the device is a form of its own each time.
    expect(ids.size).toBe(3);
    await page.goto(`${site.url}${lang}/rankings`);
    expect(await page.textContent('h1')).toContain(none);
    expect(await page.locator(`main a[href="${lang}/write"]`).count()).toBe(1);
    await page.click(`main a[href="${lang}/rate"]`);
    expect(await page.isVisible('[data-keep]')).toBe(true);
  });

  it('a rating waits on the device, through a reload and with the page closed, and arrives once', async () => {
    const context = await phone();
    const page = await context.newPage();
    await visitRating(page, inLanguage(site.points[0]!));
    const before = await count('rating');
    await context.setOffline(true);
    await page.reload();
    await page.click('button[name="level"][value="5"]');
    await page.waitForURL(`${site.url}${lang}/kept`);
    await page.waitForSelector(`text=${waits}`);
    expect(await scrollsSideways(page)).toBe(false);
    await page.reload();
    await page.waitForSelector(`text=${waits}`);
    await page.close();
    const next = await context.newPage();
    await next.goto(`${site.url}${lang}/kept`);
    await next.waitForSelector(`text=${waits}`);
    expect(await count('rating')).toBe(before);
    await context.setOffline(false);
    await next.waitForURL(/\/receipt\//);
    expect(await next.textContent('.receipt-no')).toMatch(/^(\w{4}-){3}\w{4}$/);
    expect(await count('rating')).toBe(before + 1);
    expect(await kept(next)).toBe(0);
    await next.goto(`${site.url}${lang}/kept`);
    expect(await next.locator('.kept-item').count()).toBe(0);
  });

  it('a bad face leads to its reasons, and is sent with them', async () => {
    const context = await phone();
    const page = await context.newPage();
    await visitRating(page, inLanguage(site.points[0]!));
    await context.setOffline(true);
    await page.click('button[name="level"][value="2"]');
    await page.waitForURL(/\?level=2$/);
    await page.check('input[name="tag"][value="attitude"]');
    const before = await count('rectification');
    await page.click('button[value="send"]');
    await page.waitForSelector(`text=${waits}`);
    await context.setOffline(false);
    await page.waitForURL(/\/receipt\//);
    expect(await count('rectification')).toBe(before + 1);
  });

  it('a letter waits with its photo, is sent by the button, arrives once and shows its number and code', async () => {
    const context = await phone();
    const page = await context.newPage();
    await visit(page, `${site.url}${lang}/write`);
    const before = await count('letter');
    await context.setOffline(true);
    await page.goto(`${site.url}${lang}/write`);
    await write(page, { subject: '公交站牌倒了', body: '柳岸街公交站牌\n倒在路边。' });
    await page.click('button[value="look"]');
    await page.waitForFunction(
      () => document.querySelector('form .count[role="status"]')?.textContent !== '',
    );
    const photos = await count('attachment where event_seq is not null');
    await page.setInputFiles('#f-files', { name: '站牌.jpg', mimeType: 'image/jpeg', buffer: await photo() });
    await page.click('button[value="send"]');
    await page.waitForSelector(`text=${waits}`);
    expect(await page.evaluate(() => localStorage.getItem('huiyin.letter'))).toBeNull();
    await page.click('[data-kept-send]');
    await page.waitForFunction(() => document.querySelector('[role="status"]')?.textContent?.length);
    await page.goto(`${site.url}${lang}/write`);
    expect(await page.isVisible('[data-kept-notice]')).toBe(true);
    expect(await page.inputValue('#f-subject')).toBe('');
    await page.click('[data-kept-notice] a');
    await context.setOffline(false);
    await page.waitForSelector('.receipt-code');
    expect(await page.textContent('.receipt-code')).toMatch(/^(\w{5}-){5}\w$/);
    expect(await count('letter')).toBe(before + 1);
    expect(await count('attachment where event_seq is not null')).toBe(photos + 1);
    expect(await kept(page)).toBe(0);
  });

  it('what is not accepted later comes back with everything in it, and is sent once it is right', async () => {
    const context = await phone();
    const page = await context.newPage();
    await visit(page, `${site.url}${lang}/write`);
    const before = await count('letter');
    await context.setOffline(true);
    await write(page, { subject: '井盖丢了', body: '柳岸街东口。', phone: '1380000000' });
    await page.click('button[value="send"]');
    await page.waitForSelector(`text=${waits}`);
    await context.setOffline(false);
    await page.waitForSelector('.has-error #f-phone');
    expect(await page.inputValue('#f-body')).toBe('柳岸街东口。');
    expect(await page.inputValue('#f-phone')).toBe('1380000000');
    // Closed before it was put right: it is still on the device, and says so.
    await page.goto(`${site.url}${lang}/letters`);
    await page.click('[data-kept-notice] a');
    await page.click('[data-kept-send]');
    await page.waitForSelector('.has-error #f-phone');
    await page.click('button[value="look"]');
    await page.waitForSelector('.preview-sheet');
    expect(await kept(page)).toBe(1);
    await page.fill('#f-phone', '13800000000');
    await page.click('button[value="send"]');
    await page.waitForSelector('.receipt-code');
    expect(await count('letter')).toBe(before + 1);
    expect(await kept(page)).toBe(0);
  });
});

describe('what waits', () => {
  it('longer than its id may lie back is sent under a new one, once', async () => {
    const context = await phone();
    const page = await context.newPage();
    await visit(page, `${site.url}/write`);
    const before = await count('letter');
    await write(page, { subject: '路灯不亮', body: '坏了三天。' });
    const old = (Date.now() - 3 * DAY_MS).toString(16).padStart(12, '0');
    await page.evaluate((time) => {
      const id = document.querySelector<HTMLInputElement>('input[name="id"]')!;
      id.value = `${time.slice(0, 8)}-${time.slice(8)}${id.value.slice(13)}`;
    }, old);
    await context.setOffline(true);
    await page.click('button[value="send"]');
    await page.waitForSelector('text=还没有发出');
    await context.setOffline(false);
    await page.waitForSelector('.receipt-code');
    expect(await page.textContent('h1')).toContain('寄出了');
    expect(await count('letter')).toBe(before + 1);
    expect(await kept(page)).toBe(0);
  });

  it('is sent by an open page that shows something else, and its answer waits to be seen', async () => {
    const context = await phone();
    const page = await context.newPage();
    await visit(page, `${site.url}/write`);
    const before = await count('letter');
    await context.setOffline(true);
    await write(page, { subject: '水管漏了', body: '漏了两天。' });
    await page.click('button[value="send"]');
    await page.waitForSelector('text=还没有发出');
    await page.goto(`${site.url}/write`);
    await page.waitForSelector('[data-kept-notice]:not([hidden])');
    await context.setOffline(false);
    await until(async () => (await count('letter')) === before + 1);
    await until(async () => (await keptStates(page))[0] === 'arrived');
    expect(page.url()).toBe(`${site.url}/write`);
    await page.click('[data-kept-notice] a');
    await page.click('text=看编号和查询码');
    expect(await page.textContent('.receipt-code')).toMatch(/^(\w{5}-){5}\w$/);
    expect(await count('letter')).toBe(before + 1);
    expect(await kept(page)).toBe(0);
  });

  it('is sent by the browser while no page is open', async () => {
    const context = await phone();
    const page = await context.newPage();
    await visitRating(page, site.points[0]!);
    const before = await count('rating');
    await context.setOffline(true);
    await page.click('button[name="level"][value="3"]');
    await page.waitForSelector('text=还没有发出');
    const session = await context.newCDPSession(page);
    const found = new Promise<string>((resolve) =>
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        if (registrations[0] !== undefined) resolve(registrations[0].registrationId);
      }),
    );
    await session.send('ServiceWorker.enable');
    const registrationId = await found;
    await page.goto('about:blank');
    await context.setOffline(false);
    const sync = { origin: site.url, registrationId, tag: 'send-kept', lastChance: false };
    // As the browser does it: again while the worker has not learned yet that there is a network, or lost the answer.
    const syncUntil = (isSo: () => Promise<boolean>) =>
      until(async () => {
        await session.send('ServiceWorker.dispatchSyncEvent', sync);
        return isSo();
      }, 1_000);
    await syncUntil(async () => (await count('rating')) === before + 1);
    await page.goto(`${site.url}/health/live`);
    await syncUntil(async () => (await keptStates(page))[0] === 'arrived');
    await page.goto(`${site.url}/kept`);
    await page.click('text=看回执');
    await page.waitForURL(/\/receipt\//);
    expect(await count('rating')).toBe(before + 1);
    expect(await kept(page)).toBe(0);
  });

  it('is answered with the server’s sentence when its link has expired meanwhile, and can be thrown away', async () => {
    const context = await phone();
    const page = await context.newPage();
    await visitRating(page, site.links[0]!);
    await context.setOffline(true);
    await page.click('button[name="level"][value="4"]');
    await page.waitForSelector('text=还没有发出');
    const expire = (when: string) =>
      site.database.query(`update invitation set expires_at = now() + interval '${when}'`);
    await expire('-1 hour');
    await context.setOffline(false);
    await page.waitForSelector('text=这个评价链接已过期');
    await expire('1 day');
    await page.click('[data-kept-notice] a');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.click('[data-kept-drop]');
    await page.waitForSelector('text=现在没有等着发出的评价和信');
    expect(await kept(page)).toBe(0);
  });
});

describe('a terminal', () => {
  it('thanks, goes back to its start, and sends without showing anybody whose it was', async () => {
    const context = await phone();
    const page = await context.newPage();
    const kiosk = site.points[0]!.replace('/rate/', '/kiosk/');
    await visit(page, kiosk, '/kept');
    const before = await count('rating');
    await context.setOffline(true);
    for (const level of ['5', '4']) {
      await page.goto(kiosk);
      await page.click(`button[name="level"][value="${level}"]`);
      await page.waitForURL(/\/kept$/);
      expect(await page.textContent('h1')).toContain('谢谢');
      await page.click('.btn-wide');
      await page.waitForURL(kiosk);
    }
    expect(await page.isVisible('[data-kept-notice]')).toBe(false);
    expect(await kept(page)).toBe(2);
    await context.setOffline(false);
    await until(async () => (await kept(page)) === 0);
    expect(await count('rating')).toBe(before + 2);
    expect(page.url()).toBe(kiosk);
  });
});

describe('the caches of a device', () => {
  it('hold no word that anybody typed and no answer to anybody', async () => {
    const planted = { subject: '鹦鹉螺号的事', body: '卜算子林的事', phone: '13912345678' };
    const context = await phone();
    const page = await context.newPage();
    await visit(page, `${site.url}/write`);
    await write(page, planted);
    await page.click('button[value="look"]');
    await page.click('button[value="send"]');
    const number = (await page.textContent('.receipt-no'))!;
    const code = (await page.textContent('.receipt-code'))!;
    await page.goto(`${site.url}/track/${number}`);
    await page.goto(`${site.url}/write?subject=${encodeURIComponent(planted.subject)}`);
    await page.goto(`${site.url}/rate?q=${encodeURIComponent(planted.subject)}`);
    await visitRating(page, site.links[1]!);
    await page.click('button[value="1"]');
    await page.fill('#f-comment', planted.body);
    await page.click('button[value="send"]');
    await page.waitForURL(/\/receipt\//);
    const receipt = (await page.textContent('.receipt-no'))!;
    // The link says now that it was answered, by which receipt: the form that was kept of it goes.
    await page.goto(site.links[1]!);
    await until(async () => !(await isKept(page, new URL(site.links[1]!).pathname)));
    await context.setOffline(true);
    await page.goto(`${site.url}/write`);
    await write(page, planted);
    await page.click('button[value="send"]');
    await page.waitForSelector('text=还没有发出');
    const all = await cached(page);
    expect(all).toContain('/write');
    const secrets = [...Object.values(planted), number, code, receipt, '林小满'];
    expect(secrets.filter((one) => all.includes(one) || all.includes(encodeURIComponent(one)))).toEqual([]);
    expect(all).not.toMatch(/^https?:\/\/[^/]+\/(?:en\/)?(?:track|receipt|api|display|console)/m);
  });
});
