/** What speaks for a program, or against its being the first of its kind, when something is sent. */
export interface SendingSigns {
  /** The field that nobody sees was filled in. */
  readonly trap: boolean;
  /** Milliseconds between the form's being shown and its being sent; null when that is not known. */
  readonly filledInMs: number | null;
  /** What was sent from the same network and the same device within the window of the limits, this one not counted. */
  readonly byNetwork: number;
  readonly byDevice: number;
  /** Another text that reads nearly the same came within a day. */
  readonly nearlySame: boolean;
  /** Everything that was written; empty for a rating without words. */
  readonly text: string;
  /** The device has worked for it: a proof that costs a person nothing and a program its speed. */
  readonly proven: boolean;
}

/** From which numbers on a network or device sends much. */
export interface SendingLimits {
  readonly byNetwork: number;
  readonly byDevice: number;
  /** Nobody fills such a form in faster. */
  readonly fastestMs: number;
}

export const RISK_REASONS = [
  'trap',
  'too_fast',
  'busy_network',
  'busy_device',
  'nearly_same',
  'many_links',
  'no_words',
] as const;
export type RiskReason = (typeof RISK_REASONS)[number];

/**
 * `pass`: goes on as it is. `ask`: the device is asked for a proof of work first. `hold`: a person looks at it before it
 * goes on. Nothing is ever refused or dropped here.
 */
export interface Risk {
  readonly score: number;
  readonly reasons: readonly RiskReason[];
  readonly verdict: 'pass' | 'ask' | 'hold';
}

const POINTS: Readonly<Record<RiskReason, number>> = {
  trap: 60,
  too_fast: 30,
  busy_network: 30,
  busy_device: 40,
  nearly_same: 40,
  many_links: 30,
  no_words: 30,
};
const ASK_FROM = 30;
const HOLD_FROM = 60;
const PROOF = 40;
const LINKS = 3;

/**
 * How likely a program sent it, from 0, with the reasons in a fixed order. One reason alone is never enough to hold
 * something back, except the trap; a proof of work outweighs any one of the others.
 */
export function riskOf(signs: SendingSigns, limits: SendingLimits): Risk {
  const found: Readonly<Record<RiskReason, boolean>> = {
    trap: signs.trap,
    too_fast: signs.filledInMs !== null && signs.filledInMs >= 0 && signs.filledInMs < limits.fastestMs,
    busy_network: signs.byNetwork >= limits.byNetwork,
    busy_device: signs.byDevice >= limits.byDevice,
    nearly_same: signs.nearlySame,
    many_links: (signs.text.match(/https?:\/\/|\bwww\./gi) ?? []).length >= LINKS,
    no_words: signs.text !== '' && isNoise(signs.text),
  };
  const reasons = RISK_REASONS.filter((reason) => found[reason]);
  const points = reasons.reduce((sum, reason) => sum + POINTS[reason], 0);
  const score = signs.proven && !signs.trap ? Math.max(0, points - PROOF) : points;
  return { score, reasons, verdict: score >= HOLD_FROM ? 'hold' : score >= ASK_FROM ? 'ask' : 'pass' };
}

/** Nothing that could be read: no letters at all, or hardly more than one letter again and again. */
function isNoise(text: string): boolean {
  const letters = [...text.normalize('NFKC').toLowerCase()].filter((one) => /\p{L}/u.test(one));
  if (letters.length === 0) return true;
  return letters.length >= 20 && new Set(letters).size <= 3;
}
