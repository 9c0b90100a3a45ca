import type { FormFault, ProblemCode, RatingDraft, RatingWords } from '@huiyin/contract';
import { PROBLEMS, RatingWordsSchema } from '@huiyin/contract';
import type { Level, RatingTag } from '@huiyin/domain';
import { LEVELS, RATING_TAGS, isBadLevel, phoneFault } from '@huiyin/domain';
import type { FormFields } from '../../platform/http/form-body.ts';
import { fieldOf } from '../../platform/http/form-body.ts';
import { wrongPlaces } from '../../platform/http/wrong-places.ts';

/** What the visitor has chosen and typed, as it came: shown again whatever is wrong with it. */
export const draftOf = (fields: FormFields): RatingDraft => ({
  level: LEVELS.find((level) => String(level) === fieldOf(fields, 'level')) ?? null,
  tags: RATING_TAGS.filter((tag) => fields['tag']?.includes(tag) === true),
  comment: fieldOf(fields, 'comment'),
  name: fieldOf(fields, 'name'),
  phone: fieldOf(fields, 'phone'),
  pressured: fieldOf(fields, 'pressured') !== '',
});

export const NO_DRAFT: RatingDraft = draftOf({});

export interface ReadRating {
  readonly words: RatingWords | null;
  readonly faults: readonly FormFault[];
}

/** The rating that a form says, or what is still wrong with it: one sentence a field. */
export function readRating(draft: RatingDraft): ReadRating {
  const phone = draft.phone.trim();
  const faults: FormFault[] = [];
  if (draft.level === null) faults.push(FAULTS.level);
  else if (isBadLevel(draft.level) && draft.tags.length === 0 && draft.comment.trim() === '')
    faults.push(faultOf('reason', 'reason_required'));
  const fault = phone === '' ? null : phoneFault(phone);
  if (fault !== null) faults.push(FAULTS[fault]);
  if (phone === '' && draft.name.trim() !== '') faults.push(FAULTS.phone);
  const parsed = RatingWordsSchema.safeParse(
    {
      level: draft.level ?? 5,
      tags: draft.tags,
      comment: draft.comment.trim() === '' ? null : draft.comment,
      contact: phone === '' ? null : { name: draft.name.trim() === '' ? null : draft.name, phone },
      pressured: draft.pressured,
    },
    { reportInput: true },
  );
  if (!parsed.success) {
    for (const { pointer, zh, en } of wrongPlaces(parsed.error.issues))
      faults.push({ field: pointer.slice(pointer.lastIndexOf('/') + 1), zh, en });
  }
  return { words: parsed.success && faults.length === 0 ? parsed.data : null, faults };
}

/** The tags that go on when the level changes: those that the form still offers. */
export const stillOffered = (tags: readonly string[], offered: readonly RatingTag[]): string[] =>
  offered.filter((tag) => tags.includes(tag));

/** One tap is enough for it. */
export const needsNoReason = (level: Level | null): boolean => level !== null && !isBadLevel(level);

export const faultOf = (field: string, code: ProblemCode): FormFault => ({
  field,
  zh: PROBLEMS[code].zh,
  en: PROBLEMS[code].en,
});

const FAULTS = {
  level: {
    field: 'level',
    zh: '请先选一张脸：您满意吗？',
    en: 'First choose a face: were you satisfied?',
  },
  phone: {
    field: 'phone',
    zh: '留了称呼，请再留一个电话，否则没法联系您；不想留就都空着。',
    en: 'You left a name: please leave a number too, or nobody can call. Or leave both empty.',
  },
  too_short: {
    field: 'phone',
    zh: '电话号码少了几位，请核对。',
    en: 'The number is too short; please check it.',
  },
  too_long: {
    field: 'phone',
    zh: '电话号码多了几位，请核对。',
    en: 'The number is too long; please check it.',
  },
  not_a_number: {
    field: 'phone',
    zh: '这里只填电话号码，例如13800000000。',
    en: 'Only a telephone number here, such as 13800000000.',
  },
} as const satisfies Record<string, FormFault>;
