import type { RatingReceipt, SubmitRating } from '@huiyin/contract';
import type { InvitationFact, OfferState, RatingFact, RatingStanding, StandingDeed } from '@huiyin/domain';
import { changeStanding, contributionsOfCase, decideRating, deltaOf, localDateOf } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { requireRecentId } from '../directory/client-id.ts';
import { DirectoryService } from '../directory/directory.service.ts';
import type { RulesBook } from '../directory/rules.service.ts';
import { RulesService } from '../directory/rules.service.ts';
import type { Hold } from '../guard/guard.service.ts';
import { DefectError, VisitorError } from '../platform/errors/errors.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { RectificationsService } from '../rectification/rectifications.service.ts';
import { writeDeltas } from '../platform/tallies/outbox.ts';
import { HeldRatingsRepository } from './held-ratings.repository.ts';
import type { RatingContent } from './rating-content.ts';
import { ratingDigest } from './rating-content.ts';
import type { InvitationRow, NewRatingRow, RatingKey, RatingRow } from './rating-rows.repository.ts';
import { RatingRowsRepository } from './rating-rows.repository.ts';
import { PointsService } from './points.service.ts';
import { readToken, tokenOf } from './rating-token.ts';
import { receiptOf } from './receipt.ts';

/** What became of an exclusion, a restoration or a withdrawal. */
export type StandingOutcome =
  | { readonly kind: 'changed' | 'unchanged'; readonly standing: RatingStanding }
  | { readonly kind: 'refused'; readonly reason: 'rating_withdrawn' | 'unknown_rating' };

/** What is rated: through an invitation, at a point, or freely. */
interface Subject {
  readonly departmentId: number;
  readonly itemId: number | null;
  readonly channel: string;
  readonly invitation: InvitationRow | null;
  readonly pointId: string | null;
}

/** The actor of what is excluded until a person has looked at it. */
const GUARD = 'guard';

@Injectable()
export class RatingsService {
  constructor(
    private readonly source: DataSource,
    private readonly directory: DirectoryService,
    private readonly rules: RulesService,
    private readonly points: PointsService,
    private readonly repository: RatingRowsRepository,
    private readonly sealer: Sealer,
    private readonly rectifications: RectificationsService,
    private readonly held: HeldRatingsRepository,
  ) {}

  /**
   * Stores a person's rating. One case is rated once: the same request again, and any further answer to the same
   * invitation, are answered with the receipt of the first, however late they come. With a `hold` it is stored but does not
   * count until a person has looked at it. Throws VisitorError id_clock, id_reused, offer_unknown,
   * offer_expired, offer_retired, reason_required, unknown_department, unknown_item, item_elsewhere or unknown_channel.
   */
  async submit(rating: SubmitRating, now: number, hold: Hold | null = null): Promise<RatingReceipt> {
    const book = await this.rules.book();
    if ('token' in rating) {
      const token = readToken(this.sealer, rating.token);
      if (token?.kind === 'point') {
        const subject = await this.atPoint(token.id);
        return this.source.transaction((manager) => this.store(manager, rating, subject, book, now, hold));
      }
      if (token?.kind !== 'invitation') throw new VisitorError('offer_unknown');
      return this.source.transaction(async (manager) => {
        const invitation = await this.repository.invitation(manager, token, { lock: true });
        if (invitation === null) throw new VisitorError('offer_unknown');
        const subject = { ...invitation, invitation, pointId: null };
        return this.store(manager, rating, subject, book, now, hold);
      });
    }
    const department = await this.directory.chosenDepartment(rating.department);
    const item =
      rating.item === null || rating.item === undefined
        ? null
        : await this.directory.chosenItem(rating.item, department);
    const channel = await this.directory.chosenChannel(rating.channel);
    const subject = {
      departmentId: department.id,
      itemId: item?.id ?? null,
      channel: channel.code,
      invitation: null,
      pointId: null,
    };
    return this.source.transaction((manager) => this.store(manager, rating, subject, book, now, hold));
  }

