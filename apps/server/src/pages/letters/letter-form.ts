import type { FormFault, LetterDraft, SubmitLetter } from '@huiyin/contract';
import { SubmitLetterSchema } from '@huiyin/contract';
import { phoneFault } from '@huiyin/domain';
import type { FormFields } from '../../platform/http/form-body.ts';
import { fieldOf } from '../../platform/http/form-body.ts';
import { wrongPlaces } from '../../platform/http/wrong-places.ts';

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
  consent: fieldOf(fields, 'consent') !== '',
});

/** The letter that a form says, or what is still wrong with it: one sentence a field, in the order of the form. */
export function readLetter(
  id: string,
  draft: LetterDraft,
): { readonly letter: SubmitLetter | null; readonly faults: readonly FormFault[] } {
  const faults = new Map<string, FormFault>();
  for (const field of ['type', 'subject', 'body', 'name'] as const)
    if (draft[field].trim() === '') faults.set(field, { field, ...MISSING[field] });
  if (draft.department === '' && draft.region === '')
    faults.set('region', { field: 'region', ...MISSING.region });
  const phone = draft.phone.trim();
  const email = draft.email.trim();
  const slip = phone === '' ? null : phoneFault(phone);
  if (slip !== null) faults.set('phone', { field: 'phone', ...PHONE[slip] });
  else if (phone === '' && email === '') faults.set('phone', { field: 'phone', ...MISSING.phone });
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
      ...where,
    },
    { reportInput: true },
  );
  if (!parsed.success) {
    for (const { pointer, zh, en } of wrongPlaces(parsed.error.issues)) {
      const field = pointer.slice(pointer.lastIndexOf('/') + 1);
      const named = field === 'id' ? 'form' : field;
      if (!faults.has(named)) faults.set(named, { field: named, zh, en });
    }
  }
  const order = ['form', 'type', 'subject', 'body', 'region', 'department', 'name', 'phone', 'email'];
  const sorted = [...faults.values()].sort((a, b) => order.indexOf(a.field) - order.indexOf(b.field));
  return { letter: parsed.success && sorted.length === 0 ? parsed.data : null, faults: sorted };
}

const MISSING = {
  type: { zh: '请选一下这是一封什么信。', en: 'Please say what kind of letter it is.' },
  subject: { zh: '请用一句话说是什么事。', en: 'Please say in one line what it is about.' },
  body: { zh: '请写下详细情况。', en: 'Please write what happened.' },
  name: {
    zh: '请写怎么称呼您，只有承办人看得到。',
    en: 'Please say your name; only those who deal with it see it.',
  },
  phone: {
    zh: '请留一个能联系上您的手机号，或者邮箱。',
    en: 'Please leave a number or a mail address where you can be reached.',
  },
  region: {
    zh: '请选一个部门；不知道写给谁，就选您所在的地区。',
    en: 'Please choose a department, or your region if you do not know whom to write to.',
  },
} as const;

const PHONE = {
  too_short: { zh: '手机号少了几位，请核对。', en: 'The number is too short; please check it.' },
  too_long: { zh: '手机号多了几位，请核对。', en: 'The number is too long; please check it.' },
  not_a_number: {
    zh: '这里只填电话号码，例如13800000000。',
    en: 'Only a telephone number here, such as 13800000000.',
  },
} as const;
