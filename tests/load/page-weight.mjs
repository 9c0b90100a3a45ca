// What a page makes a browser fetch, in bytes.

import { get } from 'node:http';

/** @typedef {{ html: number, style: number, script: number }} Weight bytes as sent with gzip, without headers */

/**
 * Opens an address in a context that was never there before, and weighs the page with the styles and scripts that it loads
 * by itself: those that scripts load count too, and so does the worker of a form, which is waited for.
 * @param {import('playwright-core').BrowserContext} context @param {string} url
 * @param {{ form: boolean }} kind
 * @returns {Promise<Weight>}
 */
export async function weightOf(context, url, { form }) {
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'networkidle' });
  const fetched = await page.evaluate(async (hasWorker) => {
    const worker = hasWorker ? [(await navigator.serviceWorker.ready).active?.scriptURL ?? ''] : [];
    return [...performance.getEntriesByType('resource').map(({ name }) => name), ...worker];
  }, form);
  const sum = async (/** @type {RegExp} */ ending) => {
    const sizes = await Promise.all([...new Set(fetched)].filter((one) => ending.test(one)).map(bytesOf));
    return sizes.reduce((all, size) => all + size, 0);
  };
  return { html: await bytesOf(url), style: await sum(/\.css$/), script: await sum(/\.js$/) };
}

/** @param {string} url @returns {Promise<number>} */
const bytesOf = (url) =>
  new Promise((found, failed) => {
    const asking = get(url, { headers: { 'accept-encoding': 'gzip' } }, async (answer) => {
      let bytes = 0;
      for await (const piece of answer) bytes += piece.length;
      found(bytes);
    });
    asking.on('error', failed);
  });
