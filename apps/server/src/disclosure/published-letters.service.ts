import type {
  LetterList,
  LetterSearchQuery,
  Named,
  PublishedLetter,
  PublishedLetterBrief,
} from '@huiyin/contract';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DirectorySnapshot } from '../directory/directory.ts';
import { DirectoryService } from '../directory/directory.service.ts';
import { VisitorError } from '../platform/errors/errors.ts';
import { highlight, snippetOf } from './highlight.ts';
import type { LetterCursor } from './letter-cursor.ts';
import { readCursor, writeCursor } from './letter-cursor.ts';
import type { BriefRow, FoundRow, LetterFilter, TypeVerdictCount } from './published-letters.repository.ts';
import { PublishedLettersRepository } from './published-letters.repository.ts';
import { queryOf, withoutCommonWords, wordsOf } from './segmentation.ts';

/** Whose letters: one department's, a region's with all below it, or everybody's. */
export interface LetterScope {
  readonly departmentId?: number;
  readonly regionCode?: string;
}

const SIMILAR = 3;
/** Words of a subject that a similar letter may share. */
const SIMILAR_WORDS = 12;
/** What subjects begin and end with, whatever they are about. */
const SUBJECT_PHRASES = new Set(
  '关于 问题 咨询 反映 希望 建议 投诉 求助 相关 情况 事宜 办理 解决 有关 感谢 表扬 尽快'.split(' '),
);

/** The disclosed letters, for the API and the pages. */
@Injectable()
export class PublishedLettersService {
  constructor(
    private readonly source: DataSource,
    private readonly letters: PublishedLettersRepository,
    private readonly directory: DirectoryService,
  ) {}

  /**
   * One page of the letters found. Words must all be there; when no letter has them all, letters with any of them.
   * Throws VisitorError department_not_found, region_not_found, or invalid_query for a cursor that is not ours.
   */
  async list(query: LetterSearchQuery): Promise<LetterList> {
    const snapshot = await this.directory.snapshot();
    const words = withoutCommonWords(wordsOf(query.q));
    const nothingToSearch = query.q !== '' && words.length === 0;
    const sort = words.length > 0 ? (query.sort ?? 'relevance') : 'newest';
    const cursor = query.cursor === undefined ? null : readCursor(query.cursor, sort);
    const filter = filterOf(query, snapshot);
    if (nothingToSearch) return EMPTY_LIST;
    const found = await this.find(filter, words, cursor);
    const rows = await this.page(found.filter, sort, cursor, query.limit);
    const shown = rows.slice(0, query.limit);
    const firstPlace = cursor === null ? 1 : cursor.place + 1;
    return {
      ...summary(found.counts, found.filter),
      letters: shown.map((row) => briefOf(row, snapshot, words)),
      nextCursor:
        rows.length > shown.length
          ? cursorAfter(shown.at(-1)!, sort, found.join, firstPlace + shown.length - 1)
          : null,
      firstPlace,
    };
  }

