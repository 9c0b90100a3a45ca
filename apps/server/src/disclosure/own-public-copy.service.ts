import type { OwnLetter, OwnPublished, PublishedText } from '@huiyin/contract';
import { replacedSpans } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PublishedLettersRepository } from './published-letters.repository.ts';

/** What everybody reads of a letter, for its writer to hold against the original. */
@Injectable()
export class OwnPublicCopyService {
  constructor(
    private readonly source: DataSource,
    private readonly letters: PublishedLettersRepository,
  ) {}

  /** Null while the letter is not public. */
  async of(letter: OwnLetter): Promise<OwnPublished | null> {
    const row = letter.published ? await this.letters.byNumber(this.source.manager, letter.number) : null;
    if (row === null || row.withdrawn) return null;
    // A reply may have come in between the two readings: it is left out until the next one.
    const replies = row.replies.flatMap(({ body }, place) => {
      const original = letter.replies[place];
      return original === undefined ? [] : [besides(original.body, body)];
    });
    return { subject: besides(letter.subject, row.subject), body: besides(letter.body, row.body), replies };
  }
}

const besides = (original: string, text: string): PublishedText => ({
  text,
  replaced: replacedSpans(original, text),
});
