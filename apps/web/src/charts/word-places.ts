import { floorOf, NARROWEST, placeOf, pointAt, type Pair, type Plot } from './plot.ts';
import { say, words } from './theme.ts';
import { coveredBy, grownFrom, isOver, movedInside, outsideOf, type Box } from './word-box.ts';
import { shortenedTo, widthOf } from './word-width.ts';

/** A place where a word could stand: at which side of a point of the data, how far off, and which end lies at the point. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly side: 'above' | 'below' | 'beside';
  readonly align: 'left' | 'center' | 'right';
  /** Pixels between the point and the word. */
  readonly gap: number;
  /** Above or below: pixels from the point to where the words begin (left) or end (right); less than 0 reaches over it. */
  readonly shift?: number;
  /** As bad as standing so many places further down the list. */
  readonly worse?: number;
}

/** A word with the places where it could stand, best first. */
export interface Word {
  readonly text: string;
  readonly color: string;
  readonly weight: 400 | 600;
  readonly size: number;
  readonly spots: readonly Spot[];
  /** Said in the caption too: rather left out than written over something. */
  readonly optional: boolean;
}

/** What is drawn besides words. Curves carry data; guides only lead the eye and may be crossed. Sizes are in pixels. */
export interface Surroundings {
  readonly marks: readonly { readonly x: number; readonly y: number; readonly size: number }[];
  readonly curves: readonly (readonly Pair[])[];
  readonly guides: readonly (readonly Pair[])[];
}

export interface PlacedWord {
  readonly word: Word;
  readonly text: string;
  /** The end, or the middle, at which it hangs and from which it grows. */
  readonly align: Spot['align'];
  readonly box: Box;
  /** Its room where a reader has asked for larger words. */
  readonly grown: Box;
}

/** Words have a halo of paper this wide, which belongs to their room. */
const HALO = 2;

/**
 * What is worse than what: a hidden mark or word than any length of a curve, a pixel of a curve than all the rest. Curves
 * and guides count by the pixel, so crossing one is better than lying along it. A place further down the list costs a
 * little, and so does what happens only where a reader has asked for larger words.
 */
const HARM = {
  hidden: 1e9,
  curve: 1e4,
  guide: 0.3,
  later: 1,
  grownOver: 10,
  grownOutside: 0.2,
} as const;

/**
 * Gives each word, the most important first, the place where it does least harm among those before it. No word leaves
 * the plot at any width. One that may be left out is missing in the answer if it could only stand on a mark, a curve or
 * a word; one that may not takes the least bad place.
 */
export function placeWords(plot: Plot, around: Surroundings, wanted: readonly Word[]): PlacedWord[] {
  const drawn = drawnOn(plot, around);
  const placed: PlacedWord[] = [];
  for (const word of wanted) {
    const { place, harm } = bestPlace(plot, word, drawn, placed);
    if (place && (harm < HARM.curve || !word.optional)) placed.push(place);
  }
  return placed;
}

interface Drawn {
  readonly marks: readonly Box[];
  readonly curves: readonly (readonly Pair[])[];
  readonly guides: readonly (readonly Pair[])[];
}

function drawnOn(plot: Plot, { marks, curves, guides }: Surroundings): Drawn {
  const inPlot = (line: readonly Pair[]) => line.map((point) => placeOf(plot, point));
  return {
    marks: marks.map(({ x, y, size }) => {
      const [at, middle] = placeOf(plot, [x, y]);
      return { at, from: -size / 2, to: size / 2, top: middle - size / 2, bottom: middle + size / 2 };
    }),
    curves: curves.map(inPlot),
    guides: guides.map(inPlot),
  };
}

function bestPlace(plot: Plot, word: Word, drawn: Drawn, placed: readonly PlacedWord[]) {
  const text = shortenedTo(NARROWEST - 2 * HALO, word.text, word.size, word.weight);
  const width = widthOf(text, word.size, word.weight);
  let best: { readonly place: PlacedWord | null; readonly harm: number } = { place: null, harm: Infinity };
  for (const [index, spot] of word.spots.entries()) {
    const box = boxAt(plot, spot, width, word.size);
    const plain = harmOf(box, drawn, placed) + (index + (spot.worse ?? 0)) * HARM.later;
    for (const hanging of hangingsOf(box, spot.align)) {
      const harm = plain + harmWhenGrown(hanging.grown, drawn, placed);
      if (harm < best.harm) best = { place: { word, text, box, ...hanging }, harm };
    }
  }
  return best;
}

function boxAt(plot: Plot, { x, y, side, align, gap, shift = 0 }: Spot, width: number, size: number): Box {
  const [at, level] = placeOf(plot, [x, y]);
  const [long, tall] = [width + 2 * HALO, size + 2 * HALO];
  const off = side === 'beside' ? gap : shift;
  const from = { left: off, center: -long / 2, right: -off - long }[align];
  const wanted = { above: level - gap - tall, below: level + gap, beside: level - tall / 2 }[side];
  const top = Math.max(0, Math.min(floorOf(plot) - tall, wanted));
  return movedInside({ at, from, to: from + long, top, bottom: top + tall });
}

/** Care mode shows words larger by this share, in a drawing that stays as tall. */
const GROWTH = 0.3;

/** Where a word can hang, first as its spot says: it grows away from there. */
const hangingsOf = (box: Box, wanted: Spot['align']): Pick<PlacedWord, 'align' | 'grown'>[] =>
  ([wanted, 'right', 'left', 'center'] as const).map((align) => ({
    align,
    grown: grownFrom(box, align, GROWTH),
  }));

function harmOf(box: Box, { marks, curves, guides }: Drawn, placed: readonly PlacedWord[]): number {
  const hidden = [...marks, ...placed.map((other) => other.box)].filter((other) => isOver(box, other));
  const under = (lines: Drawn['curves']) => lines.reduce((sum, line) => sum + coveredBy(box, line), 0);
  return hidden.length * HARM.hidden + under(curves) * HARM.curve + under(guides) * HARM.guide;
}

function harmWhenGrown(grown: Box, { marks }: Drawn, placed: readonly PlacedWord[]): number {
  const hidden = [...marks, ...placed.map((other) => other.grown)].filter((other) => isOver(grown, other));
  return hidden.length * HARM.grownOver + outsideOf(grown) * HARM.grownOutside;
}

/** The words as ECharts draws them: each hangs at the end or the middle that its place says, the box around it. */
export function wordSeries(plot: Plot, around: Surroundings, wanted: readonly Word[]): object[] {
  return placeWords(plot, around, wanted).map(({ word, text, box, align }) => {
    const [x, y] = pointAt(plot, [box.at, (box.top + box.bottom) / 2]);
    const end = { left: box.from + HALO, center: (box.from + box.to) / 2, right: box.to - HALO }[align];
    return words(x, y, {
      ...say(word.color, word.weight),
      fontSize: word.size,
      position: 'inside',
      align,
      verticalAlign: 'middle',
      offset: [end, 0],
      formatter: text,
    });
  });
}
