import type { LetterType } from '@huiyin/domain';
import type { Sealer } from '../platform/secrets/sealer.ts';

/** Who wrote. Sealed before it is stored. */
export interface LetterWriter {
  readonly name: string;
  readonly phone?: string | null | undefined;
  readonly email?: string | null | undefined;
}

/** What a letter says and to whom: everything that a repeated request must repeat. */
export interface LetterContent {
  readonly departmentId: number;
  readonly itemId: number | null;
  readonly channel: string;
  readonly type: LetterType;
  readonly subject: string;
  readonly body: string;
  readonly writer: LetterWriter | null;
  readonly consent: boolean;
}

/** The keyed digest of the content: equal for equal content. 32 bytes. */
export const letterDigest = (sealer: Sealer, content: LetterContent): Buffer =>
  sealer.hash('letter-content', contentText(content));

/** The whole content in one text: equal for equal content, and `contentFrom` reads it again. */
export const contentText = (content: LetterContent): string =>
  JSON.stringify([
    content.departmentId,
    content.itemId,
    content.channel,
    content.type,
    content.subject,
    content.body,
    content.writer === null ? null : writerText(content.writer),
    content.consent,
  ]);

export function contentFrom(text: string): LetterContent {
  const [departmentId, itemId, channel, type, subject, body, writer, consent] = JSON.parse(text) as [
    number,
    number | null,
    string,
    LetterType,
    string,
    string,
    string | null,
    boolean,
  ];
  return {
    departmentId,
    itemId,
    channel,
    type,
    subject,
    body,
    writer: writer === null ? null : writerFrom(writer),
    consent,
  };
}

export const sealWriter = (sealer: Sealer, writer: LetterWriter | null): Buffer | null =>
  writer === null ? null : sealer.seal(writerText(writer));

export function openWriter(sealer: Sealer, sealed: Buffer | null): LetterWriter | null {
  if (sealed === null) return null;
  return writerFrom(sealer.open(sealed));
}

const writerText = ({ name, phone, email }: LetterWriter): string =>
  JSON.stringify([name, phone ?? null, email ?? null]);

function writerFrom(text: string): LetterWriter {
  const [name, phone, email] = JSON.parse(text) as [string, string | null, string | null];
  return { name, phone, email };
}
