import { NARROWEST, WIDEST, type Pair } from './plot.ts';

/**
 * The room that a word or a mark takes at every width of the page: it hangs at a share of the plot’s width, and reaches
 * from…to pixels right of there, top…bottom pixels from the top of the drawing.
 */
export interface Box {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly bottom: number;
}

/** Both ends of a box move evenly with the width, so what holds at the narrowest and the widest holds in between. */
const WIDTHS = [NARROWEST, WIDEST] as const;

/** Whether two boxes touch at any width of the page. */
export function isOver(one: Box, other: Box): boolean {
  if (one.bottom <= other.top || other.bottom <= one.top) return false;
  return !isLeftOf(one, other) && !isLeftOf(other, one);
}

/** The same side at both widths: otherwise one would pass through the other on the way. */
const isLeftOf = (one: Box, other: Box) =>
  WIDTHS.every((width) => one.at * width + one.to <= other.at * width + other.from);

/**
 * Moves a box sideways until it is inside the plot. Where there is room it stays where it wants to be; where there is
 * none it lies against the edge; between the narrowest and the widest it moves evenly from the one to the other.
 */
export function movedInside(box: Box): Box {
  if (outsideOf(box) === 0) return box;
  const long = box.to - box.from;
  const [narrow, wide] = WIDTHS.map((width) =>
    Math.max(0, Math.min(width - long, box.at * width + box.from)),
  ) as [number, number];
  const at = (wide - narrow) / (WIDEST - NARROWEST);
  const from = narrow - at * NARROWEST;
  return { ...box, at, from, to: from + long };
}

/** How many pixels a box reaches beyond the edges of the plot, at the width where it is worst. */
export const outsideOf = (box: Box): number =>
  Math.max(0, ...WIDTHS.flatMap((width) => [-(box.at * width + box.from), box.at * width + box.to - width]));

/** A box larger by a share of itself: sideways from the end that stays where it is, upright to both sides alike. */
export function grownFrom(box: Box, align: 'left' | 'center' | 'right', share: number): Box {
  const [wider, taller] = [(box.to - box.from) * share, ((box.bottom - box.top) * share) / 2];
  const left = { left: 0, center: wider / 2, right: wider }[align];
  return {
    at: box.at,
    from: box.from - left,
    to: box.to + wider - left,
    top: box.top - taller,
    bottom: box.bottom + taller,
  };
}

/** How much of a line lies under a box, in pixels of the narrowest plot. The line is in shares and pixels, as boxes are. */
export function coveredBy(box: Box, line: readonly Pair[]): number {
  const area = {
    across: [
      Math.min(...WIDTHS.map((width) => box.at + box.from / width)),
      Math.max(...WIDTHS.map((width) => box.at + box.to / width)),
    ],
    down: [box.top, box.bottom],
  } as const;
  let covered = 0;
  for (const [index, end] of line.entries()) {
    const start = line[index - 1];
    if (!start) continue;
    const long = Math.hypot((end[0] - start[0]) * NARROWEST, end[1] - start[1]);
    covered += long * shareInside(start, end, area);
  }
  return covered;
}

interface Area {
  readonly across: Pair;
  readonly down: Pair;
}

/** Liang and Barsky: the part of a straight line, as a share of it, that is inside an upright rectangle. */
function shareInside(start: Pair, end: Pair, { across, down }: Area): number {
  let [enter, leave] = [0, 1];
  for (const [axis, [low, high]] of [across, down].entries()) {
    const from = start[axis as 0 | 1];
    const step = end[axis as 0 | 1] - from;
    if (step === 0 && (from <= low || from >= high)) return 0;
    if (step === 0) continue;
    const [one, other] = [(low - from) / step, (high - from) / step];
    enter = Math.max(enter, Math.min(one, other));
    leave = Math.min(leave, Math.max(one, other));
  }
  return Math.max(0, leave - enter);
}
