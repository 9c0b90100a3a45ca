import type { FormFault, Language, LetterDraft, SubmitLetter } from '@huiyin/contract';
import { SubmitLetterSchema, faultOf } from '@huiyin/contract';
import type { FormFields } from '../../platform/http/form-body.ts';
import { fieldOf } from '../../platform/http/form-body.ts';
import { faultOfPhone, faultsOfSchema } from '../form-faults.ts';

/** The channel of who writes on these pages. */
export const CHANNEL = 'web';

/** What was typed, as it came. */
export const letterDraftOf = (fields: FormFields): LetterDraft => ({
  type: fieldOf(fields, 'type'),
  subject: fieldOf(fields, 'subject'),
  body: fieldOf(fields, 'body'),
  region: fieldOf(fields, 'region'),
  department: fieldOf(fields, 'department'),
  name: fieldOf(fields, 'name'),
  phone: fieldOf(fields, 'phone'),
  email: fieldOf(fields, 'email'),
  mailCode: fieldOf(fields, 'mailCode') !== '',
  consent: fieldOf(fields, 'consent') !== '',
});

/** The letter that a form says, or what is still wrong with it: one sentence a field, in the order of the form. */
export function readLetter(
  id: string,
  draft: LetterDraft,
  language: Language = 'zh',
): { readonly letter: SubmitLetter | null; readonly faults: readonly FormFault[] } {
  const faults = new Map<string, FormFault>();
  const note = (fault: FormFault) => faults.set(fault.field, fault);
  for (const field of ['type', 'subject', 'body', 'name'] as const)
    if (draft[field].trim() === '') note(faultOf(field, NEEDED[field]));
  if (draft.department === '' && draft.region === '') note(faultOf('region', 'addressee_needed'));
  const phone = draft.phone.trim();
  const email = draft.email.trim();
  const slip = phone === '' ? null : faultOfPhone(phone);
  if (slip !== null) note(slip);
  else if (phone === '' && email === '') note(faultOf('phone', 'contact_needed'));
  if (draft.mailCode && email === '') note(faultOf('email', 'mail_address_needed'));
  const where = draft.department === '' ? { region: draft.region } : { department: draft.department };
  const parsed = SubmitLetterSchema.safeParse(
    {
      id,
      channel: CHANNEL,
      type: draft.type,
      subject: draft.subject,
      body: draft.body,
      writer: { name: draft.name, phone: phone === '' ? null : phone, email: email === '' ? null : email },
      consent: draft.consent,
      language,
      mailCode: draft.mailCode,
      ...where,
    },
    { reportInput: true },
  );
  if (!parsed.success) {
    for (const fault of faultsOfSchema(parsed.error)) {
      const field = fault.field === 'id' ? 'form' : fault.field;
      if (!faults.has(field)) note({ ...fault, field });
    }
  }
  const order = ['form', 'type', 'subject', 'body', 'region', 'department', 'name', 'phone', 'email'];
  const sorted = [...faults.values()].sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
  return { letter: parsed.success && sorted.length === 0 ? parsed.data : null, faults: sorted };
}

const NEEDED = {
  type: 'letter_type_needed',
  subject: 'subject_needed',
  body: 'body_needed',
  name: 'name_needed',
} as const;
