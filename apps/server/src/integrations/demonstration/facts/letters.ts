import type { LetterEvent, LetterRules, LetterState, LetterType } from '@huiyin/domain';
import { addDays, repeatDaysOf } from '@huiyin/domain';
import type { Chance } from '../chance.ts';
import { lineOf } from '../province/lines.ts';
import { composeLetter } from '../texts/letter-text.ts';
import { inventPerson } from '../texts/people.ts';
import { composeAcknowledgement, composeReply } from '../texts/reply-text.ts';
import type { Matter, Situation } from '../texts/situation.ts';
import { SITUATIONS } from '../texts/situations/by-line.ts';
import { drawSlots, fill, replySlots } from '../texts/slots.ts';
import { History } from './history.ts';
import { tellCourse } from './letter-course.ts';
import type { Office } from './office.ts';
import type { DemoDay } from './rhythm.ts';
import { counterTime, onlineTime } from './rhythm.ts';

/** A letter as the storing of letters takes it, with what a reviewer made of it for publication. Times in milliseconds. */
export interface DemoLetter {
  readonly id: string;
  readonly number: string;
  readonly departmentId: number;
  readonly itemId: number | null;
  readonly channel: string;
  readonly type: LetterType;
  readonly subject: string;
  readonly body: string;
  readonly writer: {
    readonly name: string;
    readonly phone: string | null;
    readonly email: string | null;
  } | null;
  readonly events: readonly LetterEvent[];
  readonly replies: readonly DemoReply[];
  readonly state: LetterState;
  /** The body without names and addresses, as a person who reviews it leaves it. */
  readonly reviewedBody: string;
}

export interface DemoReply {
  readonly seq: number;
  readonly kind: 'acknowledgement' | 'full';
  readonly body: string;
  readonly departmentId: number;
  readonly at: number;
}

/** Where an office lies and who its neighbours are. */
export interface Neighbourhood {
  readonly regionName: string;
  readonly townships: readonly string[];
  /** The other offices of the region, to which a letter is passed by mistake. */
  readonly others: readonly number[];
}

export interface LetterTime {
  readonly days: readonly DemoDay[];
  /** Nothing is told from this instant on. */
  readonly end: number;
  readonly rules: LetterRules;
}

const ONLINE = [
  ['web', 46],
  ['mini', 28],
  ['app', 18],
] as const;
const COUNTER = [
  ['hotline', 15],
  ['window', 5],
  ['paper', 3],
] as const;
const COUNTER_SHARE = 0.22;
/** Among the letters about an item, how many say so: people leave it out. */
const ITEM_NAMED_SHARE = 0.8;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** All letters that first came to one office, in order of time. `mean` is what an ordinary working day brings. */
export function* lettersOf(
  office: Office,
  around: Neighbourhood,
  time: LetterTime,
  mean: number,
  chance: Chance,
): Generator<DemoLetter> {
  const season = lineOf(office.department.lineCode).season;
  // Texts have draws of their own, so that another wording never moves how letters fare.
  const words = chance.of('words');
  const later = chance.of('later facts');
  let earlierNumber: string | null = null;
  const written: WrittenLetter[] = [];
  for (const day of time.days) {
    for (let left = chance.count(mean * (season[day.month] ?? 1) * day.online); left > 0; left -= 1) {
      const letter = oneLetter({ office, around, time, day, earlierNumber, later }, chance, words);
      if (letter.history.state.leftAt === null) earlierNumber = letter.number;
      written.push(letter);
    }
  }
  tellRepeats(written, office.character.repeated, time.rules, later.of('repeats'));
  for (const { history, ...letter } of written)
    yield { ...letter, events: history.events, state: history.state };
}

/** A letter with the history that is not over yet. */
type WrittenLetter = Omit<DemoLetter, 'events' | 'state'> & { readonly history: History };

/** Some matters come back: a later letter to the same office turns out to be about the matter of a closed one. */
function tellRepeats(
  letters: readonly WrittenLetter[],
  share: number,
  { policy }: LetterRules,
  chance: Chance,
): void {
  letters.forEach(({ history }, index) => {
    const { closedAt } = history.state;
    if (closedAt === null || !chance.happens(share)) return;
    const until = closedAt + chance.between(0.1, 1) * repeatDaysOf(policy) * DAY;
    const again = letters
      .slice(index + 1)
      .find((other) => other.history.state.submittedAt > closedAt && other.history.state.submittedAt < until);
    if (again === undefined) return;
    const cameInAt = again.history.state.submittedAt;
    history.tell(
      { kind: 'repeated', byNumber: again.number, cameInAt },
      Math.max(history.last, cameInAt) + chance.between(2, 40) * 3_600_000,
    );
  });
}

