import type { Language, LetterReceipt, SubmitLetter } from '@huiyin/contract';
import { NOTHING, contributionsOfLetter, deltaOf, letterDues, localDateOf, openLetter } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { requireRecentId } from '../directory/client-id.ts';
import { DirectoryService } from '../directory/directory.service.ts';
import type { VersionedLetterRules } from '../directory/rules.service.ts';
import { RulesService } from '../directory/rules.service.ts';
import type { Hold } from '../guard/guard.service.ts';
import { DefectError, VisitorError } from '../platform/errors/errors.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { writeDeltas } from '../platform/tallies/outbox.ts';
import { AttachmentsRepository } from './attachments.repository.ts';
import type { HeldLetterRow } from './held-letters.repository.ts';
import { HeldLettersRepository } from './held-letters.repository.ts';
import type { LetterContent } from './letter-content.ts';
import { contentFrom, contentText, letterDigest, sealWriter } from './letter-content.ts';
import { queryCodeHash, queryCodeOf, randomNumber } from './letter-number.ts';
import { LetterMails } from './letter-mails.service.ts';
import { receiptOf } from './letter-outcomes.ts';
import { derivedColumns } from './letter-row.ts';
import type { LetterKey, LetterRow } from './letters.repository.ts';
import { LettersRepository } from './letters.repository.ts';

/** What became of a held letter; null when there is none that waits under this number. */
export type HeldDecision = { readonly kind: 'released' | 'refused'; readonly key: LetterKey } | null;

/** How letters come in: at once, or past a person where a program may have written them. */
@Injectable()
export class LetterIntakeService {
  constructor(
    private readonly source: DataSource,
    private readonly directory: DirectoryService,
    private readonly rules: RulesService,
    private readonly repository: LettersRepository,
    private readonly held: HeldLettersRepository,
    private readonly attachments: AttachmentsRepository,
    private readonly mails: LetterMails,
    private readonly sealer: Sealer,
  ) {}

  /**
   * Stores a visitor's letter, received now. The client's id is the idempotency key: the same letter again is answered
   * with the same number and query code, however late it comes; another letter under the same id is refused. Without a
   * department the centre of the region takes it. With a `hold` it gets number and code as any other, but no department
   * has it, and no figure knows of it, until a person releases it. Whoever asked for it is mailed number and code, once.
   * Throws VisitorError id_clock, id_reused, no_centre,
   * region_not_found, unknown_department, unknown_item, item_elsewhere or unknown_channel.
   */
  async submit(letter: SubmitLetter, now: number, hold: Hold | null = null): Promise<LetterReceipt> {
    const { key, content } = await this.read(letter);
    const { language = 'zh', mailCode = false } = letter;
    const rules = (await this.rules.book()).letterAt(now);
    return this.source.transaction(async (manager) => {
      const known = await this.repository.isKnown(manager, key.id);
      const first = await this.repository.letter(manager, key);
      if (first !== null) return this.repeat(key, first, content);
      const waiting = known ? await this.held.letter(manager, key.id) : null;
      if (waiting !== null) return this.repeatHeld(key, waiting, content);
      if (known) throw new VisitorError('id_reused');
      requireRecentId(key.id, now);
      const number = await this.reserveNumber(manager, key, rules, now);
      const receipt =
        hold === null
          ? await this.storeNew(manager, key, content, language, rules, now, number)
          : await this.hold(manager, key, content, language, hold, rules, now, number);
      if (mailCode) await this.mails.tellCode(manager, content.writer, language, receipt, now);
      return receipt;
    });
  }

