import type { Language } from '@huiyin/contract';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock/clock.ts';
import { MailOutbox } from '../platform/mail/mail-outbox.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import type { LetterWriter } from './letter-content.ts';
import { queryCodeMail, replyMail } from './letter-mails.ts';
import type { LetterKey } from './letters.repository.ts';
import { passOf } from './track-pass.ts';

/** So long the links of a mail take an answer. */
const ANSWER_DAYS = 30;
const DAY_MS = 24 * 3_600_000;

/** Mails about letters, left in the transaction of what they tell. Without a mail server nothing is left. */
@Injectable()
export class LetterMails {
  constructor(
    private readonly outbox: MailOutbox,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  async tellCode(
    manager: EntityManager,
    writer: LetterWriter | null,
    language: Language,
    told: { readonly number: string; readonly queryCode: string },
    now: number,
  ): Promise<void> {
    const { origin } = this.outbox;
    if (origin === null || !writer?.email) return;
    await this.outbox.leave(manager, writer.email, queryCodeMail(language, origin, told), now);
  }

  /** Of a reply that may be recorded days after it was given: the mail and its links are as young as the recording. */
  async tellReply(
    manager: EntityManager,
    key: LetterKey,
    {
      number,
      writer,
      language,
    }: { readonly number: string; readonly writer: LetterWriter | null; readonly language: Language },
  ): Promise<void> {
    const { origin } = this.outbox;
    if (origin === null || !writer?.email) return;
    const now = this.clock.now();
    const pass = passOf(this.sealer, key, now + ANSWER_DAYS * DAY_MS, 'answer-pass');
    const mail = replyMail(language, origin, { number, pass, days: ANSWER_DAYS });
    await this.outbox.leave(manager, writer.email, mail, now);
  }
}
