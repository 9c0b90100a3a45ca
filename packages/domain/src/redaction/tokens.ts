import type { PersonalDataKind } from './finding.ts';

export type TextLanguage = 'zh' | 'en';

/** What stands in a published text where personal data stood, in the language of the text. */
export const REDACTION_TOKENS: Readonly<Record<TextLanguage, Readonly<Record<PersonalDataKind, string>>>> = {
  zh: {
    identity: '[证件号]',
    mobile: '[电话]',
    landline: '[电话]',
    card: '[银行卡]',
    plate: '[车牌]',
    email: '[邮箱]',
    travel_document: '[证件号]',
    name: '[姓名]',
    address: '[住址]',
  },
  en: {
    identity: '[ID number]',
    mobile: '[phone number]',
    landline: '[phone number]',
    card: '[card number]',
    plate: '[number plate]',
    email: '[mail address]',
    travel_document: '[ID number]',
    name: '[name]',
    address: '[address]',
  },
};

/** What stands in a published text where its writer had words taken out, in the language of the text. */
export const REMOVED_TOKENS: Readonly<Record<TextLanguage, string>> = {
  zh: '[个人信息]',
  en: '[personal data]',
};

/** Every mark that may stand in a published text in place of what was there. */
export const PUBLIC_TOKENS: readonly string[] = [
  ...new Set([
    ...Object.values(REDACTION_TOKENS).flatMap((tokens) => Object.values(tokens)),
    ...Object.values(REMOVED_TOKENS),
  ]),
];

/** A pattern of any of these marks, without a group. */
export const ANY_PUBLIC_TOKEN = PUBLIC_TOKENS.map((token) => token.replace(/[[\]]/g, '\\$&')).join('|');

/** An English letter that names 林小满 stays English: what is Chinese has as many characters as Latin words. */
export function languageOfText(text: string): TextLanguage {
  const characters = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const words = text.match(/\p{Script=Latin}+/gu)?.length ?? 0;
  return characters >= words ? 'zh' : 'en';
}
