import type { LetterEvent, LetterRules, LetterState, LetterType } from '@huiyin/domain';
import { isDisclosableType } from '@huiyin/domain';
import type { EntityManager } from 'typeorm';
import type { DirectorySnapshot } from '../directory/directory.ts';
import { DefectError } from '../platform/errors/errors.ts';
import { redactedLetter } from './automatic-redaction.ts';
import type { PublishedCopy } from './public-copy.ts';
import { publicCopyOf } from './public-copy.ts';
import type { CodeOf } from './public-texts.ts';
import { departmentCodes, publicTextsOf } from './public-texts.ts';
import { PublishedCopiesRepository } from './published-copies.repository.ts';

/** A letter whose history says that it is published, with its original texts. */
export interface NewPublication {
  readonly number: string;
  /** Where it came in; its page stands under the department that has it now (`state`). */
  readonly departmentId: number;
  readonly itemId: number | null;
  readonly channel: string;
  readonly type: LetterType;
  readonly subject: string;
  readonly body: string;
  readonly replies: readonly {
    readonly kind: 'acknowledgement' | 'full';
    readonly body: string;
    readonly departmentId: number;
    readonly at: number;
  }[];
  readonly state: LetterState;
  readonly events: readonly LetterEvent[];
}

const CHUNK = 500;

/**
 * Writes the public copies of many letters whose events, 'published' among them, are stored already; for imports and the
 * demonstration. Personal data that is certain is replaced; nobody reviews. Letters that are not published are passed
 * over, and a copy that is there already stays as it is, so that the same file twice changes nothing.
 *
 * Resolves to the number of copies written. Holds one chunk of letters in memory.
 */
export async function bulkPublish(
  manager: EntityManager,
  letters: Iterable<NewPublication> | AsyncIterable<NewPublication>,
  rules: LetterRules,
  directory: Pick<DirectorySnapshot, 'departmentById'>,
): Promise<number> {
  const repository = new PublishedCopiesRepository();
  const codeOf = departmentCodes(directory);
  let written = 0;
  let copies: PublishedCopy[] = [];
  const flush = async (): Promise<void> => {
    written += (await repository.write(manager, copies, 'keep')).written;
    copies = [];
  };
  for await (const letter of letters) {
    const copy = copyOf(letter, rules, codeOf);
    if (copy !== null) copies.push(copy);
    if (copies.length === CHUNK) await flush();
  }
  await flush();
  return written;
}

function copyOf(letter: NewPublication, rules: LetterRules, codeOf: CodeOf): PublishedCopy | null {
  const { state } = letter;
  // The rules never let such a letter be published; a caller that says so all the same must not get it through.
  if (state.disclosure.kind === 'published' && (!isDisclosableType(state.type) || !state.consent)) {
    throw new DefectError('a letter that may not be disclosed was given as published');
  }
  return publicCopyOf(
    state,
    letter.events,
    publicTextsOf(letter, redactedLetter(letter), codeOf),
    rules,
    codeOf,
  );
}
