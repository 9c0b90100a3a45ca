import { z } from 'zod';
import { BasisSchema, ChangeSchema, FigureSchema, PeriodKindSchema, PeriodSchema } from './figures.ts';
import { BilingualSchema, CodeSchema, NamedSchema } from './primitives.ts';

/** GET /api/v1/rankings and /rankings: which departments are compared, on what, when. */
export const RankingQuerySchema = z.object({
  indicator: CodeSchema.optional(),
  level: z.coerce.number().int().min(1).max(4).optional(),
  line: CodeSchema.optional(),
  region: CodeSchema.optional(),
  /** The volume band, from 1 (fewest cases) up. */
  band: z.coerce.number().int().min(1).max(9).optional(),
  period: z.string().max(12).optional(),
  /** The department to set off. */
  focus: CodeSchema.optional(),
});
export type RankingQuery = z.infer<typeof RankingQuerySchema>;

/** Against the peer median, told or not: `indistinct` when the intervals do not allow to say. */
export const StandingSchema = z.enum(['above', 'indistinct', 'below']);
export type Standing = z.infer<typeof StandingSchema>;

/** One department among its peers. The rank is a band: anywhere from `rankLow` (best) to `rankHigh`. */
export const RankedDepartmentSchema = FigureSchema.extend({
  department: NamedSchema,
  region: NamedSchema,
  rankLow: z.int(),
  rankHigh: z.int(),
  standing: StandingSchema,
  /** Cannot be told apart from the focus. False for all when there is no focus. */
  tiedWithFocus: z.boolean(),
  previous: ChangeSchema.nullable(),
});
export type RankedDepartment = z.infer<typeof RankedDepartmentSchema>;

/** The limits between which nearly all departments would fall by chance alone, on a grid of n. In the indicator's unit. */
export const FunnelSchema = z.object({
  centre: z.number(),
  /** Over-dispersion: how far departments differ beyond chance, in the indicator's unit; 0 for none. */
  tau: z.number(),
  curve: z.array(
    z.object({
      n: z.number(),
      low95: z.number(),
      high95: z.number(),
      low998: z.number(),
      high998: z.number(),
    }),
  ),
  /** Codes of the departments outside the 99.8 % limits, and outside the 95 % limits. */
  outside998: z.array(z.string()),
  outside95: z.array(z.string()),
});
export type Funnel = z.infer<typeof FunnelSchema>;

/** Departments with so many cases and letters in twelve months; `to` is the first number that is too many. */
export const VolumeBandSchema = z.object({ band: z.int(), from: z.int(), to: z.int().nullable() });

const ChoiceSchema = z.object({ value: z.string(), name: BilingualSchema });

export const RankingSchema = z.object({
  basis: BasisSchema,
  indicator: z.object({
    code: z.string(),
    name: BilingualSchema,
    noun: BilingualSchema,
    unit: z.enum(['share', 'points']),
    better: z.enum(['up', 'down']),
  }),
  period: PeriodSchema,
  level: z.int(),
  line: NamedSchema.nullable(),
  region: NamedSchema.nullable(),
  focus: NamedSchema.nullable(),
  /** The volume band compared; null for all together. */
  band: VolumeBandSchema.nullable(),
  /** The median of the ranked departments. Null when none is ranked. */
  median: z.number().nullable(),
  total: z.int(),
  /** Best first by value; ties in the order of their codes. */
  ranked: z.array(RankedDepartmentSchema),
  /** 11–99 cases: value and interval, no rank. */
  unranked: z.array(FigureSchema.extend({ department: NamedSchema, region: NamedSchema })),
  /** 1–10 cases: nothing is published; or no case at all. */
  withheld: z.array(
    z.object({ department: NamedSchema, region: NamedSchema, presentation: z.enum(['withheld', 'none']) }),
  ),
  funnel: FunnelSchema.nullable(),
  choices: z.object({
    indicators: z.array(ChoiceSchema),
    groups: z.array(z.object({ level: z.int(), line: NamedSchema.nullable(), departments: z.int() })),
    regions: z.array(ChoiceSchema),
    bands: z.array(VolumeBandSchema),
    periods: z.array(z.object({ key: z.string(), kind: PeriodKindSchema, complete: z.boolean() })),
    departments: z.array(ChoiceSchema),
  }),
});
export type Ranking = z.infer<typeof RankingSchema>;
