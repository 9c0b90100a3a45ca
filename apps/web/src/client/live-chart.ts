import type { Chart } from '../charts/chart.ts';
import { init } from '../charts/echarts.ts';
import { optionOf } from '../charts/option.ts';
import { saidPoints, tooltipSeries } from './said-points.ts';

/** Puts a live chart in the place of the server's drawing, from the same plan and the same option. */
export function bringToLife(place: HTMLElement): void {
  const plan = place.querySelector('script[type="application/json"]')?.textContent;
  const drawing = place.querySelector<HTMLElement>('.plot');
  const label = drawing?.querySelector('[aria-label]')?.getAttribute('aria-label') ?? '';
  if (!plan || !drawing) return;
  const chart = JSON.parse(plan) as Chart;
  const canvas = document.createElement('div');
  canvas.className = 'plot-live';
  canvas.style.height = `${place.dataset['height'] ?? '268'}px`;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', label);
  drawing.replaceWith(canvas);

  const instance = init(canvas, null, { renderer: 'svg' });
  const option = optionOf(chart);
  const series = Array.isArray(option['series']) ? (option['series'] as object[]) : [];
  instance.setOption({
    ...option,
    tooltip: {
      trigger: 'item',
      confine: true,
      transitionDuration: 0,
      backgroundColor: 'var(--paper)',
      borderColor: 'var(--rule-2)',
      padding: [6, 10],
      extraCssText:
        'box-shadow:none;border-radius:0;color:var(--ink);font:400 var(--t-1)/1.5 var(--face-text)',
    },
    series: [...series, tooltipSeries(chart)],
  });
  new ResizeObserver(() => instance.resize()).observe(canvas);
  walk(
    place,
    saidPoints(chart).map((point) => point.said),
    (index) => {
      if (index === null) instance.dispatchAction({ type: 'hideTip' });
      else instance.dispatchAction({ type: 'showTip', seriesIndex: series.length, dataIndex: index });
    },
  );
}

/** Left and right go from point to point and say each; Escape leaves. */
function walk(place: HTMLElement, said: readonly string[], show: (index: number | null) => void): void {
  const voice = document.createElement('p');
  voice.className = 'hidden-text';
  voice.setAttribute('aria-live', 'polite');
  place.append(voice);
  let at = said.length;
  place.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      at = said.length;
      show(null);
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      const step = event.key === 'ArrowLeft' ? -1 : 1;
      at = Math.min(said.length - 1, Math.max(0, at >= said.length && step === 1 ? 0 : at + step));
      voice.textContent = said[at] ?? '';
      show(at);
    }
  });
  place.addEventListener('focusout', () => show(null));
}
