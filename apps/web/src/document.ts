import { inLanguage, paths, type PageFrame } from '@huiyin/contract';
import type { Assets } from './assets.ts';
import type { PageHead } from './features/frame/page-head.ts';
import { pathOf, placeOf } from './features/frame/site-path.ts';
import type { Voice } from './wording/voice.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML and inside quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (one) => ESCAPES[one] ?? one);

/** A page where somebody does one thing brings its styles along; all others share theirs. */
const stylesOf = ({ bare = false }: PageHead, { sheet, styles }: Assets): string =>
  bare
    ? `<style>${sheet}</style>`
    : styles.map((href) => `<link rel="stylesheet" href="${href}">`).join('\n');

/**
 * The whole document of a page: head, styles, the rendered body, and the one script that brings charts to life. Nothing on
 * the page waits for the script, so the browser may show the page before it fetches it.
 */
export function documentOf(
  body: string,
  head: PageHead,
  frame: PageFrame,
  voice: Voice,
  assets: Assets,
): string {
  const lang = frame.language === 'zh' ? 'zh-CN' : 'en';
  const absolute = (path: string) => escapeHtml(`${frame.origin ?? ''}${path}`);
  const path = pathOf(frame.path);
  return `<!doctype html>
<html lang="${lang}"${frame.care ? ' data-care="on"' : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(head.title)} · ${escapeHtml(voice.t.frame.site)}</title>
<meta name="description" content="${escapeHtml(head.description)}">
<link rel="canonical" href="${absolute(inLanguage(head.place === 'letters' ? path : placeOf(path), frame.language))}">
<link rel="alternate" hreflang="zh-CN" href="${absolute(inLanguage(path, 'zh'))}">
<link rel="alternate" hreflang="en" href="${absolute(inLanguage(path, 'en'))}">
<link rel="icon" href="${assets.icon}" type="image/svg+xml">
<link rel="manifest" href="${inLanguage(paths.webManifest(), frame.language)}">
${stylesOf(head, assets)}
<script type="module" async fetchpriority="low" src="${assets.script}"></script>
</head>
<body>
${body}
</body>
</html>
`;
}
