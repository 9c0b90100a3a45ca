import { Inject, Injectable, Logger } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../clock/clock.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { HandlesJob } from '../queue/handles-job.ts';
import type { JobResult } from '../queue/job-table.ts';
import { Sealer } from '../secrets/sealer.ts';
import { CONFIGURATION } from '../tokens.ts';
import { MailServer } from './mail-server.ts';
import { MailsRepository } from './mails.repository.ts';

/** A mail that could not be sent for a day tells nothing any more. */
const GIVEN_UP_AFTER_MS = 24 * 3_600_000;
/** What is still due after so many goes on with the next tick, so that the process can stop in between. */
const AT_ONCE = 50;

/**
 * Sends what is due. A mail is claimed, sent and then marked: whoever dies after sending and before marking sends it once
 * more, under the same message id, because SMTP knows no way to ask. Otherwise each is sent once, by whichever worker.
 */
@Injectable()
export class MailSending implements OnApplicationShutdown {
  private readonly log = new Logger(MailSending.name);
  private readonly server: MailServer | null;

  constructor(
    private readonly source: DataSource,
    private readonly repository: MailsRepository,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
    @Inject(CONFIGURATION) { mail }: Pick<Configuration, 'mail'>,
  ) {
    this.server = mail === null ? null : new MailServer(mail);
  }

  @HandlesJob('send-mail')
  async sendDue(): Promise<JobResult> {
    const { manager } = this.source;
    const now = this.clock.now();
    await this.repository.giveUp(manager, new Date(now - GIVEN_UP_AFTER_MS), new Date(now));
    await this.repository.tidy(manager, new Date(now));
    if (this.server === null) return 'nothing_to_do';
    let tried = 0;
    for (; tried < AT_ONCE; tried += 1) {
      const mail = await this.repository.claim(manager, new Date(this.clock.now()));
      if (mail === null) break;
      const delivery = await this.server.send({
        id: mail.id,
        address: this.sealer.open(mail.addressSealed),
        subject: this.sealer.open(mail.subjectSealed),
        body: this.sealer.open(mail.bodySealed),
      });
      const at = new Date(this.clock.now());
      if (delivery.kind === 'sent') {
        await this.repository.end(manager, mail.id, 'sent', at);
        continue;
      }
      this.log.warn(`a mail (${mail.kind}) was not sent: ${delivery.kind}, ${delivery.code}`);
      if (delivery.kind === 'refused') await this.repository.end(manager, mail.id, 'given_up', at);
      // The others would fare no better, and would only wait longer for having been tried.
      if (delivery.kind === 'away') return 'done';
    }
    return tried === 0 ? 'nothing_to_do' : 'done';
  }

  onApplicationShutdown(): void {
    this.server?.close();
  }
}
