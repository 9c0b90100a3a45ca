import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { VisitorError } from '../errors/errors.ts';

/** The fields of a sent form by name, each with its values in order. What is no form is refused. */
export const FormFieldsSchema = z.record(z.string(), z.array(z.string()));
export type FormFields = Readonly<Record<string, readonly string[]>>;

/** The first value of a field; empty for one that was not sent. */
export const fieldOf = (fields: FormFields, name: string): string => fields[name]?.[0] ?? '';

/**
 * Reads forms that pages send without a script, as strictly as JSON: bytes that are not UTF-8 are refused rather than
 * replaced. The API takes none: a form on somebody else's page could send one.
 */
export function readFormBodies(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (request, body, done) => {
      if (request.url.startsWith('/api/')) {
        done(new VisitorError('unsupported_type'));
        return;
      }
      try {
        done(null, fieldsOf((body as Buffer).toString('latin1')));
      } catch {
        done(new VisitorError('invalid_encoding'));
      }
    },
  );
}

function fieldsOf(text: string): FormFields {
  const fields: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const cut = pair.indexOf('=');
    const name = decoded(cut < 0 ? pair : pair.slice(0, cut));
    (fields[name] ??= []).push(cut < 0 ? '' : decoded(pair.slice(cut + 1)));
  }
  return fields;
}

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Throws for bytes that are not UTF-8. Line ends come as CRLF whatever the device; texts are kept with LF. */
export const textOfBytes = (bytes: Uint8Array): string => DECODER.decode(bytes).replaceAll('\r\n', '\n');

const decoded = (text: string): string => textOfBytes(bytesOf(text.replaceAll('+', ' ')));

const bytesOf = (text: string): Buffer =>
  Buffer.from(
    text.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
