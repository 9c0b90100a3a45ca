import { SystemClock } from '../platform/clock/clock.ts';
import type { MailConfiguration } from '../platform/configuration/configuration.ts';
import { MailOutbox } from '../platform/mail/mail-outbox.ts';
import { MailsRepository } from '../platform/mail/mails.repository.ts';
import type { Sealer } from '../platform/secrets/sealer.ts';
import { LetterMails } from './letter-mails.service.ts';

/** Mails as a site leaves them; one without a mail server leaves none. */
export const letterMailsOf = (sealer: Sealer, mail: MailConfiguration | null = null): LetterMails =>
  new LetterMails(new MailOutbox(new MailsRepository(), sealer, { mail }), sealer, new SystemClock());
