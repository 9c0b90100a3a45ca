import type { CalendarException, Duration, LetterPolicy, WorkingCalendar } from '@huiyin/domain';
import { buildCalendar } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';

/** One version of something that holds from a day on. */
export interface Versioned<T> {
  readonly version: number;
  readonly effectiveFrom: string;
  readonly settings: T;
}

/** One version of which days are worked. */
export interface CalendarVersion {
  readonly version: number;
  readonly calendar: WorkingCalendar;
}

export interface RatingPolicy {
  /** How long after the invitation a rating still counts. */
  readonly lateWindow: Duration;
  /** How long after the rating its rater may amend it or take it back. */
  readonly changeWindow: Duration;
}

const DurationSchema = z.object({
  unit: z.enum(['working_day', 'calendar_day', 'hour']),
  amount: z.number().min(0),
});
const ClocksSchema = z.object({ notice: DurationSchema, reply: DurationSchema, disclosure: DurationSchema });
const SomeClocksSchema = z.object({
  notice: DurationSchema.exactOptional(),
  reply: DurationSchema.exactOptional(),
  disclosure: DurationSchema.exactOptional(),
});
const LetterPolicySchema = z.object({
  zone: z.string(),
  clocks: ClocksSchema,
  clocksByType: z.object({
    enquiry: SomeClocksSchema.exactOptional(),
    help: SomeClocksSchema.exactOptional(),
    complaint: SomeClocksSchema.exactOptional(),
    report: SomeClocksSchema.exactOptional(),
    suggestion: SomeClocksSchema.exactOptional(),
    praise: SomeClocksSchema.exactOptional(),
  }),
});
const RatingPolicySchema = z.object({
  lateWindow: DurationSchema,
  changeWindow: DurationSchema.default({ unit: 'hour', amount: 24 }),
});

interface CalendarRow {
  readonly version: number;
  readonly covered_from: number;
  readonly covered_to: number;
  readonly days: readonly CalendarException[];
}

/** Reads the versions of the policies and of the calendar. */
@Injectable()
export class RulesRepository {
  async letterPolicies(manager: EntityManager): Promise<Versioned<LetterPolicy>[]> {
    return (await this.policies(manager, 'letter')).map((row) => ({
      ...row,
      settings: LetterPolicySchema.parse(row.settings),
    }));
  }

  async ratingPolicies(manager: EntityManager): Promise<Versioned<RatingPolicy>[]> {
    return (await this.policies(manager, 'rating')).map((row) => ({
      ...row,
      settings: RatingPolicySchema.parse(row.settings),
    }));
  }

  /** Every calendar there was, newest first. */
  async calendars(manager: EntityManager): Promise<CalendarVersion[]> {
    const rows: CalendarRow[] = await manager.query(
      `select version, covered_from, covered_to,
         coalesce(
           (select json_agg(json_build_object('day', day, 'working', working))
            from calendar_day
            where calendar_day.version = calendar_version.version),
           '[]'
         ) as days
       from calendar_version
       order by version desc`,
    );
    return rows.map(({ version, covered_from, covered_to, days }) => {
      const covered = Array.from(
        { length: covered_to - covered_from + 1 },
        (_, index) => covered_from + index,
      );
      return { version, calendar: buildCalendar(days, covered) };
    });
  }

  /** Newest first: by the day from which they hold, then by version. */
  private policies(manager: EntityManager, kind: 'letter' | 'rating'): Promise<Versioned<unknown>[]> {
    return manager.query(
      `select version, effective_from as "effectiveFrom", settings
       from policy
       where kind = $1
       order by effective_from desc, version desc`,
      [kind],
    );
  }
}
