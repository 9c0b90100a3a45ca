import type { Page, PageFrame, WriteHelp } from '@huiyin/contract';
import { renderToString } from '@vue/server-renderer';
import { createSSRApp, type App, type Component } from 'vue';
import type { Assets } from './assets.ts';
import { documentOf } from './document.ts';
import { pageHead } from './features/frame/page-head.ts';
import WritingHelp from './features/write/WritingHelp.vue';
import PublicPage from './PublicPage.vue';
import { SITE, siteOf } from './site.ts';
import { voiceOf } from './wording/voice.ts';

/** A whole HTML document for a page. A defect in a component rejects; nothing half-rendered is returned. */
export async function renderWith(assets: Assets, page: Page, frame: PageFrame): Promise<string> {
  const basis = page.data !== null && 'basis' in page.data ? page.data.basis : null;
  const voice = voiceOf(frame.language, frame.zone ?? basis?.zone);
  const head = pageHead(page, voice);
  const app = createSSRApp(PublicPage as Component, { page, frame, head, voice });
  return documentOf(await bodyOf(app), head, frame, voice, assets);
}

/** A piece of the page on which somebody is writing. */
export function renderHelpIn(help: WriteHelp, frame: PageFrame): Promise<string> {
  const app = createSSRApp(WritingHelp as Component, { help });
  return bodyOf(app.provide(SITE, siteOf(voiceOf(frame.language, frame.zone), frame)));
}

async function bodyOf(app: App): Promise<string> {
  app.config.errorHandler = (error) => {
    throw error;
  };
  return (await renderToString(app)).replace(/<!--[[\]]?-->/g, '');
}
