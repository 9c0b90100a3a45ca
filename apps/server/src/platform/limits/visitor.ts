import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { networkOf } from './network.ts';

/** Who sends something, as far as limits need to tell one from another. Kept nowhere but as a hash that changes hourly. */
export interface Visitor {
  readonly network: string;
  /** A mark that the device was given when it last sent something; without one, what its browser says of itself. */
  readonly device: string;
  /** A device that many use, such as a terminal: what it sends says nothing about one person. */
  readonly shared: boolean;
}

const MARK = /(?:^|;\s*)device=([\w-]{22})(?:;|$)/;
const MARK_SECONDS = 24 * 3600;

export function visitorOf(request: FastifyRequest, { shared = false } = {}): Visitor {
  const network = networkOf(request.ip);
  const mark = MARK.exec(request.headers.cookie ?? '')?.[1];
  return { network, device: mark ?? `${network} ${request.headers['user-agent'] ?? ''}`, shared };
}

/**
 * Gives a device that has sent something a mark for a day, of chance alone, so that two telephones behind one address are
 * told apart. It serves nothing but the limits, and nobody who has only looked gets one.
 */
export function markDevice(request: FastifyRequest, reply: FastifyReply, secure: boolean): void {
  if (MARK.test(request.headers.cookie ?? '')) return;
  const mark = randomBytes(16).toString('base64url');
  void reply.header(
    'set-cookie',
    `device=${mark}; Path=/; Max-Age=${MARK_SECONDS}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`,
  );
}
