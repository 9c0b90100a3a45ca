export const PERSONAL_DATA_KINDS = [
  'identity',
  'mobile',
  'landline',
  'card',
  'plate',
  'email',
  'travel_document',
  'name',
  'address',
] as const;
export type PersonalDataKind = (typeof PERSONAL_DATA_KINDS)[number];

/** `certain` findings may be redacted without a person; `proposed` ones are for a person to decide. */
export type Confidence = 'certain' | 'proposed';

/** A stretch of a text that tells who somebody is or how to reach them. */
export interface Finding {
  readonly kind: PersonalDataKind;
  /** Offsets in the text as it was written (UTF-16 units), the end not included. */
  readonly start: number;
  readonly end: number;
  readonly confidence: Confidence;
}
