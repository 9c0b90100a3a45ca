import type { RatingOffer } from '@huiyin/contract';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DirectoryService } from '../directory/directory.service.ts';
import { VisitorError } from '../platform/errors/errors.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { PointsService } from './points.service.ts';
import { RatingRowsRepository } from './rating-rows.repository.ts';
import { readToken } from './rating-token.ts';
import { rated } from './rated.ts';
import { receiptOf } from './receipt.ts';

/** An offer as a page needs it: beside what there is to rate, the receipt of whoever answered it first. */
export interface OfferFound {
  readonly offer: RatingOffer;
  readonly receipt: string | null;
}

/** What a rating link offers. */
@Injectable()
export class OffersService {
  constructor(
    private readonly source: DataSource,
    private readonly directory: DirectoryService,
    private readonly points: PointsService,
    private readonly repository: RatingRowsRepository,
    private readonly sealer: Sealer,
  ) {}

  /**
   * What a token offers to rate; stores nothing, so that a link scanner does no harm. Throws VisitorError offer_unknown or
   * offer_retired.
   */
  async offer(token: string, now: number): Promise<OfferFound> {
    const key = readToken(this.sealer, token);
    if (key?.kind === 'point') {
      const point = await this.points.point(key.id);
      if (point === null) throw new VisitorError('offer_unknown');
      if (point.retired) throw new VisitorError('offer_retired');
      const about = rated(await this.directory.snapshot(), point);
      return {
        offer: { ...about, point: point.name, state: 'open', invitedAt: null, expiresAt: null },
        receipt: null,
      };
    }
    const invitation =
      key?.kind === 'invitation' ? await this.repository.invitation(this.source.manager, key) : null;
    if (invitation === null) throw new VisitorError('offer_unknown');
    const { ratingId, departmentId, invitedAt, expiresAt } = invitation;
    const expired = now > expiresAt.getTime();
    return {
      offer: {
        ...rated(await this.directory.snapshot(), invitation),
        point: null,
        state: ratingId !== null ? 'answered' : expired ? 'expired' : 'open',
        invitedAt: invitedAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
      },
      receipt: ratingId === null ? null : receiptOf(this.sealer, departmentId, ratingId),
    };
  }

  /**
   * Notes that a person opened the form of an invitation, once. Called when somebody touches the form, not when a program
   * fetches the page. Throws VisitorError offer_unknown for what is no invitation.
   */
  async opened(token: string, now: number): Promise<void> {
    const key = readToken(this.sealer, token);
    const known =
      key?.kind === 'invitation' &&
      (await this.repository.markOpened(this.source.manager, key, new Date(now)));
    if (!known) throw new VisitorError('offer_unknown');
  }
}
