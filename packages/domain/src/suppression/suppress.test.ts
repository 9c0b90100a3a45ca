import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attack } from './attacker.sample.ts';
import * as corrections from './held-changes.ts';
import type { CellSum } from './cell-sum.ts';
import { completed } from './steps.ts';
import * as cells from './suppress.ts';

const suppress = (question: cells.SuppressionQuestion) => completed(cells.suppress(question));
const heldChanges = (question: corrections.ChangeQuestion) => completed(corrections.heldChanges(question));

/** A whole and its parts as cells 0, 1, 2 …. */
const family = (...parts: number[]) => ({
  sizes: [parts.reduce((sum, n) => sum + n, 0), ...parts],
  sums: [{ whole: 0, parts: parts.map((_, place) => place + 1) }],
  smallMax: 10,
});
const withheldOf = (...parts: number[]): number[] => [...suppress(family(...parts)).withheld].sort();

/** Cells of a tree of offices over months and their sum, in both directions. */
interface Table {
  readonly sizes: number[];
  readonly sums: CellSum[];
}

/** Rows of months, two counties of offices, a province; and a quarter for each, or a rolling year where there are twelve. */
function tableOf(counts: readonly (readonly number[])[], split: number, rest: number): Table {
  const months = counts[0]!.length;
  const scopes = [...counts.map((own) => [...own]), [0], [0], [0]];
  const offices = counts.length;
  const add = (into: number, from: readonly number[]) => {
    scopes[into] = Array.from({ length: months }, (_, month) =>
      from.reduce((sum, scope) => sum + scopes[scope]![month]!, into === offices + 2 ? rest : 0),
    );
  };
  const first = Array.from({ length: split }, (_, office) => office);
  const second = Array.from({ length: offices - split }, (_, office) => split + office);
  add(offices, first);
  add(offices + 1, second);
  add(offices + 2, [offices, offices + 1]);
  const width = months + 1;
  const cell = (scope: number, month: number) => scope * width + month;
  const sizes = scopes.flatMap((own) => [...own, own.reduce((sum, n) => sum + n, 0)]);
  const sums: CellSum[] = [];
  scopes.forEach((own, scope) =>
    sums.push({ whole: cell(scope, months), parts: own.map((_, month) => cell(scope, month)) }),
  );
  for (let month = 0; month <= months; month += 1) {
    const at = (scopeList: readonly number[]) => scopeList.map((scope) => cell(scope, month));
    sums.push({ whole: cell(offices, month), parts: at(first) });
    sums.push({ whole: cell(offices + 1, month), parts: at(second) });
    sums.push({
      whole: cell(offices + 2, month),
      parts: at([offices, offices + 1]),
      rest: month === months ? rest * months : rest,
    });
  }
  return { sizes, sums };
}

const counts = fc.oneof(
  { weight: 3, arbitrary: fc.nat({ max: 14 }) },
  { weight: 2, arbitrary: fc.integer({ min: 11, max: 90 }) },
);
const aTable: fc.Arbitrary<Table> = fc
  .tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 4 }), fc.constantFrom(0, 3, 20))
  .chain(([offices, months, rest]) =>
    fc
      .tuple(
        fc.array(fc.array(counts, { minLength: months, maxLength: months }), {
          minLength: offices,
          maxLength: offices,
        }),
        fc.integer({ min: 1, max: offices - 1 }),
      )
      .map(([rows, split]) => tableOf(rows, split, rest)),
  );

