import type { BusboyInstance } from '@fastify/busboy';
import { Busboy } from '@fastify/busboy';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { VisitorError } from '../errors/errors.ts';
import type { FormFields } from './form-body.ts';
import { textOfBytes } from './form-body.ts';
import { BODY_LIMIT, BODY_LIMIT_WORDS, FILE_LIMIT, FILES_LIMIT } from './limits.ts';

/** A file that came with a form. `content` is null when it was not taken: what it was told, or when there was no room. */
export interface SentFile {
  /** The name of its field. */
  readonly field: string;
  /** As the sender's device calls it, without folders. */
  readonly name: string;
  readonly content: Buffer | null;
  /** Why there is no content. */
  readonly left: 'too_large' | 'busy' | null;
}

/**
 * So much of a form is read at all. A file that is too large is read to its end without being kept, because a browser that
 * is cut off in the middle of sending shows an error of its own, and with it what was typed is lost.
 */
const READ_LIMIT = 200 * 1_048_576;

/** What all files that are being received may take of the memory of the process. */
const ROOM = 200 * 1_048_576;

const FIELDS = 60;

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set by @RouteConfig where a form may carry files; anywhere else such a body is refused before it is read. */
    takesFiles?: boolean;
  }
}

const received = new WeakMap<FastifyRequest, readonly SentFile[]>();

/** The files that came with the form of this request, in order. */
export const filesOf = (request: FastifyRequest): readonly SentFile[] => received.get(request) ?? [];

/**
 * Reads forms that carry files (multipart/form-data): the fields as strictly as those of any form, the files into memory
 * alone, never to a disk, so that nothing of them is left unsealed. Throws VisitorError unsupported_type,
 * invalid_encoding, malformed_form or body_too_large.
 */
export function readFileForms(fastify: FastifyInstance, roomBytes = ROOM): void {
  const room = new Room(roomBytes);
  fastify.addContentTypeParser('multipart/form-data', (request, payload, done) => {
    if (request.routeOptions.config.takesFiles !== true) {
      done(new VisitorError('unsupported_type'));
      return;
    }
    readForm(request, payload, room).then(
      ({ fields, files }) => {
        received.set(request, files);
        done(null, fields);
      },
      (error: unknown) => done(error as Error),
    );
  });
  const leave = (request: FastifyRequest, _: unknown, done: () => void) => {
    room.leave(request);
    done();
  };
  fastify.addHook('onResponse', leave);
  fastify.addHook('onRequestAbort', (request, done) => leave(request, null, done));
}

interface ReadForm {
  readonly fields: FormFields;
  readonly files: readonly SentFile[];
}

function readForm(request: FastifyRequest, payload: Readable, room: Room): Promise<ReadForm> {
  return new Promise((resolve, reject) => {
    const fields = Object.create(null) as Record<string, string[]>;
    const files: SentFile[] = [];
    let read = 0;
    let typed = 0;
    let ended = false;
    const fail = (code: 'malformed_form' | 'invalid_encoding' | 'body_too_large') => {
      if (ended) return;
      ended = true;
      payload.unpipe(parser);
      payload.resume();
      reject(new VisitorError(code, code === 'body_too_large' ? { limit: BODY_LIMIT_WORDS } : {}));
    };
    let parser: BusboyInstance;
    try {
      parser = new Busboy({
        headers: request.headers as { 'content-type': string },
        // Bytes as they came: what is not UTF-8 is refused below instead of being replaced.
        defCharset: 'latin1',
        limits: {
          fieldSize: BODY_LIMIT,
          fields: FIELDS,
          fileSize: FILE_LIMIT,
          // More than may be kept, so that too many can be told from just enough.
          files: FILES_LIMIT * 2,
          headerPairs: 20,
        },
      });
    } catch {
      payload.resume();
      reject(new VisitorError('malformed_form'));
      return;
    }
    parser.on('field', (name, value, nameTruncated, valueTruncated) => {
      typed += value.length;
      if (nameTruncated || valueTruncated || typed > BODY_LIMIT) return fail('body_too_large');
      try {
        (fields[name] ??= []).push(textOfBytes(Buffer.from(value, 'latin1')));
      } catch {
        fail('invalid_encoding');
      }
    });
    parser.on('file', (field, stream, name) => {
      const chunks: Buffer[] = [];
      let left: SentFile['left'] = null;
      stream.on('data', (chunk: Buffer) => {
        if (left === null && !room.take(request, chunk.length)) left = 'busy';
        if (left === null) chunks.push(chunk);
      });
      stream.on('limit', () => {
        left = 'too_large';
        chunks.length = 0;
      });
      stream.on('end', () => {
        // An empty field of files is sent as a file without a name.
        if (name === undefined || name === '') return;
        files.push({ field, name, content: left === null ? Buffer.concat(chunks) : null, left });
      });
      stream.on('error', () => fail('malformed_form'));
    });
    parser.on('fieldsLimit', () => fail('body_too_large'));
    parser.on('error', () => fail('malformed_form'));
    parser.on('finish', () => {
      if (ended) return;
      ended = true;
      resolve({ fields, files });
    });
    payload.on('data', (chunk: Buffer) => {
      read += chunk.length;
      if (read > READ_LIMIT) fail('body_too_large');
    });
    payload.on('error', () => fail('malformed_form'));
    payload.on('aborted', () => fail('malformed_form'));
    payload.pipe(parser);
  });
}

/** How much of the memory the files of each request hold, until it is answered. */
class Room {
  private taken = 0;
  private readonly by = new Map<FastifyRequest, number>();

  constructor(private readonly bytes: number) {}

  take(request: FastifyRequest, bytes: number): boolean {
    if (this.taken + bytes > this.bytes) return false;
    this.taken += bytes;
    this.by.set(request, (this.by.get(request) ?? 0) + bytes);
    return true;
  }

  leave(request: FastifyRequest): void {
    this.taken -= this.by.get(request) ?? 0;
    this.by.delete(request);
  }
}
