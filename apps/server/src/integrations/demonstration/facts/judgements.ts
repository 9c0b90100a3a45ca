import type { NewReplySample } from '../../../letters/reply-samples.service.ts';
import type { Chance } from '../chance.ts';
import type { DemoLetter } from './letters.ts';
import type { Office } from './office.ts';

/** So many of the full replies are drawn. */
const DRAWN = 0.42;
const DAY = 86_400_000;

/** The first full reply of a letter, drawn by lot and judged by somebody of another office, or null. */
export function judgementOf(
  letter: DemoLetter,
  office: Office,
  judges: readonly number[],
  { start, end }: { readonly start: number; readonly end: number },
  chance: Chance,
): NewReplySample | null {
  const reply = letter.replies.find(({ kind }) => kind === 'full');
  if (reply === undefined || !chance.happens(DRAWN)) return null;
  const drawnAt = reply.at + chance.between(1, 5) * DAY;
  const judgedAt = drawnAt + chance.between(1, 9) * DAY;
  const [judgeDepartmentId, substantive] = [
    chance.one(judges),
    chance.happens(office.character.substantive((reply.at - start) / Math.max(1, end - start))),
  ];
  if (drawnAt >= end) return null;
  const { id, departmentId, itemId, channel, type } = letter;
  return {
    departmentId,
    letterId: id,
    seq: reply.seq,
    itemId,
    channel,
    letterType: type,
    replierDepartmentId: letter.state.departmentId,
    drawnAt: Math.floor(drawnAt),
    judgement:
      judgedAt >= end
        ? null
        : { at: Math.floor(judgedAt), judgeDepartmentId, judge: '评判人员', substantive },
  };
}