interface Arrival {
  readonly office: Office;
  readonly around: Neighbourhood;
  readonly time: LetterTime;
  readonly day: DemoDay;
  readonly earlierNumber: string | null;
  readonly later: Chance;
}

function oneLetter(
  { office, around, time, day, earlierNumber, later }: Arrival,
  chance: Chance,
  words: Chance,
): WrittenLetter {
  const atCounter = day.working && chance.happens(COUNTER_SHARE);
  const at = Math.min(
    day.startsAt + (atCounter ? counterTime(chance) : onlineTime(chance)),
    time.end - MINUTE,
  );
  const situation = chance.one(SITUATIONS[office.department.lineCode]);
  const type = situation[0];
  const consent = chance.happens(type === 'report' ? 0.2 : type === 'praise' ? 0.9 : 0.71);
  const wrong = around.others.length > 0 && chance.happens(0.03) ? chance.one(around.others) : null;
  const { departmentId, character } = office;
  const history = new History(
    { kind: 'submitted', type, departmentId, consent },
    at,
    time.end,
    time.rules,
    chance,
  );
  tellCourse(
    {
      history,
      rules: time.rules,
      type,
      departmentId,
      wrongDepartmentId: wrong,
      character,
      progress: day.progress,
      thisYear: isThisYear(day, time),
      consent,
      earlierNumber,
      later,
    },
    chance,
  );
  const person = inventPerson(words);
  const slots = drawSlots(day.date, around.regionName, around.townships, words);
  const matter = { situation, slots, subject: fill(words.one(situation[1]), slots) };
  const text = composeLetter(matter, person, day.date, words);
  return {
    id: chance.id(at),
    number: numberOf(day, chance),
    departmentId,
    itemId: itemOf(situation, office, chance),
    channel: chance.weighted<string>(atCounter ? COUNTER : ONLINE),
    type,
    subject: text.subject,
    body: text.body.original,
    reviewedBody: text.body.reviewed,
    writer: chance.happens(0.94)
      ? { name: person.name, phone: person.phone, email: chance.happens(0.2) ? person.email : null }
      : null,
    replies: repliesOf(history, matter, office, words),
    history,
  };
}

const isThisYear = (day: DemoDay, { days }: LetterTime): boolean =>
  day.date.slice(0, 4) === days[days.length - 1]?.date.slice(0, 4);

function itemOf([, , , , , item]: Situation, { items }: Office, chance: Chance): number | null {
  const offered = items.find((own) => own.item.name.zh === item);
  return offered !== undefined && chance.happens(ITEM_NAMED_SHARE) ? offered.itemId : null;
}

/** One text for each acknowledgement and each full reply of the history. */
function repliesOf(history: History, matter: Matter, office: Office, chance: Chance): DemoReply[] {
  const officeName = office.department.name.zh;
  const template = office.character.story === 'templates';
  const replies: DemoReply[] = [];
  let ordinal = 0;
  for (const { seq, at, deed } of history.events) {
    if (deed.kind !== 'acknowledged' && deed.kind !== 'replied') continue;
    const kind = deed.kind === 'replied' ? 'full' : 'acknowledgement';
    const repliedOn = history.dayOf(at);
    const own = replySlots(
      matter.slots,
      checkedOn(history, at, chance),
      addDays(repliedOn, chance.whole(6, 60)),
    );
    const body =
      kind === 'full'
        ? composeReply({ ...matter, slots: own, officeName, repliedOn, ordinal, template }, chance)
        : composeAcknowledgement(officeName, chance);
    if (kind === 'full') ordinal += 1;
    replies.push({ seq, kind, body, departmentId: office.departmentId, at });
  }
  return replies;
}

/** The day on which the office says that it looked into the matter: at most a few days before it replied. */
function checkedOn(history: History, repliedAt: number, chance: Chance): string {
  const day = addDays(history.dayOf(repliedAt), -chance.whole(0, 3));
  const received = history.dayOf(history.state.submittedAt);
  return day < received ? received : day;
}

/** The alphabet of Crockford’s base 32: no I, L, O and U. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function numberOf(day: DemoDay, chance: Chance): string {
  let text = '';
  for (let index = 0; index < 8; index += 1) text += ALPHABET[chance.whole(0, 31)];
  return `HY${day.date.slice(0, 4)}-${text}`;
}
