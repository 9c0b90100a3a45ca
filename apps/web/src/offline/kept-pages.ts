import { uuid7 } from '@huiyin/domain';
import { isBlankForm, languageRoot, pagesBehind } from './forms.ts';
import { withIdIn } from './outcome.ts';

/** What the build tells the worker: which files a page needs, and a name for exactly this state of the site. */
export interface BuiltSite {
  readonly version: string;
  readonly assets: readonly string[];
}

/** The pages that every device gets when it first opens a form. */
const ALWAYS = ['/write', '/rate', '/kept', '/offline'].flatMap((path) => [path, `/en${path}`]);
const PREFIX = 'huiyin-';
/** So many pages are kept; the ones that were opened longest ago go first. */
const PAGES_MAX = 80;

/** Set by the pages that may be kept: blank forms, the same for everybody. A page without it says something of a person. */
const MARK = ' data-keep';

/** The forms on this device, as they were when last opened. Holds nothing that anybody typed or was answered. */
export class KeptPages {
  private readonly name: string;

  constructor(private readonly site: BuiltSite) {
    this.name = PREFIX + site.version;
  }

  /** Fetches what every device gets, and again the forms that are open or were opened before. */
  async fill(open: readonly string[]): Promise<void> {
    const cache = await this.cache();
    const always = ALWAYS.map((path) => new Request(path, { cache: 'no-cache' }));
    await cache.addAll([...this.site.assets, ...always]);
    const before = (await this.others()).map(async (name) =>
      (await (await caches.open(name)).keys()).map(({ url }) => url),
    );
    const addresses = new Set([...(await Promise.all(before)).flat(), ...open]);
    // One that is gone meanwhile keeps nobody from the others.
    await Promise.allSettled([...addresses].map((url) => this.fetchForm(new URL(url, self.location.href))));
  }

  async dropOld(): Promise<void> {
    await Promise.all((await this.others()).map((name) => caches.delete(name)));
  }

  asset(request: Request): Promise<Response> {
    return this.cache().then(async (cache) => (await cache.match(request)) ?? fetch(request));
  }

  /** Keeps a form that was just opened, with the pages behind it. What is no blank form any more is forgotten. */
  async keep(address: URL, page: Response): Promise<void> {
    if (!isBlankForm(address)) return;
    const cache = await this.cache();
    const key = address.pathname + address.search;
    const html = page.ok ? await page.text() : '';
    if (!html.includes(MARK)) return void (await cache.delete(key));
    await cache.put(key, new Response(html, { headers: page.headers }));
    for (const path of pagesBehind(address))
      if ((await cache.match(path)) === undefined) await this.fetchForm(new URL(path, address));
    const paths = (await cache.keys()).filter(({ url }) => isBlankForm(new URL(url)));
    const old = paths.filter(({ url }) => !ALWAYS.includes(new URL(url).pathname)).slice(0, -PAGES_MAX);
    await Promise.all(old.map((request) => cache.delete(request)));
  }

  /** The page at an address as it was kept, else what works without a network. */
  async page(address: URL): Promise<Response> {
    const { pathname: path, search } = address;
    const cache = await this.cache();
    const page =
      (await cache.match(path + search)) ??
      (isBlankForm(address) || path.endsWith('/write') ? await cache.match(path) : undefined);
    return page === undefined ? this.offline(address) : asKept(page);
  }

  /** Says what works without a network, in the language of the address. */
  async offline({ pathname }: URL): Promise<Response> {
    const page = await (await this.cache()).match(`${languageRoot(pathname)}/offline`);
    return page === undefined ? Response.error() : new Response(page.body, { ...asSent(page), status: 503 });
  }

  private async fetchForm(address: URL): Promise<void> {
    if (isBlankForm(address)) await this.keep(address, await fetch(address));
  }

  private async others(): Promise<string[]> {
    return (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== this.name);
  }

  private cache(): Promise<Cache> {
    return caches.open(this.name);
  }
}

/** A kept page says that there is no network, and each time it is opened its form has an id of its own. */
async function asKept(page: Response): Promise<Response> {
  const id = uuid7(Date.now(), crypto.getRandomValues(new Uint8Array(10)));
  const html = withIdIn(await page.text(), id).replace(`${MARK} hidden`, MARK);
  return new Response(html, asSent(page));
}

/** The headers of a page without those of its way here: it is unpacked already. */
function asSent({ headers }: Response): { headers: Headers } {
  const own = new Headers(headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) own.delete(name);
  return { headers: own };
}
