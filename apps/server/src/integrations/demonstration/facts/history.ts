import type {
  LetterDeed,
  LetterDues,
  LetterEvent,
  LetterRules,
  LetterState,
  LocalDate,
} from '@huiyin/domain';
import {
  addDays,
  addWorkingDays,
  letterDues,
  localDateOf,
  openLetter,
  startOfLocalDay,
  stepLetter,
} from '@huiyin/domain';
import type { Chance } from '../chance.ts';
import { deskTime, onlineTime } from './rhythm.ts';

const MINUTE = 60_000;

/**
 * The history of one letter while it is being told. Every deed goes through the domain's own rules, so a history that
 * comes out is one that could have happened; what would happen at or after `end` is not told any more.
 */
export class History {
  private readonly told: LetterEvent[] = [];
  private present: LetterState;

  constructor(
    submitted: LetterDeed & { kind: 'submitted' },
    at: number,
    private readonly end: number,
    private readonly rules: LetterRules,
    private readonly chance: Chance,
  ) {
    const event: LetterEvent = { seq: 1, at, deed: submitted };
    const opened = openLetter(event);
    if (opened === null) throw new RangeError('a letter begins with its submission');
    this.told.push(event);
    this.present = opened;
  }

  get events(): readonly LetterEvent[] {
    return this.told;
  }

  get state(): LetterState {
    return this.present;
  }

  /** The instant of the last event. */
  get last(): number {
    return this.told[this.told.length - 1]?.at ?? 0;
  }

  get dues(): LetterDues {
    return letterDues(this.present, this.rules);
  }

  /**
   * Tells one deed at the given instant, or just after the last event when that is later. False when the day has not
   * come yet or the rules do not allow the deed from here; nothing is told then.
   */
  tell(deed: LetterDeed, at: number): boolean {
    const when = Math.max(Math.floor(at), this.last + MINUTE);
    if (when >= this.end) return false;
    const step = stepLetter(this.present, deed, when);
    if (step.kind === 'refused') return false;
    this.told.push({ seq: this.told.length + 1, at: when, deed });
    this.present = step.state;
    return true;
  }

  /** A moment at a desk, on the `days`-th working day after the day of `from`. */
  atDesk(from: number, days: number): number {
    return this.onDay(this.workingDay(from, days));
  }

  /** A moment at which people are awake, `days` calendar days after the day of `from`. */
  atHome(from: number, days: number): number {
    return startOfLocalDay(addDays(this.dayOf(from), days), this.rules.policy.zone) + onlineTime(this.chance);
  }

  /** A moment at a desk on a local day. */
  onDay(date: LocalDate): number {
    return startOfLocalDay(date, this.rules.policy.zone) + deskTime(this.chance);
  }

  /** The `days`-th working day after the local day of `from`. */
  workingDay(from: number, days: number): LocalDate {
    return addWorkingDays(this.rules.calendar, this.dayOf(from), days);
  }

  dayOf(instant: number): LocalDate {
    return localDateOf(instant, this.rules.policy.zone);
  }
}
