import type { Chart } from './chart.ts';
import { init } from './echarts.ts';
import { heightOf, optionOf } from './option.ts';
import { AXIS_WIDTH } from './theme.ts';

/** A node of ECharts' SVG tree, as its SVG painter gives it. */
interface SvgNode {
  readonly tag: string;
  readonly attrs: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly children?: readonly (SvgNode | null)[];
  readonly text?: string;
}

type Attributes = Readonly<Record<string, string | number>>;

/**
 * What is left to draw of a chart, in order. Curves stretch with the width of the page; marks and words keep their
 * size and stand at a percentage of it. Words of the value axis stand before the plot, at the right end of their room.
 */
export type Piece =
  | { readonly kind: 'curves'; readonly paths: readonly Attributes[] }
  | { readonly kind: 'mark'; readonly x: number; readonly y: number; readonly path: Attributes }
  | { readonly kind: 'word'; readonly x: number; readonly attributes: Attributes; readonly text: string };

export interface Drawing {
  readonly height: number;
  /** The width of the plot in the coordinates of the curves. */
  readonly width: number;
  readonly axis: readonly { readonly y: number; readonly text: string }[];
  readonly pieces: readonly Piece[];
}

/** Any width would do: all that is horizontal becomes a percentage of it. */
const PLOT_WIDTH = 640;

/** Draws a chart with ECharts on the server and takes the drawing apart, so that it fits any width without scaled text. */
export function drawingOf(chart: Chart): Drawing {
  const height = heightOf(chart);
  const { axis, pieces } = sort(svgOf(chart, AXIS_WIDTH + PLOT_WIDTH, height));
  return { height, width: PLOT_WIDTH, axis, pieces };
}

function svgOf(chart: Chart, width: number, height: number): SvgNode {
  const instance = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    instance.setOption(optionOf(chart));
    const painter = instance.getZr().painter as unknown as { renderToVNode(options: object): SvgNode };
    return painter.renderToVNode({ willUpdate: false });
  } finally {
    instance.dispose();
  }
}

function sort(root: SvgNode): Pick<Drawing, 'axis' | 'pieces'> {
  const axis: { y: number; text: string }[] = [];
  const pieces: Piece[] = [];
  for (const node of leaves(root)) {
    if (node.tag === 'text') {
      const word = wordOf(node);
      if (word.x < 0) axis.push({ y: Number(word.attributes['y']), text: word.text });
      else pieces.push(word);
    } else if (node.tag === 'path' && isSeen(node)) {
      const mark = markOf(node);
      const last = pieces.at(-1);
      if (mark) pieces.push(mark);
      else if (last?.kind === 'curves')
        pieces[pieces.length - 1] = { ...last, paths: [...last.paths, styleOf(node, true)] };
      else pieces.push({ kind: 'curves', paths: [styleOf(node, true)] });
    }
  }
  return { axis, pieces };
}

/** Groups only carry clipping, which no chart of ours needs; definitions and styles are for animation. */
function* leaves(node: SvgNode): Generator<SvgNode> {
  if (node.tag === 'defs' || node.tag === 'style') return;
  if (node.tag !== 'svg' && node.tag !== 'g') yield node;
  for (const child of node.children ?? []) if (child) yield* leaves(child);
}

const isNone = (value: unknown) => value === undefined || value === 'none' || value === 'transparent';
const isSeen = ({ attrs }: SvgNode) =>
  !(isNone(attrs['fill']) || attrs['fill-opacity'] === 0) ||
  !(isNone(attrs['stroke']) || attrs['stroke-opacity'] === 0 || attrs['stroke-width'] === 0);

const KEPT = [
  'd',
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linejoin',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
];

function styleOf({ attrs }: SvgNode, stretched: boolean): Attributes {
  const kept = KEPT.flatMap((name) => {
    const value = attrs[name];
    return typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [];
  });
  return { ...Object.fromEntries(kept), ...(stretched && { 'vector-effect': 'non-scaling-stroke' }) };
}

const percent = (x: number) => Math.round(((x - AXIS_WIDTH) / PLOT_WIDTH) * 10_000) / 100;

/** A mark is what ECharts draws in a unit square and moves by a matrix. */
function markOf(node: SvgNode): Piece | null {
  const numbers = /^matrix\(([^)]*)\)$/
    .exec(String(node.attrs['transform'] ?? ''))?.[1]
    ?.split(',')
    .map(Number);
  if (!numbers || numbers.length !== 6) return null;
  const [a = 1, b = 0, c = 0, d = 1, x = 0, y = 0] = numbers;
  return {
    kind: 'mark',
    x: percent(x),
    y,
    path: { ...styleOf(node, false), transform: `matrix(${a},${b},${c},${d},0,0)` },
  };
}

function wordOf(node: SvgNode): Extract<Piece, { kind: 'word' }> {
  const move = /^translate\(([\d.-]+)[ ,]([\d.-]+)\)$/.exec(String(node.attrs['transform'] ?? ''));
  const x = Number(node.attrs['x'] ?? 0) + Number(move?.[1] ?? 0);
  const y = Number(node.attrs['y'] ?? 0) + Number(move?.[2] ?? 0);
  const style = String(node.attrs['style'] ?? '');
  const large = !/font-size:13px/.test(style);
  const css = `font-size:var(${large ? '--t-1' : '--t-0'})${/font-weight:600/.test(style) ? ';font-weight:600' : ''}`;
  return {
    kind: 'word',
    x: percent(x),
    attributes: { ...styleOf(node, false), y, style: css },
    text: node.text ?? textIn(node),
  };
}

const textIn = (node: SvgNode): string => (node.children ?? []).map((child) => child?.text ?? '').join('');
