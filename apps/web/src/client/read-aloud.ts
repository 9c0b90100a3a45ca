// Reads a page by a voice of the device, paragraph by paragraph, and shows where it is. Only voices that live on the device
// are used: others send what they read to whoever offers them, and a letter is nobody else's business.

import { sentencesOf } from './sentences.ts';

/** What is not read: controls hold what somebody typed, which others nearby need not hear. */
const SILENT =
  'script, style, template, svg, input, select, textarea, [aria-hidden="true"], [data-read-aloud]';
const READING = 'is-read';
/** A little slower than people talk. */
const RATE = 0.9;

interface Passage {
  readonly place: HTMLElement;
  readonly text: string;
  readonly lang: string;
}

export function readAloud(bar: HTMLElement): void {
  const speech = 'speechSynthesis' in window ? window.speechSynthesis : undefined;
  const button = bar.querySelector('button');
  if (speech === undefined || button === null) return;
  const voiceFor = (lang: string): SpeechSynthesisVoice | undefined =>
    speech
      .getVoices()
      .find((voice) => voice.localService && voice.lang.replace('_', '-').slice(0, 2) === lang.slice(0, 2));
  // Voices may be found only a moment after the page.
  const offer = () => {
    bar.hidden = voiceFor(document.documentElement.lang) === undefined;
  };
  speech.addEventListener('voiceschanged', offer);
  offer();

  const begin = button.textContent;
  let reading: HTMLElement | null = null;
  /** What is said of an earlier reading is no longer listened to. */
  let turn = 0;
  const show = (place: HTMLElement | null): void => {
    reading?.classList.remove(READING);
    reading = place;
    reading?.classList.add(READING);
    reading?.scrollIntoView({ block: 'nearest' });
    button.textContent = place === null ? begin : (button.dataset['stop'] ?? begin);
  };
  const stop = (): void => {
    turn += 1;
    speech.cancel();
    show(null);
  };
  const read = (passages: readonly Passage[], mine: number): void => {
    const [passage, ...rest] = passages;
    if (turn !== mine) return;
    if (passage === undefined) return stop();
    const voice = voiceFor(passage.lang);
    if (voice === undefined) return read(rest, mine);
    show(passage.place);
    // Whole passages are too long for some voices, which fall silent in the middle.
    const said = sentencesOf(passage.text).map((sentence) => {
      const utterance = new SpeechSynthesisUtterance(sentence);
      Object.assign(utterance, { voice, lang: voice.lang, rate: RATE });
      return utterance;
    });
    const next = () => read(rest, mine);
    said.at(-1)!.addEventListener('end', next);
    for (const utterance of said) {
      utterance.addEventListener('error', () => turn === mine && stop());
      speech.speak(utterance);
    }
  };
  button.addEventListener('click', () => {
    if (reading !== null) return stop();
    turn += 1;
    read(passagesOf(document.querySelector('main') ?? document.body), turn);
  });
  window.addEventListener('pagehide', stop);
}

/** What can be seen, in the order of the page: each passage is the text of one block, a heading, a paragraph, a label. */
function passagesOf(root: HTMLElement): Passage[] {
  const texts = new Map<HTMLElement, string>();
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const parent = node.parentElement;
    const words = node.nodeValue?.replace(/\s+/g, ' ') ?? '';
    if (parent === null || words.trim() === '' || parent.closest(SILENT) !== null) continue;
    if (!parent.checkVisibility()) continue;
    const place = blockOf(parent);
    texts.set(place, (texts.get(place) ?? '') + words);
  }
  return [...texts].map(([place, text]) => ({
    place,
    text: text.trim(),
    lang: place.closest<HTMLElement>('[lang]')?.lang ?? '',
  }));
}

/** The nearest element around some text that is not part of a line. */
function blockOf(element: HTMLElement): HTMLElement {
  let block = element;
  while (getComputedStyle(block).display === 'inline' && block.parentElement !== null)
    block = block.parentElement;
  return block;
}
