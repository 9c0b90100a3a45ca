import type { CellSum } from './cell-sum.ts';
import type { Steps } from './steps.ts';
import { WhatFollows } from './what-follows.ts';

/** What is to be hidden among cells that add up, and what may be hidden with it. */
export interface HidingQuestion {
  /** What stands in each cell: people, or by how many they changed. */
  readonly amounts: ArrayLike<number>;
  readonly sums: readonly CellSum[];
  /** Cells that must not be found. */
  readonly secrets: ReadonlySet<number>;
  /** Cells that are hidden already; finding one of them harms nobody. */
  readonly alsoHidden?: ReadonlySet<number>;
  readonly smallMax: number;
  /** Whether a cell may be hidden to hide another. */
  readonly mayHide: (cell: number) => boolean;
  /** True where a hidden whole that equals its shown parts gives itself away. */
  readonly wholesTell: boolean;
}

export interface Hiding {
  readonly hidden: ReadonlySet<number>;
  /** Secrets that can be found all the same, since what would hide them may not be hidden. */
  readonly exposed: ReadonlySet<number>;
}

/**
 * Hides cells until no secret can be found. First sum by sum: a secret that is alone in a sum whose whole is shown, and
 * hidden ones that together are 1 to `smallMax`, are joined by another; so is a secret whole by one of its parts. Then by
 * all sums at once: no secret may follow from any combination of them (see `WhatFollows`); of the cells that one follows
 * from, the smallest is hidden. Sum by sum, that cell is hidden which asks for the fewest further ones, of equals the one
 * with the smallest amount that is enough. Of equals always the first, so the same question has the same answer.
 *
 * Not guarded: bounds ("between 3 and 9") that several sums together give, and groups of several hidden cells that only
 * a combination of sums isolates.
 */
export function* hide(question: HidingQuestion): Steps<Hiding> {
  const { amounts, sums, secrets, smallMax, mayHide, wholesTell, alsoHidden = [] } = question;
  const hidden = new Set([...secrets, ...alsoHidden]);
  const exposed = new Set<number>();
  const sumsOf = sumsOfCells(amounts.length, sums);
  const waiting: number[] = sums.map((_, place) => place);
  const isWaiting = new Uint8Array(sums.length).fill(1);
  const size = (cell: number): number => Math.abs(amounts[cell] ?? 0);

  const insideOf = Uint32Array.from(sums, ({ parts }) => parts.filter((part) => hidden.has(part)).length);
  /** How many sums in which nothing is hidden yet would have to hide another one with this cell. */
  const burden = (cell: number): number =>
    sumsOf(cell).filter((place) => {
      const { whole, rest = 0 } = sums[place]!;
      return insideOf[place] === 0 && rest === 0 && (whole === cell ? wholesTell : !hidden.has(whole));
    }).length;
  let known: WhatFollows | null = null;
  const hideCell = (cell: number): void => {
    hidden.add(cell);
    known?.hide(cell);
    for (const place of sumsOf(cell)) {
      if (sums[place]!.whole !== cell) insideOf[place]! += 1;
      if (isWaiting[place] === 1) continue;
      isWaiting[place] = 1;
      waiting.push(place);
    }
  };
  const isFree = (cell: number): boolean => !hidden.has(cell) && (amounts[cell] ?? 0) !== 0 && mayHide(cell);
  /** Hides one more cell of a sum; false when none may be hidden. `missing` is what would make the hidden ones enough. */
  const hideOneOf = ({ whole, parts }: CellSum, missing: number): boolean => {
    const free = parts.filter(isFree);
    const enough = free.filter((part) => size(part) > missing);
    const found =
      enough.length > 0 ? leastOf(enough, burden, size) : leastOf(free, (part) => -size(part), burden);
    if (found !== undefined) hideCell(found);
    else if (!hidden.has(whole) && mayHide(whole)) hideCell(whole);
    else return false;
    return true;
  };
  const settle = (place: number): void => {
    const sum = sums[place]!;
    const { whole, parts, rest = 0 } = sum;
    const inside = parts.filter((part) => hidden.has(part));
    if (hidden.has(whole) && (wholesTell || inside.length === 0)) {
      if (wholesTell && secrets.has(whole) && inside.length === 0 && rest === 0 && !hideOneOf(sum, 0))
        expose(sum);
      return;
    }
    // A whole that is held still says what it said: what its parts differ by from that is known.
    const held = hidden.has(whole) ? (amounts[whole] ?? 0) : 0;
    const together = Math.abs(inside.reduce((total, part) => total + (amounts[part] ?? 0), rest - held));
    const isLone = inside.length === 1 && rest === 0 && !hidden.has(whole) && secrets.has(inside[0]!);
    const isSmall = (inside.length > 0 || rest !== 0) && together > 0 && together <= smallMax;
    if (!isLone && !isSmall) return;
    if (hideOneOf(sum, Math.max(0, smallMax - together))) {
      if (isWaiting[place] === 0) waiting.push(place);
      isWaiting[place] = 1;
    } else expose(sum);
  };
  const expose = ({ whole, parts }: CellSum): void => {
    for (const cell of [whole, ...parts]) if (secrets.has(cell)) exposed.add(cell);
  };
  const settleAll = function* (): Steps<void> {
    for (let next = 0; next < waiting.length; next += 1) {
      isWaiting[waiting[next]!] = 0;
      settle(waiting[next]!);
      if (next % SUMS_A_PAUSE === 0) yield;
    }
    waiting.length = 0;
  };

  yield* settleAll();
  known = yield* WhatFollows.of(sums, hidden);
  for (;;) {
    const found = [...known.determined()]
      .filter(([cell]) => secrets.has(cell) && !exposed.has(cell))
      .sort(([a], [b]) => a - b)
      // Before any of them is hidden, which would change them.
      .map(([cell, grounds]) => [cell, [...grounds()]] as const);
    if (found.length === 0) return { hidden, exposed };
    const before = new Set(hidden);
    for (const [cell, shown] of found) {
      // What was hidden for another one a moment ago may have broken this combination as well: the next round tells.
      if (shown.some((ground) => hidden.has(ground) && !before.has(ground))) continue;
      const least = leastOf(shown.filter(isFree), size, burden);
      if (least === undefined) exposed.add(cell);
      else hideCell(least);
    }
    yield* settleAll();
  }
}

/** Looking at so many sums takes a few milliseconds. */
const SUMS_A_PAUSE = 1000;

function sumsOfCells(cells: number, sums: readonly CellSum[]): (cell: number) => readonly number[] {
  const places: number[][] = Array.from({ length: cells }, () => []);
  sums.forEach(({ whole, parts }, place) => {
    for (const cell of [whole, ...parts]) places[cell]!.push(place);
  });
  return (cell) => places[cell]!;
}

/** The cell with the least of the first measure, of equals that with the least of the second, of equals the first. */
function leastOf(
  cells: readonly number[],
  ...measures: readonly ((cell: number) => number)[]
): number | undefined {
  let best: number | undefined;
  let marks: readonly number[] = [];
  for (const cell of cells) {
    const own = measures.map((measure) => measure(cell));
    const place = own.findIndex((mark, index) => mark !== marks[index]);
    if (best !== undefined && (place < 0 || own[place]! > marks[place]!)) continue;
    best = cell;
    marks = own;
  }
  return best;
}
