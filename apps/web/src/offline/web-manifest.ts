// What makes the site an app that can be put on a home screen. Read by the build, hence nothing but texts is imported.
import type { Texts } from '../locales/zh.ts';

/** Where the built pictures are. The maskable one has room around it, for screens that cut icons round. */
export type AppIcons = Readonly<Record<'any' | 'small' | 'large' | 'maskable', string>>;

/** What a citizen comes to do, in the order of the navigation. */
const DEEDS = ['rate', 'write', 'track'] as const;

/** The web app manifest of a language. Each language is an app of its own, so that it starts where it was installed. */
export function webManifest(t: Texts, lang: 'zh-CN' | 'en', icons: AppIcons, paper: string): object {
  const root = lang === 'en' ? '/en' : '';
  const start = lang === 'en' ? '/en' : '/';
  return {
    id: start,
    name: t.offline.app.name,
    short_name: t.offline.app.short,
    description: t.frame.description,
    lang,
    dir: 'ltr',
    start_url: start,
    // Both languages, since every page links to itself in the other one.
    scope: '/',
    display: 'standalone',
    theme_color: paper,
    background_color: paper,
    icons: [
      { src: icons.any, sizes: 'any', type: 'image/svg+xml' },
      { src: icons.small, sizes: '192x192', type: 'image/png' },
      { src: icons.large, sizes: '512x512', type: 'image/png' },
      { src: icons.maskable, sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
    shortcuts: DEEDS.map((deed) => ({
      name: t.frame.nav[deed],
      url: `${root}/${deed}`,
      icons: [{ src: icons.small, sizes: '192x192', type: 'image/png' }],
    })),
  };
}
