import type { AppealFact, AppealRefusal } from '@huiyin/domain';
import {
  CellSums,
  contributionsOfAppeal,
  deltaOf,
  localDateOf,
  refusalOfDecision,
  timeOfUuid7,
} from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { RulesService } from '../directory/rules.service.ts';
import { MonthsMade } from '../platform/database/months-made.ts';
import { writeDeltas } from '../platform/tallies/outbox.ts';
import type { AppealDecision, FiledAppeal } from './appeals.repository.ts';
import { AppealsRepository } from './appeals.repository.ts';
import type { RatingKey } from './rating-rows.repository.ts';
import { RatingRowsRepository } from './rating-rows.repository.ts';
import { RatingsService } from './ratings.service.ts';

export type FilingOutcome =
  | { readonly kind: 'filed' }
  | {
      readonly kind: 'refused';
      readonly reason: 'unknown_rating' | 'not_a_bad_rating' | 'filed_already' | 'ground_required';
    };

export type DecisionOutcome =
  | { readonly kind: 'decided' }
  | { readonly kind: 'refused'; readonly reason: AppealRefusal | 'unknown_appeal' | 'rating_withdrawn' };

/** A decision as somebody takes it. */
export interface Verdict {
  readonly deciderDepartmentId: number;
  readonly decidedBy: string;
  readonly upheld: boolean;
  readonly reason: string;
}

/** An appeal from elsewhere, decided or not. A rating whose appeal was upheld must come with the standing `excluded`. */
export type NewAppeal = FiledAppeal & { readonly decision: Omit<AppealDecision, 'on'> | null };

/** 申诉复核: a department says that a bad rating is mistaken or malicious, somebody outside it decides. */
@Injectable()
export class AppealsService {
  constructor(
    private readonly source: DataSource,
    private readonly rules: RulesService,
    private readonly repository: AppealsRepository,
    private readonly rows: RatingRowsRepository,
    private readonly ratings: RatingsService,
  ) {}

  /** Files an appeal against a bad rating, once. */
  file(key: RatingKey, filedBy: string, ground: string, now: number): Promise<FilingOutcome> {
    return this.source.transaction(async (manager): Promise<FilingOutcome> => {
      if (ground.trim() === '') return { kind: 'refused', reason: 'ground_required' };
      const rating = await this.rows.rating(manager, key);
      if (rating === null) return { kind: 'refused', reason: 'unknown_rating' };
      if (rating.origin !== 'active' || rating.level > 2)
        return { kind: 'refused', reason: 'not_a_bad_rating' };
      const { departmentId, itemId, channel } = rating;
      const stored = await this.repository.insert(manager, [
        {
          departmentId,
          ratingId: key.id,
          itemId,
          channel,
          filedAt: now,
          filedBy,
          ground: ground.trim(),
          decision: null,
        },
      ]);
      return stored.size === 1 ? { kind: 'filed' } : { kind: 'refused', reason: 'filed_already' };
    });
  }

  /** Decides an appeal. Upheld, the rating is set aside in the same transaction: one never stands without the other. */
  decide(key: RatingKey, verdict: Verdict, now: number): Promise<DecisionOutcome> {
    return this.source.transaction(async (manager): Promise<DecisionOutcome> => {
      const before = await this.repository.locked(manager, key);
      if (before === null) return { kind: 'refused', reason: 'unknown_appeal' };
      const refusal = refusalOfDecision(before, verdict.deciderDepartmentId, verdict.reason);
      if (refusal !== null) return { kind: 'refused', reason: refusal };
      if (verdict.upheld) {
        const outcome = await this.ratings.changeIn(
          manager,
          key,
          'exclude',
          verdict.decidedBy,
          verdict.reason,
          now,
        );
        if (outcome.kind === 'refused')
          return {
            kind: 'refused',
            reason: outcome.reason === 'rating_withdrawn' ? 'rating_withdrawn' : 'unknown_appeal',
          };
      }
      const on = localDateOf(now, (await this.rules.book()).zoneAt(now));
      await this.repository.decide(manager, key, { ...verdict, reason: verdict.reason.trim(), at: now, on });
      const after: AppealFact = { ...before, decision: { on, upheld: verdict.upheld } };
      await writeDeltas(manager, deltaOf(contributionsOfAppeal(before), contributionsOfAppeal(after)));
      return { kind: 'decided' };
    });
  }

  /** Stores appeals from elsewhere, in the manager's transaction; what is stored already stays. Without `deltas` a rebuild must follow. */
  async bulkStore(
    manager: EntityManager,
    appeals: readonly NewAppeal[],
    { deltas = true } = {},
  ): Promise<{ accepted: number }> {
    const book = await this.rules.book();
    const rows = appeals.map(({ decision, ...filed }) => ({
      ...filed,
      decision: decision && { ...decision, on: localDateOf(decision.at, book.zoneAt(decision.at)) },
    }));
    await new MonthsMade().ensure(
      manager,
      rows.map(({ ratingId }) => timeOfUuid7(ratingId)!),
    );
    const stored = await this.repository.insert(manager, rows);
    if (deltas) {
      const sums = new CellSums();
      for (const row of rows) if (stored.has(row.ratingId)) sums.add(contributionsOfAppeal(row));
      await writeDeltas(manager, sums.result());
    }
    return { accepted: stored.size };
  }
}
