import { z } from 'zod';
import { WaitCurveSchema } from './department.ts';
import { BasisSchema, DimensionCodeSchema, KeyFigureSchema, PeriodSchema, TrendSchema } from './figures.ts';
import { BilingualSchema, LocalDateSchema } from './primitives.ts';

export const IndicatorBriefSchema = z.object({
  code: z.string(),
  dimension: DimensionCodeSchema.nullable(),
  name: BilingualSchema,
  explanation: BilingualSchema,
  unit: z.enum(['share', 'points']),
  better: z.enum(['up', 'down']),
});

/** A waiting time: shown and never scored. Working days by Kaplan and Meier, open letters counted as waiting. */
export const WaitingTimeSchema = z.object({
  code: z.string(),
  name: BilingualSchema,
  explanation: BilingualSchema,
  wait: WaitCurveSchema.nullable(),
});

/** How an indicator is scored in the system in force. */
export const ScoringSchema = z.object({
  /** Of all dimensions, 0–1, and of the indicators inside the dimension. */
  dimensionWeight: z.number(),
  weight: z.number(),
  /** The values that score 0 and 100. */
  worst: z.number(),
  best: z.number(),
});

/**
 * Whether an indicator still separates departments, over those that it may be scored of: `ceiling` when nearly all stand at
 * its best value.
 */
export const SeparationSchema = z.object({
  verdict: z.enum(['separates', 'hardly', 'ceiling']),
  period: PeriodSchema,
  departments: z.int(),
  /** Shares 0–1: pairs that can be told apart, departments at the best value, variance that is not chance. */
  pairsApart: z.number(),
  atBest: z.number(),
  reliability: z.number().nullable(),
});

/** The independence audit of an indicator system, over the departments that could be scored. */
export const AuditSchema = z.object({
  departments: z.int(),
  period: PeriodSchema,
  /** Those worth a look: r ≥ 0.9 inside a dimension says the same twice, a surely negative r pulls the composite both ways. */
  pairs: z.array(
    z.object({
      first: z.string(),
      second: z.string(),
      r: z.number(),
      n: z.int(),
      flag: z.enum(['same', 'opposed']),
    }),
  ),
  alphas: z.array(z.object({ dimension: DimensionCodeSchema, alpha: z.number().nullable() })),
  /** By how many ranks the composite moves on average when the indicator is dropped. */
  dropped: z.array(z.object({ indicator: z.string(), meanShift: z.number().nullable() })),
  /**
   * By how many ranks departments move on average when the composite is made in another way that could be defended as
   * well: the weights of the dimensions up to a quarter larger or smaller, scores by range or standard deviation instead
   * of goalposts, an arithmetic mean across the dimensions, and all of it at once. Null where no department has a composite.
   */
  shifts: z
    .object({
      weights: z.number(),
      normalisation: z.number(),
      aggregation: z.number(),
      together: z.number(),
    })
    .nullable(),
});

/** One version of the indicator system. */
export const SystemVersionSchema = z.object({
  version: z.string(),
  from: LocalDateSchema,
  to: LocalDateSchema.nullable(),
  note: BilingualSchema,
  author: z.string(),
});

/** GET /api/v1/indicators */
export const IndicatorListSchema = z.object({
  basis: BasisSchema,
  period: PeriodSchema.nullable(),
  indicators: z.array(
    IndicatorBriefSchema.extend({ figure: KeyFigureSchema.nullable(), scoring: ScoringSchema.nullable() }),
  ),
  waits: z.array(WaitingTimeSchema),
  dimensions: z.array(
    z.object({ code: DimensionCodeSchema, name: BilingualSchema, weight: z.number().nullable() }),
  ),
  /** Newest first. */
  systems: z.array(SystemVersionSchema),
  /** Of the system in force; null until enough departments can be scored. */
  audit: AuditSchema.nullable(),
});
export type IndicatorList = z.infer<typeof IndicatorListSchema>;

/** GET /api/v1/indicators/:code: the indicator declared in full, and its figures for the whole province. */
export const IndicatorPageSchema = z.object({
  basis: BasisSchema,
  indicator: IndicatorBriefSchema.extend({
    numerator: BilingualSchema,
    denominator: BilingualSchema,
    cohort: BilingualSchema,
    noun: BilingualSchema,
    source: BilingualSchema,
    /** The measures of the tally it reads, for who wants to recompute it from the open data. */
    measures: z.array(z.object({ name: z.string(), counts: BilingualSchema })),
  }),
  minimum: z.object({ shown: z.int(), scored: z.int(), ranked: z.int() }),
  period: PeriodSchema.nullable(),
  figure: KeyFigureSchema.nullable(),
  trend: TrendSchema.nullable(),
  scoring: ScoringSchema.nullable(),
  separation: SeparationSchema.nullable(),
  /** What the audit says of this indicator; the same shape, its own rows only. */
  audit: AuditSchema.nullable(),
  /** The versions of the indicator system in which it stands, newest first, each with what changed for it. */
  versions: z.array(SystemVersionSchema.extend({ scoring: ScoringSchema.nullable() })),
});
export type IndicatorPage = z.infer<typeof IndicatorPageSchema>;
export type Scoring = z.infer<typeof ScoringSchema>;
export type Separation = z.infer<typeof SeparationSchema>;
export type Audit = z.infer<typeof AuditSchema>;
export type SystemVersion = z.infer<typeof SystemVersionSchema>;
