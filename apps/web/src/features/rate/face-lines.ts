import type { Level } from '@huiyin/domain';

/** The strokes of a face on a field of 64 × 64, alike in weight: what differs is the mouth and the eyes alone. */
export interface FaceLines {
  readonly lines: readonly string[];
  /** Height of the eyes; null when they are strokes. */
  readonly eyes: number | null;
}

export const FACES: Readonly<Record<Level, FaceLines>> = {
  5: {
    lines: ['M20.5 28.5c1.5-4 6-4 7.5 0M36 28.5c1.5-4 6-4 7.5 0', 'M21 38c4.5 8 17.5 8 22 0'],
    eyes: null,
  },
  4: { lines: ['M22.5 39.5c4 4.2 15 4.2 19 0'], eyes: 27 },
  3: { lines: ['M23 41.5h18'], eyes: 27 },
  2: { lines: ['M23 43.5c4-3.6 14-3.6 18 0'], eyes: 27 },
  1: { lines: ['M18.5 20.5l8 4M45.5 20.5l-8 4', 'M22 45.5c4-7.5 16-7.5 20 0'], eyes: 30 },
};

/** From best to worst, as people read them. */
export const FACE_ORDER = [5, 4, 3, 2, 1] as const satisfies readonly Level[];
