// A screen that many use goes back to its start when nobody has touched it for a while, so that nobody reads on after
// somebody else. Whoever is still there has only to touch it: each touch and each key begins the while anew.

const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'input', 'scroll'] as const;

export function goBackWhenLeft(place: HTMLElement): void {
  const to = place.dataset['back'];
  const afterMs = Number(place.dataset['backAfter']) * 1000;
  if (to === undefined || !(afterMs > 0)) return;
  let timer = 0;
  const begin = () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => location.assign(to), afterMs);
  };
  for (const touch of TOUCHES) document.addEventListener(touch, begin, { passive: true, capture: true });
  begin();
}
