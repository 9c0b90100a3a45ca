import { removeWords } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { LetterKey } from '../letters/letters.repository.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import type { ReviewedTexts } from './public-texts.ts';
import { RemovalsRepository } from './removals.repository.ts';

/** The words that stay out of the public copy of a letter, however often it is made anew. */
@Injectable()
export class RemovedWords {
  constructor(
    private readonly repository: RemovalsRepository,
    private readonly sealer: Sealer,
  ) {}

  async of(manager: EntityManager, key: LetterKey): Promise<readonly string[]> {
    const rows = await this.repository.ofLetter(manager, key.id);
    return rows.map(({ wordsSealed }) => this.sealer.open(wordsSealed));
  }
}

/** Texts without these words, with a mark in the place of each. What has been taken out already stays out. */
export const withoutWords = (texts: ReviewedTexts, words: readonly string[]): ReviewedTexts =>
  words.reduce<ReviewedTexts>((left, one) => removalFrom(left, one).texts, texts);

/** Texts without some words, how often these stood there, and how many characters went. */
export function removalFrom(
  texts: ReviewedTexts,
  words: string,
): { readonly texts: ReviewedTexts; readonly times: number; readonly characters: number } {
  let times = 0;
  let characters = 0;
  const without = (text: string): string => {
    const removal = removeWords(text, words);
    times += removal.times;
    characters += removal.characters;
    return removal.text;
  };
  const left = {
    subject: without(texts.subject),
    body: without(texts.body),
    replies: texts.replies.map(without),
    publicReasons: new Map([...(texts.publicReasons ?? [])].map(([seq, reason]) => [seq, without(reason)])),
  };
  return { texts: { ...left, redactions: texts.redactions + times }, times, characters };
}
