import { z } from 'zod';
import { BasisSchema, KeyFigureSchema, PeriodSchema, TrendSchema } from './figures.ts';
import { BilingualSchema, LocalDateSchema } from './primitives.ts';

export const IndicatorBriefSchema = z.object({
  code: z.string(),
  dimension: z.enum(['R', 'S', 'C', 'Z', 'D', 'P']).nullable(),
  name: BilingualSchema,
  explanation: BilingualSchema,
  unit: z.enum(['share', 'points']),
  better: z.enum(['up', 'down']),
});

/** GET /api/v1/indicators */
export const IndicatorListSchema = z.object({
  basis: BasisSchema,
  period: PeriodSchema.nullable(),
  indicators: z.array(IndicatorBriefSchema.extend({ figure: KeyFigureSchema.nullable() })),
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
  /** The versions of the indicator system in which it stands, newest first. */
  versions: z.array(
    z.object({
      version: z.string(),
      from: LocalDateSchema,
      to: LocalDateSchema.nullable(),
      note: BilingualSchema,
    }),
  ),
});
export type IndicatorPage = z.infer<typeof IndicatorPageSchema>;
