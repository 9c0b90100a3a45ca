import type { Contributions } from '@huiyin/domain';
import {
  CellSums,
  contributionsOfAppeal,
  contributionsOfCase,
  contributionsOfRectification,
  uuid7,
} from '@huiyin/domain';
import type { DataSource } from 'typeorm';
import { DAY_SHAPE } from '../platform/tallies/columns.ts';
import type { RectificationsRepository } from '../rectification/rectifications.repository.ts';
import { AppealsRepository } from './appeals.repository.ts';
import type { NewCase } from './new-case.ts';
import { RatingsRepository } from './ratings.repository.ts';

/** The id of a fact that happened at an instant, the same for the same number. */
export const idAt = (atMs: number, number: number): string => {
  const bytes = new Uint8Array(10);
  new DataView(bytes.buffer).setUint32(4, number);
  return uuid7(atMs, bytes);
};

const MINUTE = 60_000;

/** A case that was invited at an instant and rated five minutes later, unless told otherwise. */
export function aCase(
  about: { readonly departmentId: number; readonly at: number; readonly number: number },
  rating: Partial<NonNullable<NewCase['rating']>> | null = {},
  invited = true,
): NewCase {
  const { departmentId, at, number } = about;
  return {
    departmentId,
    itemId: null,
    channel: 'window',
    caseNumber: `C${number}`,
    invitation: invited
      ? { id: idAt(at, number), invitedAt: at, expiresAt: at + 7 * 24 * 60 * MINUTE }
      : null,
    rating:
      rating === null
        ? null
        : {
            id: idAt(at + 5 * MINUTE, number),
            level: 5,
            tags: [],
            comment: null,
            origin: 'active',
            ratedAt: at + 5 * MINUTE,
            ...rating,
          },
  };
}

/** What the outbox of the daily tally adds up to, cell by cell, without cells that come to nothing. */
export async function outboxOfDays(source: DataSource): Promise<Record<string, number>[]> {
  const sums = DAY_SHAPE.measures.map((measure) => `sum(${measure})::integer as ${measure}`).join(', ');
  const rows: Record<string, number | string>[] = await source.query(
    `select ${DAY_SHAPE.keys.join(', ')}, ${sums}
     from tally_delta
     group by ${DAY_SHAPE.keys.join(', ')}
     having ${DAY_SHAPE.measures.map((measure) => `sum(${measure}) <> 0`).join(' or ')}`,
  );
  return inOrder(rows);
}

/** The same, made anew from the facts that are stored. */
export async function contributionsOfStoredCases(
  source: DataSource,
  orders?: RectificationsRepository,
): Promise<Record<string, number>[]> {
  const sums = new CellSums();
  await source.transaction(async (manager) => {
    for await (const one of new RatingsRepository().streamCases(manager)) sums.add(contributionsOfCase(one));
    for (const appeal of await new AppealsRepository().decided(manager))
      sums.add(contributionsOfAppeal(appeal));
    if (orders === undefined) return;
    for await (const { state, rules, facets } of orders.stream(manager))
      sums.add(contributionsOfRectification(state, rules, facets));
  });
  return rowsOf(sums.result());
}

export const rowsOf = ({ days }: Contributions): Record<string, number>[] =>
  inOrder(
    days.map(({ key, sums }) => ({
      department_id: key.departmentId,
      day: key.day,
      item_id: key.itemId,
      channel: key.channel,
      letter_type: key.letterType,
      ...Object.fromEntries(DAY_SHAPE.measures.map((measure) => [measure, 0])),
      ...sums,
    })),
  );

const inOrder = (rows: readonly Record<string, number | string>[]): Record<string, number>[] =>
  [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) as Record<string, number>[];
