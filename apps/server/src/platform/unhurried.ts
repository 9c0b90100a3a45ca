import { setImmediate as others } from 'node:timers/promises';
import type { Steps } from '@huiyin/domain';

/** So long may one piece of work keep everything else in this process waiting. */
const PATIENCE_MS = 20;

/** Runs long work to its end, and lets everything else in this process have its turn in between. */
export async function unhurried<T>(steps: Steps<T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < PATIENCE_MS) continue;
    await others();
    since = performance.now();
  }
}
