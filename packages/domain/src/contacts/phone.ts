/** What is wrong with a telephone number that somebody typed; null when it can be dialled. */
export type PhoneFault = 'not_a_number' | 'too_short' | 'too_long';

const SEPARATORS = /[\s()（）\-—–.·]/g;
const MOBILE = 11;
const SHORTEST = 5;
const LONGEST = 15;

/**
 * Finds the slips that people make (a digit too few or too many) and lets everything else pass: landlines, extensions of
 * the office, foreign numbers with +. Full-width digits count as digits.
 */
export function phoneFault(text: string): PhoneFault | null {
  const bare = text.normalize('NFKC').replace(SEPARATORS, '');
  if (!/^\+?\d+$/.test(bare)) return 'not_a_number';
  const national = bare.replace(/^\+?86(?=1)/, '');
  if (/^1[3-9]/.test(national) && !bare.startsWith('+1')) {
    if (national.length < MOBILE) return 'too_short';
    if (national.length > MOBILE) return 'too_long';
    return null;
  }
  const digits = bare.replace('+', '').length;
  return digits < SHORTEST ? 'too_short' : digits > LONGEST ? 'too_long' : null;
}
