import { z } from 'zod';
import { PeriodSchema } from './figures.ts';
import { BilingualSchema, InstantSchema, LocalDateSchema } from './primitives.ts';

/** The id of a release: its period, and from the first correction on its edition: 2026-Q3, 2026-Q3.2. */
export const ReleaseIdSchema = z
  .string()
  .max(20)
  .regex(/^\d{4}(-(Q[1-4]|\d{2}))?(\.\d+)?$/);

export const ReleaseBriefSchema = z.object({
  id: z.string(),
  /** Counts all releases in the order in which they were made, from 1. */
  number: z.int(),
  edition: z.int(),
  period: PeriodSchema,
  madeAt: InstantSchema,
  /** The last local day whose facts are in it. */
  through: LocalDateSchema,
  /** The edition it corrects, and the one that corrected it. Neither is ever changed or removed. */
  supersedes: z.string().nullable(),
  supersededBy: z.string().nullable(),
  reason: BilingualSchema,
  author: z.string(),
  system: z.string(),
  code: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  figures: z.int(),
  /** Cells that are not published: 1–10 people, or what would let such a one be found. */
  withheld: z.int(),
});
export type ReleaseBrief = z.infer<typeof ReleaseBriefSchema>;

/** GET /api/v1/releases: newest first; with `on`, those that were current at the end of that day. */
export const ReleaseListQuerySchema = z.object({ on: LocalDateSchema.optional() });
export const ReleaseListSchema = z.object({
  releases: z.array(ReleaseBriefSchema),
  on: LocalDateSchema.nullable(),
  /** The release that is being made, and the one that is due next; null when there is none. */
  next: z.object({ period: PeriodSchema, due: LocalDateSchema }).nullable(),
});
export type ReleaseList = z.infer<typeof ReleaseListSchema>;

/** One published figure that differs between two releases of a period, or between a release and an earlier day. */
export const ReleaseChangeSchema = z.object({
  scope: z.string(),
  code: z.string(),
  name: BilingualSchema,
  period: z.string(),
  indicator: z.string(),
  unit: z.enum(['share', 'points']),
  before: z.object({ value: z.number(), denominator: z.int() }).nullable(),
  after: z.object({ value: z.number(), denominator: z.int() }).nullable(),
});
export type ReleaseChange = z.infer<typeof ReleaseChangeSchema>;

/** GET /api/v1/releases/:id and /releases/:id */
export const ReleasePageSchema = z.object({
  release: ReleaseBriefSchema,
  /** The files, each of which can be downloaded from /api/v1/releases/:id/:name. */
  files: z.array(
    z.object({
      name: z.string(),
      holds: BilingualSchema,
      rows: z.int(),
      bytes: z.int(),
      sha256: z.string(),
    }),
  ),
  /** How the indicator system and its version are named, and whether it is another one than in the release before. */
  system: z.object({ version: z.string(), note: BilingualSchema, changed: z.boolean() }),
  /** Against the edition it supersedes: what was corrected, the largest differences first, at most 50; and how many. */
  corrections: z.array(ReleaseChangeSchema),
  corrected: z.int(),
  /** Cells whose correction rests on 1–10 people and is held back until more come together. */
  held: z.int(),
  editions: z.array(ReleaseBriefSchema),
  latest: z.boolean(),
});
export type ReleasePage = z.infer<typeof ReleasePageSchema>;
