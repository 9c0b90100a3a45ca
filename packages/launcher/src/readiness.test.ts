import { describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { siteUrl, waitUntilReady } from './readiness.mjs';

describe('the address to visit', () => {
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:3000'],
    ['0.0.0.0', 'http://127.0.0.1:3000'],
    ['::', 'http://[::1]:3000'],
    ['::1', 'http://[::1]:3000'],
    ['letters.example', 'http://letters.example:3000'],
  ])('for a site that listens on %s is %s', (host, url) => {
    expect(siteUrl({ host, port: 3000 })).toBe(url);
  });
});

describe('waiting for the site', () => {
  async function siteThatAnswers(statusOf: (ask: number) => number) {
    let asked = 0;
    const server = createServer((_request, response) => {
      response.statusCode = statusOf(++asked);
      response.end('the worker is not there yet');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
  }

  it('ends with the first good answer', async () => {
    const site = await siteThatAnswers((ask) => (ask < 3 ? 503 : 200));
    await expect(waitUntilReady(site.url)).resolves.toBeUndefined();
    site.close();
  });

  it('gives up with the last answer it got', async () => {
    const site = await siteThatAnswers(() => 503);
    await expect(waitUntilReady(site.url, 300)).rejects.toThrow(
      'did not become ready within 0.3 s; its last word: 503 the worker is not there yet',
    );
    site.close();
  });
});
