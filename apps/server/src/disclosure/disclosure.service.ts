import type { LetterDeed, LetterState, WithholdReason } from '@huiyin/domain';
import { letterState } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { DirectoryService } from '../directory/directory.service.ts';
import { RulesService } from '../directory/rules.service.ts';
import type { LetterKey } from '../letters/letters.repository.ts';
import type { DeedCircumstances, OriginalLetter, RecordOutcome } from '../letters/letters.service.ts';
import { LettersService } from '../letters/letters.service.ts';
import { DefectError } from '../platform/errors/errors.ts';
import { redactedLetter, redactedToTheLast } from './automatic-redaction.ts';
import { publicCopyOf } from './public-copy.ts';
import { RemovedWords, withoutWords } from './removed-words.ts';
import type { CodeOf, ReviewedTexts } from './public-texts.ts';
import { departmentCodes, publicTextsOf } from './public-texts.ts';
import { PublishedCopiesRepository } from './published-copies.repository.ts';

/** Who publishes, when, and the texts as they were reviewed. */
export interface Publication extends ReviewedTexts {
  readonly actor: string;
  /** Milliseconds. */
  readonly at: number;
}

type Refused = Extract<RecordOutcome, { kind: 'refused' }>;
export type DisclosureOutcome =
  | { readonly kind: 'done'; readonly number: string; readonly state: LetterState }
  /** `review_outdated`: a reply came in that the reviewer has not seen. */
  | { readonly kind: 'refused'; readonly reason: Refused['reason'] | 'review_outdated' };

interface KeepBack {
  readonly reason: WithholdReason;
  readonly actor: string;
  readonly at: number;
}

/** What may happen to a letter besides being disclosed or kept back. */
export type OtherDeed = Exclude<LetterDeed, { kind: 'submitted' | 'published' | 'withheld' | 'unpublished' }>;

/**
 * Discloses letters and takes them back. A decision and the public copy are one transaction: there is no copy of a letter
 * that was not published, and no published letter without one. Refusals are values; without consent, and for 举报, always.
 */
@Injectable()
export class DisclosureService {
  constructor(
    private readonly source: DataSource,
    private readonly letters: LettersService,
    private readonly rules: RulesService,
    private readonly directory: DirectoryService,
    private readonly copies: PublishedCopiesRepository,
    private readonly removed: RemovedWords,
  ) {}

  /** Publishes the texts that a person reviewed, one for every reply. */
  publish(key: LetterKey, { actor, at, ...reviewed }: Publication): Promise<DisclosureOutcome> {
    const within = this.source.manager;
    return this.decide(key, { kind: 'published' }, { actor, at }, within, async (manager, letter, state) => {
      if (letter.replies.length !== reviewed.replies.length) throw new ReviewOutdated();
      await this.writeCopy(manager, letter, state, reviewed);
    });
  }

  /** Publishes what nobody reviews, for imports and the demonstration: certain personal data is replaced. */
  async publishAutomatically(
    key: LetterKey,
    by: { readonly actor: string; readonly at: number },
  ): Promise<DisclosureOutcome> {
    const letter = await this.letters.originalOf(key);
    return letter === null
      ? { kind: 'refused', reason: 'unknown_letter' }
      : this.publish(key, { ...redactedLetter(letter), ...by });
  }

  /** Decides not to publish, for a coded lawful reason. */
  withhold(key: LetterKey, { reason, ...by }: KeepBack): Promise<DisclosureOutcome> {
    return this.decide(key, { kind: 'withheld', reason }, by, this.source.manager, () => Promise.resolve());
  }

  /** Takes a published letter back. Its number and the reason stay; its text goes at once. */
  unpublish(
    key: LetterKey,
    { reason, ...by }: KeepBack,
    within: EntityManager = this.source.manager,
  ): Promise<DisclosureOutcome> {
    const deed = { kind: 'unpublished', reason } as const;
    return this.decide(key, deed, by, within, async (manager, { number }) => {
      if (!(await this.copies.withdraw(manager, number, by.at, reason))) {
        throw new DefectError(`letter ${number} was published without a copy`);
      }
    });
  }

