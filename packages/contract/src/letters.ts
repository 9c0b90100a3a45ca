import { z } from 'zod';
import {
  BilingualSchema,
  ClientIdSchema,
  CodeSchema,
  InstantSchema,
  LanguageSchema,
  LetterTypeSchema,
  LocalDateSchema,
  NamedSchema,
  VerdictSchema,
  personText,
} from './primitives.ts';

/** POST /api/v1/letters: a new letter. */
const LetterWordsSchema = z.strictObject({
  id: ClientIdSchema,
  channel: CodeSchema.default('web'),
  type: LetterTypeSchema,
  subject: personText(120),
  body: personText(8000),
  writer: z.strictObject({
    name: personText(60),
    phone: personText(30).nullish(),
    email: z.email().max(120).nullish(),
  }),
  /** The writer's key to disclosure; the office holds the other. */
  consent: z.boolean().default(false),
  /** Of mails about it; Chinese when it does not say. */
  language: LanguageSchema.optional(),
  /** Number and query code go to the writer’s mail address as well, where the site sends mails. */
  mailCode: z.boolean().optional(),
});

/** To a department, or to nobody in particular: then the centre of the region sends it on. */
export const SubmitLetterSchema = z.union([
  LetterWordsSchema.extend({ department: CodeSchema, item: CodeSchema.nullish() }),
  LetterWordsSchema.extend({ region: CodeSchema }),
]);
export type SubmitLetter = z.infer<typeof SubmitLetterSchema>;

/** Number and query code of a stored letter. Whoever sends the same letter again is told both again. */
export const LetterReceiptSchema = z.object({
  /** `held`: a person looks at it first, because a program may have sent it. It is lost in no case. */
  outcome: z.enum(['accepted', 'repeated', 'held']),
  id: z.uuid(),
  number: z.string(),
  queryCode: z.string(),
  replyDueOn: LocalDateSchema,
  receivedAt: InstantSchema,
});
export type LetterReceipt = z.infer<typeof LetterReceiptSchema>;

/** What the writer says of the outcome; `silent` when nobody answered. */
export const VerdictOrSilenceSchema = z.union([VerdictSchema, z.literal('silent')]);

/** A disclosed letter as it stands in a list. */
export const PublishedLetterBriefSchema = z.object({
  number: z.string(),
  subject: z.string(),
  /** The subject with the words found wrapped in U+E000 … U+E001, for the page to mark. Null outside a search. */
  markedSubject: z.string().nullable(),
  /** The passages around the words found, marked alike. Null outside a search. */
  snippet: z.string().nullable(),
  type: LetterTypeSchema,
  department: NamedSchema,
  receivedOn: LocalDateSchema,
  publishedOn: LocalDateSchema,
  replyWorkingDays: z.int(),
  /** Working days by which the reply came after its due day; 0 when in time. */
  lateWorkingDays: z.int(),
  reopened: z.boolean(),
  verdict: VerdictOrSilenceSchema,
});
export type PublishedLetterBrief = z.infer<typeof PublishedLetterBriefSchema>;

/** GET /api/v1/letters */
export const LetterSearchQuerySchema = z.object({
  q: z.string().trim().max(100).default(''),
  type: z.union([LetterTypeSchema, z.array(LetterTypeSchema)]).optional(),
  verdict: z.union([VerdictOrSilenceSchema, z.array(VerdictOrSilenceSchema)]).optional(),
  department: CodeSchema.optional(),
  region: CodeSchema.optional(),
  sort: z.enum(['relevance', 'newest']).optional(),
  /** Where the last page ended, as given in `nextCursor`. */
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(10),
});
export type LetterSearchQuery = z.infer<typeof LetterSearchQuerySchema>;

const FacetSchema = z.object({ value: z.string(), count: z.int() });

export const LetterListSchema = z.object({
  total: z.int(),
  letters: z.array(PublishedLetterBriefSchema),
  /** How many of all found say: resolved; of those who answered. */
  resolved: z.int(),
  answered: z.int(),
  facets: z.object({ type: z.array(FacetSchema), verdict: z.array(FacetSchema) }),
  nextCursor: z.string().nullable(),
  /** 1-based place of the first letter of this page. */
  firstPlace: z.int(),
});
export type LetterList = z.infer<typeof LetterListSchema>;

/** One line of the public timeline. `late` marks what came after its due day. */
export const TimelineEntrySchema = z.object({
  kind: z.enum([
    'submitted',
    'accepted',
    'dispatched',
    'objected',
    'acknowledged',
    'paused',
    'resumed',
    'extended',
    'replied',
    'called_back',
    'reopened',
    'closed',
    'published',
  ]),
  at: InstantSchema,
  ordinal: z.int(),
  department: NamedSchema.nullable(),
  verdict: VerdictSchema.nullable(),
  satisfaction: z.int().min(1).max(5).nullable(),
  reason: z.string().nullable(),
  late: z.boolean(),
});
export type TimelineEntry = z.infer<typeof TimelineEntrySchema>;

export const PublishedReplySchema = z.object({
  ordinal: z.int(),
  kind: z.enum(['acknowledgement', 'full']),
  body: z.string(),
  department: NamedSchema,
  repliedAt: InstantSchema,
  workingDays: z.int(),
});

/** GET /api/v1/letters/:number: the redacted copy, its replies, its timeline and the writer's own word. */
export const PublishedLetterSchema = z.object({
  number: z.string(),
  subject: z.string(),
  /** Paragraphs parted by line ends; personal data stands as typed tokens such as [电话]. */
  body: z.string(),
  redactions: z.int(),
  type: LetterTypeSchema,
  department: NamedSchema,
  region: NamedSchema,
  item: NamedSchema.nullable(),
  channel: BilingualSchema,
  receivedAt: InstantSchema,
  replyDueOn: LocalDateSchema,
  /** The clock of the reply, in words' terms: allowed and used working days. */
  allowedWorkingDays: z.int(),
  usedWorkingDays: z.int(),
  closedOn: LocalDateSchema.nullable(),
  publishedOn: LocalDateSchema,
  verdict: VerdictOrSilenceSchema,
  satisfaction: z.int().min(1).max(5).nullable(),
  verdictOn: LocalDateSchema.nullable(),
  replies: z.array(PublishedReplySchema),
  timeline: z.array(TimelineEntrySchema),
  similar: z.array(PublishedLetterBriefSchema),
});
export type PublishedLetter = z.infer<typeof PublishedLetterSchema>;
