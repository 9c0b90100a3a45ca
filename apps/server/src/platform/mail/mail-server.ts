import { createTransport } from 'nodemailer';
import type { MailConfiguration } from '../configuration/configuration.ts';

export interface OutgoingMail {
  /** Names the mail to every server on its way, so that one that comes twice can be known. */
  readonly id: string;
  readonly address: string;
  readonly subject: string;
  readonly body: string;
}

/**
 * What the server made of a mail. `refused`: never to be sent, because the server will not have it. `later`: this one not
 * now. `away`: none now. `code` says why without saying to whom.
 */
export type Delivery =
  { readonly kind: 'sent' } | { readonly kind: 'refused' | 'later' | 'away'; readonly code: string };

/** All of a delivery must end well before the next attempt at the same mail, which comes after two minutes. */
const CONNECT_MS = 15_000;
const SILENCE_MS = 30_000;
const WHOLE_MS = 60_000;

/** A mail server, over SMTP, with one connection that lasts as long as there is something to send. */
export class MailServer {
  private readonly transport;
  private readonly host: string;

  constructor(private readonly configuration: MailConfiguration) {
    this.transport = createTransport({
      url: configuration.server,
      pool: true,
      maxConnections: 1,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    this.host = /@([^\s<>@]+)>?$/.exec(configuration.from)?.[1] ?? 'localhost';
  }

  /** Never throws. The address of the mail stands in no answer. */
  async send({ id, address, subject, body }: OutgoingMail): Promise<Delivery> {
    let timer: NodeJS.Timeout | undefined;
    try {
      await Promise.race([
        this.transport.sendMail({
          messageId: `<${id}@${this.host}>`,
          from: this.configuration.from,
          // As an object it is one address, whatever it looks like.
          to: { name: '', address },
          subject,
          text: body,
          headers: { 'Auto-Submitted': 'auto-generated' },
        }),
        new Promise((_, fail) => {
          timer = setTimeout(() => fail(Object.assign(new Error('slow'), { code: 'ESLOW' })), WHOLE_MS);
        }),
      ]);
      return { kind: 'sent' };
    } catch (error) {
      return whyNot(error);
    } finally {
      clearTimeout(timer);
    }
  }

  close(): void {
    this.transport.close();
  }
}

function whyNot(error: unknown): Delivery {
  const { code = 'unknown', responseCode = 0 } = error as { code?: string; responseCode?: number };
  const told = responseCode === 0 ? code : `${code} ${responseCode}`;
  const ofThisMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (!ofThisMail) return { kind: 'away', code: told };
  return { kind: responseCode >= 500 || responseCode === 0 ? 'refused' : 'later', code: told };
}
