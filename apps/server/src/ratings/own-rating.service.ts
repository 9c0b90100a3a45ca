import type { RatingWords, OwnRating } from '@huiyin/contract';
import type { Level, RatingFact } from '@huiyin/domain';
import { contributionsOfCase, deltaOf, dueInstant, isBadLevel } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { DirectoryService } from '../directory/directory.service.ts';
import { RulesService } from '../directory/rules.service.ts';
import { VisitorError } from '../platform/errors/errors.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { writeDeltas } from '../platform/tallies/outbox.ts';
import { RectificationsService } from '../rectification/rectifications.service.ts';
import { rated } from './rated.ts';
import type { RaterContact } from './rating-content.ts';
import type { RatingKey, RatingRow } from './rating-rows.repository.ts';
import { HeldRatingsRepository } from './held-ratings.repository.ts';
import { RatingRowsRepository } from './rating-rows.repository.ts';
import { readToken } from './rating-token.ts';
import { RatingsService, contactOf } from './ratings.service.ts';
import { receiptOf } from './receipt.ts';

/** The actor of everything that a rater does with their own rating. */
const RATER = 'rater';

/** What raters may do with their own rating, by the token that their receipt carries. */
@Injectable()
export class OwnRatingService {
  constructor(
    private readonly source: DataSource,
    private readonly directory: DirectoryService,
    private readonly rules: RulesService,
    private readonly repository: RatingRowsRepository,
    private readonly held: HeldRatingsRepository,
    private readonly ratings: RatingsService,
    private readonly rectifications: RectificationsService,
    private readonly sealer: Sealer,
  ) {}

  /** Throws VisitorError own_rating_unknown. */
  async look(token: string, manager: EntityManager = this.source.manager): Promise<OwnRating> {
    const key = this.keyOf(token);
    const rating = await this.repository.rating(manager, key);
    if (rating === null) throw new VisitorError('own_rating_unknown');
    const order = await this.rectifications.order(manager, key);
    return {
      ...rated(await this.directory.snapshot(), rating),
      receipt: receiptOf(this.sealer, key.departmentId, key.id),
      receivedAt: rating.receivedAt.toISOString(),
      level: rating.level,
      tags: [...rating.tags],
      comment: this.commentOf(rating),
      hasContact: rating.contactSealed !== null,
      pressured: rating.pressured,
      standing: rating.standing,
      held: await this.held.isWaiting(manager, key),
      amended: await this.repository.wasAmended(manager, key),
      changeableUntil: new Date(await this.changeableUntil(rating)).toISOString(),
      order:
        order === null || order.state.voided
          ? null
          : {
              stage: order.state.stage,
              contactDueOn: order.contactDueOn,
              settleDueOn: order.settleDueOn,
            },
    };
  }

  /**
   * Says something else instead; what was said before is kept, and a contact that is left out stays. Throws VisitorError
   * own_rating_unknown, change_closed, rating_withdrawn, rating_under_review or reason_required.
   */
  async amend(token: string, words: RatingWords, now: number): Promise<OwnRating> {
    const key = this.keyOf(token);
    return this.source.transaction(async (manager) => {
      const before = await this.changeable(manager, key, now);
      if (before.standing === 'withdrawn') throw new VisitorError('rating_withdrawn');
      if (before.standing === 'excluded') throw new VisitorError('rating_under_review');
      const comment = words.comment ?? null;
      if (isBadLevel(words.level) && words.tags.length === 0 && comment === null)
        throw new VisitorError('reason_required');
      const contact = words.contact === undefined ? this.contactOf(before) : contactOf(words.contact);
      await this.repository.amend(manager, key, {
        level: words.level,
        tags: [...new Set(words.tags)],
        commentSealed: comment === null ? null : this.sealer.seal(comment),
        contactSealed: contact === null ? null : this.sealer.seal(JSON.stringify(contact)),
        pressured: words.pressured,
        seq: before.lastSeq + 1,
        at: new Date(now),
        beforeSealed: this.sealer.seal(JSON.stringify(this.wordsOf(before))),
      });
      await this.recount(manager, before, words.level);
      await this.reorder(manager, before, words.level, contact !== null, now);
      return this.look(token, manager);
    });
  }

  /**
   * Takes the rating back for good; once more changes nothing. Throws VisitorError own_rating_unknown or change_closed.
   */
  async withdraw(token: string, now: number): Promise<OwnRating> {
    const key = this.keyOf(token);
    return this.source.transaction(async (manager) => {
      const before = await this.repository.rating(manager, key, { lock: true });
      if (before?.standing !== 'withdrawn') {
        await this.changeable(manager, key, now);
        await this.ratings.changeIn(manager, key, 'withdraw', RATER, '', now);
      }
      return this.look(token, manager);
    });
  }

  private keyOf(token: string): RatingKey {
    const key = readToken(this.sealer, token);
    if (key?.kind !== 'rating') throw new VisitorError('own_rating_unknown');
    return key;
  }

  private async changeable(manager: EntityManager, key: RatingKey, now: number): Promise<RatingRow> {
    const rating = await this.repository.rating(manager, key, { lock: true });
    if (rating === null) throw new VisitorError('own_rating_unknown');
    if (now > (await this.changeableUntil(rating))) throw new VisitorError('change_closed');
    return rating;
  }

  /** Counted from the arrival: a device's clock can neither shorten nor lengthen it. */
  private async changeableUntil({ receivedAt }: RatingRow): Promise<number> {
    const book = await this.rules.book();
    const at = receivedAt.getTime();
    const { changeWindow } = book.ratingAt(at);
    return dueInstant(changeWindow, at, [], book.letterAt(at).calendar, book.zoneAt(at));
  }

  private async recount(manager: EntityManager, before: RatingRow, level: Level): Promise<void> {
    const after: RatingFact = { ...before, level };
    await writeDeltas(
      manager,
      deltaOf(
        contributionsOfCase({ invitation: null, rating: before }),
        contributionsOfCase({ invitation: null, rating: after }),
      ),
    );
  }

  /**
   * A rating that is bad no more needs no order, and one that is bad now needs one; its clock starts with the amendment. So does
   * the clock of the contact where somebody can be reached only now; it stops where nobody can be reached any more.
   */
  private async reorder(
    manager: EntityManager,
    before: RatingRow,
    level: Level,
    named: boolean,
    now: number,
  ): Promise<void> {
    if (before.origin !== 'active') return;
    const record = (kind: 'voided' | 'revived' | 'named' | 'unnamed') =>
      this.rectifications.recordIn(manager, before, { kind }, { at: now, actor: RATER });
    if (!isBadLevel(level)) {
      if (isBadLevel(before.level)) await record('voided');
      return;
    }
    if (!isBadLevel(before.level)) {
      const outcome = await record('revived');
      if (outcome.kind === 'refused' && outcome.reason === 'unknown_rectification') {
        const { departmentId, id, itemId, channel } = before;
        await this.rectifications.open(manager, { departmentId, id, itemId, channel, named, at: now });
        return;
      }
    }
    // Refused where the order knows it already, or is settled.
    await record(named ? 'named' : 'unnamed');
  }

  private wordsOf(row: RatingRow) {
    const { level, tags, pressured } = row;
    return { level, tags, comment: this.commentOf(row), contact: this.contactOf(row), pressured };
  }

  private commentOf({ commentSealed }: RatingRow): string | null {
    return commentSealed === null ? null : this.sealer.open(commentSealed);
  }

  private contactOf({ contactSealed }: RatingRow): RaterContact | null {
    return contactSealed === null ? null : (JSON.parse(this.sealer.open(contactSealed)) as RaterContact);
  }
}
