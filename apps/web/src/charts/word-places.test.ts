import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NARROWEST, WIDEST, type Plot } from './plot.ts';
import type { Box } from './word-box.ts';
import { placeWords, wordSeries, type Spot, type Surroundings, type Word } from './word-places.ts';

const plot: Plot = { x: { min: 0, max: 100 }, y: { min: 0, max: 100 }, height: 268 };
const nothing: Surroundings = { marks: [], curves: [], guides: [] };

const aSpot = (x: number, y: number, more: Partial<Spot> = {}): Spot => ({
  x,
  y,
  side: 'above',
  align: 'left',
  gap: 4,
  ...more,
});
const aWord = (text: string, spots: readonly Spot[], optional = false): Word => ({
  text,
  color: 'var(--ink)',
  weight: 400,
  size: 15,
  spots,
  optional,
});

/** The number of the spot that was taken, by the height of its words; null if the word was left out. */
const taken = (around: Surroundings, word: Word, others: readonly Word[] = []): number | null => {
  const placed = placeWords(plot, around, [...others, word]).find((one) => one.word === word);
  if (!placed) return null;
  const alone = word.spots.map((spot) => placeWords(plot, nothing, [{ ...word, spots: [spot] }])[0]?.box.top);
  return alone.indexOf(placed.box.top);
};

const low = aSpot(40, 20);
const high = aSpot(40, 80);

describe('a word', () => {
  it('takes the first place where nothing is in its way', () => {
    expect(taken(nothing, aWord('同级中位数', [low, high]))).toBe(0);
  });

  it.each([
    ['a mark', { ...nothing, marks: [{ x: 45, y: 25, size: 10 }] }],
    ['a curve', { ...nothing, curves: [[[0, 25] as const, [100, 25] as const]] }],
    ['a guide along it', { ...nothing, guides: [[[0, 25] as const, [100, 25] as const]] }],
  ])('gives way to %s', (_, around) => {
    expect(taken(around, aWord('同级中位数', [low, high]))).toBe(1);
  });

  it('gives way to a word before it', () => {
    expect(taken(nothing, aWord('同级中位数', [low, high]), [aWord('未满', [low])])).toBe(1);
  });

  it('crosses a guide rather than a curve, and a curve rather than a mark', () => {
    const upright = [[50, 0] as const, [50, 50] as const];
    const level = [[0, 85] as const, [100, 85] as const];
    const guided = { ...nothing, guides: [upright], curves: [level] };
    expect(taken(guided, aWord('同级中位数', [high, low]))).toBe(1);
    const marked = { ...nothing, marks: [{ x: 45, y: 25, size: 10 }], curves: [level] };
    expect(taken(marked, aWord('同级中位数', [low, high]))).toBe(1);
  });

  it('that may be left out is left out rather than written over a mark, a word or a curve', () => {
    const mark = { x: 45, y: 25, size: 10 };
    const word = aWord('同级中位数', [low], true);
    expect(taken({ ...nothing, marks: [mark] }, word)).toBeNull();
    expect(taken({ ...nothing, curves: [[[0, 25] as const, [100, 25] as const]] }, word)).toBeNull();
    expect(taken(nothing, word, [aWord('未满', [low])])).toBeNull();
    expect(taken({ ...nothing, guides: [[[0, 25] as const, [100, 25] as const]] }, word)).toBe(0);
  });

  it('that may not be left out takes the place where it hides least', () => {
    const marks = [
      { x: 45, y: 25, size: 10 },
      { x: 55, y: 25, size: 10 },
      { x: 45, y: 85, size: 10 },
    ];
    expect(taken({ ...nothing, marks }, aWord('同级中位数', [low, high]))).toBe(1);
  });

  it('that is longer than a phone is wide is shortened', () => {
    const [placed] = placeWords(plot, nothing, [aWord('云汀市人力资源和社会保障局桐渡分局 83.5%', [low])]);
    expect(placed?.text).toMatch(/^云汀市人力资源.*…$/);
    expect(placed && placed.box.to - placed.box.from).toBeLessThanOrEqual(NARROWEST);
  });

  it('hangs at the end from which it can grow', () => {
    const right = placeWords(plot, nothing, [aWord('nine in ten', [aSpot(70, 20)])])[0];
    expect(right?.align).toBe('right');
    const left = placeWords(plot, nothing, [aWord('nine in ten', [aSpot(34, 20, { align: 'right' })])])[0];
    expect(left?.align).toBe('left');
  });

  it('keeps room to grow where it can: a place free only while words are small comes second', () => {
    // 75 px of words from x = 40 on end short of the mark; larger by a third they would run over it.
    const mark = { x: 78, y: 25, size: 10 };
    const beside = { ...nothing, marks: [mark, { x: 36, y: 25, size: 10 }] };
    expect(taken(beside, aWord('同级中位数', [low, high]))).toBe(1);
    expect(taken(beside, aWord('同级中位数', [low]))).toBe(0);
  });

  it('is drawn where it was placed', () => {
    const word = aWord('未满', [aSpot(70, 20, { align: 'right', side: 'below' })]);
    const [placed] = placeWords(plot, nothing, [word]);
    expect(wordSeries(plot, nothing, [word])).toMatchObject([
      {
        data: [[expect.closeTo(70), expect.closeTo(20 - ((4 + 9.5) / 218) * 100)]],
        label: { formatter: '未满', align: 'right', verticalAlign: 'middle', offset: [-2, 0] },
      },
    ]);
    expect(placed?.box).toMatchObject({ at: expect.closeTo(0.7), to: expect.closeTo(0) });
  });
});

