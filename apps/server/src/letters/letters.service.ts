import type { LetterReceipt, SubmitLetter } from '@huiyin/contract';
import type { LetterDeed } from '@huiyin/domain';
import {
  NOTHING,
  contributionsOfLetter,
  deltaOf,
  letterState,
  localDateOf,
  openLetter,
} from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { requireRecentId } from '../directory/client-id.ts';
import { DirectoryService } from '../directory/directory.service.ts';
import type { VersionedLetterRules } from '../directory/rules.service.ts';
import { RulesService } from '../directory/rules.service.ts';
import { DefectError, VisitorError } from '../platform/errors/errors.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { writeDeltas } from '../platform/tallies/outbox.ts';
import { AttachmentsRepository } from './attachments.repository.ts';
import type { LetterContent } from './letter-content.ts';
import { letterDigest, openWriter, sealWriter } from './letter-content.ts';
import { queryCodeHash, queryCodeOf, randomNumber } from './letter-number.ts';
import type { DeedCircumstances, OriginalLetter, RecordOutcome } from './letter-outcomes.ts';
import { receiptOf } from './letter-outcomes.ts';
import { derivedColumns, stepInTime } from './letter-row.ts';
import type { LetterKey, LetterRow, RecordedEvent } from './letters.repository.ts';
import { LettersRepository } from './letters.repository.ts';

export type { DeedCircumstances, OriginalLetter, RecordOutcome };

const REPLY_KINDS = { replied: 'full', acknowledged: 'acknowledgement' } as const;

@Injectable()
export class LettersService {
  constructor(
    private readonly source: DataSource,
    private readonly directory: DirectoryService,
    private readonly rules: RulesService,
    private readonly repository: LettersRepository,
    private readonly attachments: AttachmentsRepository,
    private readonly sealer: Sealer,
  ) {}

  /**
   * Stores a visitor's letter, received now. The client's id is the idempotency key: the same letter again is answered
   * with the same number and query code, however late it comes; another letter under the same id is refused. Without a
   * department the centre of the region takes it. Throws VisitorError id_clock, id_reused, no_centre, region_not_found, unknown_department, unknown_item, item_elsewhere or unknown_channel.
   */
  async submit(letter: SubmitLetter, now: number): Promise<LetterReceipt> {
    const department =
      'region' in letter
        ? await this.directory.centreOf(letter.region)
        : await this.directory.chosenDepartment(letter.department);
    const item =
      !('item' in letter) || letter.item === null || letter.item === undefined
        ? null
        : await this.directory.chosenItem(letter.item, department);
    const channel = await this.directory.chosenChannel(letter.channel);
    const key = { departmentId: department.id, id: letter.id.toLowerCase() };
    const content: LetterContent = {
      ...key,
      itemId: item?.id ?? null,
      channel: channel.code,
      type: letter.type,
      subject: letter.subject,
      body: letter.body,
      writer: letter.writer,
      consent: letter.consent,
    };
    const rules = (await this.rules.book()).letterAt(now);
    return this.source.transaction(async (manager) => {
      const known = await this.repository.isKnown(manager, key.id);
      const first = await this.repository.letter(manager, key);
      if (known && first === null) throw new VisitorError('id_reused');
      if (first !== null) return this.repeat(key, first, content);
      requireRecentId(key.id, now);
      return this.storeNew(manager, key, content, rules, now);
    });
  }

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

  /** The key behind a public number, for officers; null when there is no such letter. */
  keyOfNumber(number: string, manager: EntityManager = this.source.manager): Promise<LetterKey | null> {
    return this.repository.keyOfNumber(manager, number);
  }

  /** The number of the letter with this id, wherever it was sent; null when there is none. */
  numberOfId(id: string): Promise<string | null> {
    return this.repository.numberOfId(this.source.manager, id);
  }

  private async storeNew(
    manager: EntityManager,
    key: LetterKey,
    content: LetterContent,
    rules: VersionedLetterRules,
    now: number,
  ): Promise<LetterReceipt> {
    const number = await this.reserveNumber(manager, key, rules, now);
    const queryCode = queryCodeOf(this.sealer, key);
    const { type, departmentId, consent } = content;
    const event = {
      seq: 1,
      at: now,
      actor: 'writer',
      deed: { kind: 'submitted', type, departmentId, consent },
    } as const;
    const state = openLetter(event)!;
    const derived = derivedColumns(state, rules, event.seq);
    const stored = await this.repository.insertLetter(manager, {
      department_id: key.departmentId,
      id: key.id,
      number,
      service_item_id: content.itemId,
      channel_code: content.channel,
      type,
      subject_sealed: this.sealer.seal(content.subject),
      body_sealed: this.sealer.seal(content.body),
      writer_sealed: sealWriter(this.sealer, content.writer),
      query_code_hash: queryCodeHash(this.sealer, queryCode),
      content_digest: letterDigest(this.sealer, content),
      policy_version: rules.policyVersion,
      calendar_version: rules.calendarVersion,
      submitted_at: new Date(now),
      received_on: localDateOf(now, rules.policy.zone),
      ...derived,
    });
    if (!stored) {
      // The same request arrived twice at once and the other one was first: it has been waited for.
      await this.repository.releaseNumber(manager, number);
      const first = await this.repository.letter(manager, key);
      if (first === null) throw new DefectError('a letter that stands in the way is not there');
      return this.repeat(key, first, content);
    }
    await this.repository.insertEvent(manager, key, event);
    await this.attachments.send(manager, key.id, event.seq);
    await writeDeltas(manager, deltaOf(NOTHING, contributionsOfLetter(state, rules, content)));
    return receiptOf('accepted', key, number, queryCode, derived.reply_due_at, now, rules);
  }

  /** Chance alone almost never meets a number twice; the table of numbers makes sure. */
  private async reserveNumber(
    manager: EntityManager,
    key: LetterKey,
    rules: VersionedLetterRules,
    now: number,
  ): Promise<string> {
    for (let attempt = 0; attempt < 10; attempt += 1) {
      const number = randomNumber(now, rules.policy.zone);
      if (await this.repository.reserveNumber(manager, number, key)) return number;
    }
    throw new DefectError('no free letter number in ten attempts');
  }

  private async repeat(key: LetterKey, first: LetterRow, content: LetterContent): Promise<LetterReceipt> {
    if (!this.sealer.equal(first.contentDigest, letterDigest(this.sealer, content)))
      throw new VisitorError('id_reused');
    const rules = await this.rules.letterRulesOf(first);
    return receiptOf(
      'repeated',
      key,
      first.number,
      queryCodeOf(this.sealer, key),
      first.replyDueAt,
      first.submittedAt.getTime(),
      rules,
    );
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
    return { kind: 'done', seq, state: step.state };
  }
}
