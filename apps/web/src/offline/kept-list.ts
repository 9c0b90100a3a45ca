// What waits on this device, as its owner sees it: a line on every page that leads to the list, and the list itself.

import { forgetDraft } from '../client/letter-draft.ts';
import { formAt, valueOf } from './forms.ts';
import type { KeptForm } from './outbox.ts';
import { SEND_KEPT, dropForm, keptForms } from './outbox.ts';

/** A device may believe in a network that leads nowhere, so the list asks now and then. */
const ASK_AGAIN_MS = 20_000;

type Words = Readonly<Record<'sure' | 'still' | 'sending', string>>;

/** Shows what is kept, and has it sent whenever there may be a network. */
export function watchKept(worker: ServiceWorkerContainer): void {
  const list = document.querySelector<HTMLElement>('[data-kept]');
  const show = list === null ? showNotice : () => showList(list);
  const send = () => {
    if (!navigator.onLine) return;
    if (list === null) worker.controller?.postMessage(SEND_KEPT);
    else void sendNext(list);
  };
  worker.addEventListener('message', () => void show());
  window.addEventListener('online', send);
  if (list !== null) window.setInterval(send, ASK_AGAIN_MS);
  void show().then(send);
}

/** At a terminal nobody’s rating is anybody else’s business. */
async function showNotice(): Promise<void> {
  const notice = document.querySelector<HTMLElement>('[data-kept-notice]');
  if (notice === null || formAt(location.pathname)?.kiosk === true) return;
  notice.hidden = (await own()).length === 0;
}

const own = async (): Promise<KeptForm[]> => (await keptForms()).filter(({ kiosk }) => !kiosk);

async function showList(place: HTMLElement): Promise<void> {
  const forms = await own();
  // A letter that is kept whole is no draft any more.
  for (const { kind, fields } of forms) if (kind === 'letter') forgetDraft(valueOf(fields, 'id'));
  place.querySelector('[data-kept-items]')?.replaceChildren(...forms.map((form) => itemOf(place, form)));
  for (const empty of place.querySelectorAll<HTMLElement>('[data-kept-empty]'))
    empty.hidden = forms.length > 0;
}

/** The server wrote what an item of each kind and state says; only the time is put in here. */
function itemOf(place: HTMLElement, form: KeptForm): HTMLElement {
  const model = place.querySelector<HTMLTemplateElement>(
    `template[data-kept-as="${form.kind}-${form.state}"]`,
  )!;
  const item = model.content.firstElementChild!.cloneNode(true) as HTMLElement;
  const time = item.querySelector('time')!;
  time.dateTime = new Date(form.keptAt).toISOString();
  // Browsers put a space after 日, which these pages do not.
  time.textContent = new Date(form.keptAt)
    .toLocaleString(document.documentElement.lang, {
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    })
    .replace('日 ', '日');
  item.querySelector('[data-kept-send]')?.addEventListener('click', () => void sendNow(place, form));
  item.querySelector('[data-kept-drop]')?.addEventListener('click', () => {
    if (confirm(wordsOf(place).sure)) void dropForm(form).then(() => showList(place));
  });
  return item;
}

const wordsOf = (place: HTMLElement): Words => JSON.parse(place.dataset['words'] ?? '{}') as Words;

function say(place: HTMLElement, words: string): void {
  const status = place.querySelector('[role="status"]');
  if (status !== null) status.textContent = words;
}

async function sendNow(place: HTMLElement, form: KeptForm): Promise<void> {
  say(place, wordsOf(place).sending);
  if (await isReachable()) submit(form);
  else say(place, wordsOf(place).still);
}

/** Sends the oldest that waits, as if its form were still open: so the answer is seen, whatever it is. */
async function sendNext(place: HTMLElement): Promise<void> {
  const next = (await own()).find(({ state }) => state === 'waiting');
  if (next === undefined || !(await isReachable())) return;
  say(place, wordsOf(place).sending);
  submit(next);
}

const isReachable = (): Promise<boolean> =>
  fetch('/health/live', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Leaves the page for the answer. */
function submit({ action, fields }: KeptForm): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = action;
  for (const [name, value] of fields) {
    const input = document.createElement('input');
    input.name = name;
    if (typeof value === 'string') {
      input.type = 'hidden';
      input.value = value;
    } else {
      const file = new DataTransfer();
      file.items.add(value);
      input.type = 'file';
      input.files = file.files;
      form.enctype = 'multipart/form-data';
    }
    form.append(input);
  }
  form.hidden = true;
  document.body.append(form);
  form.submit();
}
