import type { FormFault, RatingDraft, RatingWords } from '@huiyin/contract';
import { RatingWordsSchema, faultOf } from '@huiyin/contract';
import type { Level, RatingTag } from '@huiyin/domain';
import { LEVELS, RATING_TAGS, isBadLevel } from '@huiyin/domain';
import type { FormFields } from '../../platform/http/form-body.ts';
import { fieldOf } from '../../platform/http/form-body.ts';
import { faultOfPhone, faultsOfSchema } from '../form-faults.ts';

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
  if (draft.level === null) faults.push(faultOf('level', 'level_needed'));
  else if (isBadLevel(draft.level) && draft.tags.length === 0 && draft.comment.trim() === '')
    faults.push(faultOf('reason', 'reason_required'));
  const slip = phone === '' ? null : faultOfPhone(phone);
  if (slip !== null) faults.push(slip);
  if (phone === '' && draft.name.trim() !== '') faults.push(faultOf('phone', 'name_without_phone'));
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
  if (!parsed.success) faults.push(...faultsOfSchema(parsed.error));
  return { words: parsed.success && faults.length === 0 ? parsed.data : null, faults };
}

/** The tags that go on when the level changes: those that the form still offers. */
export const stillOffered = (tags: readonly string[], offered: readonly RatingTag[]): string[] =>
  offered.filter((tag) => tags.includes(tag));

/** One tap is enough for it. */
export const needsNoReason = (level: Level | null): boolean => level !== null && !isBadLevel(level);
