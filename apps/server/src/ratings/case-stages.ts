import type { InvitationFact, LocalDate } from '@huiyin/domain';
import { CellSums, contributionsOfCase } from '@huiyin/domain';
import type { EntityManager } from 'typeorm';
import { copyLines } from '../platform/database/copy-rows.ts';
import type { CaseBatch } from './case-batch.ts';
import { INVITATION_COLUMNS, RATING_COLUMNS, rowKey } from './case-batch.ts';

interface Key {
  readonly department_id: number;
  readonly id: string;
}

/** An invitation that stood already and takes a rating of the batch. */
interface AnsweredRow extends Key {
  readonly rating_id: string;
  readonly service_item_id: number | null;
  readonly channel_code: string;
  readonly invited_on: LocalDate;
}

/** What of a batch was new: how many cases, and the change of the tallies. */
export interface StoredBatch {
  readonly accepted: number;
  readonly deltas: CellSums;
}

/** The staging tables of the transaction, gone with it. */
export async function makeStages(manager: EntityManager): Promise<void> {
  await manager.query(
    `create temp table if not exists stage_invitation (
       department_id integer, id uuid, service_item_id integer, channel_code text, case_number text,
       invited_at timestamptz, invited_on date, expires_at timestamptz, rating_id uuid
     ) on commit drop`,
  );
  await manager.query(
    `create temp table if not exists stage_rating (
       department_id integer, id uuid, invitation_id uuid, service_item_id integer, channel_code text, level smallint,
       tags text[], comment_sealed bytea, origin text, standing text, rated_at timestamptz, rated_on date, content_digest bytea
     ) on commit drop`,
  );
}

/** Stores what of the batch is new. In key order, so that it cannot deadlock with single ratings. */
export async function storeStaged(manager: EntityManager, batch: CaseBatch): Promise<StoredBatch> {
  await manager.query('truncate stage_invitation, stage_rating');
  await copyLines(manager, 'stage_invitation', INVITATION_COLUMNS, batch.invitationLines);
  await copyLines(manager, 'stage_rating', RATING_COLUMNS, batch.ratingLines);

  const newInvitations = keysOf(await insertInvitations(manager));
  if (newInvitations.size < batch.invitations.size) await dropRatingsOfAnswered(manager);
  const { inserted, answered } = await insertRatings(manager);
  const newRatings = keysOf(inserted);

  const answeredBy = new Map(answered.map((row) => [rowKey(row.department_id, row.rating_id), row]));
  const deltas = new CellSums();
  const newPlaces = new Set<number>();
  for (const key of newRatings) {
    const { place, fact, invitationKey } = batch.ratings.get(key)!;
    newPlaces.add(place);
    const row = answeredBy.get(key);
    if (row !== undefined) {
      const invitation = invitationOf(row);
      deltas.subtract(contributionsOfCase({ invitation, rating: null }));
      deltas.add(contributionsOfCase({ invitation, rating: fact }));
    } else if (invitationKey === null) {
      deltas.add(contributionsOfCase({ invitation: null, rating: fact }));
    }
  }
  const known = await undoInvitationsOfKnownRatings(manager, batch, newInvitations, newRatings);
  for (const key of newInvitations) {
    const staged = batch.invitations.get(key)!;
    if (known.removed.has(key)) continue;
    newPlaces.add(staged.place);
    const rating = known.unanswered.has(key) ? null : (staged.rating?.fact ?? null);
    deltas.add(contributionsOfCase({ invitation: staged.fact, rating }));
  }
  return { accepted: newPlaces.size, deltas };
}

const insertInvitations = (manager: EntityManager): Promise<Key[]> =>
  manager.query(
    `insert into invitation (${INVITATION_COLUMNS.join(', ')})
     select ${INVITATION_COLUMNS.join(', ')}
     from stage_invitation
     order by department_id, id
     on conflict (department_id, id) do nothing
     returning department_id, id`,
  );

/** One rating a case: what an invitation that stood already was answered with stays its answer. Locks those still open. */
async function dropRatingsOfAnswered(manager: EntityManager): Promise<void> {
  await manager.query(
    `select from invitation
     join stage_invitation stage on stage.department_id = invitation.department_id and stage.id = invitation.id
     where stage.rating_id is not null
     order by invitation.department_id, invitation.id
     for update of invitation`,
  );
  await manager.query(
    `delete from stage_rating stage
     using invitation
     where invitation.department_id = stage.department_id
       and invitation.id = stage.invitation_id
       and invitation.rating_id <> stage.id`,
  );
}

/** Inserts the ratings and gives them to the invitations that were still open. */
async function insertRatings(manager: EntityManager): Promise<{ inserted: Key[]; answered: AnsweredRow[] }> {
  const inserted: Key[] = await manager.query(
    `insert into rating (${RATING_COLUMNS.join(', ')})
     select ${RATING_COLUMNS.join(', ')}
     from stage_rating
     order by department_id, id
     on conflict (department_id, id) do nothing
     returning department_id, id`,
  );
  const [answered]: [AnsweredRow[], number] = await manager.query(
    `update invitation
     set rating_id = stage.id
     from stage_rating stage
     join rating on rating.department_id = stage.department_id and rating.id = stage.id
     where invitation.department_id = stage.department_id
       and invitation.id = stage.invitation_id
       and invitation.rating_id is null
       and rating.invitation_id = stage.invitation_id
     returning invitation.department_id, invitation.id, invitation.rating_id, invitation.service_item_id,
       invitation.channel_code, invitation.invited_on`,
  );
  return { inserted, answered };
}

/**
 * New invitations are stored together with the rating that the file says answered them. Where that rating stood already,
 * the case is an old one: its invitation goes again, or, when another case of the batch brought it, is left unanswered.
 */
async function undoInvitationsOfKnownRatings(
  manager: EntityManager,
  batch: CaseBatch,
  newInvitations: ReadonlySet<string>,
  newRatings: ReadonlySet<string>,
): Promise<{ removed: ReadonlySet<string>; unanswered: ReadonlySet<string> }> {
  const removed = new Set<string>();
  const unanswered = new Set<string>();
  for (const key of newInvitations) {
    const { fact, place, rating } = batch.invitations.get(key)!;
    if (rating === null || newRatings.has(rowKey(fact.departmentId, rating.id))) continue;
    (rating.place === place ? removed : unanswered).add(key);
  }
  const columns = (keys: ReadonlySet<string>) => [
    [...keys].map((key) => batch.invitations.get(key)!.fact.departmentId),
    [...keys].map((key) => key.slice(key.indexOf('/') + 1)),
  ];
  if (removed.size > 0) {
    await manager.query(
      `delete from invitation
       using unnest($1::integer[], $2::uuid[]) as gone (department_id, id)
       where invitation.department_id = gone.department_id and invitation.id = gone.id`,
      columns(removed),
    );
  }
  if (unanswered.size > 0) {
    await manager.query(
      `update invitation
       set rating_id = null
       from unnest($1::integer[], $2::uuid[]) as open (department_id, id)
       where invitation.department_id = open.department_id and invitation.id = open.id`,
      columns(unanswered),
    );
  }
  return { removed, unanswered };
}

const keysOf = (rows: readonly Key[]): Set<string> =>
  new Set(rows.map((row) => rowKey(row.department_id, row.id)));

const invitationOf = (row: AnsweredRow): InvitationFact => ({
  departmentId: row.department_id,
  itemId: row.service_item_id,
  channel: row.channel_code,
  invitedOn: row.invited_on,
});
