import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { NARROWEST, WIDEST } from './plot.ts';
import { coveredBy, grownFrom, isOver, movedInside, outsideOf, type Box } from './word-box.ts';

/** A box from left to right pixels of the narrowest plot, hanging at a share of it. */
const aBox = (at: number, left: number, right: number, top = 0, bottom = 20): Box => ({
  at,
  from: left - at * NARROWEST,
  to: right - at * NARROWEST,
  top,
  bottom,
});

const someBox = fc
  .record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    from: fc.integer({ min: -240, max: 100 }),
    long: fc.integer({ min: 4, max: 240 }),
    top: fc.integer({ min: 0, max: 60 }),
    tall: fc.integer({ min: 4, max: 30 }),
  })
  .map(({ at, from, long, top, tall }): Box => ({ at, from, to: from + long, top, bottom: top + tall }));
const someWidth = fc.integer({ min: NARROWEST, max: WIDEST });

const leftAt = (box: Box, width: number) => box.at * width + box.from;
const rightAt = (box: Box, width: number) => box.at * width + box.to;
const touchAt = (one: Box, other: Box, width: number) =>
  Math.min(one.bottom, other.bottom) > Math.max(one.top, other.top) &&
  Math.min(rightAt(one, width), rightAt(other, width)) > Math.max(leftAt(one, width), leftAt(other, width));

describe('two boxes', () => {
  it('that are apart stay apart at every width of the page', () => {
    let apart = 0;
    fc.assert(
      fc.property(someBox, someBox, someWidth, (one, other, width) => {
        if (isOver(one, other)) return;
        apart += 1;
        expect(touchAt(one, other, width)).toBe(false);
      }),
      { numRuns: 2000 },
    );
    expect(apart).toBeGreaterThan(200);
  });

  it('that are over each other touch at some width', () => {
    expect(isOver(aBox(0.5, 100, 200), aBox(0.5, 190, 240))).toBe(true);
    expect(isOver(aBox(0.5, 100, 200), aBox(0.5, 200, 240))).toBe(false);
    expect(isOver(aBox(0.5, 100, 200), aBox(0.5, 100, 200, 20, 40))).toBe(false);
  });

  it('that pass through each other as the page grows wider are over each other', () => {
    // On a phone the one ends where the other begins; at full width they have changed sides.
    const [one, other] = [aBox(0.9, 0, 40), aBox(0.1, 50, 90)];
    expect(touchAt(one, other, NARROWEST)).toBe(false);
    expect(touchAt(one, other, WIDEST)).toBe(false);
    expect(isOver(one, other)).toBe(true);
  });
});

describe('a box moved inside', () => {
  it('is inside the plot at every width, and as long as before', () => {
    fc.assert(
      fc.property(someBox, someWidth, (box, width) => {
        const moved = movedInside(box);
        expect(leftAt(moved, width)).toBeGreaterThan(-1e-6);
        expect(rightAt(moved, width)).toBeLessThan(width + 1e-6);
        expect(moved.to - moved.from).toBeCloseTo(box.to - box.from);
      }),
    );
  });

  it('stays where it is if it was inside', () => {
    const box = aBox(0.5, 60, 200);
    expect(movedInside(box).at).toBeCloseTo(box.at);
    expect(movedInside(box).from).toBeCloseTo(box.from);
  });

  it('lies against the edge of a phone, and stands where it wanted to where the page has room', () => {
    const moved = movedInside(aBox(0.7, 0.7 * NARROWEST + 8, 0.7 * NARROWEST + 188));
    expect(rightAt(moved, NARROWEST)).toBeCloseTo(NARROWEST);
    expect(leftAt(moved, WIDEST)).toBeCloseTo(0.7 * WIDEST + 8);
  });
});

describe('what a box covers of a line', () => {
  const box = aBox(0.5, 100, 200, 40, 60);
  const at = (pixels: number) => pixels / NARROWEST;

  it('is the length of the part inside, in pixels of the narrowest plot', () => {
    const level = [[0, 50] as const, [1, 50] as const];
    expect(coveredBy(box, level)).toBeCloseTo(100);
    expect(
      coveredBy(box, [
        [at(150), 0],
        [at(150), 300],
      ]),
    ).toBeCloseTo(20);
    expect(
      coveredBy(box, [
        [at(90), 40],
        [at(110), 60],
      ]),
    ).toBeCloseTo(Math.hypot(10, 10));
  });

  it('is nothing where the line runs beside it or along its edge', () => {
    expect(
      coveredBy(box, [
        [0, 39],
        [1, 39],
      ]),
    ).toBe(0);
    expect(
      coveredBy(box, [
        [0, 60],
        [1, 60],
      ]),
    ).toBe(0);
    expect(
      coveredBy(box, [
        [at(210), 0],
        [at(210), 300],
      ]),
    ).toBe(0);
    expect(coveredBy(box, [])).toBe(0);
  });

  it('counts the places that the box takes on a wider page', () => {
    // Hanging at the left, the box is over a tenth of a phone but further left in a wide plot.
    const shifted = aBox(0, 30, 60, 40, 60);
    expect(
      coveredBy(shifted, [
        [at(20), 0],
        [at(20), 300],
      ]),
    ).toBeCloseTo(20);
    expect(
      coveredBy(shifted, [
        [at(70), 0],
        [at(70), 300],
      ]),
    ).toBe(0);
  });
});

describe('a box that grows', () => {
  const box = aBox(0, 100, 200, 40, 60);

  it('keeps the end at which it hangs', () => {
    expect(grownFrom(box, 'left', 0.3)).toMatchObject({ from: 100, to: 230, top: 37, bottom: 63 });
    expect(grownFrom(box, 'right', 0.3)).toMatchObject({ from: 70, to: 200 });
    expect(grownFrom(box, 'center', 0.3)).toMatchObject({ from: 85, to: 215 });
  });

  it('is outside by as many pixels as it reaches over an edge', () => {
    expect(outsideOf(box)).toBe(0);
    expect(outsideOf(aBox(0, -12, 100))).toBe(12);
    expect(outsideOf(aBox(1, 100, NARROWEST + 7))).toBe(7);
  });
});
