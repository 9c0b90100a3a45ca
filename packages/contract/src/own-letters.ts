import { z } from 'zod';
import type { PublishedLetterBrief } from './letters.ts';
import {
  InstantSchema,
  LetterTypeSchema,
  LocalDateSchema,
  NamedSchema,
  VerdictSchema,
  personText,
} from './primitives.ts';
import type { Named } from './primitives.ts';
import type { FormFault } from './form-fault.ts';
import type { ProofTask } from './proof.ts';

/** What happened to a letter, for its writer: more than the public reads. */
export const OwnLetterEntrySchema = z.object({
  kind: z.enum([
    'submitted',
    'accepted',
    'rejected',
    'merged',
    'dispatched',
    'objected',
    'acknowledged',
    'paused',
    'resumed',
    'extended',
    'supplemented',
    'consent_changed',
    'replied',
    'called_back',
    'reopened',
    'closed',
    'published',
    'withheld',
    'unpublished',
  ]),
  at: InstantSchema,
  /** The how-manieth of its kind, from 1. */
  ordinal: z.int(),
  department: NamedSchema.nullable(),
  verdict: VerdictSchema.nullable(),
  satisfaction: z.int().min(1).max(5).nullable(),
  /** What an officer gave as the reason; for a coded ground its code. */
  reason: z.string().nullable(),
  /** What the writer added or said. */
  note: z.string().nullable(),
  late: z.boolean(),
});
export type OwnLetterEntry = z.infer<typeof OwnLetterEntrySchema>;

/** A file that goes with a letter, for its writer. */
export const AttachedFileSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['photo', 'pdf']),
  bytes: z.int(),
  /** Whether a virus scanner has seen it; an infected file has been taken away. */
  scan: z.enum(['clean', 'waiting', 'infected']),
  at: InstantSchema,
});
export type AttachedFile = z.infer<typeof AttachedFileSchema>;

/** One's own letter: the original, who has it, until when, what was answered, and what its writer may do now. */
export const OwnLetterSchema = z.object({
  number: z.string(),
  type: LetterTypeSchema,
  subject: z.string(),
  body: z.string(),
  department: NamedSchema,
  stage: z.enum([
    'submitted',
    'accepted',
    'dispatched',
    'objected',
    'waiting',
    'reopened',
    'replied',
    'closed',
    'rejected',
    'merged',
  ]),
  submittedAt: InstantSchema,
  noticeDueOn: LocalDateSchema,
  replyDueOn: LocalDateSchema,
  /** Why then: the working days between receipt and the due day. */
  allowedWorkingDays: z.int(),
  repliedAt: InstantSchema.nullable(),
  overdue: z.boolean(),
  extended: z.boolean(),
  replies: z.array(
    z.object({
      kind: z.enum(['acknowledgement', 'full']),
      ordinal: z.int(),
      body: z.string(),
      department: NamedSchema,
      at: InstantSchema,
    }),
  ),
  timeline: z.array(OwnLetterEntrySchema),
  attachments: z.array(AttachedFileSchema),
  verdict: VerdictSchema.nullable(),
  satisfaction: z.int().min(1).max(5).nullable(),
  /** Set while a person looks at it first, because a program may have written it, and when that person refused it. */
  held: z.object({ since: InstantSchema, refusal: z.string().nullable() }).nullable(),
  consent: z.boolean(),
  /** A report of wrongdoing is never published, whatever its writer says. */
  disclosable: z.boolean(),
  published: z.boolean(),
  may: z.object({
    supplement: z.boolean(),
    answer: z.boolean(),
    reopen: z.boolean(),
  }),
});
export type OwnLetter = z.infer<typeof OwnLetterSchema>;

/** What a writer adds. */
export const SupplementSchema = z.strictObject({ text: personText(4000) });

/** The writer's answer: resolved? satisfied? `again` asks for the letter to be taken up once more, with what is missing. */
export const OwnAnswerSchema = z.strictObject({
  verdict: VerdictSchema,
  satisfaction: z.literal([1, 2, 3, 4, 5]).nullish(),
  again: z.boolean().default(false),
  text: personText(4000).nullish(),
});
export type OwnAnswer = z.infer<typeof OwnAnswerSchema>;

/** The form of a letter, as far as it is filled in. */
export interface LetterDraft {
  readonly type: string;
  readonly subject: string;
  readonly body: string;
  readonly region: string;
  /** Empty: the writer does not know whom to write to. */
  readonly department: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  /** Number and query code are wanted by mail as well. */
  readonly mailCode: boolean;
  readonly consent: boolean;
}

