import { z } from 'zod';
import { BasisSchema, ChangeSchema, FormatSchema, KeyFigureSchema, PeriodSchema } from './figures.ts';
import { BilingualSchema, CodeSchema, NamedSchema } from './primitives.ts';
import { StandingSchema } from './rankings.ts';

/** What a whole is taken apart by: its service items, the types of its letters, or the offices that make it up. */
export const StrataSchema = z.enum(['item', 'letter_type', 'department', 'region']);
export type Strata = z.infer<typeof StrataSchema>;

/** One side of one part: its own value, and how much of the whole it is (0–1). */
const PartSideSchema = z.object({ value: z.number(), denominator: z.int(), weight: z.number() });

/**
 * A change taken apart (Kitagawa): what the parts changed by themselves (`rate`) and what came from their shares (`mix`).
 * Both are in the indicator's own unit and add up to the difference.
 */
export const ChangeSplitSchema = z.object({
  indicator: z.string(),
  name: BilingualSchema,
  noun: BilingualSchema,
  unit: z.enum(['share', 'points']),
  better: z.enum(['up', 'down']),
  against: PeriodSchema,
  before: z.number(),
  after: z.number(),
  change: ChangeSchema,
  rate: z.number(),
  mix: z.number(),
  by: StrataSchema,
  /**
   * Largest first. A part with 1–10 cases on either side, and what must hide it, stands together with others as the last
   * one: `code` is then empty. `before` or `after` is null where the part had no case.
   */
  parts: z.array(
    NamedSchema.extend({
      together: z.boolean(),
      before: PartSideSchema.nullable(),
      after: PartSideSchema.nullable(),
    }),
  ),
});
export type ChangeSplit = z.infer<typeof ChangeSplitSchema>;

/** Who a department is compared with: the same level and function line, and a volume of cases in the same band. */
export const PeerGroupSchema = z.object({
  level: z.int(),
  line: NamedSchema,
  /** Cases and letters in the twelve months to the end of the period; null for a group without limits. */
  volume: z.object({ from: z.int(), to: z.int().nullable() }).nullable(),
  departments: z.int(),
});
export type PeerGroupNote = z.infer<typeof PeerGroupSchema>;

/** What the page of a department or region can be asked for: a period, and the indicator whose change is taken apart. */
export const SubjectQuerySchema = z.object({
  period: z.string().max(12).optional(),
  why: CodeSchema.optional(),
});
export type SubjectQuery = z.infer<typeof SubjectQuerySchema>;

/** GET /api/v1/comparisons: one figure, sideways, over time, and up and down. */
export const ComparisonQuerySchema = z.object({
  scope: z.enum(['department', 'region', 'line']).default('department'),
  code: CodeSchema,
  indicator: CodeSchema,
  period: z.string().max(12).optional(),
});
export type ComparisonQuery = z.infer<typeof ComparisonQuerySchema>;

export const ComparisonDownloadQuerySchema = ComparisonQuerySchema.extend({ format: FormatSchema });
export type ComparisonDownloadQuery = z.infer<typeof ComparisonDownloadQuerySchema>;

export const ComparisonSchema = z.object({
  basis: BasisSchema,
  scope: z.enum(['department', 'region', 'line']),
  subject: NamedSchema,
  period: PeriodSchema,
  figure: KeyFigureSchema,
  /** 横向: null for regions and lines, which have no peers of the same level, line and volume. */
  peers: z
    .object({
      group: PeerGroupSchema,
      median: z.number().nullable(),
      /** The figure less the peer median. */
      difference: z.number().nullable(),
      rankLow: z.int().nullable(),
      rankHigh: z.int().nullable(),
      ranked: z.int(),
      standing: StandingSchema.nullable(),
      /** Those it cannot be told apart from. */
      indistinct: z.array(NamedSchema),
    })
    .nullable(),
  /** 纵向 over time: against the period before (环比) and the same one a year ago (同比), each taken apart. */
  previous: ChangeSplitSchema.nullable(),
  yearAgo: ChangeSplitSchema.nullable(),
  /** 纵向 up the hierarchy: what it counts into, nearest first. */
  above: z.array(NamedSchema.extend({ scope: z.enum(['region', 'line']), figure: KeyFigureSchema })),
});
export type Comparison = z.infer<typeof ComparisonSchema>;
