// For tests: what the words of a finished drawing stand on, at any width of the page. It looks at the drawing alone, so
// it sees what a reader sees, not what was planned.
import type { Drawing, Piece } from './drawing.ts';
import { NARROWEST, WIDEST, type Pair } from './plot.ts';
import { AXIS_HEIGHT, AXIS_WIDTH } from './theme.ts';
import { widthOf } from './word-width.ts';

interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

type WordPiece = Extract<Piece, { kind: 'word' }>;
type MarkPiece = Extract<Piece, { kind: 'mark' }>;

/** Widths of a plot: phones of 320 and 390 px, two charts abreast, a tablet, a full page. */
export const PLOT_WIDTHS = [NARROWEST, 312, 420, 700, WIDEST];

/** The words in the plot; those of the axes stand outside of it. */
export const wordsIn = (drawing: Drawing): string[] => plotWords(drawing).map((word) => word.text);

/** Where a word of the plot stands, in pixels from its upper left, at a width of the plot. */
export function areaIn(drawing: Drawing, text: string, width: number): Area {
  const word = plotWords(drawing).find((piece) => piece.text === text);
  if (!word) throw new Error(`“${text}” is not in the drawing.`);
  return areaOf(word, width);
}

/** What is wrong with the words of a drawing at a width of its plot, a sentence each: nothing is as it should be. */
export function faultsOf(drawing: Drawing, width: number): string[] {
  const marks = drawing.pieces.filter((piece): piece is MarkPiece => piece.kind === 'mark');
  const all = drawing.pieces.filter((piece): piece is WordPiece => piece.kind === 'word');
  const words = all.map((word) => ({ text: word.text, area: areaOf(word, width) }));
  return words.flatMap(({ text, area }, index) => [
    ...(area.left < -0.5 ? [`“${text}” is over the value axis`] : []),
    ...(area.right > width + 0.5 ? [`“${text}” is cut by the right edge`] : []),
    ...marks.filter((mark) => touch(area, markArea(mark, width))).map(() => `“${text}” is on a mark`),
    ...words
      .slice(index + 1)
      .filter((other) => touch(area, other.area))
      .map((other) => `“${text}” is on “${other.text}”`),
  ]);
}

/** The words that a curve with data runs through, at a width of the plot. */
export function crossedIn(drawing: Drawing, width: number): string[] {
  const curves = curvesOf(drawing, width);
  return plotWords(drawing)
    .filter((word) => curves.some((curve) => runsThrough(areaOf(word, width), curve)))
    .map((word) => word.text);
}

function plotWords({ height, pieces }: Drawing): WordPiece[] {
  return pieces.filter(
    (piece): piece is WordPiece =>
      piece.kind === 'word' && Number(piece.attributes['y']) < height - AXIS_HEIGHT,
  );
}

function areaOf({ x, text, attributes }: WordPiece, width: number): Area {
  const style = String(attributes['style']);
  const size = style.includes('--t-0') ? 13 : 15;
  const long = widthOf(text, size, style.includes('600') ? 600 : 400);
  const shift = Number(/^translate\(([-\d.]+),0\)$/.exec(String(attributes['transform'] ?? ''))?.[1] ?? 0);
  const end = (x / 100) * width + shift;
  const left = { start: end, middle: end - long / 2, end: end - long }[String(attributes['text-anchor'])];
  if (left === undefined) throw new Error(`A word hangs at no known end: ${text}`);
  const middle = Number(attributes['y']);
  return { left, right: left + long, top: middle - size / 2, bottom: middle + size / 2 };
}

/** A mark is drawn in a square from −1 to 1 and sized by its matrix. */
function markArea({ x, y, path }: MarkPiece, width: number): Area {
  const [a = 0, b = 0, c = 0, d = 0] = String(path['transform'])
    .replace('matrix(', '')
    .split(',')
    .map(Number);
  const [across, down] = [Math.hypot(a, c), Math.hypot(b, d)];
  const middle = (x / 100) * width;
  return { left: middle - across, right: middle + across, top: y - down, bottom: y + down };
}

const touch = (one: Area, other: Area) =>
  Math.min(one.right, other.right) - Math.max(one.left, other.left) > 0.2 &&
  Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 0.2;

/** Lines of data are solid and thick; limits, guides and hairlines are neither. */
function curvesOf(drawing: Drawing, width: number): Pair[][] {
  const paths = drawing.pieces.flatMap((piece) => (piece.kind === 'curves' ? piece.paths : []));
  return paths
    .filter((path) => Number(path['stroke-width']) >= 1.5 && path['stroke-dasharray'] === undefined)
    .flatMap((path) => String(path['d']).split('M').slice(1))
    .map((run) =>
      run.split('L').map((point): Pair => {
        const [x = 0, y = 0] = point.trim().split(/[ ,]+/).map(Number);
        return [((x - AXIS_WIDTH) / drawing.width) * width, y];
      }),
    );
}

/** Looked at pixel by pixel: a curve is never steeper than its own points are near. */
const runsThrough = ({ left, right, top, bottom }: Area, curve: readonly Pair[]): boolean =>
  curve.slice(1).some((end, index) => {
    const start = curve[index] ?? end;
    const steps = Math.ceil(Math.hypot(end[0] - start[0], end[1] - start[1]));
    return Array.from({ length: steps + 1 }, (_, step) => step / Math.max(1, steps)).some((share) => {
      const x = start[0] + share * (end[0] - start[0]);
      const y = start[1] + share * (end[1] - start[1]);
      return x > left && x < right && y > top && y < bottom;
    });
  });
