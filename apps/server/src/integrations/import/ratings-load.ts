import { dueInstant } from '@huiyin/domain';
import type { RulesBook } from '../../directory/rules.service.ts';
import type { NewCase, RatingsBulk } from '../../ratings/ratings.bulk.ts';
import type { Load } from './loads.ts';
import type { RatingsMapping } from './mapping/mapping.ts';
import { FactIdentity } from './rows/fact-identity.ts';
import { caseOfRow } from './rows/rating-rows.ts';

/** Ratings, and the invitations behind them where the file has these. */
export function ratingsLoad(mapping: RatingsMapping, book: RulesBook, bulk: RatingsBulk): Load<NewCase> {
  const expiryOf = (invitedAt: number): number => {
    const { calendar, policy } = book.letterAt(invitedAt);
    return dueInstant(book.ratingAt(invitedAt).lateWindow, invitedAt, [], calendar, policy.zone);
  };
  return {
    reader(plan) {
      const identity = new FactIdentity(mapping.source, mapping.key);
      return (row) => caseOfRow(row, mapping, plan, identity, expiryOf);
    },
    instantsOf: ({ invitation, rating }) => [
      ...(invitation === null ? [] : [invitation.invitedAt]),
      ...(rating === null ? [] : [rating.ratedAt]),
    ],
    async store(manager, located) {
      const cases = async function* (): AsyncGenerator<NewCase> {
        for await (const { fact } of located) yield fact;
      };
      const { accepted, repeated } = await bulk.bulkStoreCases(manager, cases());
      return { accepted, updated: 0, repeated, refused: [] };
    },
  };
}
