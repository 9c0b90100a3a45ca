/// <reference lib="webworker" />
// The worker of the site: opens forms without a network, and keeps what they send until there is one. Everything else
// goes straight to the network.

import { formAt, keptPageFor, languageRoot } from './forms.ts';
import type { BuiltSite } from './kept-pages.ts';
import { KeptPages } from './kept-pages.ts';
import { SEND_KEPT } from './outbox.ts';
import { sendForm, sendWaiting } from './sending.ts';

declare const self: ServiceWorkerGlobalScope & {
  /** Background Sync, which not every browser has. */
  readonly registration: { readonly sync?: { register(tag: string): Promise<void> } };
};
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}
/** Put in by the build. */
declare const BUILT_SITE: BuiltSite;

const MACHINES = /^\/(?:api|assets|health|metrics|console)(?:\/|$)/;
const pages = new KeptPages(BUILT_SITE);

self.addEventListener('install', (event) => {
  const ready = self.clients
    .matchAll({ includeUncontrolled: true, type: 'window' })
    .then((open) => pages.fill(open.map(({ url }) => url)));
  // A page is whole by itself, so a new worker need not wait until old pages are closed.
  event.waitUntil(ready.then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(pages.dropOld().then(() => self.clients.claim()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.method === 'GET' && address.pathname.startsWith('/assets/'))
    return event.respondWith(pages.asset(request));
  if (request.mode !== 'navigate' || MACHINES.test(address.pathname)) return;
  if (request.method === 'GET') event.respondWith(open(event, address));
  if (request.method === 'POST') event.respondWith(send(request, address));
});

async function open(event: FetchEvent, address: URL): Promise<Response> {
  try {
    const page = await fetch(event.request);
    event.waitUntil(pages.keep(address, page.clone()));
    return page;
  } catch {
    return pages.page(address);
  }
}

async function send(request: Request, address: URL): Promise<Response> {
  const place = formAt(address.pathname);
  if (place === null) return fetch(request).catch(() => pages.offline(address));
  return sendForm(request, place, async (next) => {
    if (next === null) return pages.offline(address);
    if (next.to === keptPageFor(address.pathname)) await askToSend();
    return Response.redirect(next.to, 303);
  });
}

/** Refused where there is no such thing, or in a private window: then the next page that is opened sends. */
const askToSend = async (): Promise<void> =>
  self.registration.sync?.register(SEND_KEPT).catch(() => undefined);

self.addEventListener('sync', (event) => {
  const sync = event as SyncEvent;
  if (sync.tag === SEND_KEPT) sync.waitUntil(sendUnseen());
});

/** Whoever looks at what is kept sees it sent, and its answer: that page sends it itself. */
async function sendUnseen(): Promise<void> {
  const looking = (await self.clients.matchAll({ type: 'window' })).some(
    ({ url, visibilityState }) => visibilityState === 'visible' && isKeptPage(new URL(url).pathname),
  );
  await tell(sendWaiting(({ kiosk }) => kiosk || !looking));
}

const isKeptPage = (path: string): boolean => path === `${languageRoot(path)}/kept`;

self.addEventListener('message', (event) => {
  // Without a network it stays kept, and the next occasion tries again.
  if (event.data === SEND_KEPT) event.waitUntil(tell(sendWaiting()).catch(() => undefined));
});

/** Open pages learn that something changed, whether all was sent or only a part. */
const tell = (sending: Promise<void>): Promise<void> =>
  sending.finally(async () => {
    for (const page of await self.clients.matchAll({ type: 'window' })) page.postMessage(SEND_KEPT);
  });