  /** Sets a rating aside after an appeal: it stays stored and is counted as excluded. */
  exclude(key: RatingKey, actor: string, reason: string, now: number): Promise<StandingOutcome> {
    return this.change(key, 'exclude', actor, reason, now);
  }

  /** Lets an excluded rating count again. */
  restore(key: RatingKey, actor: string, reason: string, now: number): Promise<StandingOutcome> {
    return this.change(key, 'restore', actor, reason, now);
  }

  /** Takes a rating back on its rater's word, for good. */
  withdraw(key: RatingKey, actor: string, reason: string, now: number): Promise<StandingOutcome> {
    return this.change(key, 'withdraw', actor, reason, now);
  }

  private async store(
    manager: EntityManager,
    rating: SubmitRating,
    subject: Subject,
    book: RulesBook,
    now: number,
    hold: Hold | null,
  ): Promise<RatingReceipt> {
    const { invitation } = subject;
    const key = { departmentId: subject.departmentId, id: rating.id.toLowerCase() };
    const content = contentOf(rating, subject);
    const digest = ratingDigest(this.sealer, content);
    const first = await this.repository.rating(manager, key);
    if (first !== null) return this.repeat(first, digest);

    const decision = decideRating(offerState(invitation, now), content);
    if (decision.kind === 'refused') throw new VisitorError(decision.reason);
    if (decision.kind === 'repeated') return this.firstAnswer(manager, invitation!);

    const ratedAt = Math.min(requireRecentId(rating.id, now), now);
    const ratedOn = localDateOf(ratedAt, book.zoneAt(ratedAt));
    const fact: RatingFact = {
      ...aboutOf(subject),
      ratedOn,
      level: content.level,
      origin: 'active',
      standing: 'effective',
    };
    const row: NewRatingRow = {
      ...fact,
      id: key.id,
      invitationId: content.invitationId,
      pointId: subject.pointId,
      tags: content.tags,
      commentSealed: content.comment === null ? null : this.sealer.seal(content.comment),
      contactSealed: content.contact === null ? null : this.sealer.seal(JSON.stringify(content.contact)),
      pressured: content.pressured,
      ratedAt: new Date(ratedAt),
      receivedAt: new Date(now),
      contentDigest: digest,
    };
    if (!(await this.repository.insertRating(manager, row))) {
      const other = await this.repository.rating(manager, key);
      if (other === null) throw new DefectError('a rating that stands in the way is not there');
      return this.repeat(other, digest);
    }
    if (invitation !== null) await this.repository.answerInvitation(manager, invitation, key.id);
    await writeDeltas(
      manager,
      deltaOf(
        contributionsOfCase({ invitation, rating: null }),
        contributionsOfCase({ invitation, rating: fact }),
      ),
    );
    if (isBad(fact))
      await this.rectifications.open(manager, {
        ...aboutOf(subject),
        id: key.id,
        named: content.contact !== null,
        at: ratedAt,
      });
    if (hold !== null) {
      const { score, reasons } = hold;
      await this.held.insert(manager, { ...key, score, reasons, heldAt: new Date(now) });
      await this.changeIn(manager, key, 'exclude', GUARD, reasons.join(' '), now);
    }
    return this.receipt('accepted', row);
  }

  private repeat(first: RatingRow, digest: Buffer): RatingReceipt {
    if (!this.sealer.equal(first.contentDigest, digest)) throw new VisitorError('id_reused');
    return this.receipt('repeated', first);
  }

  private async atPoint(id: string): Promise<Subject> {
    const point = await this.points.point(id);
    if (point === null) throw new VisitorError('offer_unknown');
    if (point.retired) throw new VisitorError('offer_retired');
    const { departmentId, itemId, channel } = point;
    return { departmentId, itemId, channel, invitation: null, pointId: id };
  }