  /** Records any other deed and brings the public copy, if there is one, in line with it, in one transaction. */
  record(key: LetterKey, deed: OtherDeed, circumstances: DeedCircumstances): Promise<RecordOutcome> {
    return this.source.transaction(async (manager) => {
      const outcome = await this.letters.record(key, deed, circumstances, manager);
      if (outcome.kind === 'done') await this.refresh(manager, key);
      return outcome;
    });
  }

  /**
   * Makes the public copy of a letter anew after something happened to it; false when it has none. Call it in the
   * transaction that recorded the event, which holds the letter's lock. Reviewed texts stay as they are, but for words that
   * their writer had taken out. A reply that came since is redacted to the last proposal, because nobody has reviewed it.
   */
  async refresh(manager: EntityManager, key: LetterKey): Promise<boolean> {
    const letter = await this.letters.originalOf(key, manager);
    const reviewed = letter === null ? null : await this.copies.reviewedTexts(manager, letter.number);
    if (letter === null || reviewed === null) return false;
    const name = letter.writer?.name ?? '';
    const added = letter.replies
      .slice(reviewed.replies.length)
      .map(({ body }) => redactedToTheLast(body, name));
    const state = letterState(await this.letters.historyOf(key, manager));
    if (state === null)
      throw new DefectError(`letter ${letter.number} has a history that the rules do not allow`);
    await this.writeCopy(manager, letter, state, {
      ...reviewed,
      replies: [...reviewed.replies, ...added.map(({ text }) => text)],
      redactions: added.reduce((sum, { redactions }) => sum + redactions, reviewed.redactions),
    });
    return true;
  }

  /** Records a decision and does what follows from it; when that finds the review outdated, nothing has happened. */
  private async decide(
    key: LetterKey,
    deed: LetterDeed,
    by: { readonly actor: string; readonly at: number },
    within: EntityManager,
    follow: (manager: EntityManager, letter: OriginalLetter, state: LetterState) => Promise<void>,
  ): Promise<DisclosureOutcome> {
    try {
      return await within.transaction(async (manager) => {
        const outcome = await this.letters.record(key, deed, by, manager);
        if (outcome.kind === 'refused') return outcome;
        const letter = await this.letters.originalOf(key, manager);
        if (letter === null) throw new DefectError('a letter that was just decided on is not there');
        await follow(manager, letter, outcome.state);
        return { kind: 'done', number: letter.number, state: outcome.state };
      });
    } catch (error) {
      if (error instanceof ReviewOutdated) return { kind: 'refused', reason: 'review_outdated' };
      throw error;
    }
  }

  private async writeCopy(
    manager: EntityManager,
    letter: OriginalLetter,
    state: LetterState,
    reviewed: ReviewedTexts,
  ): Promise<void> {
    const history = await this.letters.historyOf(letter.key, manager);
    const rules = await this.rules.letterRulesOf(letter);
    const codeOf = await this.codes([
      state.departmentId,
      ...letter.replies.map(({ departmentId }) => departmentId),
    ]);
    const shown = withoutWords(reviewed, await this.removed.of(manager, letter.key));
    const copy = publicCopyOf(state, history, publicTextsOf(letter, shown, codeOf), rules, codeOf);
    if (copy === null) throw new DefectError(`letter ${letter.number} has no public copy to write`);
    await this.copies.write(manager, [copy], 'replace');
  }

  /** The directory in memory may be half a minute old, and a department newer than that. */
  private async codes(needed: readonly number[]): Promise<CodeOf> {
    const { departmentById } = await this.directory.snapshot();
    if (!needed.every((id) => departmentById.has(id))) this.directory.refresh();
    return departmentCodes(await this.directory.snapshot());
  }
}

/** Rolls the transaction back; never leaves this file. */
class ReviewOutdated extends Error {}
