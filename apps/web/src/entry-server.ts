import type { RenderPage } from '@huiyin/contract';
import { assetsFrom } from './assets.ts';
import { renderWith } from './render.ts';

const assets = assetsFrom(new URL('../client/.vite/manifest.json', import.meta.url));

/** The bundle's one promise to the server: a whole HTML document for a page. */
export const renderPage: RenderPage = (page, frame) => renderWith(assets, page, frame);
