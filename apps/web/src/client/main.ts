import '../styles/index.css';

// The only script of a public page: a chart becomes live when somebody first points at it or moves into it. Until
// then ECharts is not loaded, and without this script nothing is missing but the pointing.

for (const place of document.querySelectorAll<HTMLElement>('[data-chart]')) {
  place.tabIndex = 0;
  place.setAttribute('role', 'group');
  place.setAttribute('aria-label', place.dataset['keys'] ?? '');
  let begun = false;
  const begin = async () => {
    if (begun) return;
    begun = true;
    try {
      const { bringToLife } = await import('./live-chart.ts');
      bringToLife(place);
    } catch {
      // The network is away: the drawing of the server stays, and the next touch tries again.
      begun = false;
    }
  };
  place.addEventListener('pointerenter', () => void begin());
  place.addEventListener('focusin', () => void begin());
}
