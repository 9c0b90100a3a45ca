import type { Chart } from '../charts/chart.ts';
import { init } from '../charts/echarts.ts';
import { heightOf, optionOf } from '../charts/option.ts';
import { nearestTo, saidPoints, tooltipSeries } from './said-points.ts';

type LiveChart = ReturnType<typeof init>;

/** Puts a live chart in the place of the server's drawing, from the same plan and the same option. */
export function bringToLife(place: HTMLElement): void {
  const plan = place.querySelector('script[type="application/json"]')?.textContent;
  const drawing = place.querySelector<HTMLElement>('.plot');
  if (!plan || !drawing) return;
  const chart = JSON.parse(plan) as Chart;
  const canvas = document.createElement('div');
  canvas.className = 'plot-live';
  canvas.style.height = `${heightOf(chart)}px`;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', drawing.querySelector('[aria-label]')?.getAttribute('aria-label') ?? '');
  drawing.replaceWith(canvas);

  const instance = init(canvas, null, { renderer: 'svg' });
  const option = optionOf(chart);
  const series = Array.isArray(option['series']) ? (option['series'] as object[]) : [];
  instance.setOption({ ...option, tooltip, series: [...series, tooltipSeries(chart)] });
  new ResizeObserver(() => instance.resize()).observe(canvas);
  const show = pointer(instance, series.length);
  followPointer(canvas, instance, chart, show);
  walk(place, chart, show);
}

const tooltip = {
  trigger: 'item',
  triggerOn: 'none',
  confine: true,
  transitionDuration: 0,
  backgroundColor: 'var(--paper)',
  borderColor: 'var(--rule-2)',
  padding: [6, 10],
  extraCssText:
    'box-shadow:none;border-radius:0;color:var(--ink);font:400 var(--t-1)/1.5 var(--face-text);white-space:normal;max-width:26em',
};

type Show = (index: number | null) => void;

/** Rings one point and says it in the tooltip; null lets go. */
function pointer(instance: LiveChart, seriesIndex: number): Show {
  let shown: number | null = null;
  return (index) => {
    if (index === shown) return;
    instance.dispatchAction({ type: 'downplay', seriesIndex });
    if (index === null) instance.dispatchAction({ type: 'hideTip' });
    else {
      instance.dispatchAction({ type: 'highlight', seriesIndex, dataIndex: index });
      instance.dispatchAction({ type: 'showTip', seriesIndex, dataIndex: index });
    }
    shown = index;
  };
}

function followPointer(canvas: HTMLElement, instance: LiveChart, chart: Chart, show: Show): void {
  const places = saidPoints(chart).map(({ x, y }) => instance.convertToPixel('grid', [x, y]));
  new ResizeObserver(() => {
    for (const [index, { x, y }] of saidPoints(chart).entries())
      places[index] = instance.convertToPixel('grid', [x, y]);
  }).observe(canvas);
  canvas.addEventListener('pointermove', ({ offsetX, offsetY }) => {
    show(
      nearestTo(
        [offsetX, offsetY],
        places as [number, number][],
        chart.kind === 'funnel' ? 'point' : 'moment',
      ),
    );
  });
  canvas.addEventListener('pointerleave', () => show(null));
}

/** Left and right go from point to point and say each; Escape leaves. */
function walk(place: HTMLElement, chart: Chart, show: Show): void {
  const points = saidPoints(chart);
  const voice = document.createElement('p');
  voice.className = 'hidden-text';
  voice.setAttribute('aria-live', 'polite');
  place.append(voice);
  let at: number | null = null;
  place.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') at = null;
    else if (event.key === 'ArrowLeft') at = at === null ? points.length - 1 : Math.max(0, at - 1);
    else if (event.key === 'ArrowRight') at = at === null ? 0 : Math.min(points.length - 1, at + 1);
    else return;
    event.preventDefault();
    voice.textContent = at === null ? '' : (points[at]?.said ?? '');
    show(at);
  });
  place.addEventListener('focusout', () => show(null));
}
