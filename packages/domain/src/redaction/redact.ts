import type { Finding, PersonalDataKind } from './finding.ts';
import { REDACTION_TOKENS, languageOfText } from './tokens.ts';

/** One replacement, for the record of redactions: its kind and where it stood in the original, never its value. */
export interface RedactedSpan {
  readonly kind: PersonalDataKind;
  readonly start: number;
  readonly end: number;
}

/**
 * Replaces the findings somebody chose by typed tokens in the language of the text; whatever was not chosen stays, such as
 * an office's own public telephone. Findings that overlap are replaced as one, under the kind of the longest. `spans` are
 * offsets in the original, in order. Throws RangeError for a finding that does not lie in the text.
 */
export function redact(
  text: string,
  findings: readonly RedactedSpan[],
): { readonly text: string; readonly spans: readonly RedactedSpan[] } {
  const spans = joined(findings);
  const tokens = REDACTION_TOKENS[languageOfText(text)];
  let redacted = '';
  let at = 0;
  for (const { kind, start, end } of spans) {
    if (
      !Number.isInteger(start) ||
      !Number.isInteger(end) ||
      start < 0 ||
      end <= start ||
      end > text.length
    ) {
      throw new RangeError('A finding lies outside the text it is said to be in');
    }
    redacted += text.slice(at, start) + tokens[kind];
    at = end;
  }
  return { text: redacted + text.slice(at), spans };
}

/** Only what may be replaced without a person's decision. */
export const certainOnly = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ confidence }) => confidence === 'certain');

/** Sorted, and overlapping ones made one: dropping either would leave a part of it to be read. */
function joined(findings: readonly RedactedSpan[]): RedactedSpan[] {
  const spans: (RedactedSpan & { longest: number })[] = [];
  for (const { kind, start, end } of [...findings].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = spans.at(-1);
    if (last === undefined || start >= last.end) {
      spans.push({ kind, start, end, longest: end - start });
    } else {
      const longer = end - start > last.longest;
      spans[spans.length - 1] = {
        kind: longer ? kind : last.kind,
        start: last.start,
        end: Math.max(last.end, end),
        longest: Math.max(last.longest, end - start),
      };
    }
  }
  return spans.map(({ kind, start, end }) => ({ kind, start, end }));
}
