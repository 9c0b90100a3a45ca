import { describe, expect, it } from '@jest/globals';
import { inLanguage, paths } from '@huiyin/contract';
import { en } from '../locales/en.ts';
import { zh } from '../locales/zh.ts';
import { webManifest } from './web-manifest.ts';

const icons = { any: '/i.svg', small: '/192.png', large: '/512.png', maskable: '/m.png' };

describe.each([
  ['zh', zh, 'zh-CN'],
  ['en', en, 'en'],
] as const)('the app in %s', (language, texts, lang) => {
  const manifest = webManifest(texts, lang, icons, '#fbfaf6');

  it('starts where its language does, and leads to what citizens come to do', () => {
    expect(manifest).toMatchObject({
      lang,
      start_url: inLanguage(paths.overview(), language),
      scope: '/',
      display: 'standalone',
      theme_color: '#fbfaf6',
      shortcuts: [paths.rate(), paths.write(), paths.track()].map((path) => ({
        url: inLanguage(path, language),
      })),
    });
  });

  it('has a name that fits below an icon', () => {
    expect(texts.offline.app.short.length).toBeLessThanOrEqual(12);
  });
});
