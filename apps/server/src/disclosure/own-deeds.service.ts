import type { OwnAnswer } from '@huiyin/contract';
import type { LetterDeed } from '@huiyin/domain';
import { letterState } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import type { LetterKey } from '../letters/letters.repository.ts';
import { LettersService } from '../letters/letters.service.ts';
import { DefectError, VisitorError } from '../platform/errors/errors.ts';
import { DisclosureService } from './disclosure.service.ts';

/** The actor of everything that writers do with their own letter. */
const WRITER = 'writer';

/** What writers do with their own letter. The public copy, if there is one, follows in the same transaction. */
@Injectable()
export class OwnDeedsService {
  constructor(
    private readonly source: DataSource,
    private readonly letters: LettersService,
    private readonly disclosure: DisclosureService,
  ) {}

  /** Adds something to the letter; a department that waited for it goes on. Throws VisitorError letter_not_open. */
  async supplement(key: LetterKey, text: string, now: number): Promise<void> {
    await this.source.transaction((manager) => this.do(manager, key, { kind: 'supplemented' }, now, text));
  }

  /**
   * The writer's own word on the outcome, and, once, that the letter be taken up again: both or neither. Throws VisitorError
   * letter_not_open when there is no reply yet, or reopened_before. The same answer again changes nothing.
   */
  async answer(
    key: LetterKey,
    { verdict, satisfaction, again, text }: OwnAnswer,
    now: number,
  ): Promise<void> {
    await this.source.transaction(async (manager) => {
      const before = letterState(await this.letters.lockedHistoryOf(key, manager));
      const same = before?.verdict === verdict && before.satisfaction === (satisfaction ?? null);
      if (same && !again && !text) return;
      const answer = { kind: 'called_back', verdict, satisfaction: satisfaction ?? null } as const;
      const words = text ?? undefined;
      await this.do(manager, key, answer, now, again ? undefined : words);
      if (again) await this.do(manager, key, { kind: 'reopened', reason: '' }, now, words);
    });
  }

  /**
   * Gives the writer's key to disclosure, or takes it back together with what is public already; the same word again changes
   * nothing.
   */
  async consent(key: LetterKey, consent: boolean, now: number): Promise<void> {
    const by = { actor: WRITER, at: now };
    await this.source.transaction(async (manager) => {
      const state = letterState(await this.letters.historyOf(key, manager));
      if (state === null) throw new DefectError('a letter with a pass cannot be read');
      if (state.consent === consent) return;
      if (state.disclosure.kind === 'published') {
        const outcome = await this.disclosure.unpublish(key, { reason: 'no_consent', ...by }, manager);
        if (outcome.kind === 'refused') throw new DefectError('a published letter could not be taken back');
      }
      const outcome = await this.letters.record(key, { kind: 'consent_changed', consent }, by, manager);
      if (outcome.kind === 'refused') throw new VisitorError('letter_not_open');
    });
  }

  private async do(
    manager: EntityManager,
    key: LetterKey,
    deed: LetterDeed,
    now: number,
    note?: string,
  ): Promise<void> {
    const circumstances = { at: now, actor: WRITER, ...(note === undefined ? {} : { note }) };
    const outcome = await this.letters.record(key, deed, circumstances, manager);
    if (outcome.kind === 'refused')
      throw new VisitorError(outcome.reason === 'reopened_before' ? 'reopened_before' : 'letter_not_open');
    await this.disclosure.refresh(manager, key);
  }
}
