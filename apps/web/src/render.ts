import type { Page, PageFrame } from '@huiyin/contract';
import { renderToString } from '@vue/server-renderer';
import { createSSRApp, type Component } from 'vue';
import type { Assets } from './assets.ts';
import { documentOf } from './document.ts';
import { pageHead } from './features/frame/page-head.ts';
import PublicPage from './PublicPage.vue';
import { voiceOf } from './wording/voice.ts';

/** A whole HTML document for a page. A defect in a component rejects; nothing half-rendered is returned. */
export async function renderWith(assets: Assets, page: Page, frame: PageFrame): Promise<string> {
  const basis = page.data !== null && 'basis' in page.data ? page.data.basis : null;
  const voice = voiceOf(frame.language, frame.zone ?? basis?.zone);
  const head = pageHead(page, voice);
  const app = createSSRApp(PublicPage as Component, { page, frame, head, voice });
  app.config.errorHandler = (error) => {
    throw error;
  };
  const body = await renderToString(app);
  return documentOf(body.replace(/<!--[[\]]?-->/g, ''), head, frame, voice, assets);
}
