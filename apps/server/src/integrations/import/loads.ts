import type { EntityManager } from 'typeorm';
import type { Refusal, RowOutcome } from './rows/refusals.ts';
import type { RowReading } from './rows/row-reading.ts';
import type { DirectoryPlan } from './rows/directory-plan.ts';

/** A fact with the line it stands on. */
export interface Located<T> {
  readonly line: number;
  readonly fact: T;
}

export interface StoreCounts {
  /** Facts that were new. */
  readonly accepted: number;
  /** Entries of the directory that were there and now say something else. */
  readonly updated: number;
  /** What was stored already, just so. */
  readonly repeated: number;
  /** What the rules of the subject refused although the row was in order. */
  readonly refused: readonly { readonly line: number; readonly refusal: Refusal }[];
}

/** How one kind of file becomes facts, and how these are stored. */
export interface Load<T> {
  /** A reader for one pass over the file. */
  reader(plan: DirectoryPlan): (row: RowReading) => RowOutcome<T>;
  /** The instants (milliseconds) whose months must exist before the fact is stored. */
  instantsOf(fact: T): readonly number[];
  /** Stores all facts in the manager's transaction. */
  store(manager: EntityManager, facts: AsyncIterable<Located<T>>): Promise<StoreCounts>;
}

/** Groups of at most `size`, in order. */
export async function* inGroups<T>(values: AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let group: T[] = [];
  for await (const value of values) {
    group.push(value);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
