import type { LetterList, LetterSearchQuery } from '@huiyin/contract';
import type { Voice } from '../../wording/voice.ts';

/** Call-back answers of fewer people than this are not told as a share. */
const ANSWERED_AT_LEAST = 11;

export const listed = <T extends string>(value: T | readonly T[] | undefined): readonly T[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;

export const isFiltered = (query: LetterSearchQuery): boolean =>
  listed(query.type).length + listed(query.verdict).length > 0 ||
  query.department !== undefined ||
  query.region !== undefined;

/** How many letters were found, and what the writers who answered say; or that nothing was found. */
export function lettersFinding(list: LetterList, query: LetterSearchQuery, voice: Voice): string {
  const { finding } = voice.t.letters;
  if (list.total === 0) {
    if (query.q !== '') return finding.nothing(query.q);
    return isFiltered(query) ? finding.nothingFiltered : finding.empty;
  }
  const total = voice.count(list.total);
  const found = query.q === '' ? finding.all(total) : finding.found(query.q, total);
  return list.answered < ANSWERED_AT_LEAST
    ? found
    : found + finding.answered(voice.count(list.answered), voice.count(list.resolved));
}

/** The query as it stands in an address; the given parts replace its own, and a new search begins at its first page. */
export function addressQuery(
  query: LetterSearchQuery,
  change: Readonly<Record<string, string | undefined>> = {},
): Record<string, string | readonly string[] | undefined> {
  return {
    q: query.q,
    verdict: listed(query.verdict),
    type: listed(query.type),
    department: query.department,
    region: query.region,
    sort: query.sort,
    ...change,
  };
}
