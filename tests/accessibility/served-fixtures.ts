import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Language, RenderPage } from '@huiyin/contract';
import { fixtures } from '../../apps/web/src/fixtures/pages.ts';

const built = resolve(__dirname, '../../apps/web/dist');
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
};
/** As strict as the site itself: nothing from elsewhere, no script inside the page. */
const POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

/** Serves the built pages in every state that a fixture describes, at `/NAME/LANGUAGE`, with `?care` in care mode. */
export async function serveFixtures(): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const { renderPage } = (await import(pathToFileURL(resolve(built, 'server/entry-server.js')).href)) as {
    renderPage: RenderPage;
  };
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    response.setHeader('content-security-policy', POLICY);
    if (pathname.startsWith('/assets/')) {
      response.setHeader('content-type', TYPES[extname(pathname)] ?? 'application/octet-stream');
      response.end(readFileSync(resolve(built, 'client', pathname.slice(1))));
      return;
    }
    const [, name, language] = pathname.split('/');
    const fixture = fixtures.find((one) => one.name === name);
    if (!fixture) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', 'text/html; charset=utf-8');
    void renderPage(fixture.page, {
      language: language as Language,
      path: fixture.path,
      owner: { zh: '江海省政务公开办公室', en: 'the Office of Government Openness, Jianghai Province' },
      demonstration: true,
      care: searchParams.has('care'),
      staleSince: searchParams.has('care') ? '2026-10-20T01:00:00Z' : null,
    }).then((html) => response.end(html));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((done) => void server.close(() => done())),
  };
}