describe('small cells', () => {
  it.each([
    ['11 and 40 people', [11, 40], []],
    ['nobody, which everybody may know', [0, 40], []],
    ['10, which 57 − 12 − 35 would tell, so 12 goes too', [10, 12, 35], [1, 2]],
    ['4 and 5, who are 9 together, so 40 goes too', [4, 5, 40], [1, 2, 3]],
    ['6 and 7, who are 13 together', [6, 7, 40], [1, 2]],
    ['9 and 40: the whole would tell, so both go', [9, 40], [1, 2]],
  ] as const)('of %s', (_, parts, withheld) => {
    expect(withheldOf(...parts)).toEqual([...withheld]);
  });

  it('take the whole with them when no part is left to hide them', () => {
    expect(withheldOf(5)).toEqual([0, 1]);
  });

  it('do not hide behind people of whom no cell tells, unless these are enough', () => {
    const withRest = (rest: number) =>
      suppress({ sizes: [5 + 40 + rest, 5, 40], sums: [{ whole: 0, parts: [1, 2], rest }], smallMax: 10 });
    expect([...withRest(3).withheld].sort()).toEqual([1, 2]);
    expect([...withRest(20).withheld]).toEqual([1]);
    // Three people without an item would be found as 43 − 40.
    const lone = suppress({ sizes: [43, 40], sums: [{ whole: 0, parts: [1], rest: 3 }], smallMax: 10 });
    expect(lone.withheld.size).toBeGreaterThan(0);
  });

  it('are found by rows and columns together, and hidden from that too', () => {
    // Of a table with one small cell in each of three rows and columns, every row and column hides two cells.
    const table = tableOf(
      [
        [5, 40, 30],
        [20, 6, 50],
        [30, 30, 7],
      ],
      1,
      0,
    );
    const { withheld } = suppress({ ...table, smallMax: 10 });
    expectNothingFound(table, withheld);
  });

  it('let what was published before be, and are hidden by others', () => {
    const question = family(5, 12, 40);
    const { withheld, exposed } = suppress({ ...question, published: new Set([2]) });
    expect([...withheld].sort()).toEqual([1, 3]);
    expect(exposed.size).toBe(0);
    expect([...suppress({ ...question, published: new Set([0, 2, 3]) }).exposed]).toEqual([1]);
  });

  it('are told apart from those that are withheld for another reason, which may be computed', () => {
    expect([...suppress({ ...family(30, 40, 50), forced: new Set([2]) }).withheld]).toEqual([2]);
  });

  it('cannot be found by any combination of all that is shown, for any table', () => {
    fc.assert(
      fc.property(aTable, (table) => {
        const { withheld, exposed } = suppress({ ...table, smallMax: 10 });
        expect(exposed.size).toBe(0);
        table.sizes.forEach((n, cell) => {
          if (n > 0 && n <= 10) expect(withheld.has(cell)).toBe(true);
          if (n === 0) expect(withheld.has(cell)).toBe(false);
        });
        expectNothingFound(table, withheld);
      }),
      { numRuns: 300 },
    );
  });

  it('are withheld in the same way whenever they are asked for, and nothing without them', () => {
    fc.assert(
      fc.property(aTable, (table) => {
        const question = { ...table, smallMax: 10 };
        expect([...suppress(question).withheld]).toEqual([...suppress(question).withheld]);
        expect(suppress({ ...question, smallMax: 0 }).withheld.size).toBe(0);
      }),
      { numRuns: 50 },
    );
  });
});

/** An attacker who knows everything else computes no cell of 1–10 people. */
function expectNothingFound({ sizes, sums }: Table, withheld: ReadonlySet<number>): void {
  const shown = new Map(sizes.flatMap((n, cell) => (withheld.has(cell) ? [] : [[cell, n] as const])));
  const found = [...attack(sizes.length, shown, sums)].filter(
    ([cell]) => sizes[cell]! > 0 && sizes[cell]! <= 10,
  );
  expect(found).toEqual([]);
}

describe('the attacker of these tests', () => {
  it('finds what subtraction finds, and what rows and columns tell together', () => {
    const { sizes, sums } = family(5, 12, 40);
    const shown = new Map([
      [0, 57],
      [2, 12],
      [3, 40],
    ]);
    expect([...attack(sizes.length, shown, sums)]).toEqual([[1, 5]]);
    // a+b, c+d, a+c known and b+d not: nothing; with d known all.
    const square = [
      { whole: 4, parts: [0, 1] },
      { whole: 5, parts: [2, 3] },
      { whole: 6, parts: [0, 2] },
    ];
    const totals = [
      [4, 7],
      [5, 9],
      [6, 8],
    ] as const;
    expect(attack(7, new Map(totals), square).size).toBe(0);
    expect([...attack(7, new Map([...totals, [3, 5]]), square)].sort()).toEqual([
      [0, 4],
      [1, 3],
      [2, 4],
    ]);
  });
});

