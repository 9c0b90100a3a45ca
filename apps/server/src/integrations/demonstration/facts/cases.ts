import type { Level, RatingOrigin, RatingStanding } from '@huiyin/domain';
import type { Chance } from '../chance.ts';
import type { ItemTraits } from '../province/characters.ts';
import { DEFAULTING_CITY } from '../province/characters.ts';
import { lineOf } from '../province/lines.ts';
import { commentOn, tagsFor } from '../texts/comments.ts';
import type { Office, OfficeItem } from './office.ts';
import type { DemoDay } from './rhythm.ts';
import { counterTime, onlineTime } from './rhythm.ts';

/** A case as the storing of ratings takes it: the invitation to rate, the rating, or both. Times in milliseconds. */
export interface DemoCase {
  readonly departmentId: number;
  readonly itemId: number | null;
  readonly channel: string;
  readonly caseNumber: string | null;
  readonly invitation: { readonly id: string; readonly invitedAt: number; readonly expiresAt: number } | null;
  readonly rating: DemoRating | null;
}

export interface DemoRating {
  readonly id: string;
  readonly level: Level;
  readonly tags: readonly string[];
  readonly comment: string | null;
  readonly origin: RatingOrigin;
  readonly standing: RatingStanding;
  readonly ratedAt: number;
}

/** How many of the invited answer, by channel, in an ordinary office. */
const PARTICIPATION: Readonly<Record<string, number>> = {
  window: 0.645,
  kiosk: 0.47,
  paper: 0.51,
  hotline: 0.61,
  web: 0.43,
  app: 0.5,
  mini: 0.55,
  sms: 0.36,
};

/** A twentieth of what is rated or could be is rated by people who were not invited: a code on the wall, the portal. */
const WALK_IN_SHARE = 0.054;
const TINY_CASES_A_QUARTER = 7;
/** Working days, and the little that weekends bring, counted in working days. */
const ORDINARY_DAYS_A_QUARTER = 67;
const MINUTE = 60_000;

/** All cases of one office, day by day. `mean` is what an ordinary working day brings. */
export function* casesOf(
  office: Office,
  days: readonly DemoDay[],
  mean: number,
  chance: Chance,
): Generator<DemoCase> {
  const end = endOf(days);
  const season = lineOf(office.department.lineCode).season;
  const expected = office.character.story === 'tiny' ? TINY_CASES_A_QUARTER / ORDINARY_DAYS_A_QUARTER : mean;
  const shift = office.character.itemShift;
  const shares = new Map<DemoDay, readonly number[]>();
  for (const day of days) {
    const busy = expected * (season[day.month] ?? 1);
    shares.set(day, office.character.levels(day.progress));
    const atCounter = chance.count(busy * 0.56 * day.counter);
    const online = chance.count(busy * 0.44 * day.online);
    for (let index = 0; index < atCounter; index += 1) yield caseAt(counterTime(chance), day, false);
    for (let index = 0; index < online; index += 1) yield caseAt(onlineTime(chance), day, true);
  }

  function caseAt(time: number, day: DemoDay, online: boolean): DemoCase {
    const levels = shares.get(day) ?? [];
    const traits = shift && (day.isLatest ? shift.since : shift.before);
    return oneCase({ office, day, end, levels, traits, at: day.startsAt + time, online }, chance);
  }
}

interface Happening {
  readonly office: Office;
  readonly day: DemoDay;
  /** Nothing is told from this instant on. */
  readonly end: number;
  readonly levels: readonly number[];
  /** By item, where the items of the office differ. */
  readonly traits: readonly ItemTraits[] | null;
  readonly at: number;
  readonly online: boolean;
}

