import { CellSums, contributionsOfCase, dueInstant, localDateOf, timeOfUuid7 } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RulesBook } from '../directory/rules.service.ts';
import { RulesService } from '../directory/rules.service.ts';
import { MonthsMade } from '../platform/database/months-made.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { writeDeltas } from '../platform/tallies/outbox.ts';
import type { NewInvitationRow } from './rating-rows.repository.ts';
import { RatingRowsRepository } from './rating-rows.repository.ts';
import { tokenOf } from './rating-token.ts';

/** An offer to rate one case. The id is a UUIDv7 made from the time of the invitation; instants are milliseconds. */
export interface NewInvitation {
  readonly id: string;
  readonly departmentId: number;
  readonly itemId: number | null;
  readonly channel: string;
  readonly caseNumber: string | null;
  readonly invitedAt: number;
  /** Until when the rating may come; left out, the window of the policy. */
  readonly expiresAt?: number;
}

export interface Invited {
  readonly id: string;
  /** What goes into the link or the QR code. */
  readonly token: string;
  readonly outcome: 'accepted' | 'repeated';
}

@Injectable()
export class InvitationsService {
  constructor(
    private readonly rules: RulesService,
    private readonly repository: RatingRowsRepository,
    private readonly sealer: Sealer,
  ) {}

  /** Stores invitations with their deltas, in the manager's transaction or one of its own. The same ones again change nothing. */
  async invite(manager: EntityManager, invitations: readonly NewInvitation[]): Promise<Invited[]> {
    const book = await this.rules.book();
    const rows = new Map(
      [...invitations].reverse().map((invitation) => [keyText(invitation), rowOf(invitation, book)]),
    );
    const stored = await manager.transaction(async (inner) => {
      await new MonthsMade().ensure(
        inner,
        [...rows.values()].map(({ id }) => instantOf(id)),
      );
      const inserted = await this.repository.insertInvitations(inner, [...rows.values()]);
      const sums = new CellSums();
      for (const key of inserted) sums.add(contributionsOfCase({ invitation: rows.get(key)!, rating: null }));
      await writeDeltas(inner, sums.result());
      return inserted;
    });
    return invitations.map((invitation) => ({
      id: invitation.id,
      token: tokenOf(this.sealer, { ...invitation, kind: 'invitation' }),
      // Of two alike in one call the first is the new one.
      outcome: stored.delete(keyText(invitation)) ? 'accepted' : 'repeated',
    }));
  }
}

const keyText = ({ departmentId, id }: NewInvitation): string => `${departmentId}/${id.toLowerCase()}`;

function rowOf(invitation: NewInvitation, book: RulesBook): NewInvitationRow {
  const { id, departmentId, itemId, channel, caseNumber, invitedAt } = invitation;
  const zone = book.zoneAt(invitedAt);
  const expiresAt =
    invitation.expiresAt ??
    dueInstant(book.ratingAt(invitedAt).lateWindow, invitedAt, [], book.letterAt(invitedAt).calendar, zone);
  return {
    id,
    departmentId,
    itemId,
    channel,
    caseNumber,
    invitedAt: new Date(invitedAt),
    invitedOn: localDateOf(invitedAt, zone),
    expiresAt: new Date(expiresAt),
  };
}

function instantOf(id: string): number {
  const instant = timeOfUuid7(id);
  if (instant === null) throw new RangeError(`not a UUIDv7: ${id}`);
  return instant;
}
