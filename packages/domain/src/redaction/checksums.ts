const IDENTITY_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const IDENTITY_CHECKS = '10X98765432';

/**
 * True for a citizen identity number of GB 11643: 17 digits with a date of birth that exists, and the check character
 * Σ digit·weight mod 11 → "10X98765432". Example: 11010519491231002X is one, 110105194912310021 is not.
 */
export function isIdentityNumber(characters: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(characters) || !isDateOfBirth(characters.slice(6, 14))) return false;
  const sum = IDENTITY_WEIGHTS.reduce(
    (total, weight, place) => total + weight * Number(characters[place]),
    0,
  );
  return IDENTITY_CHECKS[sum % 11] === characters[17]!.toUpperCase();
}

/** The 15-digit numbers issued before 1999 carry no check character, only a date of birth in the twentieth century. */
export const isOldIdentityNumber = (digits: string): boolean =>
  /^[1-9]\d{14}$/.test(digits) && isDateOfBirth(`19${digits.slice(6, 12)}`);

function isDateOfBirth(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8)].map(Number) as [
    number,
    number,
    number,
  ];
  if (year < 1850 || year > 2099 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** True when the digits pass the Luhn check of payment cards. Example: 79927398713 passes. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let place = 0; place < digits.length; place += 1) {
    const digit = Number(digits[digits.length - 1 - place]);
    const doubled = place % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/** The characters of GB 32100: no I, O, S, V, Z, which look like digits. */
const ORGANISATION_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * True for the code of an organisation (统一社会信用代码, GB 32100): the last character is what brings Σ value·3^place
 * over the first 17 to a multiple of 31. It names no person. Example: 91230184MA1BUFLT44.
 */
export function isOrganisationCode(characters: string): boolean {
  const values = [...characters.toUpperCase()].map((character) => ORGANISATION_ALPHABET.indexOf(character));
  const check = values[17];
  if (values.length !== 18 || check === undefined || values.includes(-1)) return false;
  let sum = 0;
  let weight = 1;
  for (const value of values.slice(0, 17)) {
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return (sum + check) % 31 === 0;
}
