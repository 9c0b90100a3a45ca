// 关怀模式: fewer choices at once, nothing lost, and a page that is read aloud by a voice of the device. The voices of a real
// device cannot be counted on where tests run, so they are played; what is said, and when, is ours.

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../journeys/browser.ts';
import { serveFixtures } from './served-fixtures.ts';

let server: Awaited<ReturnType<typeof serveFixtures>>;
let browser: Browser;

beforeAll(async () => {
  [server, browser] = await Promise.all([serveFixtures(), launchBrowser()]);
}, 120_000);
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));
afterAll(async () => {
  await browser.close();
  await server.close();
});

const open = async (path: string, javaScriptEnabled = true): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, javaScriptEnabled });
  await page.goto(server.origin + path);
  return page;
};

/** Every control and link that somebody has to look past. */
const choices = (page: Page): Promise<string[]> =>
  page
    .locator('a, button, input:not([type=hidden]), select, textarea, summary')
    .filter({ visible: true })
    .evaluateAll((all) => all.map((one) => one.getAttribute('name') ?? one.textContent?.trim() ?? ''));

describe('fewer choices', () => {
  it.each(['write', 'rate-reasons', 'track', 'overview'])(
    'stand on the page “%s”, and none is gone',
    async (name) => {
      const usual = await choices(await open(`/${name}/zh`, false));
      const page = await open(`/${name}/zh?care`, false);
      const few = await choices(page);
      expect(few.length).toBeLessThan(usual.length);
      for (const fold of await page.locator('details.more-choices > summary').all()) await fold.click();
      const unfolded = await choices(page);
      for (const choice of usual.filter((one) => one !== '关怀模式')) expect(unfolded).toContain(choice);
    },
  );

  it('are not folded away when something in them is filled in', async () => {
    const page = await open('/write-faults/zh?care', false);
    await expect(page.locator('details.more-choices').last().getAttribute('open')).resolves.not.toBeNull();
  });
});

interface Said {
  text: string;
  voice: string;
}

/** A page on a device with these voices: a sentence is said in a tenth of a second. */
async function openWith(
  voices: readonly { lang: string; localService: boolean }[],
  path: string,
): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await page.addInitScript((given) => {
    const said: unknown[] = [];
    let waiting: { utterance: EventTarget; timer: number }[] = [];
    class Utterance extends EventTarget {
      voice: { name: string } | null = null;
      constructor(readonly text: string) {
        super();
      }
    }
    const speech = Object.assign(new EventTarget(), {
      getVoices: () => given.map((voice) => ({ ...voice, name: voice.lang })),
      speak(utterance: Utterance) {
        const timer = window.setTimeout(
          () => {
            said.push({ text: utterance.text, voice: utterance.voice?.name });
            waiting = waiting.filter((one) => one.utterance !== utterance);
            utterance.dispatchEvent(new Event('end'));
          },
          100 * (waiting.length + 1),
        );
        waiting.push({ utterance, timer });
      },
      cancel() {
        for (const { timer } of waiting) clearTimeout(timer);
        waiting = [];
      },
    });
    Object.defineProperty(window, 'speechSynthesis', { value: speech });
    Object.assign(window, { SpeechSynthesisUtterance: Utterance, said });
  }, voices);
  await page.goto(server.origin + path);
  return page;
}

const saidOn = (page: Page): Promise<Said[]> =>
  page.evaluate(() => (window as unknown as { said: Said[] }).said);

const CHINESE = { lang: 'zh-CN', localService: true };

describe('reading aloud', () => {
  it('goes through the page from its title on, shows where it is, and leaves typed words alone', async () => {
    const page = await openWith([CHINESE], '/write/zh?care');
    await page.fill('#f-body', '这是我的私事');
    await page.click('text=读给我听');
    await page.waitForSelector('.is-read');
    await page.waitForFunction(() => (window as unknown as { said: unknown[] }).said.length > 12);
    await page.click('text=不读了');
    await expect(page.locator('.is-read').count()).resolves.toBe(0);
    const said = await saidOn(page);
    const text = said.map((one) => one.text).join(' ');
    const title = (await page.textContent('h1'))!.trim();
    expect(said[0]!.text).toBe(title);
    expect(text).not.toContain('这是我的私事');
    expect(new Set(said.map(({ voice }) => voice))).toEqual(new Set(['zh-CN']));
    // Stopped is stopped.
    await page.waitForTimeout(300);
    expect(await saidOn(page)).toHaveLength(said.length);
    await expect(page.textContent('.read-aloud button')).resolves.toBe('读给我听');
  });

  it('ends by itself at the end of the page', async () => {
    const page = await openWith([{ lang: 'en_GB', localService: true }], '/rate/en?care');
    await page.click('text=Read this page to me');
    await page.waitForSelector('text=Stop reading');
    await page.waitForSelector('text=Read this page to me');
    const said = (await saidOn(page)).map(({ text }) => text);
    for (const level of ['Very satisfied', 'Very dissatisfied']) expect(said).toContain(level);
  });

  it.each([
    ['no voice', []],
    ['no voice of the language', [{ lang: 'de-DE', localService: true }]],
    ['only a voice that sends what it reads elsewhere', [{ lang: 'zh-CN', localService: false }]],
  ])('is not offered where there is %s', async (_what, voices) => {
    const page = await openWith(voices, '/write/zh?care');
    await page.waitForLoadState('networkidle');
    await expect(page.isVisible('.read-aloud')).resolves.toBe(false);
  });
});
