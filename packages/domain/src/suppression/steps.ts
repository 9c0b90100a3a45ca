/**
 * Work that takes long, in steps: whoever runs it may do something else between them. It ends with its result, which does
 * not depend on where it paused.
 */
export type Steps<T> = Generator<void, T, void>;

/** Runs to the end without a pause. */
export function completed<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
