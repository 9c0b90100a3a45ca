import { randomBytes } from 'node:crypto';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LetterList, Overview, ReleaseList } from '@huiyin/contract';
import { inLanguage } from '@huiyin/contract';
import { uuid7 } from '@huiyin/domain';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, scrollsSideways } from './browser.ts';
import type { RunningSite } from './running-site.ts';
import { EMPTY, startSite } from './running-site.ts';

let site: RunningSite;
let browser: Browser;
let department: string;
let region: string;
let release: string;
let letter: string;

beforeAll(async () => {
  [site, browser] = await Promise.all([startSite(), launchBrowser()]);
  const client = new pg.Client(site.databaseUrl);
  await client.connect();
  const { rows } = await client.query<{ code: string }>(
    `select d.code from department d join rating r on r.department_id = d.id group by d.code order by count(*) desc limit 1`,
  );
  department = rows[0]!.code;
  const top = await client.query<{ code: string }>('select code from region where parent_code is null');
  region = top.rows[0]!.code;
  await client.end();
  release = (await json<ReleaseList>('/api/v1/releases')).releases[0]!.id;
  letter = (await json<LetterList>('/api/v1/letters')).letters[0]!.number;
}, 240_000);
afterAll(async () => {
  await Promise.race([browser.close(), delay(20_000, undefined, { ref: false })]);
  await site.stop();
}, 120_000);

const json = async <T>(path: string): Promise<T> => (await (await fetch(site.url + path)).json()) as T;

/** Every public page, by a name that holds for any data. */
const PAGES: Readonly<Record<string, () => string>> = {
  overview: () => '/',
  rankings: () => '/rankings',
  'rankings with a focus': () => `/rankings?indicator=C1&focus=${department}`,
  directory: () => '/departments',
  department: () => `/departments/${department}`,
  'department with a reason': () => `/departments/${department}?why=C1`,
  region: () => `/regions/${region}`,
  'region with a reason': () => `/regions/${region}?why=C1`,
  'rankings of the composite': () => '/rankings?indicator=ALL&level=3',
  releases: () => '/releases',
  'releases of a day': () => '/releases?on=2020-01-01',
  release: () => `/releases/${release}`,
  letters: () => '/letters',
  'letters found': () => '/letters?q=社保',
  'letters not found': () => '/letters?q=火星移民',
  letter: () => `/letters/${letter}`,
  indicators: () => '/indicators',
  indicator: () => '/indicators/R2',
  'not found': () => '/nothing-here',
};

const names = Object.keys(PAGES);
const everyPage = names.flatMap((name) =>
  (['zh', 'en'] as const).map((language) => [name, language] as const),
);

