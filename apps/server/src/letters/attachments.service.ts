import type { AttachedFile, ProblemCode } from '@huiyin/contract';
import { uuid7 } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { VisitorError } from '../platform/errors/errors.ts';
import type { MediaType, RefusedFile } from '../platform/files/cleaned-file.ts';
import { cleanedFile } from '../platform/files/cleaned-file.ts';
import { VirusScanner } from '../platform/files/virus-scanner.ts';
import type { SentFile } from '../platform/http/file-form-body.ts';
import { FILE_LIMIT_WORDS, FILES_LIMIT } from '../platform/http/limits.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import type { AttachmentRow, NewAttachment } from './attachments.repository.ts';
import { AttachmentsRepository } from './attachments.repository.ts';
import { LettersRepository } from './letters.repository.ts';

/** Of a letter with all that was added to it. */
const OF_ONE_LETTER = 20;

/** So long a file waits for the letter it belongs to. */
const UNSENT_MS = 48 * 3_600_000;

const SCANNED_AT_ONCE = 5;

/** A file that was not taken, as a problem to tell. */
export interface RefusedUpload {
  readonly code: ProblemCode;
  readonly blanks: Readonly<Record<string, string>>;
}

/** The file itself, for whoever may see it. */
export interface OpenedFile {
  readonly name: string;
  readonly mediaType: MediaType;
  readonly content: Buffer;
}

/**
 * Files that go with letters. A file comes in with the form, is cleaned, sealed and kept under the letter's id, so that a
 * form with a mistake does not lose it; it becomes part of the letter in the transaction that sends it.
 */
@Injectable()
export class AttachmentsService {
  constructor(
    private readonly source: DataSource,
    private readonly repository: AttachmentsRepository,
    private readonly letters: LettersRepository,
    private readonly scanner: VirusScanner,
    private readonly sealer: Sealer,
  ) {}

  /**
   * Takes in what came with a form and drops what its writer has unticked (`kept` are the ids that are still ticked). The
   * same file twice is one. Returns what was not taken. `sent`: the letter has been sent and this is for an addition;
   * otherwise new files for a letter that turns out to be sent are refused by throwing VisitorError letter_sent_before.
   */
  async take(
    letterId: string,
    files: readonly SentFile[],
    kept: readonly string[],
    now: number,
    { sent }: { readonly sent: boolean },
  ): Promise<readonly RefusedUpload[]> {
    const refused: RefusedUpload[] = [];
    const known = new Set(
      (await this.repository.of(this.source.manager, letterId)).map(({ digest }) => digest.toString('hex')),
    );
    const taken: NewAttachment[] = [];
    const again: Buffer[] = [];
    for (const file of files) {
      const digest = this.sealer.hash('attachment', file.content ?? Buffer.alloc(0));
      if (file.content !== null && known.has(digest.toString('hex'))) {
        again.push(digest);
        continue;
      }
      const outcome = await this.clean(file, digest, now + taken.length);
      if ('code' in outcome) refused.push(outcome);
      else taken.push(outcome);
    }
    await this.source.transaction(async (manager) => {
      const isKnown = await this.letters.isKnown(manager, letterId);
      if (isKnown && !sent) {
        if (taken.length + refused.length > 0)
          throw new VisitorError('letter_sent_before', {
            number: (await this.letters.numberOfId(manager, letterId)) ?? '',
          });
        return;
      }
      // What comes a second time has not been unticked: its first coming may not have been seen.
      await this.repository.dropUnsent(manager, letterId, kept, again);
      const before = await this.repository.of(manager, letterId);
      let unsent = before.filter(({ eventSeq }) => eventSeq === null).length;
      let all = before.length;
      for (const file of taken) {
        if (unsent >= FILES_LIMIT || all >= OF_ONE_LETTER) {
          const limit = String(all >= OF_ONE_LETTER ? OF_ONE_LETTER : FILES_LIMIT);
          refused.push({
            code: 'files_too_many',
            blanks: { name: this.sealer.open(file.nameSealed), limit },
          });
          continue;
        }
        await this.repository.insert(manager, letterId, file);
        unsent += 1;
        all += 1;
      }
    });
    return refused;
  }

