import type { OwnRemoval, RemovalRequest } from '@huiyin/contract';
import { areTooShort, charactersOf } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { LetterKey } from '../letters/letters.repository.ts';
import { LettersService } from '../letters/letters.service.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { DisclosureService } from './disclosure.service.ts';
import type { ReviewedTexts } from './public-texts.ts';
import { PublishedCopiesRepository } from './published-copies.repository.ts';
import type { RemovalRow } from './removals.repository.ts';
import { RemovalsRepository } from './removals.repository.ts';
import { removalFrom } from './removed-words.ts';

/** Of all that is public of a letter, a share of 0–1, no more may be taken out, however many times somebody asks. */
const SHARE_MAX = 0.3;
const A_LETTER_MAX = 20;

export type RemovalOutcome =
  'removed' | 'words_too_short' | 'words_too_much' | 'words_not_there' | 'removals_too_many';

/** What somebody had taken out, for a person to look at. */
export interface AskedRemoval {
  readonly number: string;
  readonly words: string;
  readonly reason: string | null;
  readonly times: number;
  readonly askedAt: Date;
}

/**
 * Personal data that a reviewer overlooked. Its writer names the words, and they are gone from the public copy at once: what
 * should not be public must not wait for an office to open. A person looks at the request afterwards.
 */
@Injectable()
export class RemovalsService {
  constructor(
    private readonly source: DataSource,
    private readonly letters: LettersService,
    private readonly disclosure: DisclosureService,
    private readonly copies: PublishedCopiesRepository,
    private readonly repository: RemovalsRepository,
    private readonly sealer: Sealer,
  ) {}

  /** The same words a second time change nothing. Anything but 'removed' has changed and stored nothing. */
  remove(key: LetterKey, { words, reason }: RemovalRequest, now: number): Promise<RemovalOutcome> {
    return this.source.transaction(async (manager) => {
      if (areTooShort(words)) return 'words_too_short';
      const letter = await this.letters.originalOf(key, manager);
      // Locks the copy, so that two requests at once do not together take out more than one may.
      const texts = letter === null ? null : await this.copies.reviewedTexts(manager, letter.number);
      if (letter === null || texts === null) return 'words_not_there';
      const before = await this.repository.ofLetter(manager, key.id);
      const { times, characters } = removalFrom(texts, words);
      if (times === 0) return this.isAmong(before, words) ? 'removed' : 'words_not_there';
      if (before.length >= A_LETTER_MAX) return 'removals_too_many';
      const gone = before.reduce((sum, row) => sum + row.characters, 0);
      if (gone + characters > SHARE_MAX * (gone + charactersOf(allOf(texts)))) return 'words_too_much';
      await this.repository.add(manager, {
        letterId: key.id,
        seq: before.length + 1,
        number: letter.number,
        wordsSealed: this.sealer.seal(words),
        reasonSealed: reason === null || reason === undefined ? null : this.sealer.seal(reason),
        times,
        characters,
        askedAt: new Date(now),
      });
      await this.disclosure.refresh(manager, key);
      return 'removed';
    });
  }

  /** For the writer, the oldest first. */
  async ofLetter(key: LetterKey): Promise<OwnRemoval[]> {
    const rows = await this.repository.ofLetter(this.source.manager, key.id);
    return rows.map(({ wordsSealed, times, askedAt }) => ({
      words: this.sealer.open(wordsSealed),
      times,
      at: askedAt.toISOString(),
    }));
  }

  /** Those that no person has looked at, the oldest first. */
  async waiting(limit = 100): Promise<AskedRemoval[]> {
    const rows = await this.repository.waiting(this.source.manager, limit);
    return rows.map(({ number, wordsSealed, reasonSealed, times, askedAt }) => ({
      number,
      words: this.sealer.open(wordsSealed),
      reason: reasonSealed === null ? null : this.sealer.open(reasonSealed),
      times,
      askedAt,
    }));
  }

  /** Says that a person has looked at those of a letter. The words stay out. Resolves to how many they were. */
  settle(number: string, by: string, now: number): Promise<number> {
    return this.repository.settle(this.source.manager, number, by, new Date(now));
  }

  private isAmong(rows: readonly RemovalRow[], words: string): boolean {
    return rows.some(({ wordsSealed }) => this.sealer.open(wordsSealed) === words);
  }
}

const allOf = ({ subject, body, replies }: ReviewedTexts): string => [subject, body, ...replies].join('');
