// While somebody writes: letters that may answer it already, departments it may be for, and how it would look in public,
// as the server draws them. Only what the letter says goes there, never who writes it: their name is taken out of it first.
// It helps or is silent: whatever goes wrong, the form works without it.

import { findName, redact } from '@huiyin/domain';

const AFTER_MS = 600;
const ENOUGH = 4;
const READ = ['type', 'subject', 'body', 'region', 'name'];

const placeOf = (root: ParentNode, name: string) => root.querySelector<HTMLElement>(`[data-help="${name}"]`);

export function helpWriting(form: HTMLFormElement): void {
  const said = document.createElement('p');
  said.className = 'hidden-text';
  said.setAttribute('role', 'status');
  form.append(said);
  let timer = 0;
  let running: AbortController | null = null;
  let silent = false;

  const wordsOf = (): URLSearchParams => {
    const fields = new FormData(form);
    const typed = (name: string): string => {
      const value = fields.get(name);
      return typeof value === 'string' ? value : '';
    };
    const writer = typed('name');
    const unnamed = (text: string): string => redact(text, findName(text, writer)).text;
    return new URLSearchParams({
      type: typed('type'),
      region: typed('region'),
      subject: unnamed(typed('subject')),
      body: unnamed(typed('body')),
    });
  };

  const show = (html: string): void => {
    const fresh = document.createElement('template');
    fresh.innerHTML = html;
    for (const name of ['answers', 'departments', 'preview']) {
      const place = placeOf(document, name);
      const part = placeOf(fresh.content, name);
      // What somebody stands on is left as it is, and so is what would not change.
      if (place === null || part === null || place.contains(document.activeElement)) continue;
      if (place.innerHTML !== part.innerHTML) replaceUnmoved(place, part);
    }
    const words = placeOf(fresh.content, 'said')?.textContent?.trim() ?? '';
    if (said.textContent !== words) said.textContent = words;
  };

  const look = async (): Promise<void> => {
    const words = wordsOf();
    if ([...`${words.get('subject') ?? ''}${words.get('body') ?? ''}`.trim()].length < ENOUGH) return;
    running?.abort();
    const mine = (running = new AbortController());
    try {
      const answer = await fetch(form.dataset['helpAt'] ?? '', {
        method: 'POST',
        body: words,
        signal: mine.signal,
      });
      if (answer.status === 429) silent = true;
      if (answer.ok) {
        const html = await answer.text();
        if (!mine.signal.aborted) show(html);
      }
    } catch {
      // Away from the network, or overtaken by the next letter.
    }
  };

  form.addEventListener('input', (event) => {
    const { name } = event.target as HTMLInputElement;
    if (silent || !READ.includes(name)) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => void look(), AFTER_MS);
  });
  form.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('[data-department]');
    const list = form.elements.namedItem('department');
    if (button === null || !(list instanceof HTMLSelectElement)) return;
    const code = button.dataset['department'] ?? '';
    if (![...list.options].some(({ value }) => value === code))
      list.add(new Option(button.textContent?.trim(), code));
    list.value = code;
    list.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

/** Where a browser does not hold the page still by itself, the field that is written in stays under the eyes all the same. */
function replaceUnmoved(place: HTMLElement, part: HTMLElement): void {
  const field = document.activeElement;
  const before = field?.getBoundingClientRect().top ?? 0;
  place.replaceChildren(...part.childNodes);
  if (field !== null && !CSS.supports('overflow-anchor', 'auto'))
    window.scrollBy(0, field.getBoundingClientRect().top - before);
}
