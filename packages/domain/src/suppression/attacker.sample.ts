import type { CellSum } from './cell-sum.ts';

/** Unknown amounts by their number, each with how often it is taken. */
export type Combination = ReadonlyMap<number, number>;

/** Something that is known: so many people, all unknowns of the combination together. */
export interface Statement {
  readonly terms: Combination;
  readonly people: number;
}

/**
 * All that somebody can compute who knows some statements. Written for tests, and on purpose another way than the code
 * that it attacks: exact whole numbers of any length, full elimination, no prime, no chance.
 */
export class Knowledge {
  /** By their pivot, in the order in which they came: a row holds no pivot of the rows before it. */
  private readonly rows = new Map<number, Row>();

  constructor(statements: readonly Statement[]) {
    for (const { terms, people } of [...statements].sort((a, b) => a.terms.size - b.terms.size)) {
      const row = this.reduced(terms, people);
      const [pivot] = row.terms.keys();
      if (pivot !== undefined) this.rows.set(pivot, shortened(row));
      else if (row.people !== 0n) throw new Error('These statements contradict each other.');
    }
  }

  /** What a combination comes to, if it follows from the statements. */
  peopleOf(terms: Combination): number | undefined {
    const { terms: open, people, scale } = this.reduced(terms, 0);
    // scale × combination − what was subtracted = 0, and what was subtracted is known.
    return open.size > 0 ? undefined : Number(-people / scale);
  }

  private reduced(terms: Combination, people: number): Row & { scale: bigint } {
    const left = new Map<number, bigint>();
    for (const [unknown, times] of terms) if (times !== 0) left.set(unknown, BigInt(times));
    let value = BigInt(people);
    let scale = 1n;
    for (let pivot = this.pivotIn(left); pivot !== undefined; pivot = this.pivotIn(left)) {
      const row = this.rows.get(pivot)!;
      const [own, times] = [row.terms.get(pivot)!, left.get(pivot)!];
      if (own !== 1n) for (const [unknown, count] of left) left.set(unknown, count * own);
      value = value * own - row.people * times;
      scale *= own;
      for (const [unknown, count] of row.terms) {
        const after = (left.get(unknown) ?? 0n) - count * times;
        if (after === 0n) left.delete(unknown);
        else left.set(unknown, after);
      }
    }
    return { terms: left, people: value, scale };
  }

  private pivotIn(terms: ReadonlyMap<number, bigint>): number | undefined {
    for (const unknown of terms.keys()) if (this.rows.has(unknown)) return unknown;
    return undefined;
  }
}

interface Row {
  readonly terms: Map<number, bigint>;
  readonly people: bigint;
}

function shortened({ terms, people }: Row): Row {
  const divisor = [...terms.values()].reduce(greatest, people);
  const sign = [...terms.values()][0]! < 0n ? -1n : 1n;
  const by = (divisor < 0n ? -divisor : divisor) * sign;
  return {
    terms: new Map([...terms].map(([unknown, count]) => [unknown, count / by])),
    people: people / by,
  };
}

const greatest = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatest(b, a % b));

/**
 * What can be computed of the cells that are not shown, from those that are and every sum. `rest` of a sum is what no
 * cell shows, unless it is 0.
 */
export function attack(
  cells: number,
  shown: ReadonlyMap<number, number>,
  sums: readonly CellSum[],
): ReadonlyMap<number, number> {
  const knowledge = new Knowledge([
    ...[...shown].map(([cell, people]) => ({ terms: new Map([[cell, 1]]), people })),
    ...sums.map(({ whole, parts, rest = 0 }, place) => ({
      terms: new Map([
        [whole, -1],
        ...parts.map((part) => [part, 1] as const),
        ...(rest === 0 ? [] : [[cells + place, 1] as const]),
      ]),
      people: 0,
    })),
  ]);
  const recovered = new Map<number, number>();
  for (let cell = 0; cell < cells; cell += 1) {
    const people = shown.has(cell) ? undefined : knowledge.peopleOf(new Map([[cell, 1]]));
    if (people !== undefined) recovered.set(cell, people);
  }
  return recovered;
}
