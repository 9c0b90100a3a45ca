import { timeOfUuid7 } from '@huiyin/domain';
import { VisitorError } from '../platform/errors/errors.ts';

/** How far the time inside an id may lie back: what was written without a network may be sent a day later. */
const BEFORE_MS = 24 * 3_600_000;
/** How far it may lie ahead: clocks of telephones differ by minutes. */
const AHEAD_MS = 5 * 60_000;

/**
 * The time inside an id that a client brought, in milliseconds; both limits still pass. It decides the month the fact is
 * stored in, so a wild one is refused; whoever asks has looked first whether it is stored already, so that a refusal also
 * says that nothing was. Throws VisitorError id_clock.
 */
export function requireRecentId(id: string, now: number): number {
  const instant = timeOfUuid7(id);
  if (instant === null || instant < now - BEFORE_MS || instant > now + AHEAD_MS)
    throw new VisitorError('id_clock');
  return instant;
}
