import { z } from 'zod';
import { CodeSchema } from '@huiyin/contract';
import { isDateForm } from './date-pattern.ts';

/** The kinds of files that can be imported. */
export const IMPORT_KINDS = ['letters', 'ratings', 'departments', 'regions', 'items'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

const scalar = z.union([z.string(), z.number(), z.boolean()], { error: 'scalar' });
const tableValue = z.union([scalar, z.strictObject({ skip: z.string().min(1) })], { error: 'table_value' });

const regexText = z.string().refine(isRegexWithOneGroup, { error: 'pattern' });

const FieldShape = z
  .strictObject({
    column: z.string().min(1).optional(),
    constant: scalar.optional(),
    pattern: regexText.optional(),
    prefix: z.string().min(1).max(20).optional(),
    table: z.record(z.string(), tableValue).optional(),
    words: z.record(z.string().min(1), scalar).optional(),
    default: scalar.optional(),
  })
  .refine((field) => (field.column === undefined) !== (field.constant === undefined), {
    error: 'column_or_constant',
  });

/**
 * Where a value comes from: a column by its name, or a constant. A column's text passes through `pattern` (its one group
 * is kept), then `table` (whole value → value, or → skip the row) or `words` (first word that occurs → value), then
 * `prefix`. `default` stands in for an empty cell and for a value that neither table nor words know.
 */
export type Field = z.infer<typeof FieldShape>;

/** A bare text is the name of a column. */
const field = z.preprocess((value) => (typeof value === 'string' ? { column: value } : value), FieldShape);

const level = z.int().min(1).max(4);
const names = {
  name: z.string().trim().min(1).max(200),
  nameEn: z.string().trim().min(1).max(200).optional(),
};

/** What must exist before the rows can be stored and is made when it does not. */
const MakeSchema = z.strictObject({
  regions: z
    .array(z.strictObject({ code: CodeSchema, ...names, level, parent: CodeSchema.optional() }))
    .default([]),
  lines: z.array(z.strictObject({ code: CodeSchema, ...names })).default([]),
  departments: z
    .array(
      z.strictObject({
        code: CodeSchema,
        ...names,
        region: CodeSchema,
        line: CodeSchema,
        level,
        parent: CodeSchema.optional(),
      }),
    )
    .default([]),
});

const common = {
  /** Names the origin of the rows; part of every id, so that two sources never collide. */
  source: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/),
  encoding: z.enum(['utf-8', 'gb18030', 'gbk', 'big5', 'utf-16le', 'utf-16be']).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  sheet: z.string().min(1).optional(),
  /** The line with the names of the columns. */
  headerLine: z.int().min(1).max(100).default(1),
  /** IANA zone of the clock times in the file; that of the site's policy when left out. */
  zone: z.string().refine(isZone, { error: 'zone' }).optional(),
  dates: z
    .array(z.string().refine(isDateForm, { error: 'date_form' }))
    .min(1)
    .default([
      'yyyy/M/d H:m:s',
      'yyyy/M/d H:m',
      'yyyy/M/d',
      'yyyy-M-d H:m:s',
      'yyyy-M-d H:m',
      'yyyy-M-d',
      'iso',
      'excel',
    ]),
  make: MakeSchema.default({ regions: [], lines: [], departments: [] }),
};

/** The columns that together name a row within its source. Without them the whole row does, with its occurrence number. */
const key = z
  .preprocess(
    (value) => (typeof value === 'string' ? [value] : value),
    z.array(z.string().min(1)).min(1).max(8),
  )
  .optional();

const departmentOf = {
  department: field,
  /** How the value of `department` names it. `region`: the one department of that region and of `departmentLine`. */
  departmentBy: z.enum(['code', 'name', 'region']).default('code'),
  departmentLine: CodeSchema.optional(),
  /** Makes departments that are not there yet. The code is the value itself (by code), or made from the name (by name). */
  createDepartments: z
    .strictObject({
      name: field.optional(),
      prefix: z
        .string()
        .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,19}$/)
        .optional(),
      region: field,
      line: CodeSchema,
      level,
      parent: CodeSchema.optional(),
    })
    .optional(),
};