describe('placed words', () => {
  const percent = fc.integer({ min: 0, max: 100 });
  const someSpot = fc.record({
    x: percent,
    y: percent,
    side: fc.constantFrom('above' as const, 'below' as const, 'beside' as const),
    align: fc.constantFrom('left' as const, 'center' as const, 'right' as const),
    gap: fc.integer({ min: 0, max: 12 }),
    shift: fc.integer({ min: -8, max: 8 }),
  });
  const someWord = fc.record({
    text: fc.constantFrom('未满', '同级中位数', 'Peer median', 'nine in ten within 11 days'),
    spots: fc.array(someSpot, { minLength: 1, maxLength: 8 }),
    optional: fc.boolean(),
  });
  const someMark = fc.record({ x: percent, y: percent, size: fc.integer({ min: 7, max: 13 }) });
  const someWidth = fc.constantFrom(NARROWEST, 312, 420, 700, WIDEST);

  const areaAt = ({ at, from, to, top, bottom }: Box, width: number) => ({
    left: at * width + from,
    right: at * width + to,
    top,
    bottom,
  });
  type Area = ReturnType<typeof areaAt>;
  const touch = (one: Area, other: Area) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1e-6 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1e-6;
  const markAt = ({ x, y, size }: { x: number; y: number; size: number }, width: number): Area => {
    const [across, down] = [(x / 100) * width, 22 + (1 - y / 100) * 218];
    return {
      left: across - size / 2,
      right: across + size / 2,
      top: down - size / 2,
      bottom: down + size / 2,
    };
  };

  it('never leave the plot, and never touch a mark or a word before them if they could have been left out', () => {
    let [kept, left] = [0, 0];
    fc.assert(
      fc.property(
        fc.array(someWord, { minLength: 1, maxLength: 5 }),
        fc.array(someMark, { maxLength: 12 }),
        someWidth,
        (texts, marks, width) => {
          const wanted = texts.map(({ text, spots, optional }) => aWord(text, spots, optional));
          const placed = placeWords(plot, { ...nothing, marks }, wanted);
          for (const [index, { word, box }] of placed.entries()) {
            const area = areaAt(box, width);
            expect(area.left).toBeGreaterThan(-1e-6);
            expect(area.right).toBeLessThan(width + 1e-6);
            expect(area.top).toBeGreaterThanOrEqual(0);
            expect(area.bottom).toBeLessThanOrEqual(240);
            if (!word.optional) continue;
            const before = placed.slice(0, index).map((other) => areaAt(other.box, width));
            const inTheWay = [...marks.map((mark) => markAt(mark, width)), ...before];
            expect(inTheWay.filter((other) => touch(area, other))).toEqual([]);
          }
          kept += placed.filter(({ word }) => word.optional).length;
          left += wanted.length - placed.length;
        },
      ),
      { numRuns: 1000 },
    );
    // Both happened often enough to mean something.
    expect(Math.min(kept, left)).toBeGreaterThan(50);
  });
});
