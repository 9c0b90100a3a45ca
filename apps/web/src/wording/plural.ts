const english = new Intl.PluralRules('en');

/** The English form that goes with a count as it is written: 1 → `one`; 0, 2 and 1,234 → `other`. */
export function plural(count: string, one: string, other: string): string {
  return english.select(Number(count.replaceAll(',', ''))) === 'one' ? one : other;
}

/** A count with its noun: 1 letter, 0 letters, 1,234 letters. A noun that adds no plain s brings its plural along. */
export const counted = (count: string, one: string, other = `${one}s`): string =>
  `${count} ${plural(count, one, other)}`;
