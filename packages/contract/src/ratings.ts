import { z } from 'zod';
import { ClientIdSchema, CodeSchema, InstantSchema, NamedSchema, personText } from './primitives.ts';

/** What a rater may say beside the level. Which tags apply depends on level and channel; the form knows. */
export const TAGS = [
  'efficiency',
  'guide_accuracy',
  'convenience',
  'platform',
  'service_level',
  'attitude',
  'professional',
  'one_trip',
] as const;

const RatingAnswerSchema = z.strictObject({
  id: ClientIdSchema,
  level: z.literal([1, 2, 3, 4, 5]),
  tags: z.array(z.enum(TAGS)).max(TAGS.length).default([]),
  comment: personText(2000).nullish(),
  /** Left only by a rater who wants a call-back; stored encrypted. */
  contact: z.strictObject({ name: personText(60), phone: personText(30) }).nullish(),
  /** "Somebody pressed me to rate well." */
  pressured: z.boolean().default(false),
});

/** POST /api/v1/ratings: one answer, either to an invitation (by its token) or freely about a service item. */
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
});
export type RatingReceipt = z.infer<typeof RatingReceiptSchema>;

/** GET /api/v1/invitations/:token: what there is to rate. Reading it stores nothing. */
export const RatingOfferSchema = z.object({
  department: NamedSchema,
  item: NamedSchema.nullable(),
  channel: NamedSchema,
  state: z.enum(['open', 'answered', 'expired']),
  expiresAt: InstantSchema,
});
export type RatingOffer = z.infer<typeof RatingOfferSchema>;
