import { isIdentityNumber, isOldIdentityNumber, isOrganisationCode, passesLuhn } from './checksums.ts';
import type { Confidence, PersonalDataKind } from './finding.ts';

/** A match in a folded text. `kept` is what is recognised so that nothing else is seen in it, and is nobody's. */
export interface Candidate {
  readonly kind: PersonalDataKind | 'kept';
  readonly start: number;
  readonly end: number;
  readonly confidence: Confidence;
}

/** A pattern whose group 1 is the match. It is tried at every place, so that matches may overlap. */
export const atEveryPlace = (before: string, match: string, after: string): RegExp =>
  new RegExp(`${before}(?=(${match})${after})`, 'giu');

/** The same for what counts only behind certain words; the match is looked for first, because words are slow to look back for. */
export const behindWords = (words: string, match: string, after: string): RegExp =>
  new RegExp(`(?=(${match})${after})(?<=${words})`, 'giu');

/** Between a word such as 卡号 and its number: nothing that ends a thought, no other number, no token. */
export const near = (words: string): string => `(?:${words})[^\\d\\n。；;[\\]]{0,10}`;

/** What people put between the digits of one number, once the text is folded. */
const GAP = '[ -]{0,3}';
/** `count` digits, possibly spaced out. */
const digits = (count: number): string => `\\d(?:${GAP}\\d){${count - 1}}`;
const IDENTITY = atEveryPlace('(?<!\\d)', `${digits(17)}${GAP}(?:x|\\d(?!\\d))`, '');
const OLD_IDENTITY = atEveryPlace('(?<![\\da-z])', '\\d{15}', '(?![\\da-z])');
const ORGANISATION = atEveryPlace('(?<![\\da-z])', '[\\da-z]{18}', '(?![\\da-z])');
const MOBILE = atEveryPlace(
  '(?<!\\d)',
  `(?:\\(?(?:\\+|00)?86\\)?${GAP})?(1${GAP}[3-9](?:${GAP}\\d){9}|1[3-9]\\d[.·]\\d{4}[.·]\\d{4})`,
  '(?!\\d)',
);
const LANDLINE = atEveryPlace(
  '(?<!\\d)',
  `(?:\\(0\\d{2,3}\\) ?-?|0\\d{2,3}[ -]{1,3}|(?:\\+|00)86${GAP}[1-9]\\d{1,2}[ -]{1,3})` +
    '(?:\\d{7,8}|\\d{3,4}[ -]\\d{4})(?:(?:-|转|分机)\\d{1,5})?',
  '(?!\\d)',
);
const UNBROKEN_LANDLINE = atEveryPlace('(?<!\\d)', '0[1-9]\\d{8,10}', '(?!\\d)');
const LOCAL_LANDLINE = behindWords(near('电话|座机|固话|致电|tel'), '(?<!\\d)[2-8]\\d{6,7}', '(?!\\d)');
const CARDS = [19, 18, 17, 16].map((count) => atEveryPlace('(?<!\\d)', digits(count), '(?!\\d)'));
const CARD_WORD = new RegExp(`${near('卡号|账号|帐号|账户|帐户|银行卡')}$`, 'u');
const WHOLE_MOBILE = /(?<!\d)1[3-9]\d{9}(?!\d)/;

const groupsOf = (text: string): string[] => text.split(/[^\d]+/).filter((group) => group !== '');

/** A mobile number is written in a few groups or digit by digit; dates and tables of numbers are not. */
const looksLikeMobile = (text: string): boolean => {
  const groups = groupsOf(text);
  return groups.length <= 4 || groups.every((group) => group.length === 1);
};

/** A card's digits stand in fours or more, or one by one: 2024-01-05 - 2024-02-05 are sixteen digits and no card. */
const looksLikeCard = (text: string): boolean => {
  const groups = groupsOf(text);
  return (
    groups.slice(0, -1).every((group) => group.length >= 4) || groups.every((group) => group.length === 1)
  );
};

/** Seven digits that may belong together: without them none of the patterns can match, and most letters have none. */
const SEVEN_DIGITS = /\d(?:[ .·()+-]{0,5}\d){6}/;

/** What is a number of a person by its digits alone: identity, phone, card; and organisation codes, to be kept. */
export function* certainNumbers(text: string): Generator<Candidate> {
  if (!SEVEN_DIGITS.test(text)) return;
  for (const { start, match } of matches(text, IDENTITY)) {
    if (isIdentityNumber(bare(match))) yield found('identity', start, match);
  }
  for (const { start, match } of matches(text, ORGANISATION)) {
    if (isOrganisationCode(match)) yield found('kept', start, match);
  }
  for (const { start, match, inner } of matches(text, MOBILE)) {
    if (looksLikeMobile(inner ?? match)) yield found('mobile', start, match);
  }
  for (const { start, match } of matches(text, LANDLINE)) yield found('landline', start, match);
  for (const pattern of CARDS) {
    for (const { start, match } of matches(text, pattern)) {
      // A whole mobile number beside another number is two numbers, whatever their digits add up to.
      if (!looksLikeCard(match) || WHOLE_MOBILE.test(match)) continue;
      const isNamed = (): boolean => CARD_WORD.test(text.slice(Math.max(0, start - 20), start));
      // No card begins with 0, as telephones and blanked-out numbers do; and sixteen zeros pass Luhn.
      if ((match[0] !== '0' && passesLuhn(bare(match))) || isNamed()) yield found('card', start, match);
    }
  }
}

/** What may be such a number: the old identity numbers, and telephones without a hyphen. */
export function* proposedNumbers(text: string): Generator<Candidate> {
  if (!SEVEN_DIGITS.test(text)) return;
  for (const { start, match } of matches(text, OLD_IDENTITY)) {
    if (isOldIdentityNumber(match)) yield found('identity', start, match, 'proposed');
  }
  for (const pattern of [UNBROKEN_LANDLINE, LOCAL_LANDLINE]) {
    for (const { start, match } of matches(text, pattern)) yield found('landline', start, match, 'proposed');
  }
}

/** All matches of a pattern made by `atEveryPlace`, with the group inside it if it has one. */
export function* matches(
  text: string,
  pattern: RegExp,
): Generator<{ readonly start: number; readonly match: string; readonly inner: string | undefined }> {
  for (const hit of text.matchAll(pattern)) {
    if (hit[1] !== undefined) yield { start: hit.index, match: hit[1], inner: hit[2] };
  }
}

export const found = (
  kind: Candidate['kind'],
  start: number,
  match: string,
  confidence: Confidence = 'certain',
): Candidate => ({ kind, start, end: start + match.length, confidence });

const bare = (match: string): string => match.replace(/[ -]/g, '');
