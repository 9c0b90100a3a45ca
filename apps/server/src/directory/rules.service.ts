import type { LetterPolicy, LetterRules, WorkingCalendar } from '@huiyin/domain';
import { buildCalendar, localDateOf, yearOf } from '@huiyin/domain';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock/clock.ts';
import { DefectError } from '../platform/errors/errors.ts';
import { KeptFresh } from './kept-fresh.ts';
import type { CalendarVersion, RatingPolicy, Versioned } from './rules.repository.ts';
import { RulesRepository } from './rules.repository.ts';

/** Which rules the clocks of a letter run under. */
export interface RuleVersions {
  readonly policyVersion: number;
  readonly calendarVersion: number;
}

/** Letter rules that say which they are. */
export type VersionedLetterRules = LetterRules & RuleVersions;

/** Monday to Friday, no year covered: what an installation without a calendar has, with a warning. */
const NO_CALENDAR: CalendarVersion = { version: 0, calendar: buildCalendar([], []) };

/** The longest that a clock reaches ahead, roughly: a letter's due days may fall into a year that nobody has entered. */
const REACH_MS = 60 * 86_400_000;

/** All versions of all rules at one moment, for whoever judges many facts and cannot wait at each. */
export class RulesBook {
  private readonly rules: readonly (VersionedLetterRules & { readonly effectiveFrom: string })[];
  private readonly recorded = new Map<string, VersionedLetterRules>();

  /** All newest first. */
  constructor(
    letterPolicies: readonly Versioned<LetterPolicy>[],
    private readonly ratingPolicies: readonly Versioned<RatingPolicy>[],
    calendars: readonly CalendarVersion[],
    private readonly touch: (instant: number, zone: string, calendar: WorkingCalendar) => void,
  ) {
    if (letterPolicies.length === 0 || ratingPolicies.length === 0)
      throw new DefectError('the database has no policies');
    const versions = letterPolicies.map(({ version, effectiveFrom, settings }) =>
      [...calendars, NO_CALENDAR].map((known) => ({
        policyVersion: version,
        calendarVersion: known.version,
        effectiveFrom,
        policy: settings,
        calendar: known.calendar,
      })),
    );
    this.rules = versions.map(([newestCalendar]) => newestCalendar!);
    for (const rules of versions.flat()) this.recorded.set(textOf(rules), rules);
  }

  /**
   * The rules for a letter submitted at an instant: the newest policy that held on that day, else the oldest there is,
   * with the newest calendar, since what is known of holidays only grows.
   */
  letterAt(at: number): VersionedLetterRules {
    const rules = inForce(this.rules, (version) => localDateOf(at, version.policy.zone));
    this.touch(at, rules.policy.zone, rules.calendar);
    return rules;
  }

  /** The rules that a letter recorded; null for some that this book does not know. */
  letter(versions: RuleVersions): VersionedLetterRules | null {
    return this.recorded.get(textOf(versions)) ?? null;
  }

  /** The rules for an offer to rate made at an instant. */
  ratingAt(at: number): RatingPolicy {
    const day = localDateOf(at, this.zoneAt(at));
    return inForce(this.ratingPolicies, () => day).settings;
  }

  /** The time zone in which days are told apart. */
  zoneAt(at: number): string {
    return inForce(this.rules, (version) => localDateOf(at, version.policy.zone)).policy.zone;
  }
}

const textOf = ({ policyVersion, calendarVersion }: RuleVersions): string =>
  `${policyVersion}/${calendarVersion}`;

function inForce<V extends { readonly effectiveFrom: string }>(
  newestFirst: readonly V[],
  dayFor: (version: V) => string,
): V {
  const oldest = newestFirst.at(-1)!;
  return (
    newestFirst.find((version) => version === oldest || version.effectiveFrom <= dayFor(version)) ?? oldest
  );
}

/** The rules in force, at most 30 seconds old. A version never changes, so an old answer is at worst not the newest. */
@Injectable()
export class RulesService {
  private readonly logger = new Logger(RulesService.name);
  private readonly kept: KeptFresh<RulesBook>;
  private readonly yearsSeen = new Set<number>();

  constructor(
    source: DataSource,
    private readonly clock: Clock,
    repository: RulesRepository,
  ) {
    this.kept = new KeptFresh(
      'the rules',
      async () =>
        new RulesBook(
          await repository.letterPolicies(source.manager),
          await repository.ratingPolicies(source.manager),
          await repository.calendars(source.manager),
          (instant, zone, calendar) => this.warnIfUncovered(instant, zone, calendar),
        ),
    );
  }

  book(): Promise<RulesBook> {
    return this.kept.value();
  }

  /** The letter rules in force now. */
  async letterRules(): Promise<VersionedLetterRules> {
    return (await this.book()).letterAt(this.clock.now());
  }

  /**
   * The rules that a letter recorded, however many have been adopted since: whoever subtracts what a letter was counted
   * as must reckon it as it was counted. Throws DefectError for rules that do not exist.
   */
  async letterRulesOf(versions: RuleVersions): Promise<VersionedLetterRules> {
    const known = (await this.book()).letter(versions);
    if (known !== null) return known;
    this.refresh();
    const adopted = (await this.book()).letter(versions);
    if (adopted === null)
      throw new DefectError(`there are no letter rules ${textOf(versions)} (policy/calendar)`);
    return adopted;
  }

  /** The rating policy in force now. */
  async ratingPolicy(): Promise<RatingPolicy> {
    return (await this.book()).ratingAt(this.clock.now());
  }

  /** Reads the rules anew on the next question: call it once a new version is committed. */
  refresh(): void {
    this.kept.forget();
  }

  /** An uncovered year falls back to Monday to Friday, which gets every public holiday wrong: say so, once for each year. */
  private warnIfUncovered(instant: number, zone: string, calendar: WorkingCalendar): void {
    for (const moment of [instant, instant + REACH_MS]) {
      const year = yearOf(localDateOf(moment, zone));
      if (this.yearsSeen.has(year)) continue;
      this.yearsSeen.add(year);
      if (!calendar.covers(year)) {
        this.logger.warn(
          `The calendar of working days does not cover ${year}: due days there follow Monday to Friday until a calendar that covers it is adopted.`,
        );
      }
    }
  }
}
