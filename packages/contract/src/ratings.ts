import { RATING_TAGS } from '@huiyin/domain';
import { z } from 'zod';
import {
  BilingualSchema,
  ClientIdSchema,
  CodeSchema,
  InstantSchema,
  LocalDateSchema,
  NamedSchema,
  personText,
} from './primitives.ts';

/** What a rater says, first or instead (PUT /api/v1/own-ratings/:token, where a contact that is left out stays as it was). */
export const RatingWordsSchema = z.strictObject({
  level: z.literal([1, 2, 3, 4, 5]),
  tags: z.array(z.enum(RATING_TAGS)).max(RATING_TAGS.length).default([]),
  comment: personText(2000).nullish(),
  /** Left only by a rater who wants a call-back; stored encrypted. */
  contact: z.strictObject({ name: personText(60).nullish(), phone: personText(30) }).nullish(),
  /** "Somebody pressed me to rate well." */
  pressured: z.boolean().default(false),
});
export type RatingWords = z.infer<typeof RatingWordsSchema>;

const RatingAnswerSchema = RatingWordsSchema.extend({ id: ClientIdSchema });

/**
 * POST /api/v1/ratings: one answer, either to an invitation or at a rating point (by its token), or freely about a
 * service item.
 */
export const SubmitRatingSchema = z.union([
  RatingAnswerSchema.extend({ token: z.string().regex(/^[A-Za-z0-9_-]{16,64}$/) }),
  RatingAnswerSchema.extend({ department: CodeSchema, item: CodeSchema.nullish(), channel: CodeSchema }),
]);
export type SubmitRating = z.infer<typeof SubmitRatingSchema>;

/** The proof of a stored rating. The same offer answered twice gives the first receipt, `repeated`. */
export const RatingReceiptSchema = z.object({
  outcome: z.enum(['accepted', 'repeated']),
  id: z.uuid(),
  receipt: z.string(),
  receivedAt: InstantSchema,
  /**
   * Opens one's own rating, to amend it or take it back. Null for whoever answers an offer that somebody answered before:
   * the level is nobody's business but the rater's.
   */
  ownToken: z.string().nullable(),
});
export type RatingReceipt = z.infer<typeof RatingReceiptSchema>;

/**
 * GET /api/v1/invitations/:token: what there is to rate. Reading it stores nothing. An invitation is for one case and
 * ends; a rating point, such as a window, is for whoever comes by: it has a name and no end.
 */
export const RatingOfferSchema = z.object({
  department: NamedSchema,
  item: NamedSchema.nullable(),
  channel: NamedSchema,
  point: BilingualSchema.nullable(),
  state: z.enum(['open', 'answered', 'expired']),
  invitedAt: InstantSchema.nullable(),
  expiresAt: InstantSchema.nullable(),
});
export type RatingOffer = z.infer<typeof RatingOfferSchema>;

/** GET /api/v1/own-ratings/:token: one's own rating, what follows from it, and until when it may be changed. */
export const OwnRatingSchema = z.object({
  department: NamedSchema,
  item: NamedSchema.nullable(),
  channel: NamedSchema,
  receipt: z.string(),
  receivedAt: InstantSchema,
  level: z.literal([1, 2, 3, 4, 5]),
  tags: z.array(z.string()),
  comment: z.string().nullable(),
  /** Whether a way to be reached was left; it is not shown again. */
  hasContact: z.boolean(),
  pressured: z.boolean(),
  standing: z.enum(['effective', 'excluded', 'withdrawn']),
  /** A person looks at it before it counts, because a program may have sent it. */
  held: z.boolean(),
  amended: z.boolean(),
  changeableUntil: InstantSchema,
  /** The order that a bad rating opened: when the department must call, and when it must have put things right. */
  order: z
    .object({
      stage: z.enum(['open', 'settled', 'closed']),
      contactDueOn: LocalDateSchema.nullable(),
      settleDueOn: LocalDateSchema,
    })
    .nullable(),
});
export type OwnRating = z.infer<typeof OwnRatingSchema>;
