import type { Finding, PersonalDataKind } from './finding.ts';
import { foldText } from './fold.ts';
import type { Candidate } from './number-patterns.ts';
import { certainNumbers, proposedNumbers } from './number-patterns.ts';
import { certainWords, proposedWords } from './word-patterns.ts';

/** Which reading wins when two of the same length cover the same characters. */
const RANK: readonly Candidate['kind'][] = [
  'identity',
  'kept',
  'mobile',
  'landline',
  'card',
  'email',
  'plate',
  'travel_document',
  'name',
  'address',
];

/**
 * Finds what tells who somebody is or how to reach them, in the order of the text and without overlaps. What is
 * certain wins over what is proposed, then the longer over the shorter, then identity number, phone, card.
 * Organisation codes are recognised, so that no card is seen in them, and are not reported: they are nobody's.
 *
 * Personal data in a form the patterns do not know stays unfound: a person reviews before a letter is published.
 */
export const findPersonalData = (text: string): Finding[] => findingsIn(text, true);

/** Only what may be replaced without a person's decision; quicker, for letters by the thousand. */
export const findCertainPersonalData = (text: string): Finding[] => findingsIn(text, false);

function findingsIn(text: string, withProposals: boolean): Finding[] {
  const folded = foldText(text);
  const taken = new Uint8Array(folded.text.length);
  const { certain, rest } = searchCertain(folded.text, taken);
  const proposed = withProposals
    ? withoutOverlaps([...proposedNumbers(rest), ...proposedWords(rest)].sort(bestFirst), taken)
    : [];
  return [...certain, ...proposed]
    .filter((candidate): candidate is Candidate & { kind: PersonalDataKind } => candidate.kind !== 'kept')
    .sort((a, b) => a.start - b.start)
    .map(({ kind, start, end, confidence }) => ({
      kind,
      start: folded.starts[start]!,
      end: folded.ends[end - 1]!,
      confidence,
    }));
}

/**
 * What is found sets its neighbour free: in 京A12345D11010519491231002X the plate is seen only once the identity number
 * is out of the way. So what was found is covered and the rest is searched again, until nothing new comes up: whoever
 * redacts it leaves nothing certain behind.
 */
function searchCertain(text: string, taken: Uint8Array): { certain: Candidate[]; rest: string } {
  const certain: Candidate[] = [];
  let rest = text;
  for (;;) {
    const round = withoutOverlaps([...certainNumbers(rest), ...certainWords(rest)].sort(bestFirst), taken);
    certain.push(...round);
    const personal = round.filter(({ kind }) => kind !== 'kept');
    if (personal.length === 0) return { certain, rest };
    for (const { start, end } of personal) {
      rest = rest.slice(0, start) + COVER.repeat(end - start) + rest.slice(end);
    }
  }
}

/** Parts what stands on either side, as the brackets of a token do. */
const COVER = ']';

const bestFirst = (a: Candidate, b: Candidate): number =>
  b.end - b.start - (a.end - a.start) || RANK.indexOf(a.kind) - RANK.indexOf(b.kind) || a.start - b.start;

/** The candidates that lie on nothing taken, each of which then takes its place. */
function withoutOverlaps(candidates: readonly Candidate[], taken: Uint8Array): Candidate[] {
  return candidates.filter(({ start, end }) => {
    if (taken.subarray(start, end).includes(1)) return false;
    taken.fill(1, start, end);
    return true;
  });
}