describe('a correction', () => {
  const grown = (...parts: [number, number][]) => {
    const before = [parts.reduce((sum, [n]) => sum + n, 0), ...parts.map(([n]) => n)];
    const now = [parts.reduce((sum, [, n]) => sum + n, 0), ...parts.map(([, n]) => n)];
    return {
      before,
      now,
      changed: before.map((n, cell) => n !== now[cell]),
      sums: [{ whole: 0, parts: parts.map((_, place) => place + 1) }],
      smallMax: 10,
    };
  };
  const heldOf = (...parts: [number, number][]) => [...heldChanges(grown(...parts))].sort();

  it.each<[string, [number, number][], number[]]>([
    [
      'of nothing holds nothing',
      [
        [50, 50],
        [60, 60],
      ],
      [],
    ],
    [
      'of 1 person is held, with the whole that would tell',
      [
        [50, 51],
        [60, 60],
      ],
      [0, 1],
    ],
    [
      'of 12 stands',
      [
        [50, 62],
        [60, 60],
      ],
      [],
    ],
    [
      'of 1 takes one of 11 along, since 12 − 11 would tell',
      [
        [50, 61],
        [60, 61],
      ],
      [1, 2],
    ],
    [
      'of 6 and 6 holds both and lets the whole say 12',
      [
        [50, 56],
        [60, 66],
      ],
      [1, 2],
    ],
  ])('%s', (_, parts, held) => {
    expect(heldOf(...parts)).toEqual(held);
  });

  it('that changes what is said of somebody, though they are as many, is held too', () => {
    const question = grown([50, 50], [60, 60]);
    expect([...heldChanges({ ...question, changed: [true, true, false] })].sort()).toEqual([0, 1]);
  });

  it('that was held goes on hiding when the next one comes: the whole has told their sum meanwhile', () => {
    const sums = [{ whole: 0, parts: [1, 2] }];
    const held = (before: number[], now: number[]) =>
      [
        ...heldChanges({
          before,
          now,
          changed: now.map((n, cell) => n !== before[cell]),
          sums,
          smallMax: 10,
        }),
      ].sort();
    expect(held([142, 60, 82], [194, 63, 131])).toEqual([1, 2]);
    // The whole says 194 since then; nothing else has changed, or six more of each have come.
    expect(held([194, 60, 82], [194, 63, 131])).toEqual([1, 2]);
    expect(held([194, 60, 82], [200, 69, 131])).toEqual([0, 1, 2]);
  });

  it('that leaves so few of those who were told of is held, however many have gone', () => {
    expect(heldOf([50, 8], [60, 60])).toEqual([0, 1]);
    // That nobody is left is no secret.
    expect(heldOf([60, 0], [60, 60])).toEqual([]);
  });

  it('lets nobody who compares two publications find a change of 1–10 people, for any table', () => {
    fc.assert(
      fc.property(
        aTable,
        fc.infiniteStream(fc.constantFrom(0, 0, 0, 1, 3, 11, 15, -2, -12)),
        (table, more) => {
          // Only what is given is changed; sums follow, so that the later table adds up as the earlier one did.
          const leaves = leavesOf(table);
          const delta = table.sizes.map((_, cell) => (leaves.has(cell) ? Number(more.next().value) : 0));
          settleSums(table, leaves, delta);
          const now = table.sizes.map((n, cell) => n + delta[cell]!);
          const changed = delta.map((by) => by !== 0);
          const held = heldChanges({ before: table.sizes, now, changed, sums: table.sums, smallMax: 10 });
          const shown = new Map(delta.flatMap((by, cell) => (held.has(cell) ? [] : [[cell, by] as const])));
          for (const [cell, by] of shown) if (changed[cell]) expect(Math.abs(by)).toBeGreaterThan(10);
          const sums = table.sums.map((sum) => ({ ...sum, rest: 0 }));
          const found = [...attack(table.sizes.length, shown, sums)].filter(([cell]) => {
            const by = Math.abs(delta[cell]!);
            return changed[cell] && by <= 10;
          });
          // A whole whose parts are shown is no secret: each of its parts is a group that is large enough.
          expect(found.filter(([cell]) => leaves.has(cell))).toEqual([]);
          // What can be found is told: else the next correction of it would be judged from an older number.
          const isSmall = (cell: number) => Math.abs(delta[cell]!) <= 10 || now[cell]! <= 10;
          expect(
            [...attack(table.sizes.length, shown, sums).keys()].filter((cell) => !isSmall(cell)),
          ).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});

const leavesOf = ({ sizes, sums }: Table): Set<number> => {
  const wholes = new Set(sums.map(({ whole }) => whole));
  return new Set(sizes.flatMap((_, cell) => (wholes.has(cell) ? [] : [cell])));
};

/** Adds changes upward until every sum holds. */
function settleSums({ sums }: Table, leaves: ReadonlySet<number>, delta: number[]): void {
  for (let round = 0; round < 6; round += 1)
    for (const { whole, parts } of sums)
      if (!leaves.has(whole)) delta[whole] = parts.reduce((sum, part) => sum + delta[part]!, 0);
}
