// Tells, once, that a person has an invitation before them. Mail scanners fetch links and some even draw the page, but they
// do not touch it; so the first touch, key or turn of the wheel is what counts, and not that the page was asked for.

const TOUCHES = ['pointerdown', 'keydown', 'wheel'] as const;

export function tellWhenTouched(place: HTMLElement): void {
  const to = place.dataset['opened'];
  if (to === undefined) return;
  const told = new AbortController();
  const tell = () => {
    told.abort();
    navigator.sendBeacon(to);
  };
  for (const touch of TOUCHES)
    document.addEventListener(touch, tell, { passive: true, capture: true, signal: told.signal });
}