const LettersSchema = z.strictObject({
  kind: z.literal('letters'),
  ...common,
  key,
  ...departmentOf,
  number: field.optional(),
  item: field.optional(),
  channel: field.default({ constant: 'web' }),
  type: field,
  subject: field,
  body: field,
  writer: z.strictObject({ name: field, phone: field.optional(), email: field.optional() }).optional(),
  received: field,
  acknowledged: field.optional(),
  replied: field.optional(),
  reply: field.optional(),
  verdict: field.optional(),
  satisfaction: field.optional(),
  calledBack: field.optional(),
  closed: field.optional(),
  /** Whether the writer agreed to publication. Said by the mapping or by a column, never assumed. */
  consent: field.default({ constant: false }),
  publish: z.boolean().default(false),
  published: field.optional(),
});

const RatingsSchema = z.strictObject({
  kind: z.literal('ratings'),
  ...common,
  key,
  ...departmentOf,
  item: field.optional(),
  channel: field,
  caseNumber: field.optional(),
  level: field,
  /** Codes of tags, several in one cell parted by a comma or semicolon of either script. */
  tags: field.optional(),
  comment: field.optional(),
  origin: field.default({ constant: 'active' }),
  rated: field,
  invited: field.optional(),
});

const RegionsSchema = z.strictObject({
  kind: z.literal('regions'),
  ...common,
  code: field,
  name: field,
  nameEn: field.optional(),
  level: field,
  parent: field.optional(),
});

const DepartmentsSchema = z.strictObject({
  kind: z.literal('departments'),
  ...common,
  code: field,
  name: field,
  nameEn: field.optional(),
  region: field,
  line: field,
  level: field,
  parent: field.optional(),
});

const ItemsSchema = z.strictObject({
  kind: z.literal('items'),
  ...common,
  ...departmentOf,
  code: field,
  name: field,
  nameEn: field.optional(),
  promisedDays: field.optional(),
  /** Codes of channels, parted as tags are. */
  channels: field.optional(),
});

export const MappingSchema = z
  .discriminatedUnion('kind', [LettersSchema, RatingsSchema, RegionsSchema, DepartmentsSchema, ItemsSchema], {
    error: 'kind',
  })
  .superRefine((mapping, context) => {
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if ('departmentBy' in mapping) {
      if (mapping.departmentBy === 'region' && mapping.departmentLine === undefined)
        wrong('departmentLine', 'needs_line');
      if (mapping.departmentBy === 'region' && mapping.createDepartments !== undefined)
        wrong('createDepartments', 'not_by_region');
      if (
        mapping.departmentBy === 'code' &&
        mapping.createDepartments !== undefined &&
        mapping.createDepartments.name === undefined
      ) {
        wrong('createDepartments', 'needs_name');
      }
    }
    if (mapping.kind !== 'letters') return;
    if (mapping.replied !== undefined && mapping.reply === undefined) wrong('reply', 'needs_reply');
    if (mapping.reply !== undefined && mapping.replied === undefined) wrong('replied', 'needs_replied');
    if (mapping.publish && mapping.consent.constant === false) wrong('consent', 'needs_consent');
    for (const name of ['verdict', 'satisfaction', 'calledBack', 'closed'] as const) {
      if (mapping[name] !== undefined && mapping.replied === undefined) wrong(name, 'needs_replied');
    }
    if (mapping.satisfaction !== undefined && mapping.verdict === undefined)
      wrong('satisfaction', 'needs_verdict');
  });

export type Mapping = z.infer<typeof MappingSchema>;
export type LettersMapping = z.infer<typeof LettersSchema>;
export type RatingsMapping = z.infer<typeof RatingsSchema>;
export type RegionsMapping = z.infer<typeof RegionsSchema>;
export type DepartmentsMapping = z.infer<typeof DepartmentsSchema>;
export type ItemsMapping = z.infer<typeof ItemsSchema>;
export type DepartmentChoice = Pick<
  LettersMapping,
  'department' | 'departmentBy' | 'departmentLine' | 'createDepartments'
>;

function isRegexWithOneGroup(text: string): boolean {
  try {
    // An alternative that matches nothing shows how many groups there are.
    return new RegExp(`${text}|`, 'u').exec('')?.length === 2;
  } catch {
    return false;
  }
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
