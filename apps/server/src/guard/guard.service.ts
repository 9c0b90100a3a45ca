import type { ProofTask } from '@huiyin/contract';
import type { Risk, SendingLimits } from '@huiyin/domain';
import { NEAR_BITS, riskOf, textPrint } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DoorLimits } from '../platform/limits/door-limits.ts';
import type { Visitor } from '../platform/limits/visitor.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { PrintsRepository } from './prints.repository.ts';
import { ProofOfWork } from './proof-of-work.ts';

/** What a form tells of how it was filled in. */
export interface SendingSigns {
  /** When its form was shown, in milliseconds; null when nobody knows. */
  readonly shownAt: number | null;
  /** What stands in the field that nobody sees. */
  readonly trap: string;
  /** The solution of the work that its device was asked for; empty when it was not. */
  readonly proof: string;
}

/** Something that is about to be taken in, as far as it tells a program from a person. */
export interface Sending extends SendingSigns {
  readonly kind: 'letter' | 'rating' | 'point';
  readonly id: string;
  /** Everything that was written. */
  readonly text: string;
}

/** What comes without a form, through the API. */
export const NO_SIGNS: SendingSigns = { shownAt: null, trap: '', proof: '' };

/** Why something waits for a person. */
export type Hold = Pick<Risk, 'score' | 'reasons'>;

export type Verdict = { readonly kind: 'pass' } | ({ readonly kind: 'ask' | 'hold' } & Hold);

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * From where on a network or a device sends much in an hour. Networks are wide: a village may share an address, and a
 * service hall does. At a rating point people come one after another through the hall’s own network.
 */
export const SENDING_LIMITS: Readonly<Record<Sending['kind'], SendingLimits>> = {
  letter: { byNetwork: 20, byDevice: 5, fastestMs: 2_000 },
  rating: { byNetwork: 60, byDevice: 10, fastestMs: 0 },
  point: { byNetwork: 300, byDevice: 20, fastestMs: 0 },
};

/**
 * Tells what a person must look at first from what may go on. It refuses nothing; whoever asks it asks only for what is new,
 * and tells it afterwards what was taken in.
 */
@Injectable()
export class GuardService {
  constructor(
    private readonly source: DataSource,
    private readonly limits: DoorLimits,
    private readonly prints: PrintsRepository,
    private readonly proofs: ProofOfWork,
    private readonly sealer: Sealer,
  ) {}

  async assess(sending: Sending, visitor: Visitor, now: number): Promise<Verdict> {
    const limits = SENDING_LIMITS[sending.kind];
    const [byNetwork = 0, byDevice = 0] = await this.limits.counts(this.counters(sending, visitor), now);
    const { score, reasons, verdict } = riskOf(
      {
        trap: sending.trap !== '',
        filledInMs: sending.shownAt === null ? null : now - sending.shownAt,
        byNetwork,
        byDevice: visitor.shared ? 0 : byDevice,
        nearlySame: await this.isNearlySame(sending, now),
        text: sending.text,
        proven: await this.proofs.proves(sending.id, sending.proof, now),
      },
      limits,
    );
    return verdict === 'pass' ? { kind: 'pass' } : { kind: verdict, score, reasons };
  }

  /** The work that is asked of a device before this is taken at once. */
  task(id: string, now: number): Promise<ProofTask> {
    return this.proofs.task(id, now);
  }

  /** What was taken in counts from now on. */
  async taken(sending: Sending, visitor: Visitor, now: number): Promise<void> {
    await this.limits.countAll(this.counters(sending, visitor), now);
    const print = this.printOf(sending);
    if (print === null) return;
    const { manager } = this.source;
    await this.prints.keep(manager, sending.id, print, new Date(now));
    await this.prints.clearBefore(manager, new Date(now - DAY));
  }

  private counters({ kind }: Sending, { network, device }: Visitor) {
    const windowMs = HOUR;
    return [
      { purpose: `${kind}-network`, windowMs, who: network },
      { purpose: `${kind}-device`, windowMs, who: device },
    ];
  }

  private async isNearlySame(sending: Sending, now: number): Promise<boolean> {
    const print = this.printOf(sending);
    if (print === null) return false;
    return this.prints.hasNear(this.source.manager, print, NEAR_BITS, new Date(now - DAY), sending.id);
  }

  /** Only letters have one: many rate with the same few words. A short text is near to none but itself. */
  private printOf({ kind, text }: Sending): bigint | null {
    if (kind !== 'letter') return null;
    const hash = (piece: string) => this.sealer.hash('text-print', piece).readBigUInt64BE();
    return textPrint(text, hash) ?? hash(text.normalize('NFKC').replace(/\s/g, ''));
  }
}
