import type { LetterDeedKind, LetterEvent, Verdict } from '@huiyin/domain';

/** Each with its place among those of its own kind, from 1. */
export function numbered<T extends { readonly kind: string }>(
  entries: readonly T[],
): (T & { readonly ordinal: number })[] {
  const counts = new Map<string, number>();
  return entries.map((entry) => {
    const ordinal = (counts.get(entry.kind) ?? 0) + 1;
    counts.set(entry.kind, ordinal);
    return { ...entry, ordinal };
  });
}

/** What every timeline of a letter says of an event, whoever reads it. */
export type TimelineStep<E extends LetterEvent> = E & {
  readonly kind: E['deed']['kind'];
  readonly ordinal: number;
  readonly verdict: Verdict | null;
  readonly satisfaction: number | null;
  /** Later than it was due. */
  readonly late: boolean;
};

/** The steps that are shown, in order. Only the first of a kind is held to a due instant: the clock does not start again. */
export function timelineSteps<E extends LetterEvent>(
  shown: readonly E[],
  dueOf: Readonly<Partial<Record<LetterDeedKind, number | null>>>,
): TimelineStep<E>[] {
  return numbered(shown.map((event) => ({ ...event, kind: event.deed.kind }))).map((step) => {
    const { deed, at, kind, ordinal } = step;
    const due = ordinal === 1 ? (dueOf[kind] ?? null) : null;
    const answer = deed.kind === 'called_back' ? deed : null;
    return {
      ...step,
      verdict: answer?.verdict ?? null,
      satisfaction: answer?.satisfaction ?? null,
      late: due !== null && at > due,
    };
  });
}

/** Who received the letter by this event; null for one that sent it nowhere. */
export const receiverOf = ({ deed }: LetterEvent): number | null =>
  deed.kind === 'submitted' || deed.kind === 'dispatched' ? deed.departmentId : null;
