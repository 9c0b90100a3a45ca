import type { FormPlace } from './forms.ts';

/**
 * What an answer means for the form that was sent. `accepted`: stored. `answered`: the case was rated by somebody else
 * first. `refused`: the person, or the device with the page open, must act. `later`: the site cannot take it just now.
 */
export type Outcome = 'accepted' | 'answered' | 'refused' | 'later';

const NOT_NOW = [408, 425, 429];

/** Reads an answer by its status alone. A rating that was stored leads to its receipt, a letter is answered in place. */
export function outcomeOf(kind: FormPlace['kind'], answer: Pick<Response, 'status' | 'type'>): Outcome {
  if (answer.type === 'opaqueredirect') return 'accepted';
  if (answer.status < 300) return kind === 'letter' ? 'accepted' : 'answered';
  return answer.status >= 500 || NOT_NOW.includes(answer.status) ? 'later' : 'refused';
}

/** The id in a form that the server sent, by the way our pages are written; null when there is none. */
export const idIn = (html: string): string | null => ID.exec(html)?.[2] ?? null;

/** The same page with another id in its form. */
export const withIdIn = (html: string, id: string): string => html.replace(ID, `$1${id}`);

const ID = /(<input type="hidden" name="id" value=")([^"]*)/;
