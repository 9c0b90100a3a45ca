import type { ProofTask, RatingReceipt, SubmitRating } from '@huiyin/contract';
import { Injectable } from '@nestjs/common';
import type { Sending, SendingSigns, Verdict } from '../guard/guard.service.ts';
import { GuardService } from '../guard/guard.service.ts';
import type { Visitor } from '../platform/limits/visitor.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { readToken } from './rating-token.ts';
import { RatingsService } from './ratings.service.ts';

/** A rating was taken in, or its device is asked for some work first. */
export type RatingAtDoor =
  | { readonly kind: 'taken'; readonly receipt: RatingReceipt }
  | { readonly kind: 'ask'; readonly task: ProofTask };

/**
 * Where ratings come in: an invitation is for one case and lets its bearer by; where anybody may rate, at a point or freely,
 * the guard looks.
 */
@Injectable()
export class RatingDoorService {
  constructor(
    private readonly ratings: RatingsService,
    private readonly guard: GuardService,
    private readonly sealer: Sealer,
  ) {}

  /** From a form, whose device may be asked for work. Throws what RatingsService.submit throws. */
  async submitForm(
    rating: SubmitRating,
    signs: SendingSigns,
    visitor: Visitor,
    now: number,
  ): Promise<RatingAtDoor> {
    const sending = this.sendingOf(rating, signs);
    const verdict = await this.assess(sending, visitor, now);
    if (sending !== null && verdict.kind === 'ask')
      return { kind: 'ask', task: await this.guard.task(sending.id, now) };
    return { kind: 'taken', receipt: await this.takeIn(rating, sending, verdict, visitor, now) };
  }

  /** From whoever cannot be asked: where a device would be, a person looks at it. Throws as above. */
  async submit(
    rating: SubmitRating,
    signs: SendingSigns,
    visitor: Visitor,
    now: number,
  ): Promise<RatingReceipt> {
    const sending = this.sendingOf(rating, signs);
    return this.takeIn(rating, sending, await this.assess(sending, visitor, now), visitor, now);
  }

  private assess(sending: Sending | null, visitor: Visitor, now: number): Verdict | Promise<Verdict> {
    return sending === null ? { kind: 'pass' } : this.guard.assess(sending, visitor, now);
  }

  private async takeIn(
    rating: SubmitRating,
    sending: Sending | null,
    verdict: Verdict,
    visitor: Visitor,
    now: number,
  ): Promise<RatingReceipt> {
    const receipt = await this.ratings.submit(rating, now, verdict.kind === 'pass' ? null : verdict);
    if (sending !== null && receipt.outcome === 'accepted') await this.guard.taken(sending, visitor, now);
    return receipt;
  }

  /** Null for the bearer of an invitation. */
  private sendingOf(rating: SubmitRating, signs: SendingSigns): Sending | null {
    const atPoint = 'token' in rating;
    if (atPoint && readToken(this.sealer, rating.token)?.kind !== 'point') return null;
    const kind = atPoint ? 'point' : 'rating';
    return { kind, id: rating.id.toLowerCase(), text: rating.comment ?? '', ...signs };
  }
}
