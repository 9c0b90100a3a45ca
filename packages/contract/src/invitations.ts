import { z } from 'zod';
import { InstantSchema, personText } from './primitives.ts';
import { ProblemCodeSchema, ProblemPlaceSchema } from './problem.ts';

/** So many cases go into one request. */
const CASES_MAX = 1_000;

/** One case whose person is to be invited to rate it. Nothing of the person is asked for, and nothing is taken. */
export const CaseToInviteSchema = z.strictObject({
  department: personText(64),
  item: personText(64).nullish(),
  /** How the case was handled; left out, the channel of text messages. */
  channel: personText(64).nullish(),
  /** The number that the business system gave it. */
  case: personText(100),
  /** To the second or to the minute, as business systems keep it. */
  handledAt: z.union([InstantSchema, z.iso.datetime({ offset: true, precision: -1 })]),
});
export type CaseToInvite = z.infer<typeof CaseToInviteSchema>;

/** POST /api/v1/invitations: cases to invite. One that is no such case is answered by itself and spoils none of the others. */
export const InviteCasesSchema = z.strictObject({
  invitations: z
    .array(z.union([CaseToInviteSchema, z.unknown()]))
    .min(1)
    .max(CASES_MAX),
});
export type InviteCases = z.infer<typeof InviteCasesSchema>;

/** A case that has its link: by this request, or by an earlier one that is `repeated`. */
const InvitedCaseSchema = z.object({
  case: z.string(),
  outcome: z.enum(['accepted', 'repeated']),
  link: z.string(),
});

/** A case that was not stored, and why; the places are pointers into the case itself. */
const RefusedCaseSchema = z.object({
  /** Null where no case number could be read. */
  case: z.string().nullable(),
  outcome: z.literal('refused'),
  problem: z.object({
    code: ProblemCodeSchema,
    zh: z.string(),
    en: z.string(),
    places: z.array(ProblemPlaceSchema).optional(),
  }),
});

/** One result for each case, in their order. */
export const InvitedCasesSchema = z.object({
  results: z.array(z.discriminatedUnion('outcome', [InvitedCaseSchema, RefusedCaseSchema])),
});
export type InvitedCases = z.infer<typeof InvitedCasesSchema>;
