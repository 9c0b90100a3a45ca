import type { DirectorySnapshot } from '../directory/directory.ts';
import { DefectError } from '../platform/errors/errors.ts';
import type { PublicTexts } from './public-copy.ts';

/** The texts of a letter as they may be read by everybody; replies in the order in which they were given. */
export interface ReviewedTexts {
  readonly subject: string;
  readonly body: string;
  readonly replies: readonly string[];
  /** How many pieces of personal data were replaced in all of them. */
  readonly redactions: number;
  /** By the number of the event: what was written for everybody as its reason. */
  readonly publicReasons?: ReadonlyMap<number, string>;
}

interface WhereItBelongs {
  readonly number: string;
  readonly itemId: number | null;
  readonly channel: string;
  readonly replies: readonly {
    readonly kind: 'acknowledgement' | 'full';
    readonly departmentId: number;
    readonly at: number;
  }[];
}

/** Puts reviewed texts where they belong. Throws DefectError when there are not as many replies as reviewed ones. */
export function publicTextsOf(letter: WhereItBelongs, reviewed: ReviewedTexts, codeOf: CodeOf): PublicTexts {
  return {
    number: letter.number,
    itemId: letter.itemId,
    channel: letter.channel,
    subject: reviewed.subject,
    body: reviewed.body,
    redactions: reviewed.redactions,
    replies: letter.replies.map(({ kind, departmentId, at }, place) => {
      const body = reviewed.replies[place];
      if (body === undefined)
        throw new DefectError(`reply ${place + 1} of letter ${letter.number} has no public text`);
      return { kind, body, department: codeOf(departmentId), at };
    }),
    publicReasons: reviewed.publicReasons ?? new Map(),
  };
}

/** The public code of a department by its id. */
export type CodeOf = (departmentId: number) => string;

export const departmentCodes =
  ({ departmentById }: Pick<DirectorySnapshot, 'departmentById'>): CodeOf =>
  (id) => {
    const department = departmentById.get(id);
    if (department === undefined)
      throw new DefectError(`a published letter names a department that is not there: ${id}`);
    return department.code;
  };
