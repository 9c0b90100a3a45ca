import { z } from 'zod';
import { BasisSchema, ChangeSchema, KeyFigureSchema, PeriodSchema, TrendSchema } from './figures.ts';
import { PublishedLetterBriefSchema } from './letters.ts';
import { BilingualSchema, NamedSchema } from './primitives.ts';
import { WaitCurveSchema } from './department.ts';

/** A department whose figures can be told apart, for the worse. */
export const AttentionSchema = z.object({
  department: NamedSchema,
  indicator: z.string(),
  name: BilingualSchema,
  unit: z.enum(['share', 'points']),
  /** `below_peers`: surely worse than the peer median; `fallen`: surely worse than the previous period; or both. */
  why: z.enum(['below_peers', 'fallen', 'both']),
  value: z.number(),
  low: z.number(),
  high: z.number(),
  denominator: z.int(),
  previous: ChangeSchema.nullable(),
});
export type Attention = z.infer<typeof AttentionSchema>;

/** GET /api/v1/overview and /: the latest complete quarter of the whole province. */
export const OverviewSchema = z.object({
  basis: BasisSchema,
  region: NamedSchema.nullable(),
  period: PeriodSchema.nullable(),
  totals: z.object({
    departments: z.int(),
    ratings: z.int(),
    letters: z.int(),
    invited: z.int(),
    ratingsDefault: z.int(),
  }),
  keys: z.array(KeyFigureSchema),
  /**
   * Closed by the department is not fixed: what the writers of the closed letters say. All 0 as well when 1–10 letters
   * were closed, or 1–10 writers answered: then nothing is told.
   */
  closed: z.object({ closed: z.int(), resolved: z.int(), unresolved: z.int() }),
  trend: TrendSchema.nullable(),
  wait: WaitCurveSchema.nullable(),
  attention: z.array(AttentionSchema),
  letters: z.array(PublishedLetterBriefSchema),
  lettersTotal: z.int(),
});
export type Overview = z.infer<typeof OverviewSchema>;
