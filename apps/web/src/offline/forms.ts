// Which addresses hold a form that works without a network, and what may be kept of them. Pure, shared by the page and
// the worker.

/** What a form sends: letters and ratings; of these, some at a terminal that many use. */
export interface FormPlace {
  readonly kind: 'letter' | 'rating';
  readonly kiosk: boolean;
}

/** The fields of a sent form, in order. */
export type Fields = readonly (readonly [name: string, value: FormDataEntryValue])[];

const TOKEN = '[\\w-]{44}';
const LETTER = /^(?:\/en)?\/write$/;
const CHOICE = /^(?:\/en)?\/rate$/;
const OFFER = new RegExp(`^(?:/en)?/rate/${TOKEN}$`);
const KIOSK = new RegExp(`^(?:/en)?/kiosk/${TOKEN}$`);
const THANKS = new RegExp(`^(?:/en)?/kiosk/${TOKEN}/kept$`);

/** The form at a path, language included; null where there is none that can wait. */
export function formAt(path: string): FormPlace | null {
  if (LETTER.test(path)) return { kind: 'letter', kiosk: false };
  if (CHOICE.test(path) || OFFER.test(path)) return { kind: 'rating', kiosk: false };
  return KIOSK.test(path) ? { kind: 'rating', kiosk: true } : null;
}

const onlyHas = ({ searchParams }: URL, names: readonly string[]): boolean =>
  [...searchParams.keys()].every((name) => names.includes(name));

/** Whether the page at an address may be kept: a blank form. An address with words in it, such as a search, never is. */
export function isBlankForm(address: URL): boolean {
  const { pathname: path, search } = address;
  if (LETTER.test(path) || THANKS.test(path)) return search === '';
  if (CHOICE.test(path)) return onlyHas(address, ['department', 'item', 'whole', 'more', 'level']);
  return (OFFER.test(path) || KIOSK.test(path)) && onlyHas(address, ['more', 'level']);
}

/** The pages that the form at an address leads to: more words, the reasons for a bad face, the thanks of a terminal. */
export function pagesBehind({ href, pathname: path, searchParams }: URL): string[] {
  const chosen = CHOICE.test(path) && searchParams.has('department');
  if (searchParams.has('more') || searchParams.has('level')) return [];
  if (!chosen && !OFFER.test(path) && !KIOSK.test(path)) return [];
  const forms = [
    ['level', '1'],
    ['level', '2'],
    ['more', '1'],
    ['more', 'pressured'],
  ].map(([name, value]) => {
    const address = new URL(href);
    address.searchParams.set(name!, value!);
    return address.pathname + address.search;
  });
  return KIOSK.test(path) ? [...forms, `${path}/kept`] : forms;
}

export const valueOf = (fields: Fields, name: string): string => {
  const value = fields.find(([own]) => own === name)?.[1];
  return typeof value === 'string' ? value : '';
};

const BAD = ['1', '2'];

/** The buttons that send: at once, or past a person. */
const SENDS = ['send', 'person'];

/** Whether a form says all there is to say, and not only leads to its next page. A good face does with one tap. */
export function isWhole(kind: FormPlace['kind'], fields: Fields): boolean {
  const step = valueOf(fields, 'step');
  if (SENDS.includes(step)) return true;
  const level = valueOf(fields, 'level');
  return kind === 'rating' && step !== 'faces' && level !== '' && !BAD.includes(level);
}

/** The fields that choose a page; all others were typed or marked by the person. */
const CHOOSING = ['id', 'step', 'level', 'department', 'item'];

/**
 * The kept page on which somebody goes on who chose a bad face without a network; null where that page would lose words
 * that were typed already.
 */
export function reasonsFor({ pathname }: URL, fields: Fields): string | null {
  const level = valueOf(fields, 'level');
  if (!BAD.includes(level) || valueOf(fields, 'step') !== '') return null;
  if (fields.some(([name, value]) => !CHOOSING.includes(name) && value !== '')) return null;
  const query = new URLSearchParams();
  const [department, item] = [valueOf(fields, 'department'), valueOf(fields, 'item')];
  if (department !== '') {
    query.set('department', department);
    query.set('item', item);
    query.set('whole', item === '' ? '1' : '');
  }
  query.set('level', level);
  for (const name of ['item', 'whole']) if (query.get(name) === '') query.delete(name);
  return `${pathname}?${query}`;
}

/** /write → /kept, /en/kiosk/… → /en/kiosk/…/kept: where somebody is told that it is kept. */
export function keptPageFor(path: string): string {
  if (KIOSK.test(path)) return `${path}/kept`;
  return languageRoot(path) + '/kept';
}

/** What all addresses of the language of a path begin with. */
export const languageRoot = (path: string): '' | '/en' => (/^\/en(?:\/|$)/.test(path) ? '/en' : '');
