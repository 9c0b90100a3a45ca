import type { Finding } from '@huiyin/domain';
import { PUBLIC_TOKENS, findCertainPersonalData, findName, findPersonalData, redact } from '@huiyin/domain';
import type { ReviewedTexts } from './public-texts.ts';

export interface RedactedText {
  readonly text: string;
  readonly redactions: number;
}

interface LetterTexts {
  readonly subject: string;
  readonly body: string;
  readonly writer?: { readonly name: string } | null | undefined;
  readonly replies: readonly { readonly body: string }[];
}

/** Every text of a letter without its certain personal data and its writer's name, for publication that nobody reviews. */
export function redactedLetter(letter: LetterTexts): ReviewedTexts {
  const name = letter.writer?.name ?? '';
  const redacted = (text: string) =>
    redactedText(text, [...findCertainPersonalData(text), ...findName(text, name)]);
  const subject = redacted(letter.subject);
  const body = redacted(letter.body);
  const replies = letter.replies.map((reply) => redacted(reply.body));
  return {
    subject: subject.text,
    body: body.text,
    replies: replies.map(({ text }) => text),
    redactions: [subject, body, ...replies].reduce((sum, { redactions }) => sum + redactions, 0),
  };
}

/**
 * A text that nobody has reviewed, with all that may be personal replaced, also what is only proposed, and `name`, which its
 * writer goes by. For what comes into a published letter by itself, and to show how a letter would look.
 */
export const redactedToTheLast = (text: string, name: string): RedactedText =>
  redactedText(text, [...findPersonalData(text), ...findName(text, name)]);

/** Counts what the reader sees in brackets: also what was already replaced when the text came to us. */
function redactedText(text: string, findings: readonly Finding[]): RedactedText {
  const redacted = redact(text, findings).text;
  return {
    text: redacted,
    redactions: PUBLIC_TOKENS.reduce((sum, token) => sum + redacted.split(token).length - 1, 0),
  };
}
