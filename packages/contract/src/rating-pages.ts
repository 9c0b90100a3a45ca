import type { Level, RatingTag } from '@huiyin/domain';
import { z } from 'zod';
import type { FormFault } from './form-fault.ts';
import type { ProofTask } from './proof.ts';
import type { Bilingual, Named } from './primitives.ts';
import type { OwnRating } from './ratings.ts';

/** What a rating is about, as its page shows it. `point` is the window or terminal, `invitedAt` the time of the case. */
export interface RatedMatter {
  readonly department: Named;
  readonly item: Named | null;
  readonly channel: Named;
  readonly point: Bilingual | null;
  readonly invitedAt: string | null;
}

/** What a rater has said so far. Goes back and forth with the form, so that nothing typed is lost. */
export interface RatingDraft {
  readonly level: Level | null;
  readonly tags: readonly string[];
  readonly comment: string;
  readonly name: string;
  readonly phone: string;
  readonly pressured: boolean;
}

/** The form of a rating: five faces, of which a good one is sent with one tap; then, where it is needed, the reasons. */
export interface RateFormPage {
  readonly matter: RatedMatter;
  /** Where the form is sent, without the language. */
  readonly action: string;
  /** Fields that go with it: the id of the rating and, without a token, what is rated. */
  readonly fields: Readonly<Record<string, string>>;
  readonly step: 'faces' | 'reasons';
  readonly draft: RatingDraft;
  /** The tags that fit the level and the channel. */
  readonly tags: readonly RatingTag[];
  readonly faults: readonly FormFault[];
  /** Work that the device is asked for before this is taken at once; null when it is not. */
  readonly proof: ProofTask | null;
  /** An amendment of what was said before; its contact is kept when the field stays empty. */
  readonly amends: { readonly hasContact: boolean } | null;
  /** A terminal that many use: large, and back at the start after a while. */
  readonly kiosk: boolean;
}

/** A code to be photographed: an SVG path of unit squares, and the number of squares a side with its quiet zone. */
export interface QrDrawing {
  readonly path: string;
  readonly size: number;
}

/** One's own receipt: what was said, what follows, and what may still be changed. */
export interface ReceiptPage {
  readonly own: OwnRating;
  /** Where the receipt stands, without the language. */
  readonly path: string;
  readonly changeable: boolean;
  /** Just stored, or looked at again. */
  readonly fresh: boolean;
  readonly kiosk: { readonly back: string; readonly qr: QrDrawing } | null;
}

/** An offer that was answered: the first receipt, and nothing of what was said. */
export interface AnsweredPage {
  readonly matter: RatedMatter;
  readonly receipt: string;
}

/** Choosing what to rate, or whom to write to: a region, a department there, one of its items. */
export interface ChoicePage {
  readonly q: string;
  /** The address names a region that there is not: the whole is listed instead. */
  readonly unknownRegion: boolean;
  /** From the whole down to the chosen region. */
  readonly lineage: readonly Named[];
  readonly regions: readonly Named[];
  readonly departments: readonly Named[];
  readonly department: Named | null;
  readonly items: readonly Named[];
  /** More were found than are listed. */
  readonly more: boolean;
}

/** How a form of a rating may begin: with room for words, or with the reasons for a bad face that was chosen. */
const begun = {
  more: z.enum(['1', 'pressured']).optional(),
  level: z.enum(['1', '2']).optional(),
};

/** GET /rate: what was chosen so far. */
export const ChoiceQuerySchema = z.object({
  q: z.string().trim().max(100).default(''),
  region: z.string().max(64).optional(),
  department: z.string().max(64).optional(),
  item: z.string().max(64).optional(),
  /** The department as a whole, none of its items. */
  whole: z.literal('1').optional(),
  ...begun,
});
export type ChoiceQuery = z.infer<typeof ChoiceQuerySchema>;

/** GET /rate/:token */
export const RateQuerySchema = z.object(begun);
export type RateQuery = z.infer<typeof RateQuerySchema>;
