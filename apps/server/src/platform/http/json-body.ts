import type { FastifyInstance } from 'fastify';
import { VisitorError } from '../errors/errors.ts';

/**
 * Reads JSON bodies strictly: bytes that are not UTF-8 are refused rather than replaced, because a silent replacement
 * would store something the sender never wrote.
 */
export function readJsonBodies(fastify: FastifyInstance): void {
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    let text: string;
    try {
      text = decoder.decode(body as Buffer);
    } catch {
      done(new VisitorError('invalid_encoding'));
      return;
    }
    void parseJson(request, text, (error, value) =>
      done(error === null ? null : new VisitorError('malformed_json'), value),
    );
  });
}
