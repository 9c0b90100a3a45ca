// Keeps the letter that is being written on this device alone: through a reload, a lost connection, an empty battery. The
// id goes with it, so a letter whose answer got lost is, sent again, still the same letter.

const KEY = 'huiyin.letter';
const SAVE_AFTER_MS = 400;
/** So long a second press of the button is taken for the first. */
const PRESSED_MS = 15_000;
const KEPT = [
  'id',
  'type',
  'subject',
  'body',
  'region',
  'department',
  'name',
  'phone',
  'email',
  'mailCode',
  'consent',
];

type Draft = Readonly<Record<string, string>>;
type Words = Readonly<
  Record<'kept' | 'restored' | 'forget' | 'offline' | 'needsNetwork' | 'sending', string>
>;

/** Private windows may have no storage: then there is no draft, and everything else works. */
function storage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function stored(): Draft | null {
  try {
    const draft: unknown = JSON.parse(storage()?.getItem(KEY) ?? 'null');
    return typeof draft === 'object' && draft !== null ? (draft as Draft) : null;
  } catch {
    return null;
  }
}

const valuesOf = (form: HTMLFormElement): Draft =>
  Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) =>
      KEPT.includes(name) && typeof value === 'string' ? [[name, value]] : [],
    ),
  );

const hasWords = ({ subject = '', body = '' }: Draft): boolean => subject.trim() + body.trim() !== '';

function fill(form: HTMLFormElement, draft: Draft): void {
  for (const name of KEPT) {
    const field = form.elements.namedItem(name);
    const value = draft[name] ?? '';
    if (field instanceof RadioNodeList) field.value = value;
    else if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = value !== '';
    else if (field instanceof HTMLSelectElement) {
      // A department of another region is not on this list: it must be listed first.
      if ([...field.options].some((option) => option.value === value)) field.value = value;
    } else if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = value;
  }
  // In care mode some fields are folded away; none of them goes out unseen.
  for (const folded of form.querySelectorAll<HTMLDetailsElement>('details.more-choices'))
    folded.open ||= [...folded.querySelectorAll<HTMLInputElement>('[name]')].some(
      ({ name, type, checked, value }) =>
        KEPT.includes(name) && (type === 'checkbox' ? checked : value !== ''),
    );
}

/** The draft is needed no more: its letter, the one with this id when one is named, was received or is kept whole. */
export function forgetDraft(id?: string): void {
  if (id === undefined || stored()?.['id'] === id) storage()?.removeItem(KEY);
}

/** Whether the worker is there, which keeps what is sent without a network also when this page is closed. */
const waitsByItself = (): boolean =>
  'serviceWorker' in navigator && navigator.serviceWorker.controller !== null;

export function keepDraft(form: HTMLFormElement): void {
  const words = JSON.parse(form.dataset['words'] ?? '{}') as Words;
  const status = document.createElement('p');
  status.className = 'count';
  status.setAttribute('role', 'status');
  form.querySelector('.actions')?.before(status);

  const save = () => {
    const values = valuesOf(form);
    if (!hasWords(values)) return;
    try {
      storage()?.setItem(KEY, JSON.stringify(values));
      const time = new Date().toLocaleTimeString(document.documentElement.lang, {
        hour: '2-digit',
        minute: '2-digit',
      });
      status.textContent = words.kept.replace('{time}', time);
    } catch {
      // The device is full: what stands in the form is still there.
    }
  };
  const draft = stored();
  const shown = valuesOf(form);
  // The same letter came back from the server: what was typed since it went out is only here.
  if (draft !== null && hasWords(shown) && draft['id'] === shown['id']) fill(form, draft);
  if (draft !== null && hasWords(draft) && !hasWords(shown)) {
    fill(form, draft);
    status.textContent = words.restored;
    const forget = document.createElement('button');
    forget.type = 'button';
    forget.className = 'btn btn-plain btn-inline';
    forget.textContent = words.forget;
    forget.addEventListener('click', () => {
      forgetDraft();
      location.assign(location.pathname);
    });
    status.append(' ', forget);
  }

  let timer = 0;
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = window.setTimeout(save, SAVE_AFTER_MS);
  });

  let pressedAt = Number.NEGATIVE_INFINITY;
  let waiting = false;
  form.addEventListener('submit', (event) => {
    save();
    const sends = (event.submitter as HTMLButtonElement | null)?.value === 'send';
    if (!navigator.onLine && !(sends && waitsByItself())) {
      event.preventDefault();
      status.textContent = sends ? words.offline : words.needsNetwork;
      waiting = sends;
      return;
    }
    if (performance.now() - pressedAt < PRESSED_MS) {
      event.preventDefault();
      return;
    }
    pressedAt = performance.now();
    if (sends) status.textContent = words.sending;
  });
  window.addEventListener('online', () => {
    if (!waiting) return;
    waiting = false;
    form.requestSubmit(form.querySelector<HTMLButtonElement>('button[value="send"]'));
  });
  // Who comes back by the browser’s button finds a form that can be sent again.
  window.addEventListener('pageshow', () => {
    pressedAt = Number.NEGATIVE_INFINITY;
  });
}
