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
  sealer.hash(
    'letter-content',
    JSON.stringify([
      content.departmentId,
      content.itemId,
      content.channel,
      content.type,
      content.subject,
      content.body,
      content.writer === null ? null : writerText(content.writer),
      content.consent,
    ]),
  );

export const sealWriter = (sealer: Sealer, writer: LetterWriter | null): Buffer | null =>
  writer === null ? null : sealer.seal(writerText(writer));

export function openWriter(sealer: Sealer, sealed: Buffer | null): LetterWriter | null {
  if (sealed === null) return null;
  const [name, phone, email] = JSON.parse(sealer.open(sealed)) as [string, string | null, string | null];
  return { name, phone, email };
}

const writerText = ({ name, phone, email }: LetterWriter): string =>
  JSON.stringify([name, phone ?? null, email ?? null]);