/** GET and POST /write */
export interface WritePage {
  readonly id: string;
  readonly draft: LetterDraft;
  readonly faults: readonly FormFault[];
  /** Work that the device is asked for before this is taken at once; null when it is not. */
  readonly proof: ProofTask | null;
  /** Files that have come in and go with the letter when it is sent. */
  readonly files: readonly AttachedFile[];
  /** The regions to choose from, with how deep each lies. */
  readonly regions: readonly (Named & { readonly depth: number })[];
  readonly departments: readonly Named[];
  /** Departments whose published letters speak of the same. */
  readonly suggested: readonly Named[];
  /** Published letters that may answer it already. */
  readonly answers: readonly PublishedLetterBrief[];
  /** How it would look in public; null until there is something to show. */
  readonly preview: { readonly subject: string; readonly body: string; readonly redactions: number } | null;
  /** If it were sent now: days by which notice and reply are due. */
  readonly dues: { readonly noticeOn: string; readonly replyOn: string };
  /** Whether this site sends mails. */
  readonly mails: boolean;
}

/** POST /write/help: what helps somebody who is still writing. */
export type WriteHelp = Pick<WritePage, 'suggested' | 'answers' | 'preview' | 'dues'> & {
  readonly draft: Pick<LetterDraft, 'type'>;
};

/** After sending: number and query code. */
export interface SentPage {
  readonly number: string;
  readonly queryCode: string;
  readonly department: Named;
  readonly noticeOn: string;
  readonly replyOn: string;
  readonly repeated: boolean;
  /** A person looks at it before it goes on. */
  readonly held: boolean;
  /** Number and code were sent by mail as well. */
  readonly mailed: boolean;
}

/** GET and POST /track: the door to one's own letter. */
export interface TrackDoorPage {
  readonly number: string;
  /** As it was typed: who mistook one of 26 characters does not type them all again. */
  readonly code: string;
  readonly faults: readonly FormFault[];
}

/** What a writer asks to be taken out of the public version. */
export const RemovalRequestSchema = z.strictObject({
  words: personText(200),
  reason: personText(500).nullish(),
});
export type RemovalRequest = z.infer<typeof RemovalRequestSchema>;

/** A text as everybody reads it, and where in the original something else stood. */
export interface PublishedText {
  readonly text: string;
  /** Offsets in the original (UTF-16 units); null when a person changed more than that. */
  readonly replaced: readonly { readonly start: number; readonly end: number }[] | null;
}

/** The public version of one's own letter, beside its original. */
export interface OwnPublished {
  readonly subject: PublishedText;
  readonly body: PublishedText;
  /** In the order of the replies of the letter. */
  readonly replies: readonly PublishedText[];
}

/** Words that were taken out of the public version because their writer asked for it. */
export interface OwnRemoval {
  readonly words: string;
  readonly times: number;
  readonly at: string;
}

/** GET /track/:number */
export interface TrackPage {
  readonly letter: OwnLetter;
  /** Null while it is not public. */
  readonly published: OwnPublished | null;
  readonly removals: readonly OwnRemoval[];
  /** Files that have come in and go with what is added when it is sent. */
  readonly files: readonly AttachedFile[];
  readonly faults: readonly FormFault[];
  readonly draft: AnswerDraft & { readonly words: string; readonly reason: string };
}

/** The writer's answer, as far as it is filled in. */
export interface AnswerDraft {
  readonly text: string;
  readonly verdict: string;
  readonly satisfaction: string;
}

/** What a link from a mail tells of its letter: where it stands, and never what it says. */
export type AnswerableLetter = Pick<OwnLetter, 'number' | 'stage' | 'verdict' | 'satisfaction' | 'may'>;

/** GET and POST /answer/:pass. Only `ask` has a form; the others say what to do next. */
export type AnswerPage =
  | {
      readonly kind: 'ask';
      readonly pass: string;
      readonly letter: AnswerableLetter;
      readonly faults: readonly FormFault[];
      readonly draft: AnswerDraft;
    }
  | { readonly kind: 'recorded'; readonly pass: string; readonly letter: AnswerableLetter }
  /** It cannot be answered now, because it is being dealt with again. */
  | { readonly kind: 'closed'; readonly number: string; readonly stage: OwnLetter['stage'] }
  | { readonly kind: 'ended'; readonly number: string }
  | { readonly kind: 'unknown' };
