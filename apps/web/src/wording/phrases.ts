/**
 * Where a heading may break: `¦` stands between two phrases of a Chinese heading and is written as <wbr>. Beside a
 * digit no break is allowed, because it would undo the gap that the browser sets between 汉字 and digits.
 */
export const PHRASE_BREAK = '¦';

/** 按期答复率¦比去年同期¦升了3个百分点 → its phrases; a break beside a digit is dropped. */
export function phrasesOf(text: string): readonly string[] {
  return text.replace(/(?<=\d)¦|¦(?=\d)/g, '').split(PHRASE_BREAK);
}

/** The same text for a title, a label, a description: without breaks. */
export const plain = (text: string): string => text.replaceAll(PHRASE_BREAK, '');

/** 汉字 are joined by 、, English names by commas and “and”. */
export function listOf(names: readonly string[], language: 'zh' | 'en'): string {
  if (language === 'zh') return names.join('、');
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** Marks of the words found, as the search gives them: U+E000 opens, U+E001 closes. */
export function markedParts(text: string): readonly { readonly text: string; readonly found: boolean }[] {
  return text
    .split(/(\uE000[^\uE001]*\uE001?)/)
    .filter((part) => part !== '')
    .map((part) => ({ text: part.replace(/[\uE000\uE001]/g, ''), found: part.startsWith('\uE000') }))
    .filter((part) => part.text !== '');
}

/** A text with these stretches of it marked as `markedParts` reads them. A stretch over several lines is marked in each. */
export function withMarks(
  text: string,
  spans: readonly { readonly start: number; readonly end: number }[],
): string {
  const clean = (part: string) => part.replace(/[\uE000\uE001]/g, '');
  let marked = '';
  let at = 0;
  for (const { start, end } of spans) {
    const lines = clean(text.slice(start, end)).split('\n');
    marked += clean(text.slice(at, start)) + lines.map((line) => `\uE000${line}\uE001`).join('\n');
    at = end;
  }
  return marked + clean(text.slice(at));
}

export interface Paragraph {
  readonly text: string;
  /** `salutation` stands flush, `signature` (who signs, and the day) at the right. */
  readonly kind: 'text' | 'salutation' | 'signature';
}

const SALUTATION = /^[^。！？]{1,16}[：:]$/;
const DAY = /^\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$/;
const SIGNED = /^[^。！？；，,：:]{2,30}\s\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日$/;
const SIGNER = /^[^。！？；，,：:]{2,30}$/;

/**
 * A letter's text as paragraphs. A first line such as 您好： is its salutation; a last line that is a day, and the
 * short line before it, are its signature, as is a last line with both.
 */
export function paragraphsOf(body: string): readonly Paragraph[] {
  const lines = body
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const last = lines.length - 1;
  const dated = last > 0 && DAY.test(lines[last] ?? '');
  return lines.map((text, index) => {
    if (index === 0 && SALUTATION.test(text)) return { text, kind: 'salutation' };
    const signs = dated
      ? index === last || (index === last - 1 && index > 0 && SIGNER.test(text))
      : index === last && index > 0 && SIGNED.test(text);
    return { text, kind: signs ? 'signature' : 'text' };
  });
}
