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

/** How long after the invitation a rating still counts. */
export interface RatingPolicy {
  readonly lateWindow: Duration;
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
const RatingPolicySchema = z.object({ lateWindow: DurationSchema });

/** Reads the versions of the policies and the calendar in force. */
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

  /** The newest calendar. Without any, Monday to Friday with no year covered, which those who use it warn about. */
  async calendar(manager: EntityManager): Promise<WorkingCalendar> {
    const [newest]: { version: number; covered_from: number; covered_to: number }[] = await manager.query(
      `select version, covered_from, covered_to
       from calendar_version
       order by version desc
       limit 1`,
    );
    if (newest === undefined) return buildCalendar([], []);
    const days: CalendarException[] = await manager.query(
      `select day, working
       from calendar_day
       where version = $1`,
      [newest.version],
    );
    const covered = Array.from(
      { length: newest.covered_to - newest.covered_from + 1 },
      (_, index) => newest.covered_from + index,
    );
    return buildCalendar(days, covered);
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
