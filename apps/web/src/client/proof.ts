// Does the work that a form asks this device for, then sends the form: what the button would have done, some seconds later.

import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

type Challenge = Parameters<typeof solveChallenge>[0]['challenge'];

export async function prove(note: HTMLElement): Promise<void> {
  const form = note.querySelector('button')?.form ?? null;
  const status = note.querySelector<HTMLElement>('[data-proof-status]');
  const button = form?.querySelector<HTMLButtonElement>('button[name="step"][value="send"]');
  if (form === null || status === null || button === null || button === undefined) return;
  status.textContent = status.dataset['working'] ?? '';
  try {
    const challenge = JSON.parse(note.dataset['proof'] ?? '') as Challenge;
    const solution = await solveChallenge({ challenge, deriveKey });
    if (solution === null) throw new Error('no solution');
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = 'proof';
    field.value = JSON.stringify({ challenge, solution });
    form.append(field);
    form.requestSubmit(button);
  } catch {
    // Without encryption on the way a browser does not do this: a person looks at it instead.
    status.textContent = status.dataset['failed'] ?? '';
  }
}
