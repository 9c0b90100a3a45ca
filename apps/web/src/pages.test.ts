import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Language, PageFrame } from '@huiyin/contract';
import { fixtures } from './fixtures/pages.ts';
import { renderWith } from './render.ts';

const assets = {
  script: '/assets/main.js',
  styles: ['/assets/main.css'],
  sheet: 'p{}',
  icon: '/assets/icon.svg',
};

const frameIn = (language: Language, path: string): PageFrame => ({
  language,
  path,
  owner: { zh: '江海省政务公开办公室', en: 'the Office of Government Openness, Jianghai Province' },
  demonstration: true,
  care: false,
  staleSince: null,
});

/** What a reader sees or hears: text and labels, without the data blocks. */
const readable = (html: string): string => {
  const shown = html.replace(/<script[\s\S]*?<\/script>/g, '');
  const labels = [...shown.matchAll(/\s(?:aria-label|alt|title|placeholder)="([^"]*)"/g)].map(
    (found) => found[1] ?? '',
  );
  return [shown.replace(/<wbr>/g, '').replace(/<[^>]*>/g, '\n'), ...labels].join('\n');
};

const PAGES = [
  /^\/(en)?(\?|$)/,
  /^(\/en)?\/rankings(\?|$)/,
  /^(\/en)?\/departments(\/[^/?]+)?(\?|#|$)/,
  /^(\/en)?\/regions\/[^/?]+(\?|$)/,
  /^(\/en)?\/releases(\/[^/?]+)?(\?|$)/,
  /^(\/en)?\/letters(\/[^/?]+)?(\?|$)/,
  /^(\/en)?\/indicators(\/[^/?]+)?(\?|#|$)/,
  /^(\/en)?\/rate(\?|$|\/[\w-]+(\?|$))/,
  /^(\/en)?\/(kiosk|receipt)\/[\w-]+(\/[\w-]+)?$/,
  /^(\/en)?\/(write|track)(\/[\w-]+)?(\/files\/[\w-]+)?$/,
  /^(\/en)?\/write\?department=[\w-]+$/,
  /^(\/en)?\/answer\/[\w-]+(\?|$)/,
  /^(\/en)?\/(kept|offline)$/,
  /^\/display$/,
  /^\/api\/(docs|openapi\.json|v1\/)/,
  /^\/assets\//,
  /^#/,
];

/** Set by whoever wants to look at the pages: every one is written there as a file. */
const review = process.env['HUIYIN_REVIEW_DIR'];

describe.each(fixtures)('the page “$name”', ({ name, page, path }) => {
  describe.each(['zh', 'en'] as const)('in %s', (language) => {
    const rendering = renderWith(assets, page, frameIn(language, path));

    it('has one heading of the first order and one main part', async () => {
      const html = await rendering;
      expect(html.match(/<h1[ >]/g)).toHaveLength(1);
      expect(html.match(/<main[ >]/g)).toHaveLength(1);
      expect(html).toContain(`<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">`);
      if (review) {
        mkdirSync(review, { recursive: true });
        writeFileSync(join(review, `${name}.${language}.html`), html);
      }
    });

    it('shows no missing text, no raw value and no code where a sentence belongs', async () => {
      const text = readable(await rendering);
      expect(text).not.toMatch(/undefined|NaN|\bnull\b|\[object|Infinity|¦|\uE000|\uE001/);
      expect(text).not.toMatch(/[-−]?\d+\.\d{3,}/);
    });

    it('types no space between 汉字 and digits', async () => {
      const text = readable(await rendering)
        .split('\n')
        .map((line) => line.trim());
      // Searches and letters are people’s own words; every other line is ours.
      expect(text.filter((line) => /\p{Script=Han} \d|\d \p{Script=Han}/u.test(line))).toEqual([]);
    });

    it('names every drawing and gives every chart a table', async () => {
      const html = await rendering;
      for (const [drawing] of html.matchAll(/<svg[^>]*role="img"[^>]*>/g))
        expect(drawing).toMatch(/aria-label="[^"]{4,}"/);
      for (const [figure] of html.matchAll(/<figure[\s\S]*?<\/figure>/g)) {
        expect(figure).toMatch(/<h3 class="chart-title">/);
        expect(figure).toMatch(/<figcaption>/);
        expect(figure).toMatch(/<table|href="#table"|class="bar-key"/);
      }
      for (const [, block] of html.matchAll(/<script type="application\/json">([\s\S]*?)<\/script>/g))
        expect(() => void JSON.parse(block ?? '')).not.toThrow();
    });

    it('links only to pages that exist, in its own language', async () => {
      const html = await rendering;
      const links = [
        ...html.matchAll(/<a [^>]*href="([^"]*)"/g),
        ...html.matchAll(/<form [^>]*action="([^"]*)"/g),
      ].map((found) => found[1] ?? '');
      expect(links.length).toBeGreaterThan(2);
      expect(
        links.filter(
          (link) =>
            !PAGES.some((known) => known.test(link)) && !(page.page === 'problem' && link.endsWith(path)),
        ),
      ).toEqual([]);
      const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map((found) => found[1]));
      expect(links.filter((link) => link.startsWith('#') && !ids.has(link.slice(1)))).toEqual([]);
      expect(ids.size).toBe([...html.matchAll(/\sid="[^"]+"/g)].length);
    });

    it('holds no program but its one script', async () => {
      const html = await rendering;
      const scripts = [...html.matchAll(/<script([^>]*)>/g)].map((found) => found[1]?.trim());
      expect(scripts.filter((script) => script !== 'type="application/json"')).toEqual([
        'type="module" async fetchpriority="low" src="/assets/main.js"',
      ]);
      expect(html).not.toMatch(/\son\w+="/);
    });
  });
});

describe('the documents', () => {
  it('have titles of their own', async () => {
    const shown = fixtures.filter(
      ({ name }) =>
        !/-(empty|nothing|unfocused|indistinct|many|new|late)$|^(rate|receipt|choose|write|sent)-|^track-(wrong|letter-)|^answer-(wrong|recorded-last)$|^kiosk$/.test(
          name,
        ),
    );
    const titles = await Promise.all(
      shown.map(
        async ({ page, path }) =>
          /<title>(.*)<\/title>/.exec(await renderWith(assets, page, frameIn('zh', path)))?.[1],
      ),
    );
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('say where the same page stands in the other language, with its query', async () => {
    const [first] = fixtures.filter(({ name }) => name === 'letters-search');
    if (!first) throw new Error('The fixture of a search is gone.');
    const html = await renderWith(assets, first.page, {
      ...frameIn('en', '/letters?q=%E7%81%AF&type=help'),
      origin: 'https://huiyin.example',
    });
    expect(html).toContain(
      '<link rel="alternate" hreflang="zh-CN" href="https://huiyin.example/letters?q=%E7%81%AF&amp;type=help">',
    );
    expect(html).toContain('href="/letters?q=%E7%81%AF&amp;type=help" hreflang="zh-CN"');
  });

  it('never link to another host, whatever the address looks like', async () => {
    const [first] = fixtures;
    if (!first) throw new Error('There are no fixtures.');
    const html = await renderWith(assets, first.page, frameIn('en', '//evil.example/x'));
    expect(html).not.toMatch(/href="\/\/|href="[^"]*"?\/\/evil/);
  });

  it('say so when the figures are stale, and when nothing is invented', async () => {
    const [first] = fixtures;
    if (!first) throw new Error('There are no fixtures.');
    const html = await renderWith(assets, first.page, {
      ...frameIn('zh', '/'),
      demonstration: false,
      staleSince: '2026-10-20T01:00:00Z',
    });
    expect(html).toContain('2026年10月20日09:00');
    expect(html).not.toContain('示范数据');
  });
});
