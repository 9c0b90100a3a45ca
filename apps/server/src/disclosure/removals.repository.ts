import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** Words that were taken out of a public copy; sealed as they are stored. */
export interface RemovalRow {
  readonly letterId: string;
  readonly seq: number;
  readonly number: string;
  readonly wordsSealed: Buffer;
  readonly reasonSealed: Buffer | null;
  readonly times: number;
  readonly characters: number;
  readonly askedAt: Date;
}

const COLUMNS = `letter_id as "letterId", seq, number, words_sealed as "wordsSealed", reason_sealed as "reasonSealed",
  times, characters, asked_at as "askedAt"`;

/** What writers had taken out of the public copies of their letters. */
@Injectable()
export class RemovalsRepository {
  /** Those of a letter, the oldest first. */
  ofLetter(manager: EntityManager, letterId: string): Promise<RemovalRow[]> {
    return manager.query(
      `select ${COLUMNS}
       from letter_removal
       where letter_id = $1
       order by seq`,
      [letterId],
    );
  }

  async add(manager: EntityManager, row: RemovalRow): Promise<void> {
    await manager.query(
      `insert into letter_removal
         (letter_id, seq, number, words_sealed, reason_sealed, times, characters, asked_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        row.letterId,
        row.seq,
        row.number,
        row.wordsSealed,
        row.reasonSealed,
        row.times,
        row.characters,
        row.askedAt,
      ],
    );
  }

  /** Those that no person has looked at, the oldest first. */
  waiting(manager: EntityManager, limit: number): Promise<RemovalRow[]> {
    return manager.query(
      `select ${COLUMNS}
       from letter_removal
       where settled_at is null
       order by asked_at, letter_id, seq
       limit $1`,
      [limit],
    );
  }

  /** Says that a person has looked at those of a letter; how many they were. */
  async settle(manager: EntityManager, number: string, by: string, at: Date): Promise<number> {
    const [, settled]: [unknown[], number] = await manager.query(
      `update letter_removal
       set settled_at = $3, settled_by = $2
       where number = $1
         and settled_at is null`,
      [number, by, at],
    );
    return settled;
  }
}
