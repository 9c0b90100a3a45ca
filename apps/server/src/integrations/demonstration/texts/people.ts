import type { Chance } from '../chance.ts';

/** An invented person, with numbers that nobody can have. */
export interface DemoPerson {
  readonly name: string;
  /** The block 199-0000-xxxx is not given to subscribers. */
  readonly phone: string;
  readonly email: string;
  /** An identity number with the code of a province that does not exist, and a right check character. */
  readonly identityNumber: string;
  /** A card number of a bank that does not exist, with a right check digit. */
  readonly bankCard: string;
}

// No surname and given name together make a place of the province: a place is not taken out in review.
const SURNAMES = [...'林陈方沈顾许唐邵潘夏姜范庄谭廖贺倪汤温施柯俞柳祝秦骆'];
const GIVEN = [...'小满知秋一帆青禾若谷清越嘉木远山静之晓棠思齐云舒望舒景行南乔子衿明夷书砚长风予安采薇'];

export function inventPerson(chance: Chance): DemoPerson {
  const start = chance.whole(0, GIVEN.length - 2);
  const given = chance.happens(0.8) ? GIVEN.slice(start, start + 2).join('') : (GIVEN[start] ?? '');
  return {
    name: chance.one(SURNAMES) + given,
    phone: `1990000${chance.digits(4)}`,
    email: `xinke${chance.digits(5)}@example.com`,
    identityNumber: identityNumber(chance),
    bankCard: bankCard(chance),
  };
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643: the check character follows from the weighted sum modulo 11. */
function identityNumber(chance: Chance): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  const body = `9901${two(chance.whole(2, 25))}${chance.whole(1948, 2004)}${two(chance.whole(1, 12))}${two(chance.whole(1, 28))}${chance.digits(3)}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return body + '10X98765432'[sum % 11];
}

/** Luhn: every second digit from the right is doubled, and the sum ends in 0. */
function bankCard(chance: Chance): string {
  const body = `9999${chance.digits(7)}${chance.digits(7)}`;
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return body + ((10 - (sum % 10)) % 10);
}
