import type { LetterRules } from '@huiyin/domain';
import { letterState } from '@huiyin/domain';
import type { EntityManager } from 'typeorm';
import { DirectoryRepository } from '../../directory/directory.repository.ts';
import type { DirectorySnapshot } from '../../directory/directory.ts';
import type { RulesBook } from '../../directory/rules.service.ts';
import type { NewPublication } from '../../disclosure/disclosure.bulk.ts';
import { bulkPublish } from '../../disclosure/disclosure.bulk.ts';
import type { LettersBulk, NewLetter } from '../../letters/letters.bulk.ts';
import type { Load, Located, StoreCounts } from './loads.ts';
import { inGroups } from './loads.ts';
import type { LettersMapping } from './mapping/mapping.ts';
import { FactIdentity } from './rows/fact-identity.ts';
import { letterOfRow } from './rows/letter-rows.ts';

/** Letters stored and published together: the texts of one group are in memory. */
const GROUP = 4_000;

/** Letters with their histories, and the public copies of those that the mapping publishes. */
export function lettersLoad(mapping: LettersMapping, book: RulesBook, bulk: LettersBulk): Load<NewLetter> {
  return {
    reader(plan) {
      const identity = new FactIdentity(mapping.source, mapping.key);
      return (row) => letterOfRow(row, mapping, plan, identity);
    },
    instantsOf: ({ events }) => events.slice(0, 1).map(({ at }) => at),
    async store(manager, located) {
      const directory = mapping.publish ? await new DirectoryRepository().read(manager) : null;
      let counts: StoreCounts = { accepted: 0, updated: 0, repeated: 0, refused: [] };
      for await (const group of inGroups(located, GROUP)) {
        counts = added(counts, await storeGroup(manager, group, bulk));
        if (directory !== null) await publishGroup(manager, group, book, directory);
      }
      return counts;
    },
  };
}

async function storeGroup(
  manager: EntityManager,
  group: readonly Located<NewLetter>[],
  bulk: LettersBulk,
): Promise<StoreCounts> {
  const { accepted, repeated, refused } = await bulk.bulkStoreLetters(
    manager,
    group.map(({ fact }) => fact),
  );
  return {
    accepted,
    updated: 0,
    repeated,
    refused: refused.map(({ index, reason }) => ({
      line: group[index]!.line,
      refusal: {
        column: null,
        reason: reason === 'number_taken' ? 'number_taken' : 'refused_history',
        blanks: { reason },
        value: null,
      },
    })),
  };
}

const added = (a: StoreCounts, b: StoreCounts): StoreCounts => ({
  accepted: a.accepted + b.accepted,
  updated: a.updated + b.updated,
  repeated: a.repeated + b.repeated,
  refused: [...a.refused, ...b.refused],
});

/**
 * Publishes what is published by the stored history. A letter that was stored before without being published is not: its
 * copy would be public while its history says otherwise.
 */
async function publishGroup(
  manager: EntityManager,
  group: readonly Located<NewLetter>[],
  book: RulesBook,
  directory: DirectorySnapshot,
): Promise<void> {
  const wanted = group
    .map(({ fact }) => fact)
    .filter(({ events }) => events.some(({ deed }) => deed.kind === 'published'));
  const stored = await publishedNumbers(manager, wanted);
  const byRules = new Map<LetterRules, NewPublication[]>();
  for (const letter of wanted) {
    const number = stored.get(letter.id);
    const state = letterState(letter.events);
    if (number === undefined || state === null) continue;
    const rules = book.letterAt(state.submittedAt);
    const publications = byRules.get(rules) ?? [];
    publications.push({ ...letter, number, state });
    byRules.set(rules, publications);
  }
  for (const [rules, publications] of byRules) await bulkPublish(manager, publications, rules, directory);
}

/** The numbers of those letters whose stored history says that they are published, by id. */
async function publishedNumbers(
  manager: EntityManager,
  letters: readonly NewLetter[],
): Promise<ReadonlyMap<string, string>> {
  const rows: { id: string; number: string }[] = await manager.query(
    `select letter.id, letter.number
     from unnest($1::integer[], $2::uuid[]) as wanted (department_id, id)
     join letter on letter.department_id = wanted.department_id and letter.id = wanted.id
     where exists (
       select from letter_event event
       where event.department_id = letter.department_id and event.letter_id = letter.id and event.kind = 'published'
     )`,
    [letters.map(({ departmentId }) => departmentId), letters.map(({ id }) => id)],
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}
