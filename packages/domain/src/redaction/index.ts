export { isIdentityNumber, isOrganisationCode, passesLuhn } from './checksums.ts';
export { findCertainPersonalData, findPersonalData } from './find-personal-data.ts';
export { PERSONAL_DATA_KINDS } from './finding.ts';
export type { Confidence, Finding, PersonalDataKind } from './finding.ts';
export { REDACTION_TOKENS, certainOnly, redact } from './redact.ts';
export type { RedactedSpan } from './redact.ts';
export { PUBLIC_TOKENS, REMOVED_TOKENS, areTooShort, charactersOf, removeWords } from './remove-words.ts';
export { replacedSpans } from './replaced-spans.ts';
export type { ReplacedSpan } from './replaced-spans.ts';
