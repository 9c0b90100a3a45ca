import '../styles/index.css';
import { formAt } from '../offline/forms.ts';

// The only script of a page. Each part of it is loaded where there is something for it to do, and without it nothing is
// missing but comfort: a chart that can be pointed at, a letter that is kept on the device while it is written, a
// terminal that goes back to its start, a page that is read aloud, forms that wait for the network.

// Nothing waits for this script, so it may be here before the last of the page is.
if (document.readyState === 'loading')
  await new Promise((read) => document.addEventListener('DOMContentLoaded', read, { once: true }));

for (const place of document.querySelectorAll<HTMLElement>('[data-chart]')) {
  place.tabIndex = 0;
  place.setAttribute('role', 'group');
  place.setAttribute('aria-label', place.dataset['keys'] ?? '');
  let begun = false;
  const begin = async () => {
    if (begun) return;
    begun = true;
    try {
      const { bringToLife } = await import('./live-chart.ts');
      bringToLife(place);
    } catch {
      // The network is away: the drawing of the server stays, and the next touch tries again.
      begun = false;
    }
  };
  place.addEventListener('pointerenter', () => void begin());
  place.addEventListener('focusin', () => void begin());
}

const letter = document.querySelector<HTMLFormElement>('form[data-draft="letter"]');
if (letter !== null) {
  void import('./letter-draft.ts').then(({ keepDraft }) => keepDraft(letter));
  void import('./write-help.ts').then(({ helpWriting }) => helpWriting(letter));
}
if (document.querySelector('[data-sent="letter"]') !== null)
  void import('./letter-draft.ts').then(({ forgetDraft }) => forgetDraft());

for (const field of document.querySelectorAll<HTMLInputElement>('input[data-files]'))
  void import('./letter-files.ts').then(({ shrinkPhotos }) => shrinkPhotos(field));

const proof = document.querySelector<HTMLElement>('[data-proof]');
if (proof !== null) void import('./proof.ts').then(({ prove }) => prove(proof));

const aloud = document.querySelector<HTMLElement>('[data-read-aloud]');
if (aloud !== null) void import('./read-aloud.ts').then(({ readAloud }) => readAloud(aloud));

const offer = document.querySelector<HTMLElement>('[data-opened]');
if (offer !== null) void import('./opened.ts').then(({ tellWhenTouched }) => tellWhenTouched(offer));

const screen = document.querySelector<HTMLElement>('[data-back]');
if (screen !== null) void import('./screen-back.ts').then(({ goBackWhenLeft }) => goBackWhenLeft(screen));

// The worker comes with the first form, or with the installed app: who only reads figures need not load it.
const worker = 'serviceWorker' in navigator ? navigator.serviceWorker : undefined;
const installed = matchMedia('(display-mode: standalone)').matches;
if (worker !== undefined && (formAt(location.pathname) !== null || installed))
  // Where it is refused, as in a private window, forms are sent as ever.
  worker.register('/sw.js', { updateViaCache: 'none' }).catch(() => undefined);
if (worker !== undefined && worker.controller !== null)
  void import('../offline/kept-list.ts').then(({ watchKept }) => watchKept(worker));
