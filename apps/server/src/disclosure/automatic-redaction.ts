import type { Finding } from '@huiyin/domain';
import { REDACTION_TOKENS, findCertainPersonalData, findPersonalData, redact } from '@huiyin/domain';
import type { ReviewedTexts } from './public-texts.ts';

interface LetterTexts {
  readonly subject: string;
  readonly body: string;
  readonly replies: readonly { readonly body: string }[];
}

/** Every text of a letter with its certain personal data replaced, for publication that nobody reviews. */
export function redactedLetter(letter: LetterTexts): ReviewedTexts {
  const subject = redactedText(letter.subject, findCertainPersonalData);
  const body = redactedText(letter.body, findCertainPersonalData);
  const replies = letter.replies.map((reply) => redactedText(reply.body, findCertainPersonalData));
  return {
    subject: subject.text,
    body: body.text,
    replies: replies.map(({ text }) => text),
    redactions: [subject, body, ...replies].reduce((sum, { redactions }) => sum + redactions, 0),
  };
}

/** A text that comes into a published letter by itself: no person chose, so what is only proposed goes as well. */
export const redactedToTheLast = (text: string): { text: string; redactions: number } =>
  redactedText(text, findPersonalData);

/** Counts what the reader sees in brackets: also what was already replaced when the text came to us. */
function redactedText(text: string, find: (text: string) => Finding[]): { text: string; redactions: number } {
  const redacted = redact(text, find(text)).text;
  const tokens = new Set(Object.values(REDACTION_TOKENS));
  return {
    text: redacted,
    redactions: [...tokens].reduce((sum, token) => sum + redacted.split(token).length - 1, 0),
  };
}
