import type { LetterList, LetterSearchQuery, PublishedLetter, PublishedLetterBrief } from '@huiyin/contract';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { DirectorySnapshot } from '../directory/directory.ts';
import { DirectoryService } from '../directory/directory.service.ts';
import { VisitorError } from '../platform/errors/errors.ts';
import type { LetterCursor, LetterSort } from './letter-cursor.ts';
import { isPossibleNumber, readCursor, writeCursor } from './letter-cursor.ts';
import { EMPTY_LIST, briefOf, letterOf, sumOf, summaryOf } from './letter-shapes.ts';
import type { FoundRow, LetterFilter, TypeVerdictCount } from './published-letters.repository.ts';
import { PublishedLettersRepository } from './published-letters.repository.ts';
import { queryOf, withoutCommonWords, wordsOf } from './segmentation.ts';

/** Whose letters: one department's, a region's with all below it, or everybody's. */
export interface LetterScope {
  readonly departmentId?: number;
  readonly regionCode?: string;
}

/**
 * Ranking reads every letter it ranks. Of a word that stands in more letters than these, the newest are ranked and the
 * older ones follow by publication, so that a search costs the same however many letters there are.
 */
const RANKED_MAX = 1_000;
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
  protected readonly rankedMax: number = RANKED_MAX;

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
    const summary = summaryOf(found.counts, found.filter);
    const { rows, since } =
      sort === 'relevance'
        ? await this.relevant(found.filter, cursor, query.limit, summary.total)
        : await this.byPublication(found.filter, cursor, query.limit);
    const shown = rows.slice(0, query.limit);
    const firstPlace = cursor === null ? 1 : cursor.place + 1;
    const last = rows.length > shown.length ? shown.at(-1) : undefined;
    const lastPlace = firstPlace + shown.length - 1;
    return {
      ...summary,
      letters: shown.map((row) => briefOf(row, snapshot, words)),
      nextCursor:
        last === undefined
          ? null
          : writeCursor(cursorAfter(last, { sort, since, join: found.join, place: lastPlace })),
      firstPlace,
    };
  }

  /** Throws VisitorError unknown_letter, or letter_withdrawn when only the tombstone is left. */
  async letter(number: string): Promise<PublishedLetter> {
    const row = isPossibleNumber(number) ? await this.letters.byNumber(this.source.manager, number) : null;
    if (row === null) throw new VisitorError('unknown_letter', { number });
    if (row.withdrawn) throw new VisitorError('letter_withdrawn', { number });
    const snapshot = await this.directory.snapshot();
    return letterOf(row, snapshot, await this.similar(row.number, row.subject, snapshot));
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

  private async byPublication(
    filter: LetterFilter,
    cursor: LetterCursor | null,
    limit: number,
  ): Promise<FoundPage> {
    const after = cursor !== null && cursor.order !== 'relevance' ? cursor : null;
    return { rows: await this.letters.newest(this.source.manager, filter, after, limit), since: null };
  }

  /** The ranked letters, then those that are too old to be ranked. */
  private async relevant(
    filter: LetterFilter,
    cursor: LetterCursor | null,
    limit: number,
    total: number,
  ): Promise<FoundPage> {
    const { search } = filter;
    if (search === undefined || cursor?.order === 'older') return this.byPublication(filter, cursor, limit);
    const { manager } = this.source;
    const after = cursor?.order === 'relevance' ? cursor : null;
    const since =
      after !== null
        ? after.since
        : total > this.rankedMax
          ? await this.letters.publishedAtPlace(manager, filter, this.rankedMax)
          : null;
    const rows = await this.letters.mostRelevant(
      manager,
      { ...filter, search, since: since ?? undefined },
      after,
      limit,
    );
    if (since === null || rows.length > limit) return { rows, since };
    const older = await this.letters.newest(manager, { ...filter, before: since }, null, limit - rows.length);
    return { rows: [...rows, ...older], since };
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

interface FoundPage {
  /** One more than asked for when there are more. */
  readonly rows: readonly FoundRow[];
  /** From when on letters were ranked; null when all were, or none. */
  readonly since: string | null;
}

function cursorAfter(
  { rank, number, publishedAt }: FoundRow,
  {
    sort,
    since,
    join,
    place,
  }: { sort: LetterSort; since: string | null; join: LetterCursor['join']; place: number },
): LetterCursor {
  if (sort === 'newest') return { order: 'newest', publishedAt, number, join, place };
  return rank === null
    ? { order: 'older', publishedAt, number, join, place }
    : { order: 'relevance', since, rank, number, join, place };
}
