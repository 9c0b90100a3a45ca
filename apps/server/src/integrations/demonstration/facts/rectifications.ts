import type { RectificationDeed, RectificationEvent, RectificationRules } from '@huiyin/domain';
import {
  addWorkingDays,
  localDateOf,
  openRectification,
  rectificationDues,
  startOfLocalDay,
  stepRectification,
} from '@huiyin/domain';
import type { AppealDecision, FiledAppeal } from '../../../ratings/appeals.repository.ts';
import type { NewRectification } from '../../../rectification/new-rectification.ts';
import type { Chance } from '../chance.ts';
import { APPEAL_GROUNDS, DECISION_REASONS } from '../texts/appeal-text.ts';
import type { DemoCase } from './cases.ts';
import type { Office } from './office.ts';
import type { DemoDay } from './rhythm.ts';
import { deskTime } from './rhythm.ts';

/** An appeal against a bad rating, decided or not. */
export type DemoAppeal = FiledAppeal & { readonly decision: Omit<AppealDecision, 'on'> | null };

/** What came of the bad ratings of one office. */
export interface Consequences {
  readonly orders: readonly NewRectification[];
  readonly appeals: readonly DemoAppeal[];
}

export interface ConsequenceTime {
  /** The last days that are told; nothing happens from `end` on. */
  readonly days: readonly DemoDay[];
  readonly end: number;
  readonly rules: RectificationRules;
}

const NAMED = 0.46;
const COMPLEX = 0.22;
/** Of the appeals that are turned down, one for so many bad ratings; what is upheld shows as an excluded rating. */
const TURNED_DOWN = 0.085;
const HOUR = 3_600_000;

/** True of a rating that opens an order: bad, by a person, and not taken back by its rater. */
export const isBadCase = ({ rating }: DemoCase): boolean =>
  rating !== null && rating.origin === 'active' && rating.level <= 2 && rating.standing !== 'withdrawn';

/** The orders that bad ratings opened and the appeals against them. `deciderId` decides for the office's superiors. */
export function consequencesOf(
  cases: readonly DemoCase[],
  office: Office,
  deciderId: number,
  time: ConsequenceTime,
  chance: Chance,
): Consequences {
  const orders: NewRectification[] = [];
  const appeals: DemoAppeal[] = [];
  for (const one of cases) {
    const { departmentId, itemId, channel, rating } = one;
    const { id, ratedAt, standing } = rating!;
    const about = { departmentId, itemId, channel };
    const excluded = standing === 'excluded';
    const decidedAt =
      excluded || chance.happens(TURNED_DOWN) ? ratedAt + chance.between(30, 300) * HOUR : null;
    orders.push({
      ...about,
      id,
      events: courseOf(ratedAt, excluded ? decidedAt : null, office, time, chance),
    });
    if (decidedAt === null) continue;
    appeals.push({
      ...about,
      ratingId: id,
      filedAt: ratedAt + chance.between(3, 28) * HOUR,
      filedBy: '办件人员',
      ground: chance.one(APPEAL_GROUNDS),
      decision:
        // A rating that is set aside was set aside by a decision, however late in the story that is.
        !excluded && decidedAt >= time.end
          ? null
          : {
              at: Math.min(decidedAt, time.end - HOUR),
              deciderDepartmentId: deciderId,
              decidedBy: '复核人员',
              upheld: excluded,
              reason: chance.one(DECISION_REASONS[excluded ? 'upheld' : 'turned_down']),
            },
    });
  }
  return { orders, appeals };
}

/** What was done about one bad rating, as far as the days have come; every deed goes through the domain's own rules. */
function courseOf(
  openedAt: number,
  excludedAt: number | null,
  { character }: Office,
  { days, end, rules }: ConsequenceTime,
  chance: Chance,
): RectificationEvent[] {
  const opening: RectificationEvent = {
    seq: 1,
    at: openedAt,
    deed: { kind: 'opened', named: chance.happens(NAMED) },
  };
  const events = [opening];
  let state = openRectification(opening)!;
  const tell = (deed: RectificationDeed, at: number): boolean => {
    const when = Math.max(Math.floor(at), events.at(-1)!.at + 60_000);
    const step = when < end ? stepRectification(state, deed, when) : null;
    if (step === null || step.kind === 'refused') return false;
    events.push({ seq: events.length + 1, at: when, deed });
    state = step.state;
    return true;
  };
  const { zone } = rules.policy;
  const desk = (from: number, working: number) =>
    startOfLocalDay(addWorkingDays(rules.calendar, localDateOf(from, zone), working), zone) +
    deskTime(chance);
  const [first, last] = [days[0]!, days.at(-1)!];
  const progress = (openedAt - first.startsAt) / Math.max(1, last.startsAt - first.startsAt);
  const thisYear = localDateOf(openedAt, zone).slice(0, 4) === last.date.slice(0, 4);

  if (state.namedAt !== null && chance.happens(0.97))
    tell({ kind: 'contacted' }, desk(openedAt, chance.happens(character.contacted) ? 1 : chance.whole(2, 5)));
  if (chance.happens(COMPLEX)) tell({ kind: 'classified', complexity: 'complex' }, events.at(-1)!.at + HOUR);
  if (excludedAt !== null) {
    tell({ kind: 'voided' }, Math.min(excludedAt, end - HOUR));
    return events;
  }
  const { settleDueAt } = rectificationDues(state, rules);
  const settledAt = chance.happens(character.rectified(progress, thisYear))
    ? Math.min(settleDueAt, desk(events.at(-1)!.at, chance.whole(0, state.complexity === 'complex' ? 13 : 4)))
    : chance.happens(0.7)
      ? desk(settleDueAt, chance.whole(1, 12))
      : Infinity;
  if (settledAt === Infinity || !tell({ kind: chance.happens(0.72) ? 'rectified' : 'explained' }, settledAt))
    return events;
  if (chance.happens(0.62))
    tell(
      { kind: 'called_back', satisfied: chance.happens(character.content(progress)) },
      desk(events.at(-1)!.at, chance.whole(1, 6)),
    );
  tell({ kind: 'closed' }, desk(events.at(-1)!.at, chance.whole(0, 3)));
  return events;
}
