import { z } from 'zod';
import { BasisSchema, FigureSchema, PeriodSchema } from './figures.ts';
import { CodeSchema, NamedSchema } from './primitives.ts';

/** GET /api/v1/departments and /departments */
export const DirectoryQuerySchema = z.object({
  region: CodeSchema.optional(),
  line: CodeSchema.optional(),
  q: z.string().trim().max(60).default(''),
});
export type DirectoryQuery = z.infer<typeof DirectoryQuerySchema>;

export const DirectoryDepartmentSchema = NamedSchema.extend({
  line: NamedSchema,
  level: z.int(),
  figures: z.array(FigureSchema),
});

/** The departments by region, in the order of the region tree, each with the latest complete quarter's figures. */
export const DirectorySchema = z.object({
  basis: BasisSchema,
  period: PeriodSchema.nullable(),
  total: z.int(),
  query: z.object({ q: z.string(), region: NamedSchema.nullable(), line: NamedSchema.nullable() }),
  regions: z.array(
    NamedSchema.extend({
      level: z.int(),
      parent: z.string().nullable(),
      departments: z.array(DirectoryDepartmentSchema),
    }),
  ),
  choices: z.object({
    regions: z.array(NamedSchema.extend({ level: z.int() })),
    lines: z.array(NamedSchema),
  }),
});
export type Directory = z.infer<typeof DirectorySchema>;
