import { z } from 'zod';

/** A local calendar date, YYYY-MM-DD, in the time zone of the policy. */
export const LocalDateSchema = z.iso.date();

/** An instant, ISO 8601 with offset. */
export const InstantSchema = z.iso.datetime({ offset: true });

/** A text in both languages of the product. */
export const BilingualSchema = z.object({ zh: z.string(), en: z.string() });

export const LanguageSchema = z.enum(['zh', 'en']);
export type Language = z.infer<typeof LanguageSchema>;

/**
 * An id brought by the client: UUID version 7. It is the key of the stored row and the idempotency key at once, and
 * the time inside it decides the month the row is stored in, so the clock behind it must be roughly right.
 */
export const ClientIdSchema = z.uuidv7();

/** Characters that no text of a person holds: controls but tab and line ends, and halves of a surrogate pair. */
const UNPRINTABLE = /[^\P{Cc}\t\n\r]|\p{Cs}/u;

/** A text of a person: trimmed, at most `max` characters, without control characters (PostgreSQL cannot hold U+0000). */
export const personText = (max: number, min = 1) =>
  z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !UNPRINTABLE.test(text), { message: 'unprintable' });

/** The code of a region, department, item, line or channel: printable, without spaces. */
export const CodeSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);

/** A name behind its code, ready to be linked. */
export const NamedSchema = z.object({ code: z.string(), name: BilingualSchema });
export type Named = z.infer<typeof NamedSchema>;

export const LetterTypeSchema = z.enum(['enquiry', 'help', 'complaint', 'report', 'suggestion', 'praise']);
export const VerdictSchema = z.enum(['resolved', 'half_resolved', 'unresolved']);
