/** A ruler: round ends and the round ticks between them, ends included. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

const STEPS = [
  0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000, 10_000, 20_000, 25_000, 50_000,
  100_000,
] as const;

/**
 * The ruler with the finest round step that covers low…high in at most `most` steps, never beyond floor and ceiling.
 * 83.5–98.4 between 0 and 100, 5 steps → 80, 85, 90, 95, 100. A single value gets a ruler of one step around it.
 */
export function scaleOf(low: number, high: number, floor = 0, ceiling = 100, most = 5): Scale {
  const [from, to] = low <= high ? [low, high] : [high, low];
  for (const step of STEPS) {
    const min = Math.max(floor, Math.floor(from / step) * step);
    const max = Math.min(ceiling, Math.max(Math.ceil(to / step) * step, min + step));
    const start = max - min < step ? Math.max(floor, max - step) : min;
    const steps = Math.round((max - start) / step);
    if (steps <= most && steps >= 1) {
      return {
        min: start,
        max,
        ticks: Array.from({ length: steps + 1 }, (_, index) => start + index * step),
      };
    }
  }
  return { min: floor, max: Math.max(ceiling, to), ticks: [floor, Math.max(ceiling, to)] };
}

/**
 * The ruler of a little gauge: never so short that a small difference looks large. It covers at least 20 of 100 in
 * steps of 5: 91.5–93.4 → 80–100, 12.6–12.8 → 10–30; wider data get 40 in steps of 10, and so on to 0–100.
 */
export function gaugeScaleOf(low: number, high: number): Scale {
  for (const step of [5, 10, 20]) {
    const span = step * 4;
    const max = Math.min(100, Math.floor(low / step) * step + span);
    if (max >= high)
      return { min: max - span, max, ticks: [0, 1, 2, 3, 4].map((index) => max - span + index * step) };
  }
  return { min: 0, max: 100, ticks: [0, 25, 50, 75, 100] };
}

/** Where a value stands on the ruler, in percent of its length, held between its ends. */
export function placeOn(scale: Scale, value: number): number {
  const share = (value - scale.min) / (scale.max - scale.min);
  return Math.round(Math.min(1, Math.max(0, share)) * 10_000) / 100;
}
