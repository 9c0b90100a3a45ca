import type { LocalDate } from '../calendar/index.ts';
import type { Contributions } from '../tallies/index.ts';
import { NOTHING } from '../tallies/index.ts';

/** 申诉复核: a department's word that a rating is mistaken or malicious, and what somebody outside it decided. */
export interface AppealFact {
  /** The department that was rated and that appeals. */
  readonly departmentId: number;
  readonly itemId: number | null;
  readonly channel: string;
  readonly decision: { readonly on: LocalDate; readonly upheld: boolean } | null;
}

export type AppealRefusal = 'decided_already' | 'own_department' | 'reason_required';

/** Whether somebody of `deciderDepartmentId` may decide: never one's own department, only once, never without a reason. */
export function refusalOfDecision(
  { departmentId, decision }: Pick<AppealFact, 'departmentId' | 'decision'>,
  deciderDepartmentId: number,
  reason: string,
): AppealRefusal | null {
  if (decision !== null) return 'decided_already';
  if (deciderDepartmentId === departmentId) return 'own_department';
  return reason.trim() === '' ? 'reason_required' : null;
}

/** What an appeal adds to the tallies once it is decided. */
export const contributionsOfAppeal = ({
  departmentId,
  itemId,
  channel,
  decision,
}: AppealFact): Contributions =>
  decision === null
    ? NOTHING
    : {
        days: [
          {
            key: { departmentId, day: decision.on, itemId: itemId ?? 0, channel, letterType: '' },
            sums: { appeal_decided: 1, appeal_upheld: decision.upheld ? 1 : 0 },
          },
        ],
        waits: [],
      };
