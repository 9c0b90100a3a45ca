import { z } from 'zod';
import { BilingualSchema, CodeSchema, InstantSchema, LocalDateSchema, NamedSchema } from './primitives.ts';

/** `rolling`: twelve whole months that end with a quarter, the last of them named by the key 2026-09-R12. */
export const PeriodKindSchema = z.enum(['month', 'quarter', 'year', 'rolling']);
export type PeriodKind = z.infer<typeof PeriodKindSchema>;

/** `key` is 2026-09, 2026-Q3, 2026 or 2026-09-R12. `complete` is false while the period still runs: its figures are then drawn open. */
export const PeriodSchema = z.object({
  kind: PeriodKindSchema,
  key: z.string(),
  start: LocalDateSchema,
  end: LocalDateSchema,
  complete: z.boolean(),
});
export type Period = z.infer<typeof PeriodSchema>;

export const ScopeKindSchema = z.enum(['department', 'region', 'line', 'item', 'channel']);
export type ScopeKind = z.infer<typeof ScopeKindSchema>;

export const UnitSchema = z.enum(['share', 'points', 'working_days']);

/**
 * How a figure may be shown: `ranked` (n ≥ 100), `shown` (11–99: no rank), `withheld` (1–10 people: value and counts
 * are null), `none` (n = 0).
 */
export const PresentationSchema = z.enum(['ranked', 'shown', 'withheld', 'none']);

/**
 * Later minus earlier in the indicator's own unit, with its 95 % interval. `told` is false when the interval holds 0.
 * `seriesBreak`: a new version of the indicator system came into force in between.
 */
export const ChangeSchema = z.object({
  against: z.string(),
  difference: z.number(),
  low: z.number(),
  high: z.number(),
  told: z.boolean(),
  seriesBreak: z.boolean(),
});
export type Change = z.infer<typeof ChangeSchema>;

/** One value of one indicator for one scope and period. Shares are 0–1. Null values are withheld or not known: see `presentation`. */
export const FigureSchema = z.object({
  indicator: z.string(),
  unit: UnitSchema,
  presentation: PresentationSchema,
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  numerator: z.number().nullable(),
  denominator: z.int().nullable(),
});
export type Figure = z.infer<typeof FigureSchema>;

export const DimensionCodeSchema = z.enum(['R', 'S', 'C', 'Z', 'D', 'P']);

/** A figure with both comparisons over time: the previous period (环比) and the same period a year before (同比). */
export const KeyFigureSchema = FigureSchema.extend({
  name: BilingualSchema,
  noun: BilingualSchema,
  /** Null for those that are shown and never scored, and for the composite. */
  dimension: DimensionCodeSchema.nullable(),
  better: z.enum(['up', 'down']),
  previous: ChangeSchema.nullable(),
  yearAgo: ChangeSchema.nullable(),
  yearAgoValue: z.number().nullable(),
  /** The median of the peers, where the scope has peers. */
  peerMedian: z.number().nullable(),
});
export type KeyFigure = z.infer<typeof KeyFigureSchema>;

/** One point of a figure over time. `peerMedian` where there are peers. */
export const TrendPointSchema = FigureSchema.extend({
  period: PeriodSchema,
  peerMedian: z.number().nullable(),
});
export const TrendSchema = z.object({
  indicator: z.string(),
  name: BilingualSchema,
  noun: BilingualSchema,
  unit: UnitSchema,
  points: z.array(TrendPointSchema),
  /** Days from which a new version of the indicator system counts: figures before and after are not to be subtracted. */
  breaks: z.array(z.object({ on: LocalDateSchema, system: z.string() })).optional(),
});
export type Trend = z.infer<typeof TrendSchema>;

/** GET /api/v1/figures */
export const FigureQuerySchema = z.object({
  indicator: CodeSchema.optional(),
  scope: ScopeKindSchema.default('department'),
  code: CodeSchema.optional(),
  kind: PeriodKindSchema.default('quarter'),
  from: LocalDateSchema.optional(),
  to: LocalDateSchema.optional(),
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
});
export type FigureQuery = z.infer<typeof FigureQuerySchema>;

/** How an answer is wanted: without it as the Accept header says. */
export const FormatSchema = z.enum(['json', 'csv']).optional();
/** The same query with the form of the answer. */
export const FigureDownloadQuerySchema = FigureQuerySchema.extend({ format: FormatSchema });
export type FigureDownloadQuery = z.infer<typeof FigureDownloadQuerySchema>;

export const FigureListSchema = z.object({
  figures: z.array(
    FigureSchema.extend({
      scope: ScopeKindSchema,
      code: z.string(),
      name: BilingualSchema,
      period: PeriodSchema,
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type FigureList = z.infer<typeof FigureListSchema>;

/** Which state of the figures a page or answer shows. */
export const BasisSchema = z.object({
  /** Grows with every recomputation; the ETag is made of it. */
  version: z.int(),
  computedAt: InstantSchema.nullable(),
  system: z.string(),
  zone: z.string(),
});
export type Basis = z.infer<typeof BasisSchema>;

export const RegionNodeSchema = NamedSchema.extend({ level: z.int() });
