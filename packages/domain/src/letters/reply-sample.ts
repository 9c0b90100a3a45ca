import type { LocalDate } from '../calendar/index.ts';
import type { Contributions } from '../tallies/index.ts';
import { NOTHING } from '../tallies/index.ts';
import type { LetterType } from './letter.ts';

/** 盲评: one reply drawn by lot, judged by somebody who is not told whose it is. */
export interface ReplySampleFact {
  /** The department that gave the reply. */
  readonly departmentId: number;
  readonly itemId: number | null;
  readonly channel: string;
  readonly letterType: LetterType;
  readonly judgement: { readonly on: LocalDate; readonly substantive: boolean } | null;
}

export type JudgementRefusal = 'judged_already' | 'own_department';

/** Whether somebody of `judgeDepartmentId` may judge the reply: never one's own department's, and only once. */
export function refusalOfJudgement(
  { departmentId, judgement }: Pick<ReplySampleFact, 'departmentId' | 'judgement'>,
  judgeDepartmentId: number,
): JudgementRefusal | null {
  if (judgement !== null) return 'judged_already';
  return judgeDepartmentId === departmentId ? 'own_department' : null;
}

/** What a drawn reply adds to the tallies once it is judged. */
export const contributionsOfReplySample = ({
  departmentId,
  itemId,
  channel,
  letterType,
  judgement,
}: ReplySampleFact): Contributions =>
  judgement === null
    ? NOTHING
    : {
        days: [
          {
            key: { departmentId, day: judgement.on, itemId: itemId ?? 0, channel, letterType },
            sums: { reply_judged: 1, reply_substantive: judgement.substantive ? 1 : 0 },
          },
        ],
        waits: [],
      };
