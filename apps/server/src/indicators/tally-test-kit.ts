import type { Contributions, DayContribution, WaitContribution } from '@huiyin/domain';
import { CellSums, MEASURE_NAMES } from '@huiyin/domain';
import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { writeDeltas } from '../platform/tallies/outbox.ts';
import { FoldRepository } from './fold.repository.ts';
import { FoldService } from './fold.service.ts';
import { StaleRepository } from './stale.repository.ts';
import { canonicalDump } from './tally-dump.ts';
import type { RulesService } from '../directory/rules.service.ts';
import { LettersRepository } from '../letters/letters.repository.ts';
import { ReplySamplesService } from '../letters/reply-samples.service.ts';
import { AppealsRepository } from '../ratings/appeals.repository.ts';
import { RatingsRepository } from '../ratings/ratings.repository.ts';
import { RectificationsRepository } from '../rectification/rectifications.repository.ts';
import { RebuildRepository } from './rebuild.repository.ts';
import { RebuildService } from './rebuild.service.ts';

/** What the tests of this room share: contributions at random, and the tallies as text. */

export const foldServiceOn = (source: DataSource): FoldService =>
  new FoldService(source, new FoldRepository(), new StaleRepository());

const day = fc.constantFrom('2024-01-31', '2024-02-01', '2024-02-29', '2025-12-31');

const dayContribution: fc.Arbitrary<DayContribution> = fc.record({
  key: fc.record({
    departmentId: fc.integer({ min: 1, max: 3 }),
    day,
    itemId: fc.integer({ min: 0, max: 2 }),
    channel: fc.constantFrom('window', 'web'),
    letterType: fc.constantFrom('', 'help'),
  }),
  sums: fc.dictionary(fc.constantFrom(...MEASURE_NAMES), fc.integer({ min: -2, max: 2 }), { maxKeys: 3 }),
});

const waitContribution: fc.Arbitrary<WaitContribution> = fc.record({
  key: fc.record({
    departmentId: fc.integer({ min: 1, max: 3 }),
    day,
    letterType: fc.constantFrom('help', 'enquiry'),
    clock: fc.constantFrom('first' as const, 'full' as const),
    unit: fc.constantFrom('working_day' as const, 'calendar_day' as const),
    wait: fc.integer({ min: 0, max: 3 }),
  }),
  sums: fc.record({ received: fc.integer({ min: -1, max: 1 }), answered: fc.integer({ min: -1, max: 1 }) }),
});

/** What one change of a fact may add to or take from the tallies. */
export const someContributions: fc.Arbitrary<Contributions> = fc.record({
  days: fc.array(dayContribution, { maxLength: 4 }),
  waits: fc.array(waitContribution, { maxLength: 3 }),
});

export const summedUp = (all: readonly Contributions[]): Contributions =>
  all.reduce((sums, contributions) => sums.add(contributions), new CellSums()).result();

/** Stores changes as ingest does: deltas, each in a transaction of its own. */
export async function store(source: DataSource, changes: readonly Contributions[]): Promise<void> {
  for (const change of changes) {
    await source.transaction((manager) => writeDeltas(manager, summedUp([change])));
  }
}

export const dump = (source: DataSource): Promise<string> => source.transaction(canonicalDump);

/** The real rebuild on a database; parts of it can be put in the place of others. */
export function rebuildServiceOn(
  source: DataSource,
  rules: RulesService,
  parts: { readonly letters?: LettersRepository; readonly rebuilds?: RebuildRepository } = {},
): RebuildService {
  return new RebuildService(
    source,
    new RatingsRepository(),
    parts.letters ?? new LettersRepository(rules),
    new RectificationsRepository(rules),
    new AppealsRepository(),
    new ReplySamplesService(source, rules),
    parts.rebuilds ?? new RebuildRepository(),
    new StaleRepository(),
  );
}

export async function empty(manager: EntityManager): Promise<void> {
  await manager.query(
    'truncate tally_delta, wait_delta, tally_day, tally_month, tally_wait, figure_stale, figure_sum',
  );
}
