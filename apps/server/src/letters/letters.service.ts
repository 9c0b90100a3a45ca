import type { LetterDeed } from '@huiyin/domain';
import { contributionsOfLetter, deltaOf, letterState } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { RulesService } from '../directory/rules.service.ts';
import { DefectError } from '../platform/errors/errors.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { writeDeltas } from '../platform/tallies/outbox.ts';
import { AttachmentsRepository } from './attachments.repository.ts';
import { openWriter } from './letter-content.ts';
import { LetterMails } from './letter-mails.service.ts';
import type { DeedCircumstances, OriginalLetter, RecordOutcome } from './letter-outcomes.ts';
import { derivedColumns, stepInTime } from './letter-row.ts';
import type { LetterKey, LetterRow, RecordedEvent } from './letters.repository.ts';
import { LettersRepository } from './letters.repository.ts';

export type { DeedCircumstances, OriginalLetter, RecordOutcome };

const REPLY_KINDS = { replied: 'full', acknowledged: 'acknowledgement' } as const;

/** Letters that have come in: what happens to them, and what there is of them. */
@Injectable()
export class LettersService {
  constructor(
    private readonly source: DataSource,
    private readonly rules: RulesService,
    private readonly repository: LettersRepository,
    private readonly attachments: AttachmentsRepository,
    private readonly mails: LetterMails,
    private readonly sealer: Sealer,
  ) {}

  /**
   * Records what happened to a letter, with everything that follows from it, in one transaction: the manager's, or one
   * of its own. The letter is locked, so of two deeds at once the second is decided on what the first left behind.
   */
  record(
    key: LetterKey,
    deed: LetterDeed,
    circumstances: DeedCircumstances,
    manager: EntityManager = this.source.manager,
  ): Promise<RecordOutcome> {
    return manager.transaction(async (inner) => {
      const letter = await this.repository.letter(inner, key, { lock: true });
      if (letter === null) return { kind: 'refused', reason: 'unknown_letter' };
      return this.recordLocked(inner, key, letter, deed, circumstances);
    });
  }

  /** Null for a letter that does not exist. */
  async originalOf(
    key: LetterKey,
    manager: EntityManager = this.source.manager,
  ): Promise<OriginalLetter | null> {
    const letter = await this.repository.letter(manager, key);
    if (letter === null) return null;
    const replies = await this.repository.replies(manager, key);
    return {
      key,
      number: letter.number,
      type: letter.type,
      itemId: letter.itemId,
      channel: letter.channel,
      policyVersion: letter.policyVersion,
      calendarVersion: letter.calendarVersion,
      subject: this.sealer.open(letter.subjectSealed),
      body: this.sealer.open(letter.bodySealed),
      writer: openWriter(this.sealer, letter.writerSealed),
      replies: replies.map(({ seq, kind, bodySealed, departmentId, at }) => ({
        seq,
        kind,
        body: this.sealer.open(bodySealed),
        departmentId,
        at: at.getTime(),
      })),
    };
  }

  /** Everything that happened to a letter, in order; empty for one that does not exist. */
  historyOf(key: LetterKey, manager: EntityManager = this.source.manager): Promise<RecordedEvent[]> {
    return this.repository.events(manager, key);
  }

  /** The same, with the letter locked until the transaction ends: for who decides by it. */
  async lockedHistoryOf(key: LetterKey, manager: EntityManager): Promise<RecordedEvent[]> {
    await this.repository.letter(manager, key, { lock: true });
    return this.repository.events(manager, key);
  }

  /** The key behind a public number, for officers; null when there is no such letter. */
  keyOfNumber(number: string, manager: EntityManager = this.source.manager): Promise<LetterKey | null> {
    return this.repository.keyOfNumber(manager, number);
  }

  /** The number of the letter with this id, wherever it was sent; null when there is none. */
  numberOfId(id: string): Promise<string | null> {
    return this.repository.numberOfId(this.source.manager, id);
  }

  private async recordLocked(
    manager: EntityManager,
    key: LetterKey,
    letter: LetterRow,
    deed: LetterDeed,
    { at, actor, text, note }: DeedCircumstances,
  ): Promise<RecordOutcome> {
    const events = await this.repository.events(manager, key);
    const before = letterState(events);
    const last = events.at(-1);
    if (before === null || last === undefined)
      throw new DefectError(`letter ${letter.number} has a history that the rules do not allow`);
    const replyText = text?.trim() ?? '';
    if (deed.kind === 'replied' && replyText === '') return { kind: 'refused', reason: 'text_required' };
    const step = stepInTime(before, deed, at, last.at);
    if (step.kind === 'refused') return step;

    const rules = await this.rules.letterRulesOf(letter);
    const seq = last.seq + 1;
    const noteSealed = note === undefined || note.trim() === '' ? null : this.sealer.seal(note.trim());
    await this.repository.insertEvent(manager, key, { seq, at, actor, deed }, noteSealed);
    if (deed.kind === 'supplemented') await this.attachments.send(manager, key.id, seq);
    if (replyText !== '' && (deed.kind === 'replied' || deed.kind === 'acknowledged')) {
      await this.repository.insertReply(manager, key, {
        seq,
        kind: REPLY_KINDS[deed.kind],
        bodySealed: this.sealer.seal(replyText),
        departmentId: before.departmentId,
        at: new Date(at),
      });
    }
    await this.repository.rewriteDerived(manager, key, derivedColumns(step.state, rules, seq));
    await writeDeltas(
      manager,
      deltaOf(contributionsOfLetter(before, rules, letter), contributionsOfLetter(step.state, rules, letter)),
    );
    if (deed.kind === 'replied') {
      const { number, language, writerSealed } = letter;
      const writer = openWriter(this.sealer, writerSealed);
      await this.mails.tellReply(manager, key, { number, language, writer });
    }
    return { kind: 'done', seq, state: step.state };
  }
}
