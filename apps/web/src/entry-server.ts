import type { RenderHelp, RenderPage } from '@huiyin/contract';
import { assetsFrom } from './assets.ts';
import { renderHelpIn, renderWith } from './render.ts';

const assets = assetsFrom(new URL('../client/.vite/manifest.json', import.meta.url));

/** The bundle's promise to the server: a whole HTML document for a page. */
export const renderPage: RenderPage = (page, frame) => renderWith(assets, page, frame);

/** What helps somebody who is still writing, as a piece of a page. */
export const renderHelp: RenderHelp = (help, frame) => renderHelpIn(help, frame);