  /** Throws VisitorError unknown_letter, or letter_withdrawn when only the tombstone is left. */
  async letter(number: string): Promise<PublishedLetter> {
    const row = isPossibleNumber(number) ? await this.letters.byNumber(this.source.manager, number) : null;
    if (row === null) throw new VisitorError('unknown_letter', { number });
    if (row.withdrawn) throw new VisitorError('letter_withdrawn', { number });
    const snapshot = await this.directory.snapshot();
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
      similar: await this.similar(row.number, row.subject, snapshot),
    };
  }

  /** The newest letters of a scope, newest first. */
  async newest({
    limit,
    ...scope
  }: LetterScope & { readonly limit: number }): Promise<PublishedLetterBrief[]> {
    const snapshot = await this.directory.snapshot();
    const rows = await this.letters.newest(this.source.manager, scope, null, limit);
    return rows.slice(0, limit).map((row) => briefOf(row, snapshot, []));
  }

  /** How many letters of a scope are public now. */
  async count(scope: LetterScope = {}): Promise<number> {
    return sumOf(await this.letters.counts(this.source.manager, scope));
  }

  /** A later page searches as the first one did: by all words, or by any of them. */
  private async find(
    filter: LetterFilter,
    words: readonly string[],
    cursor: LetterCursor | null,
  ): Promise<{ filter: LetterFilter; counts: TypeVerdictCount[]; join: LetterCursor['join'] }> {
    const by = async (join: LetterCursor['join']) => {
      const searched = words.length === 0 ? filter : { ...filter, search: queryOf(words, join) };
      return { filter: searched, counts: await this.letters.counts(this.source.manager, searched), join };
    };
    if (cursor !== null) return by(cursor.join);
    const all = await by('all');
    return all.counts.length > 0 || words.length < 2 ? all : by('any');
  }

  private page(
    filter: LetterFilter,
    sort: LetterCursor['sort'],
    cursor: LetterCursor | null,
    limit: number,
  ): Promise<FoundRow[]> {
    const { search } = filter;
    return sort === 'relevance' && search !== undefined
      ? this.letters.mostRelevant(
          this.source.manager,
          { ...filter, search },
          cursor?.sort === 'relevance' ? cursor : null,
          limit,
        )
      : this.letters.newest(this.source.manager, filter, cursor?.sort === 'newest' ? cursor : null, limit);
  }

  private async similar(
    number: string,
    subject: string,
    snapshot: DirectorySnapshot,
  ): Promise<PublishedLetterBrief[]> {
    const words = withoutCommonWords(wordsOf(subject))
      .filter((word) => [...word].length > 1 && !SUBJECT_PHRASES.has(word))
      .slice(0, SIMILAR_WORDS);
    if (words.length === 0) return [];
    const rows = await this.letters.similar(this.source.manager, number, queryOf(words, 'any'), SIMILAR);
    return rows.map((row) => briefOf(row, snapshot, []));
  }
}

const EMPTY_LIST: LetterList = {
  total: 0,
  letters: [],
  resolved: 0,
  answered: 0,
  facets: { type: [], verdict: [] },
  nextCursor: null,
  firstPlace: 1,
};

function filterOf(query: LetterSearchQuery, snapshot: DirectorySnapshot): LetterFilter {
  const department =
    query.department === undefined ? undefined : snapshot.departmentByCode.get(query.department);
  if (query.department !== undefined && department === undefined) {
    throw new VisitorError('department_not_found', { code: query.department });
  }
  if (query.region !== undefined && !snapshot.regionByCode.has(query.region)) {
    throw new VisitorError('region_not_found', { code: query.region });
  }
  return {
    types: listOf(query.type),
    verdicts: listOf(query.verdict),
    departmentId: department?.id,
    regionCode: query.region,
  };
}

const listOf = <T>(given: T | readonly T[] | undefined): readonly T[] | undefined =>
  given === undefined ? undefined : Array.isArray(given) ? (given as readonly T[]) : [given as T];

/** Totals over the letters found, and each facet over those that its own choice leaves out of account. */
function summary(
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

const sumOf = (counts: readonly TypeVerdictCount[]): number =>
  counts.reduce((sum, { letters }) => sum + letters, 0);

const cursorAfter = (
  last: FoundRow,
  sort: LetterCursor['sort'],
  join: LetterCursor['join'],
  place: number,
): string =>
  writeCursor(
    sort === 'relevance'
      ? { sort, join, rank: last.rank, number: last.number, place }
      : { sort, join, publishedAt: last.publishedAt, number: last.number, place },
  );

function briefOf(
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

function departmentNamed(snapshot: DirectorySnapshot, id: number): Named {
  const department = snapshot.departmentById.get(id);
  return named(department, department?.code ?? String(id));
}

/** A code alone, where the directory in memory does not know it yet: half a minute later it does. */
const named = (known: Named | undefined, code: string): Named =>
  known === undefined ? { code, name: { zh: code, en: code } } : { code: known.code, name: known.name };

/** Numbers are short and printable; anything else is not worth a query, and U+0000 would make it fail. */
// eslint-disable-next-line no-control-regex -- naming the control characters is the point
const isPossibleNumber = (number: string): boolean =>
  number.length <= 100 && !/[\u0000-\u001f\u007f]/.test(number);