  /** What has come in and is not sent yet. */
  async unsent(letterId: string): Promise<AttachedFile[]> {
    const rows = await this.repository.of(this.source.manager, letterId);
    return rows.filter(({ eventSeq }) => eventSeq === null).map((row) => this.shown(row));
  }

  /** What was sent with the letter and its additions. */
  async sent(letterId: string, manager: EntityManager = this.source.manager): Promise<AttachedFile[]> {
    const rows = await this.repository.of(manager, letterId);
    return rows.filter(({ eventSeq }) => eventSeq !== null).map((row) => this.shown(row));
  }

  move(from: string, to: string): Promise<void> {
    return this.repository.move(this.source.manager, from, to);
  }

  /** A file that was sent, for its writer; null when there is none, or while it waits for the scanner. */
  async open(letterId: string, id: string): Promise<OpenedFile | null> {
    const { manager } = this.source;
    const row = (await this.repository.of(manager, letterId)).find((one) => one.id === id);
    if (row === undefined || row.eventSeq === null || row.scan !== 'clean') return null;
    const content = await this.repository.content(manager, letterId, id);
    if (content === null) return null;
    return {
      name: this.sealer.open(row.nameSealed),
      mediaType: row.mediaType,
      content: this.sealer.openBytes(content),
    };
  }

  /** Takes away what was never sent, and asks the scanner again for what waits for it. False when there was nothing. */
  async tidy(now: number): Promise<boolean> {
    const { manager } = this.source;
    let done = (await this.repository.forgetUnsent(manager, new Date(now - UNSENT_MS))) > 0;
    for (const { letterId, id, content } of await this.repository.waiting(manager, SCANNED_AT_ONCE)) {
      const result = await this.scanner.scan(this.sealer.openBytes(content));
      if (result === 'away') break;
      await this.repository.scanned(manager, letterId, id, result);
      done = true;
    }
    return done;
  }

  private async clean(file: SentFile, digest: Buffer, now: number): Promise<NewAttachment | RefusedUpload> {
    const name = plainName(file.name);
    if (file.content === null)
      return {
        code: file.left === 'busy' ? 'file_busy' : 'file_too_large',
        blanks: { name, limit: FILE_LIMIT_WORDS },
      };
    const cleaned = await cleanedFile(file.content);
    if (cleaned.kind !== 'clean')
      return { code: CODES[cleaned.kind](cleaned), blanks: blanksOf(name, cleaned) };
    const scan = await this.scanner.scan(cleaned.content);
    if (scan === 'infected') return { code: 'file_infected', blanks: { name } };
    return {
      id: uuid7(now, randomBytes(10)),
      nameSealed: this.sealer.seal(name),
      mediaType: cleaned.mediaType,
      bytes: cleaned.content.length,
      contentSealed: this.sealer.sealBytes(cleaned.content),
      digest,
      scan: scan === 'away' ? 'waiting' : 'clean',
      cameAt: new Date(now),
    };
  }

  private shown(row: AttachmentRow): AttachedFile {
    return {
      id: row.id,
      name: this.sealer.open(row.nameSealed),
      kind: row.mediaType === 'application/pdf' ? 'pdf' : 'photo',
      bytes: row.bytes,
      scan: row.scan,
      at: row.cameAt.toISOString(),
    };
  }
}

const CODES: Readonly<Record<RefusedFile['kind'], (file: RefusedFile) => ProblemCode>> = {
  type: (file) => (file.kind === 'type' && file.is !== null ? 'file_type' : 'file_unknown'),
  heic: () => 'file_heic',
  broken: () => 'file_broken',
  pixels: () => 'file_pixels',
};

const blanksOf = (name: string, file: RefusedFile): Record<string, string> =>
  file.kind === 'type' && file.is !== null ? { name, kind: file.is } : { name };

const NAME_LENGTH = 80;

/** A name to show: no folders, nothing that cannot be seen or that turns the line around, the end of a long one kept. */
function plainName(name: string): string {
  const plain = name
    .replace(/^.*[\\/]/, '')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .trim();
  const letters = [...(plain === '' ? '?' : plain)];
  return letters.length <= NAME_LENGTH
    ? letters.join('')
    : `${letters.slice(0, NAME_LENGTH - 21).join('')}…${letters.slice(-20).join('')}`;
}