/** What axe finds: the rule and the first place of each. */
async function faultsOf(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  // One frame only, so axe need not open a page of its own to gather results; that takes seconds each time.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .withTags(tags)
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** Where to leave a picture of each page, when somebody wants to look. */
const pictures = process.env['HUIYIN_PICTURES'];

describe.each([
  ['on a phone', 390],
  ['on a desk', 1440],
])('%s', (_, width) => {
  // One page with scripts and one without for all addresses: opening them anew takes longer than reading.
  let read: Page;
  let page: Page;
  let errors: string[] = [];
  beforeAll(async () => {
    const viewport = { width, height: 900 };
    read = await (await browser.newContext({ viewport, javaScriptEnabled: false })).newPage();
    page = await (await browser.newContext({ viewport })).newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on(
      'console',
      (message) =>
        message.type() === 'error' && !message.text().includes('404') && errors.push(message.text()),
    );
  });
  afterAll(async () => {
    await read.context().close();
    await page.context().close();
  });

  it.each(everyPage)(
    '%s in %s reads without a script, and axe finds nothing',
    async (name, language) => {
      const address = site.url + inLanguage(PAGES[name]!(), language);
      // axe needs scripts of its own, so the page is read without any first.
      await read.goto(address);
      expect(await read.locator('h1').count()).toBe(1);
      expect(await read.locator('html').getAttribute('lang')).toBe(language === 'zh' ? 'zh-CN' : 'en');
      // Search engines pass over addresses without a host.
      expect(await read.locator('link[rel="canonical"]').getAttribute('href')).toContain(site.url);
      const text = await read.locator('body').innerText();
      expect(text).not.toMatch(/undefined|NaN|\[object|null/);
      if (pictures !== undefined) {
        mkdirSync(pictures, { recursive: true });
        await read.screenshot({
          path: join(pictures, `${name.replaceAll(' ', '-')}.${language}.${width}.png`),
          fullPage: true,
        });
      }

      errors = [];
      await page.goto(address);
      expect(await scrollsSideways(page)).toBe(false);
      // The accessibility tests ask axe about every state in every way; here it sees the real figures once a page, in
      // turn in Chinese on a phone and in English on a desk.
      const turn = names.indexOf(name) % 2 === 0;
      if ((width === 390) === turn && (language === 'zh') === turn) expect(await faultsOf(page)).toEqual([]);
      expect(errors).toEqual([]);
    },
    120_000,
  );
});

describe('every public page', () => {
  it('links to nothing that is not there', async () => {
    const seen = new Set<string>();
    for (const [name] of everyPage) {
      if (name === 'not found') continue;
      const html = await (await fetch(site.url + PAGES[name]!())).text();
      for (const [, link] of html.matchAll(/<a [^>]*href="(\/[^"#]*)/g))
        seen.add(link!.replaceAll('&amp;', '&'));
    }
    expect(seen.size).toBeGreaterThan(30);
    const dead: string[] = [];
    for (const link of seen) {
      const { status, body } = await fetch(site.url + link);
      // An answer that is not read to its end would keep the site from stopping.
      await body?.cancel();
      if (status >= 400) dead.push(`${status} ${link}`);
    }
    expect(dead).toEqual([]);
  }, 120_000);

  it('lets whoever asks recompute a release, from its page or from a file, and notices one changed digit', async () => {
    const check = (what: string) =>
      promisify(execFile)(process.execPath, [
        join(__dirname, '../../packages/verify/bin/huiyin.mjs'),
        'verify',
        what,
      ]);
    const { stdout } = await check(`${site.url}/releases/${release}`);
    expect(stdout).toMatch(/figures +[1-9][\d,]* recomputed, 0 differ/);
    const folder = mkdtempSync(join(tmpdir(), 'huiyin-release-'));
    const text = await (await fetch(`${site.url}/api/v1/releases/${release}/release.json`)).text();
    const changed = join(folder, 'changed.json');
    const other = text.replace(
      /"level_5":(\d)/,
      (_, digit: string) => `"level_5":${(Number(digit) % 9) + 1}`,
    );
    expect(other).not.toBe(text);
    writeFileSync(changed, other);
    await expect(check(changed)).rejects.toMatchObject({ code: 1 });
    rmSync(folder, { recursive: true });
  }, 60_000);

  it('says 304 to a reader who has it already', async () => {
    const first = await fetch(`${site.url}/indicators`);
    const again = await fetch(`${site.url}/indicators`, {
      headers: { 'if-none-match': first.headers.get('etag')! },
    });
    expect([first.status, again.status]).toEqual([200, 304]);
  });

  it('wakes a chart when the pointer comes, and not before', async () => {
    const page = await browser.newPage();
    const scripts: string[] = [];
    page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()));
    await page.goto(`${site.url}/indicators/R2`, { waitUntil: 'networkidle' });
    const before = scripts.length;
    await page.locator('figure.chart svg').first().hover();
    await page.waitForFunction(
      (count) =>
        performance.getEntriesByType('resource').filter((entry) => entry.name.endsWith('.js')).length > count,
      before,
    );
    expect(scripts.length).toBeGreaterThan(before);
    await page.close();
  });
});

describe('the path of a rating', () => {
  it('leads from the door to the figures within seconds', async () => {
    const ratings = async () => {
      const { period } = await json<Overview>('/api/v1/overview');
      expect(period).not.toBeNull();
      const year = await json<{ figures: { denominator: number }[] }>(
        `/api/v1/figures?scope=department&code=${department}&indicator=C1&kind=year&from=${new Date().getFullYear()}-01-01`,
      );
      return year.figures.at(-1)!.denominator;
    };
    const before = await ratings();
    const answer = await fetch(`${site.url}/api/v1/ratings`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: uuid7(Date.now(), randomBytes(10)), level: 5, department, channel: 'web' }),
    });
    expect(answer.status).toBe(201);
    for (const limit = Date.now() + 15_000; (await ratings()) !== before + 1;) {
      if (Date.now() > limit) throw new Error('the rating is not in the figures after 15 seconds');
      await new Promise((wait) => setTimeout(wait, 100));
    }
  }, 30_000);
});

interface ApiDocument {
  readonly paths: Record<
    string,
    Record<string, { security?: unknown[]; summary?: string; responses: Record<string, object> }>
  >;
  readonly components: { readonly schemas: Record<string, { required: string[] }> };
}

describe('the API document', () => {
  it('names every operation, says what it does and asks for no key, or for which', async () => {
    const { paths, components } = await json<ApiDocument>('/api/openapi.json');
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
    );
    expect(operations.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'post /api/v1/ratings',
        'post /api/v1/letters',
        'post /api/v1/invitations',
        'get /api/v1/letters',
        'get /api/v1/figures',
        'get /api/v1/rankings',
        'get /api/v1/departments/{code}',
        'get /api/v1/indicators',
        'get /api/v1/overview',
      ]),
    );
    for (const { name, security, summary, responses } of operations) {
      const needed = name === 'post /api/v1/invitations' ? [{ apiKey: [] }] : [];
      expect([name, security]).toEqual([name, needed]);
      expect(summary?.length).toBeGreaterThan(5);
      expect(Object.keys(responses).length).toBeGreaterThan(1);
      expect(responses['default']).toMatchObject({
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      });
    }
    expect(components.schemas['Problem']!.required).toEqual(
      expect.arrayContaining(['status', 'detail', 'code']),
    );
    const reading = await fetch(`${site.url}/api/docs`);
    expect(reading.status).toBe(200);
  });
});

describe('an empty site', () => {
  it('shows valid pages that say so', async () => {
    const empty = await startSite({ contents: EMPTY });
    try {
      for (const path of [
        '/',
        '/rankings',
        '/departments',
        '/letters',
        '/indicators',
        '/indicators/C1',
        '/en',
      ]) {
        const answer = await fetch(empty.url + path);
        expect([path, answer.status]).toEqual([path, 200]);
        expect((await answer.text()).match(/<h1[ >]/g)).toHaveLength(1);
      }
    } finally {
      await empty.stop();
    }
  }, 120_000);
});
