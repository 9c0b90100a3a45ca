import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Language } from '@huiyin/contract';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { fixtures } from '../../apps/web/src/fixtures/pages.ts';
import { launchBrowser, scrollsSideways } from '../journeys/browser.ts';
import { serveFixtures } from './served-fixtures.ts';

// The demonstration shows most states of a page, but not all: no search without a result and three filters, no
// department whose every figure is withheld. Here the built pages are rendered from fixtures of every state, and seen
// in the ways people see them: on the smallest phone, in the dark, in care mode, with everything unfolded.

let server: Awaited<ReturnType<typeof serveFixtures>>;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  server = await serveFixtures();
  origin = server.origin;
  browser = await launchBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await server.close();
});

/** axe asks every state in the way that has no `onlyNew`; in the others it asks the states that show something new there. */
interface Way {
  readonly options: BrowserContextOptions;
  readonly query: string;
  /** The language that axe asks in comes first: English words are the longer ones, so English is held against narrow pages. */
  readonly languages: readonly Language[];
  readonly onlyNew: boolean;
}

/** Each way has one page for all states: opening one anew takes longer than most checks. */
const WAYS: Readonly<Record<string, Way>> = {
  'on the smallest phone': {
    options: { viewport: { width: 320, height: 640 } },
    query: '',
    languages: ['en', 'zh'],
    onlyNew: false,
  },
  'in the dark': {
    options: { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
    query: '',
    languages: ['zh'],
    onlyNew: true,
  },
  'in care mode': {
    options: { viewport: { width: 390, height: 844 } },
    query: '?care',
    languages: ['en'],
    onlyNew: true,
  },
};

const violationsOn = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page })
    // One frame only, so axe need not open a page of its own to gather results; that takes seconds each time.
    .setLegacyMode(true)
    // Of what is well nothing is told but its rule: to name every element of it takes longer than to look.
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
};

/**
 * Everything on a page that a style can tell apart: each element with its classes and states, inside its parent. Two
 * states with the same looks differ by their words alone, and what axe says of colours and sizes holds for both.
 */
const looksOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const STYLED = ['type', 'role', 'aria-current', 'data-level', 'data-chosen'];
    const look = (element: Element): string => {
      const traits = STYLED.filter((name) => element.hasAttribute(name)).map(
        (name) => `[${name}=${element.getAttribute(name)}]`,
      );
      const checked = element.matches(':checked') ? [':checked'] : [];
      return [element.localName, ...[...element.classList].sort(), ...traits, ...checked].join('.');
    };
    const looks = new Set<string>();
    for (const element of document.querySelectorAll('body *'))
      looks.add(`${look(element.parentElement!)} > ${look(element)}`);
    return [...looks];
  });

describe.each(Object.keys(WAYS))('%s', (way) => {
  const { options, query, languages, onlyNew } = WAYS[way]!;
  const seen = new Set<string>();
  let page: Page;
  let errors: string[] = [];
  beforeAll(async () => {
    page = await (await browser.newContext(options)).newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  });
  afterAll(() => page.context().close());

  it.each(fixtures)(
    'the page “$name” shows everything, and axe finds nothing',
    async ({ name, page: { page: kind } }) => {
      errors = [];
      for (const language of languages) {
        await page.goto(`${origin}/${name}/${language}${query}`);
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
        });
        expect(await scrollsSideways(page)).toBe(false);
        if (language !== languages[0]) continue;
        // The kind of page is a look too, so each kind is asked at least once in each way.
        const looks = [kind, ...(onlyNew ? await looksOf(page) : [name])];
        if (looks.some((look) => !seen.has(look))) expect(await violationsOn(page)).toEqual([]);
        for (const look of looks) seen.add(look);
      }
      expect(errors).toEqual([]);
    },
    60_000,
  );
});

describe('by keyboard alone', () => {
  it('the first stop leads to the matter, and every stop can be seen', async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(`${origin}/rankings/zh`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#main');
    for (let stop = 0; stop < 25; stop += 1) {
      const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineWidth);
      expect(outline).toBe('3px');
      await page.keyboard.press('Tab');
    }
    await page.close();
  });

  it('a chart is walked point by point, each is said, and axe finds nothing in it', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await page.goto(`${origin}/department/zh`);
    const chart = page.locator('[data-chart]').first();
    await chart.focus();
    await chart.locator('.plot-live svg').waitFor();
    await page.keyboard.press('ArrowLeft');
    const said = chart.locator('[aria-live]');
    await expect(said.textContent()).resolves.toMatch(/^2026年第四季度（未满）：96\.6%/);
    await page.keyboard.press('ArrowLeft');
    await expect(said.textContent()).resolves.toMatch(/^2026年第三季度：94\.2%/);
    await page.keyboard.press('Escape');
    await expect(said.textContent()).resolves.toBe('');
    expect(await violationsOn(page)).toEqual([]);
    await context.close();
  }, 60_000);
});
