import type { RatingOffer } from '@huiyin/contract';
import { CellSums, contributionsOfCase, dueInstant, localDateOf, timeOfUuid7 } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { DirectoryService } from '../directory/directory.service.ts';
import type { RulesBook } from '../directory/rules.service.ts';
import { RulesService } from '../directory/rules.service.ts';
import { MonthsMade } from '../platform/database/months-made.ts';
import { DefectError, VisitorError } from '../platform/errors/errors.ts';
import { Sealer } from '../platform/secrets/sealer.ts';
import { writeDeltas } from '../platform/tallies/outbox.ts';
import type { NewInvitationRow } from './rating-rows.repository.ts';
import { RatingRowsRepository } from './rating-rows.repository.ts';
import { readToken, tokenOf } from './rating-token.ts';

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
    private readonly source: DataSource,
    private readonly directory: DirectoryService,
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
      token: tokenOf(this.sealer, { departmentId: invitation.departmentId, invitationId: invitation.id }),
      // Of two alike in one call the first is the new one.
      outcome: stored.delete(keyText(invitation)) ? 'accepted' : 'repeated',
    }));
  }

  /** What a token offers to rate; stores nothing, so that a link scanner does no harm. Throws VisitorError offer_unknown. */
  async offer(token: string, now: number): Promise<RatingOffer> {
    const key = readToken(this.sealer, token);
    const invitation =
      key === null
        ? null
        : await this.repository.invitation(this.source.manager, {
            departmentId: key.departmentId,
            id: key.invitationId,
          });
    if (invitation === null) throw new VisitorError('offer_unknown');
    const directory = await this.directory.snapshot();
    const department = directory.departmentById.get(invitation.departmentId);
    const item = invitation.itemId === null ? null : directory.itemById.get(invitation.itemId);
    const channel = directory.channelByCode.get(invitation.channel);
    if (department === undefined || item === undefined || channel === undefined) {
      throw new DefectError('an invitation names what the directory in memory does not hold yet');
    }
    const expired = now > invitation.expiresAt.getTime();
    return {
      department: { code: department.code, name: department.name },
      item: item === null ? null : { code: item.code, name: item.name },
      channel: { code: channel.code, name: channel.name },
      state: invitation.ratingId !== null ? 'answered' : expired ? 'expired' : 'open',
      expiresAt: invitation.expiresAt.toISOString(),
    };
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
