import { describe, expect, it } from '@jest/globals';
import type { Language, PageFrame, WritePage } from '@huiyin/contract';
import { fixtures } from '../../fixtures/pages.ts';
import { renderHelpIn, renderWith } from '../../render.ts';

const assets = { script: '/main.js', styles: [], sheet: '', icon: '/icon.svg' };

const frameIn = (language: Language): PageFrame => ({
  language,
  path: '/write',
  owner: { zh: '江海省政务公开办公室', en: 'the Office of Government Openness, Jianghai Province' },
  demonstration: true,
  care: false,
  staleSince: null,
});

const helped = fixtures.flatMap(({ name, page }) => (page.page === 'write' ? [{ name, page }] : []));
const bodyOf = (html: string, place: string): string =>
  new RegExp(`<(div|p) data-help="${place}">([\\s\\S]*?)</\\1>`).exec(html)?.[2] ?? '';

describe.each(helped)('the help for whoever writes “$name”', ({ page }) => {
  describe.each(['zh', 'en'] as const)('in %s', (language) => {
    const help = renderHelpIn(page.data, frameIn(language));

    it('brings the parts of the page that it is put into', async () => {
      const parts = (html: string) => [...html.matchAll(/data-help="(\w+)"/g)].map(([, part]) => part);
      expect(parts(await help)).toEqual(['answers', 'departments', 'preview', 'said']);
      const places = parts(await renderWith(assets, page, frameIn(language)));
      for (const place of places) expect(parts(await help)).toContain(place);
    });

    it('offers the departments that were found, by name, and says how many there are', async () => {
      const html = await help;
      const { suggested, answers }: WritePage = page.data;
      const offered = [...html.matchAll(/<button[^>]*data-department="([^"]+)"[^>]*>\s*([^<]+?)\s*</g)];
      expect(offered.map(([, code, name]) => [code, name])).toEqual(
        suggested.map((one) => [one.code, one.name[language]]),
      );
      const said = bodyOf(html, 'said').trim();
      expect(said === '').toBe(suggested.length + answers.length === 0);
      if (said !== '' && suggested.length === 1) expect(said).toMatch(/1/);
    });

    it('says when it will be noticed and answered, and nothing that is not filled in', async () => {
      const html = await help;
      expect(bodyOf(html, 'preview')).not.toBe('');
      expect(html).not.toMatch(/undefined|\bnull\b|NaN|\[object|\{\w+\}/);
    });
  });
});
