import { z } from 'zod';
import { ChangeSplitSchema, PeerGroupSchema } from './comparisons.ts';
import { BasisSchema, KeyFigureSchema, PeriodSchema, TrendSchema } from './figures.ts';
import { PublishedLetterBriefSchema } from './letters.ts';
import { BilingualSchema, NamedSchema } from './primitives.ts';
import { StandingSchema } from './rankings.ts';

/** The share answered within each number of working days, open letters counted as waiting (Kaplan and Meier). */
export const WaitCurveSchema = z.object({
  received: z.int(),
  answered: z.int(),
  open: z.int(),
  /** Working days until half, and until nine tenths, have a full reply; null when not reached yet. */
  median: z.int().nullable(),
  ninetieth: z.int().nullable(),
  steps: z.array(z.object({ wait: z.int(), share: z.number(), low: z.number(), high: z.number() })),
});
export type WaitCurve = z.infer<typeof WaitCurveSchema>;

/** One indicator of the department against its peers. */
export const PeerRowSchema = z.object({
  indicator: z.string(),
  name: BilingualSchema,
  unit: z.enum(['share', 'points']),
  better: z.enum(['up', 'down']),
  presentation: z.enum(['ranked', 'shown', 'withheld', 'none']),
  value: z.number().nullable(),
  median: z.number().nullable(),
  /** The values of the ranked peers, without the department's own. */
  peers: z.array(z.number()),
  rankLow: z.int().nullable(),
  rankHigh: z.int().nullable(),
  standing: StandingSchema.nullable(),
});
export type PeerRow = z.infer<typeof PeerRowSchema>;

/** GET /api/v1/departments/:code and /departments/:code. Query: `period`, a key such as 2026-Q3; `why`, an indicator. */
export const DepartmentPageSchema = z.object({
  basis: BasisSchema,
  department: NamedSchema.extend({ level: z.int(), line: NamedSchema, parent: NamedSchema.nullable() }),
  /** From the province down to the department's own region. */
  regions: z.array(NamedSchema),
  period: PeriodSchema,
  periods: z.array(PeriodSchema),
  keys: z.array(KeyFigureSchema),
  /** Valid ratings at levels 1 to 5, null when withheld; what else came in is counted beside it. */
  levels: z.array(z.int()).length(5).nullable(),
  invited: z.int(),
  ratingsDefault: z.int(),
  ratingsExcluded: z.int(),
  /** The composite of the indicator system; null where a dimension is missing or the system has none. */
  composite: KeyFigureSchema.nullable(),
  trends: z.array(TrendSchema),
  /** The change asked for, or the one with most to explain, taken apart; null when nothing changed for certain. */
  why: ChangeSplitSchema.nullable(),
  wait: WaitCurveSchema.nullable(),
  /** Until the first answer of any kind. */
  firstWait: WaitCurveSchema.nullable(),
  peerWait: WaitCurveSchema.nullable(),
  peerGroup: PeerGroupSchema,
  peers: z.array(PeerRowSchema),
  items: z.array(NamedSchema.extend({ ratings: z.int().nullable(), satisfaction: z.number().nullable() })),
  letters: z.array(PublishedLetterBriefSchema),
  lettersTotal: z.int(),
});
export type DepartmentPage = z.infer<typeof DepartmentPageSchema>;