  /**
   * Lets a held letter go on, as received when it was sent: its days have run since then. Its writer keeps number and
   * query code.
   */
  release(number: string, actor: string, now: number): Promise<HeldDecision> {
    return this.source.transaction(async (manager) => {
      const row = await this.held.lockByNumber(manager, number);
      if (row === null) return null;
      const heldAt = row.heldAt.getTime();
      const rules = (await this.rules.book()).letterAt(heldAt);
      const key = { departmentId: row.departmentId, id: row.id };
      const content = contentFrom(this.sealer.open(row.contentSealed));
      await this.held.decide(manager, key.id, { decision: 'released', actor, at: new Date(now), note: null });
      await this.storeNew(manager, key, content, row.language, rules, heldAt, number);
      return { kind: 'released', key };
    });
  }

  /** Leaves a held letter where it is, for good, with a sentence to its writer. */
  refuse(number: string, actor: string, note: string, now: number): Promise<HeldDecision> {
    return this.source.transaction(async (manager) => {
      const row = await this.held.lockByNumber(manager, number);
      if (row === null) return null;
      await this.held.decide(manager, row.id, {
        decision: 'refused',
        actor,
        at: new Date(now),
        note: this.sealer.seal(note),
      });
      return { kind: 'refused', key: { departmentId: row.departmentId, id: row.id } };
    });
  }

  private async read(letter: SubmitLetter): Promise<{ key: LetterKey; content: LetterContent }> {
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
    return {
      key,
      content: {
        departmentId: department.id,
        itemId: item?.id ?? null,
        channel: channel.code,
        type: letter.type,
        subject: letter.subject,
        body: letter.body,
        writer: letter.writer,
        consent: letter.consent,
      },
    };
  }

  private async hold(
    manager: EntityManager,
    key: LetterKey,
    content: LetterContent,
    language: Language,
    { score, reasons }: Hold,
    rules: VersionedLetterRules,
    now: number,
    number: string,
  ): Promise<LetterReceipt> {
    const queryCode = queryCodeOf(this.sealer, key);
    await this.held.insert(manager, {
      id: key.id,
      departmentId: key.departmentId,
      number,
      contentSealed: this.sealer.seal(contentText(content)),
      contentDigest: letterDigest(this.sealer, content),
      queryCodeHash: queryCodeHash(this.sealer, queryCode),
      score,
      reasons,
      language,
      heldAt: new Date(now),
    });
    // Its files are sent with it: they are no more those of a form that may never be sent.
    await this.attachments.send(manager, key.id, 1);
    return receiptOf('held', key, number, queryCode, this.replyDueAt(content, rules, now), now, rules);
  }

  private async storeNew(
    manager: EntityManager,
    key: LetterKey,
    content: LetterContent,
    language: Language,
    rules: VersionedLetterRules,
    now: number,
    number: string,
  ): Promise<LetterReceipt> {
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
      language,
      content_digest: letterDigest(this.sealer, content),
      policy_version: rules.policyVersion,
      calendar_version: rules.calendarVersion,
      submitted_at: new Date(now),
      received_on: localDateOf(now, rules.policy.zone),
      ...derived,
    });
    if (!stored) throw new DefectError('a letter that nobody knows stands in the way of another');
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

  private async repeatHeld(
    key: LetterKey,
    first: HeldLetterRow,
    content: LetterContent,
  ): Promise<LetterReceipt> {
    if (
      first.departmentId !== key.departmentId ||
      !this.sealer.equal(first.contentDigest, letterDigest(this.sealer, content))
    )
      throw new VisitorError('id_reused');
    const heldAt = first.heldAt.getTime();
    const rules = (await this.rules.book()).letterAt(heldAt);
    const due = this.replyDueAt(content, rules, heldAt);
    return receiptOf('held', key, first.number, queryCodeOf(this.sealer, key), due, heldAt, rules);
  }

  private replyDueAt(content: LetterContent, rules: VersionedLetterRules, now: number): Date {
    const { type, departmentId, consent } = content;
    const opened = openLetter({ seq: 1, at: now, deed: { kind: 'submitted', type, departmentId, consent } });
    return new Date(letterDues(opened!, rules).replyDueAt);
  }
}