function oneCase(happening: Happening, chance: Chance): DemoCase {
  const { office, day, end, traits, at, online } = happening;
  const { departmentId } = office;
  const place =
    traits === null ? placeOfItem(office, chance) : chance.place(traits.map(({ weight }) => weight));
  const item = office.items[place] as OfficeItem;
  const levels = traits?.[place]?.levels ?? happening.levels;
  const { itemId } = item;
  const channel = channelOf(item, online, chance);
  if (chance.happens(WALK_IN_SHARE)) {
    return {
      departmentId,
      itemId,
      channel,
      caseNumber: null,
      invitation: null,
      rating: ratingAt(at, levels, online, chance),
    };
  }
  const caseNumber = office.department.regionCode + day.stamp + chance.digits(5);
  const invitation = { id: chance.id(at), invitedAt: at, expiresAt: day.rateableUntil };
  const answers = chance.happens((PARTICIPATION[channel] ?? 0.5) * office.character.participation);
  const ratedAt = answers ? answeredAt(at, channel, chance) : 0;
  const inTime = answers && ratedAt < end && ratedAt <= invitation.expiresAt;
  const rating = inTime
    ? ratingAt(ratedAt, levels, online, chance)
    : defaultRating(happening, channel, chance);
  return { departmentId, itemId, channel, caseNumber, invitation, rating };
}

/** The first item of an office is asked for most. */
const placeOfItem = ({ items }: Office, chance: Chance): number =>
  Math.floor(chance.between(0, 1) ** 1.6 * items.length);

const channelOf = (item: OfficeItem, online: boolean, chance: Chance): string =>
  chance.weighted(online && item.onlineChannels.length > 0 ? item.onlineChannels : item.counterChannels);

/** At the counter people answer before they leave; a message is answered the same day or some days later. */
function answeredAt(at: number, channel: string, chance: Chance): number {
  const wait =
    channel === 'sms' || channel === 'hotline' || channel === 'paper'
      ? 400
      : channel === 'window' || channel === 'kiosk'
        ? 4
        : 90;
  return at + MINUTE + Math.floor(chance.wait(wait) * MINUTE);
}

function ratingAt(ratedAt: number, levels: readonly number[], online: boolean, chance: Chance): DemoRating {
  const level = (chance.place(levels) + 1) as Level;
  return {
    id: chance.id(ratedAt),
    level,
    tags: tagsFor(level, online, chance),
    comment: commentOn(level, chance),
    origin: 'active',
    standing: standingOf(level, chance),
    ratedAt,
  };
}

/** After an appeal some bad ratings are set aside; a few raters take theirs back. */
function standingOf(level: Level, chance: Chance): RatingStanding {
  if (level <= 2 && chance.happens(0.03)) return 'excluded';
  return chance.happens(0.0006) ? 'withdrawn' : 'effective';
}

/** What one city's portals do with silence: “satisfied”, entered by the system when the time to rate is over. */
function defaultRating({ office, day, end }: Happening, channel: string, chance: Chance): DemoRating | null {
  const ratedAt = day.rateableUntil + 1;
  const defaults = channel === 'web' && office.department.regionCode.startsWith(DEFAULTING_CITY);
  if (!defaults || ratedAt >= end || chance.happens(0.12)) return null;
  return {
    id: chance.id(ratedAt),
    level: 4,
    tags: [],
    comment: null,
    origin: 'default',
    standing: 'effective',
    ratedAt,
  };
}

const endOf = (days: readonly DemoDay[]): number => {
  const last = days[days.length - 1];
  return last === undefined ? 0 : last.startsAt + 24 * 60 * MINUTE;
};

/**
 * Two evenings on which an office that gets a dozen ratings a day got hundreds of fives, through the mini-program,
 * without invitations, within two hours each: what a watchful reader should find.
 */
export function* burstOf(office: Office, days: readonly DemoDay[], chance: Chance): Generator<DemoCase> {
  const end = endOf(days);
  for (const back of [47, 46]) {
    const day = days[days.length - back];
    if (day === undefined) continue;
    for (let index = chance.whole(150, 190); index > 0; index -= 1) {
      const ratedAt = day.startsAt + Math.floor(chance.between(20.1, 22.2) * 60 * MINUTE);
      if (ratedAt >= end) continue;
      const item = office.items[0] as OfficeItem;
      const rating: DemoRating = {
        ...ratingAt(ratedAt, [0, 0, 0, 0, 1], true, chance),
        comment: null,
        standing: 'effective',
      };
      yield {
        departmentId: office.departmentId,
        itemId: item.itemId,
        channel: 'mini',
        caseNumber: null,
        invitation: null,
        rating,
      };
    }
  }
}
