import type { Finding, PersonalDataKind } from './finding.ts';
import { foldText } from './fold.ts';
import type { Candidate } from './number-patterns.ts';
import { numberCandidates } from './number-patterns.ts';
import { wordCandidates } from './word-patterns.ts';

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
export function findPersonalData(text: string): Finding[] {
  const folded = foldText(text);
  return [...searchRounds(folded.text)]
    .sort((a, b) => a.start - b.start)
    .map(({ kind, start, end, confidence }) => ({
      kind,
      start: folded.starts[start]!,
      end: folded.ends[end - 1]!,
      confidence,
    }));
}

type Personal = Candidate & { readonly kind: PersonalDataKind };

/**
 * What is found sets its neighbour free: in 京A12345D11010519491231002X the plate is seen only once the identity number
 * is out of the way. So the certain ones are covered and the rest is searched again, until nothing new comes up:
 * whoever redacts them leaves nothing certain behind.
 */
function* searchRounds(text: string): Generator<Personal> {
  const taken = new Uint8Array(text.length);
  let open = text;
  for (;;) {
    const candidates = [...numberCandidates(open), ...wordCandidates(open)].sort(bestFirst);
    const certain = withoutOverlaps(
      candidates.filter(({ confidence }) => confidence === 'certain'),
      taken,
    ).filter(isPersonal);
    yield* certain;
    if (certain.length === 0) {
      yield* withoutOverlaps(candidates, taken).filter(isPersonal);
      return;
    }
    for (const { start, end } of certain)
      open = open.slice(0, start) + COVER.repeat(end - start) + open.slice(end);
  }
}

/** Parts what stands on either side, as the brackets of a token do. */
const COVER = ']';

const isPersonal = (candidate: Candidate): candidate is Personal => candidate.kind !== 'kept';

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
