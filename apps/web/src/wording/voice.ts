import type { Figure, Language, Named } from '@huiyin/contract';
import { textsIn, type Texts } from '../locales/texts.ts';
import { dateTime, fullDate, localTime, periodName, periodShort } from './dates.ts';
import { amount, count, places, range, signed, signedRange, unsigned, type ShownUnit } from './numbers.ts';

/** A text in both languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** Everything that is needed to say something in one language: the texts, and numbers, dates and names in its manner. */
export interface Voice {
  readonly language: Language;
  readonly zone: string;
  readonly t: Texts;
  of(text: Bilingual): string;
  name(named: Named): string;
  count(value: number): string;
  amount(value: number, unit: ShownUnit): string;
  range(low: number, high: number, unit: ShownUnit): string;
  signed(difference: number, unit: ShownUnit): string;
  unsigned(difference: number, unit: ShownUnit): string;
  signedRange(low: number, high: number, unit: ShownUnit): string;
  places(low: number, high: number): string;
  period(key: string): string;
  periodShort(key: string): string;
  date(date: string): string;
  dateTime(instant: string): string;
  dateOf(instant: string): string;
  /** A figure's value, or why there is none, in words. */
  figure(figure: Figure): string;
}

/** The voice of a language; instants are told in the zone of the policy. */
export function voiceOf(language: Language, zone = 'Asia/Shanghai'): Voice {
  const t = textsIn(language);
  return {
    language,
    zone,
    t,
    of: (text) => text[language],
    name: (named) => named.name[language] || named.name.zh,
    count,
    amount: (value, unit) => amount(value, unit, language),
    range: (low, high, unit) => range(low, high, unit, language),
    signed,
    unsigned,
    signedRange: (low, high, unit) => signedRange(low, high, unit, language),
    places: (low, high) => places(low, high, language),
    period: (key) => periodName(key, language),
    periodShort: (key) => periodShort(key, language),
    date: (date) => fullDate(date, language),
    dateTime: (instant) => dateTime(instant, zone, language),
    dateOf: (instant) => fullDate(localTime(instant, zone).date, language),
    figure(figure) {
      if (figure.value !== null) return amount(figure.value, figure.unit, language);
      return figure.presentation === 'none' ? t.figures.none : t.figures.withheld;
    },
  };
}
