import { h, type FunctionalComponent } from 'vue';

/**
 * A small mark at a percentage of the drawing around it: `focus` is 回 (this one), `worse` a red triangle, `better`
 * and `same` a hollow circle. It never scales with the drawing.
 */
export const Mark: FunctionalComponent<{ x: number; y: string; kind: 'focus' | 'worse' | 'peer' }> = ({
  x,
  y,
  kind,
}) => h('svg', { x: `${x}%`, y, overflow: 'visible' }, shapeOf(kind));
Mark.props = ['x', 'y', 'kind'];

function shapeOf(kind: 'focus' | 'worse' | 'peer') {
  if (kind === 'worse') return [h('path', { class: 'c-low', d: 'M-5.5-4.5h11L0 5.5z' })];
  if (kind === 'peer') return [h('circle', { class: 'c-peer', r: 4 })];
  return [
    h('rect', { class: 'c-me', x: -5, y: -5, width: 10, height: 10 }),
    h('rect', { class: 'c-me-core', x: -2, y: -2, width: 4, height: 4 }),
  ];
}
