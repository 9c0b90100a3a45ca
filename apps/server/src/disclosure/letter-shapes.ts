import type { LetterList, Named, PublishedLetter, PublishedLetterBrief } from '@huiyin/contract';
import type { DirectorySnapshot } from '../directory/directory.ts';
import { highlight, snippetOf } from './highlight.ts';
import type {
  BriefRow,
  FoundRow,
  LetterFilter,
  LetterRow,
  TypeVerdictCount,
} from './published-letters.repository.ts';

/** How rows of public copies become what the contract promises: names looked up, words marked, counts summed. */

export const EMPTY_LIST: LetterList = {
  total: 0,
  letters: [],
  resolved: 0,
  answered: 0,
  facets: { type: [], verdict: [] },
  nextCursor: null,
  firstPlace: 1,
};

export function briefOf(
  row: BriefRow | FoundRow,
  snapshot: DirectorySnapshot,
  words: readonly string[],
): PublishedLetterBrief {
  const searched = words.length > 0 && 'body' in row;
  return {
    number: row.number,
    subject: row.subject,
    markedSubject: searched ? highlight(row.subject, words) : null,
    snippet: searched ? snippetOf([row.body, ...row.replies.map(({ body }) => body)], words) : null,
    type: row.type,
    department: departmentNamed(snapshot, row.departmentId),
    receivedOn: row.receivedOn,
    publishedOn: row.publishedOn,
    replyWorkingDays: row.replyWorkingDays,
    lateWorkingDays: row.lateWorkingDays,
    reopened: row.reopened,
    verdict: row.verdict,
  };
}

export function letterOf(
  row: LetterRow,
  snapshot: DirectorySnapshot,
  similar: readonly PublishedLetterBrief[],
): PublishedLetter {
  const department = snapshot.departmentById.get(row.departmentId);
  const item = row.itemId === null ? undefined : snapshot.itemById.get(row.itemId);
  return {
    number: row.number,
    subject: row.subject,
    body: row.body,
    redactions: row.redactions,
    type: row.type,
    department: departmentNamed(snapshot, row.departmentId),
    region: named(
      department && snapshot.regionByCode.get(department.regionCode),
      department?.regionCode ?? '',
    ),
    item: item === undefined ? null : named(item, item.code),
    channel: snapshot.channelByCode.get(row.channel)?.name ?? { zh: row.channel, en: row.channel },
    receivedAt: row.receivedAt.toISOString(),
    replyDueOn: row.replyDueOn,
    allowedWorkingDays: row.allowedWorkingDays,
    usedWorkingDays: row.replyWorkingDays,
    closedOn: row.closedOn,
    publishedOn: row.publishedOn,
    verdict: row.verdict,
    satisfaction: row.satisfaction,
    verdictOn: row.verdictOn,
    replies: row.replies.map(({ ordinal, kind, body, department: code, at, workingDays }) => ({
      ordinal,
      kind,
      body,
      department: named(snapshot.departmentByCode.get(code), code),
      repliedAt: new Date(at).toISOString(),
      workingDays,
    })),
    timeline: row.timeline.map(
      ({ kind, at, ordinal, department: code, verdict, satisfaction, reason, late }) => ({
        kind,
        at: new Date(at).toISOString(),
        ordinal,
        department: code === null ? null : named(snapshot.departmentByCode.get(code), code),
        verdict,
        satisfaction,
        reason,
        late,
      }),
    ),
    similar: [...similar],
  };
}

/** Totals over the letters found, and each facet over those that its own choice leaves out of account. */
export function summaryOf(
  counts: readonly TypeVerdictCount[],
  { types, verdicts }: LetterFilter,
): Pick<LetterList, 'total' | 'resolved' | 'answered' | 'facets'> {
  const ofTypes = counts.filter(({ type }) => types === undefined || types.includes(type));
  const ofVerdicts = counts.filter(({ verdict }) => verdicts === undefined || verdicts.includes(verdict));
  const found = ofTypes.filter((row) => ofVerdicts.includes(row));
  return {
    total: sumOf(found),
    resolved: sumOf(found.filter(({ verdict }) => verdict === 'resolved')),
    answered: sumOf(found.filter(({ verdict }) => verdict !== 'silent')),
    facets: { type: facet(ofVerdicts, 'type'), verdict: facet(ofTypes, 'verdict') },
  };
}

function facet(
  counts: readonly TypeVerdictCount[],
  by: 'type' | 'verdict',
): { value: string; count: number }[] {
  const sums = new Map<string, number>();
  for (const row of counts) sums.set(row[by], (sums.get(row[by]) ?? 0) + row.letters);
  return [...sums].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}

export const sumOf = (counts: readonly TypeVerdictCount[]): number =>
  counts.reduce((sum, { letters }) => sum + letters, 0);

function departmentNamed(snapshot: DirectorySnapshot, id: number): Named {
  const department = snapshot.departmentById.get(id);
  return named(department, department?.code ?? String(id));
}

/** A code alone, where the directory in memory does not know it yet: half a minute later it does. */
const named = (known: Named | undefined, code: string): Named =>
  known === undefined ? { code, name: { zh: code, en: code } } : { code: known.code, name: known.name };
