import { z } from 'zod';
import { ChangeSplitSchema } from './comparisons.ts';
import { WaitCurveSchema } from './department.ts';
import { BasisSchema, FigureSchema, KeyFigureSchema, PeriodSchema, TrendSchema } from './figures.ts';
import { BilingualSchema, NamedSchema } from './primitives.ts';

/** GET /api/v1/regions/:code and /regions/:code. Query: `period`, `why` as for a department. */
export const RegionPageSchema = z.object({
  basis: BasisSchema,
  region: NamedSchema.extend({ level: z.int() }),
  /** From the province down to the region itself. */
  regions: z.array(NamedSchema),
  period: PeriodSchema,
  periods: z.array(PeriodSchema),
  departments: z.int(),
  keys: z.array(KeyFigureSchema),
  levels: z.array(z.int()).length(5).nullable(),
  invited: z.int(),
  ratingsDefault: z.int(),
  ratingsExcluded: z.int(),
  trends: z.array(TrendSchema),
  why: ChangeSplitSchema.nullable(),
  wait: WaitCurveSchema.nullable(),
  /** The indicators in the columns of `children`, in order. */
  columns: z.array(z.object({ code: z.string(), name: BilingualSchema, unit: z.enum(['share', 'points']) })),
  /** What the region is summed from: the regions just below it and its own departments. One figure a column. */
  children: z.array(
    NamedSchema.extend({
      kind: z.enum(['region', 'department']),
      line: NamedSchema.nullable(),
      figures: z.array(FigureSchema),
    }),
  ),
});
export type RegionPage = z.infer<typeof RegionPageSchema>;
