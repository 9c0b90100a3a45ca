import { z } from 'zod';

/** A local calendar date, YYYY-MM-DD, in the time zone of the policy. */
export const LocalDateSchema = z.iso.date();

/** An instant, ISO 8601 with offset. */
export const InstantSchema = z.iso.datetime({ offset: true });

/** A text in both languages of the product. */
export const BilingualSchema = z.object({ zh: z.string(), en: z.string() });
export type Bilingual = Readonly<z.infer<typeof BilingualSchema>>;

export const LanguageSchema = z.enum(['zh', 'en']);
export type Language = z.infer<typeof LanguageSchema>;

/**
 * An id brought by the client: UUID version 7. It is the key of the stored row and the idempotency key at once, and
 * the time inside it decides the month the row is stored in, so the clock behind it must be roughly right.
 */
export const ClientIdSchema = z.uuidv7();

const UNPRINTABLE = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

/** Whether a text holds what no person writes: controls but tab and line ends, or half of a surrogate pair. */
export const hasUnprintable = (text: string): boolean => UNPRINTABLE.test(text);

/** A text of a person: trimmed, at most `max` characters, without control characters (PostgreSQL cannot hold U+0000). */
export const personText = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !hasUnprintable(text), { message: 'unprintable' });

const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Whether a text can be the code of a region, department, item, line or channel: printable, without spaces. */
export const isCode = (text: string): boolean => CODE.test(text);

export const CodeSchema = z.string().regex(CODE);

/** A name behind its code, ready to be linked. */
export const NamedSchema = z.object({ code: z.string(), name: BilingualSchema });
export type Named = z.infer<typeof NamedSchema>;

export const LetterTypeSchema = z.enum(['enquiry', 'help', 'complaint', 'report', 'suggestion', 'praise']);
export const VerdictSchema = z.enum(['resolved', 'half_resolved', 'unresolved']);
