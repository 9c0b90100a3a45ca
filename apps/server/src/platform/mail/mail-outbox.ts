import { randomBytes } from 'node:crypto';
import { uuid7 } from '@huiyin/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Configuration } from '../configuration/configuration.ts';
import { Sealer } from '../secrets/sealer.ts';
import { CONFIGURATION } from '../tokens.ts';
import type { MailKind } from './mails.repository.ts';
import { MailsRepository } from './mails.repository.ts';

/** A mail as a subject writes it: plain text. */
export interface WrittenMail {
  readonly kind: MailKind;
  readonly subject: string;
  readonly body: string;
}

/** Where subjects leave their mails. */
@Injectable()
export class MailOutbox {
  constructor(
    private readonly repository: MailsRepository,
    private readonly sealer: Sealer,
    @Inject(CONFIGURATION) private readonly configuration: Pick<Configuration, 'mail'>,
  ) {}

  /** Scheme and host for the links in mails; null when no mails are sent, and then none need be written. */
  get origin(): string | null {
    return this.configuration.mail?.origin ?? null;
  }

  /** Leaves a mail in the transaction of what it tells, so that there is never one without the other. */
  async leave(manager: EntityManager, address: string, mail: WrittenMail, now: number): Promise<void> {
    const row = {
      id: uuid7(now, randomBytes(10)),
      kind: mail.kind,
      addressSealed: this.sealer.seal(address),
      subjectSealed: this.sealer.seal(mail.subject),
      bodySealed: this.sealer.seal(mail.body),
    };
    await this.repository.insert(manager, row, new Date(now));
  }
}
