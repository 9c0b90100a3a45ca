import type { Finding } from './finding.ts';
import { areTooShort, findWords } from './find-words.ts';

/** What people put where a name is asked for and that is nobody's name: a letter is full of such words. */
const NOBODY =
  /^(?:(?:一[名位个])?(?:广大|热心|普通|老)?(?:市民|居民|村民|群众|业主|家长|学生|老师|用户|先生|女士|小姐|匿名|某某)|anonymous|(?:an? )?(?:citizen|resident|parent|student|user)|mr|mrs|ms)$/iu;

/**
 * Where a text names its writer, as they call themselves in the form: no pattern knows every name, but this one is known.
 * Proposals, because a person may be called as a place or a thing is called.
 *
 * Worked: 'Lin Xiaoman' in 'I am LIN Xiaoman.' → one finding, 5 to 16.
 */
export function findName(text: string, name: string): Finding[] {
  if (areTooShort(name) || NOBODY.test(name.trim())) return [];
  return findWords(text, name).map(({ start, end }) => ({
    kind: 'name',
    start,
    end,
    confidence: 'proposed',
  }));
}
