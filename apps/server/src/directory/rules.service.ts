import type { LetterPolicy, LetterRules, WorkingCalendar } from '@huiyin/domain';
import { localDateOf, yearOf } from '@huiyin/domain';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../platform/clock/clock.ts';
import { DefectError } from '../platform/errors/errors.ts';
import { KeptFresh } from './kept-fresh.ts';
import type { RatingPolicy, Versioned } from './rules.repository.ts';
import { RulesRepository } from './rules.repository.ts';

/** Letter rules that say which version of the policy they are. */
export interface LetterRulesVersion extends LetterRules {
  readonly version: number;
}

/** The longest that a clock reaches ahead, roughly: a letter's due days may fall into a year that nobody has entered. */
const REACH_MS = 60 * 86_400_000;

/** All versions of all rules at one moment, for whoever judges many facts and cannot wait at each. */
export class RulesBook {
  private readonly rules: readonly (LetterRulesVersion & { readonly effectiveFrom: string })[];

  constructor(
    letterPolicies: readonly Versioned<LetterPolicy>[],
    private readonly ratingPolicies: readonly Versioned<RatingPolicy>[],
    calendar: WorkingCalendar,
    private readonly touch: (instant: number, zone: string, calendar: WorkingCalendar) => void,
  ) {
    this.rules = letterPolicies.map(({ version, effectiveFrom, settings }) => ({
      version,
      effectiveFrom,
      policy: settings,
      calendar,
    }));
    if (this.rules.length === 0 || ratingPolicies.length === 0)
      throw new DefectError('the database has no policies');
  }

  /** The rules for a letter submitted at an instant: the newest that held on that day, else the oldest there is. */
  letterAt(at: number): LetterRulesVersion {
    const rules = inForce(this.rules, (version) => localDateOf(at, version.policy.zone));
    this.touch(at, rules.policy.zone, rules.calendar);
    return rules;
  }

  /** One version, as a letter recorded it; null for one that this book does not know. */
  letter(version: number): LetterRulesVersion | null {
    return this.rules.find((rules) => rules.version === version) ?? null;
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
      async () =>
        new RulesBook(
          await repository.letterPolicies(source.manager),
          await repository.ratingPolicies(source.manager),
          await repository.calendar(source.manager),
          (instant, zone, calendar) => this.warnIfUncovered(instant, zone, calendar),
        ),
    );
  }

  book(): Promise<RulesBook> {
    return this.kept.value();
  }

  /** The letter rules of a version, or those in force now. Throws DefectError for a version that does not exist. */
  async letterRules(version?: number): Promise<LetterRulesVersion> {
    const book = await this.book();
    if (version === undefined) return book.letterAt(this.clock.now());
    const known = book.letter(version);
    if (known !== null) return known;
    this.refresh();
    const adopted = (await this.book()).letter(version);
    if (adopted === null) throw new DefectError(`there is no version ${version} of the letter policy`);
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
          `The calendar of working days does not cover ${year}: due days there follow Monday to Friday. Adopt a calendar that covers it.`,
        );
      }
    }
  }
}
