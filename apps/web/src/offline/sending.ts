import type { Fields, FormPlace } from './forms.ts';
import { isWhole, keptPageFor, reasonsFor, valueOf } from './forms.ts';
import type { KeptForm } from './outbox.ts';
import { dropForm, isKept, keepForm, keptFormOf, keptForms } from './outbox.ts';
import { idIn, outcomeOf } from './outcome.ts';

/** Null when a form leads to a page that this device does not have. */
type Unsent = { readonly to: string } | null;

/**
 * Sends a form that somebody has just pressed the button of. Without a network a whole one is kept, and `unsent` shows
 * where its person goes on.
 */
export async function sendForm(
  request: Request,
  place: FormPlace,
  unsent: (next: Unsent) => Promise<Response>,
): Promise<Response> {
  const address = new URL(request.url);
  const fields: Fields = [...(await request.clone().formData())];
  // A browser that lets us store nothing must still send.
  const waiting = await keptFormOf(fields).catch(() => undefined);
  let answer: Response;
  try {
    answer = await fetch(request);
  } catch {
    if (!isWhole(place.kind, fields)) {
      const to = reasonsFor(address, fields);
      return unsent(to === null ? null : { to });
    }
    const { key = crypto.randomUUID(), keptAt = Date.now() } = waiting ?? {};
    const form: KeptForm = { ...place, key, action: address.pathname, fields, keptAt, state: 'waiting' };
    return keepForm(form).then(
      () => unsent({ to: keptPageFor(address.pathname) }),
      () => unsent(null),
    );
  }
  // A look at the public copy, or at other faces, is no sending.
  if (waiting === undefined || !isWhole(place.kind, fields)) return answer;
  // Sent as it is on the page, which may have been corrected since it was kept.
  return settled({ ...waiting, fields }, answer, { seen: true });
}

/**
 * Sends what waits, without anybody looking. Rejects while there is no network or the site cannot take it, so that
 * whoever called tries again.
 */
export async function sendWaiting(which: (form: KeptForm) => boolean = () => true): Promise<void> {
  let later = false;
  for (const form of (await keptForms()).filter(which)) {
    if (form.state !== 'waiting') continue;
    const answer = await settled(form, await post(form), { seen: false });
    later ||= outcomeOf(form.kind, answer) === 'later';
  }
  if (later) throw new Error('The site cannot take what waits just now.');
}

const post = ({ action, fields }: KeptForm): Promise<Response> =>
  fetch(action, { method: 'POST', body: bodyOf(fields), redirect: 'manual' });

/** As the form itself would be sent: with files in parts, else as pairs. */
function bodyOf(fields: Fields): FormData | URLSearchParams {
  const body = fields.some(([, value]) => typeof value !== 'string') ? new FormData() : new URLSearchParams();
  for (const [name, value] of fields) {
    if (typeof value === 'string') body.append(name, value);
    else (body as FormData).append(name, value);
  }
  return body;
}

/** Writes down what an answer means. An answer that nobody saw is kept to be seen, but at a terminal there is nobody. */
async function settled(form: KeptForm, first: Response, { seen }: { seen: boolean }): Promise<Response> {
  const [sent, answer] = await underFreshId(form, first);
  const outcome = outcomeOf(sent.kind, answer);
  const over = outcome === 'accepted' || outcome === 'answered';
  if (over && (seen || sent.kiosk)) await dropForm(sent);
  else if (outcome !== 'later' && (await isKept(sent)))
    await keepForm({ ...sent, state: outcome === 'accepted' ? 'arrived' : 'refused' });
  return answer;
}

/**
 * An id carries its time and is refused when that lies a day back, unless it is stored already: so a form that comes back
 * with another id was not stored, and is sent once more under the new one. That is written down first, so that an answer
 * that gets lost now doubles nothing either.
 */
async function underFreshId(form: KeptForm, answer: Response): Promise<[KeptForm, Response]> {
  const offered = answer.status === 422 ? idIn(await answer.clone().text()) : null;
  if (offered === null || offered === valueOf(form.fields, 'id')) return [form, answer];
  const renewed: KeptForm = {
    ...form,
    fields: form.fields.map(([name, value]) => [name, name === 'id' ? offered : value]),
  };
  if (await isKept(form)) await keepForm(renewed);
  try {
    return [renewed, await post(renewed)];
  } catch {
    return [renewed, answer];
  }
}
