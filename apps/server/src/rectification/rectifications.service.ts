import type { LocalDate, RectificationDeed, RectificationRefusal, RectificationState } from '@huiyin/domain';
import {
  NOTHING,
  contributionsOfRectification,
  deltaOf,
  localDateOf,
  openRectification,
  rectificationDues,
  rectificationState,
  stepRectification,
} from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { RulesService } from '../directory/rules.service.ts';
import { DefectError } from '../platform/errors/errors.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { writeDeltas } from '../platform/tallies/outbox.ts';
import type { RectificationKey } from './rectifications.repository.ts';
import { RectificationsRepository } from './rectifications.repository.ts';

/** The bad rating that opens an order. */
export interface OpeningRating extends RectificationKey {
  readonly itemId: number | null;
  readonly channel: string;
  /** The rater left a way to be reached. */
  readonly named: boolean;
  readonly at: number;
}

/** Who does a deed, when, and in which words; the words may name people and are sealed. */
export interface DeedCircumstances {
  readonly at: number;
  readonly actor: string;
  readonly note?: string;
}

/** An order as its rater sees it: days in the zone of its rules. */
export interface StandingOrder {
  readonly state: RectificationState;
  readonly contactDueOn: LocalDate | null;
  readonly settleDueOn: LocalDate;
}

export type RectificationOutcome =
  | { readonly kind: 'recorded'; readonly state: RectificationState }
  | { readonly kind: 'refused'; readonly reason: RectificationRefusal | 'unknown_rectification' };

/** 差评整改: the orders that bad ratings open, deed by deed. */
@Injectable()
export class RectificationsService {
  constructor(
    private readonly source: DataSource,
    private readonly rules: RulesService,
    private readonly repository: RectificationsRepository,
    private readonly sealer: Sealer,
  ) {}

  /** Opens the order in the transaction that stores its rating: no bad rating without one. */
  async open(manager: EntityManager, { named, at, ...about }: OpeningRating): Promise<void> {
    const rules = (await this.rules.book()).letterAt(at);
    const event = { seq: 1, at, deed: { kind: 'opened', named } as const, actor: 'rater', noteSealed: null };
    const state = openRectification(event)!;
    const { policyVersion, calendarVersion } = rules;
    await this.repository.insert(manager, [
      { ...about, policyVersion, calendarVersion, state, events: [event], rules },
    ]);
    await writeDeltas(manager, deltaOf(NOTHING, contributionsOfRectification(state, rules, about)));
  }

  /** What has become of an order, and what it is held to; null when there is none. */
  async order(manager: EntityManager, key: RectificationKey): Promise<StandingOrder | null> {
    const row = await this.repository.row(manager, key);
    const state = row === null ? null : rectificationState(await this.repository.events(manager, key));
    if (row === null || state === null) return null;
    const rules = await this.rules.letterRulesOf(row);
    const dues = rectificationDues(state, rules);
    const dayOf = (instant: number) => localDateOf(instant, rules.policy.zone);
    return {
      state,
      contactDueOn: dues.contactDueAt === null ? null : dayOf(dues.contactDueAt),
      settleDueOn: dayOf(dues.settleDueAt),
    };
  }

  /** Records a deed. One at a time: of two at once the second is decided on what the first left. */
  record(
    key: RectificationKey,
    deed: RectificationDeed,
    circumstances: DeedCircumstances,
  ): Promise<RectificationOutcome> {
    return this.source.transaction((manager) => this.recordIn(manager, key, deed, circumstances));
  }

  /** The same in the transaction of whoever changes the rating. */
  async recordIn(
    manager: EntityManager,
    key: RectificationKey,
    deed: RectificationDeed,
    { at, actor, note = '' }: DeedCircumstances,
  ): Promise<RectificationOutcome> {
    const row = await this.repository.row(manager, key, { lock: true });
    if (row === null) return { kind: 'refused', reason: 'unknown_rectification' };
    const events = await this.repository.events(manager, key);
    const [before, last] = [rectificationState(events), events.at(-1)];
    if (before === null || last === undefined)
      throw new DefectError(`the history of rectification ${key.id} is not one that the rules allow`);
    if (at < last.at) return { kind: 'refused', reason: 'before_last_event' };
    const step = stepRectification(before, deed, at);
    if (step.kind === 'refused') return step;
    const rules = await this.rules.letterRulesOf(row);
    const noteSealed = note.trim() === '' ? null : this.sealer.seal(note.trim());
    await this.repository.append(
      manager,
      key,
      { seq: last.seq + 1, at, actor, deed, noteSealed },
      step.state,
      rules,
    );
    await writeDeltas(
      manager,
      deltaOf(
        contributionsOfRectification(before, rules, row),
        contributionsOfRectification(step.state, rules, row),
      ),
    );
    return { kind: 'recorded', state: step.state };
  }
}