  private async firstAnswer(manager: EntityManager, invitation: InvitationRow): Promise<RatingReceipt> {
    const first = await this.repository.rating(manager, { ...invitation, id: invitation.ratingId! });
    if (first === null) throw new DefectError('an answered invitation has lost its rating');
    return { ...this.receipt('repeated', first), ownToken: null };
  }

  private receipt(
    outcome: RatingReceipt['outcome'],
    row: { departmentId: number; id: string; receivedAt: Date },
  ): RatingReceipt {
    return {
      outcome,
      id: row.id,
      receipt: receiptOf(this.sealer, row.departmentId, row.id),
      receivedAt: row.receivedAt.toISOString(),
      ownToken: tokenOf(this.sealer, { kind: 'rating', departmentId: row.departmentId, id: row.id }),
    };
  }

  private change(
    key: RatingKey,
    deed: StandingDeed,
    actor: string,
    reason: string,
    now: number,
  ): Promise<StandingOutcome> {
    return this.source.transaction((manager) => this.changeIn(manager, key, deed, actor, reason, now));
  }

  /**
   * The same in the transaction of whoever decides an appeal. While a bad rating does not count, neither does the order
   * that it opened.
   */
  async changeIn(
    manager: EntityManager,
    key: RatingKey,
    deed: StandingDeed,
    actor: string,
    reason: string,
    now: number,
  ): Promise<StandingOutcome> {
    const rating = await this.repository.rating(manager, key, { lock: true });
    if (rating === null) return { kind: 'refused', reason: 'unknown_rating' };
    const change = changeStanding(rating.standing, deed);
    if (change.kind === 'refused') return change;
    if (change.kind === 'unchanged') return { kind: 'unchanged', standing: rating.standing };
    const { standing } = change;
    const seq = rating.lastSeq + 1;
    await this.repository.changeStanding(manager, key, {
      standing,
      seq,
      deed,
      at: new Date(now),
      actor,
      reason,
    });
    const invitation: InvitationFact | null =
      rating.invitationId === null
        ? null
        : await this.repository.invitation(manager, {
            departmentId: key.departmentId,
            id: rating.invitationId,
          });
    const before = contributionsOfCase({ invitation, rating });
    await writeDeltas(
      manager,
      deltaOf(before, contributionsOfCase({ invitation, rating: { ...rating, standing } })),
    );
    if (isBad(rating))
      await this.rectifications.recordIn(
        manager,
        key,
        { kind: standing === 'effective' ? 'revived' : 'voided' },
        { at: now, actor, note: reason },
      );
    return { kind: 'changed', standing };
  }
}

/** A bad rating by a person: level 1 or 2. What a system made up asks nobody to put anything right. */
const isBad = ({ level, origin }: Pick<RatingFact, 'level' | 'origin'>): boolean =>
  origin === 'active' && level <= 2;

const aboutOf = ({ departmentId, itemId, channel }: Subject) => ({ departmentId, itemId, channel });

const contentOf = (rating: SubmitRating, subject: Subject): RatingContent => ({
  ...aboutOf(subject),
  invitationId: subject.invitation?.id ?? null,
  level: rating.level,
  tags: [...new Set(rating.tags)],
  comment: rating.comment ?? null,
  contact: contactOf(rating.contact),
  pressured: rating.pressured,
  origin: 'active',
});

/** A name is worth having, a number is what it takes. */
export const contactOf = (contact: SubmitRating['contact']): RatingContent['contact'] =>
  contact ? { name: contact.name ?? null, phone: contact.phone } : null;

/** The window closes when the rating arrives, not when it was written: a device's clock cannot hold it open. */
function offerState(invitation: InvitationRow | null, now: number): OfferState {
  if (invitation === null) return { kind: 'open' };
  if (invitation.ratingId !== null) return { kind: 'answered' };
  return { kind: now > invitation.expiresAt.getTime() ? 'expired' : 'open' };
}
