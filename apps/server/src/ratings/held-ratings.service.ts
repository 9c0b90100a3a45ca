import type { Level } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DefectError } from '../platform/errors/errors.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import type { HeldRatingRow } from './held-ratings.repository.ts';
import { HeldRatingsRepository } from './held-ratings.repository.ts';
import type { RatingKey } from './rating-rows.repository.ts';
import { RatingRowsRepository } from './rating-rows.repository.ts';
import { RatingsService } from './ratings.service.ts';

/** A held rating for whoever decides on it. */
export interface HeldRating extends HeldRatingRow {
  readonly level: Level;
  readonly comment: string | null;
}

/** Ratings that wait for a person. They are stored and excluded; released, they count as if they had never waited. */
@Injectable()
export class HeldRatingsService {
  constructor(
    private readonly source: DataSource,
    private readonly repository: HeldRatingsRepository,
    private readonly rows: RatingRowsRepository,
    private readonly ratings: RatingsService,
    private readonly sealer: Sealer,
  ) {}

  /** Those that wait, the longest first. */
  async waiting(limit = 100): Promise<HeldRating[]> {
    const { manager } = this.source;
    return Promise.all(
      (await this.repository.waiting(manager, limit)).map(async (held) => {
        const rating = await this.rows.rating(manager, held);
        if (rating === null) throw new DefectError('a held rating is not there');
        const comment = rating.commentSealed === null ? null : this.sealer.open(rating.commentSealed);
        return { ...held, level: rating.level, comment };
      }),
    );
  }

  /** Lets it count, or leaves it excluded for good. Null when none waits under this id. */
  decide(
    id: string,
    decision: 'released' | 'refused',
    actor: string,
    now: number,
  ): Promise<RatingKey | null> {
    return this.source.transaction(async (manager) => {
      const key = await this.repository.decide(manager, id, decision, actor, new Date(now));
      if (key !== null && decision === 'released')
        await this.ratings.changeIn(manager, key, 'restore', actor, 'held, then released', now);
      return key;
    });
  }
}
