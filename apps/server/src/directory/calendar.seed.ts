import type { LocalDate } from '@huiyin/domain';
import { addDays, isoWeekday } from '@huiyin/domain';
import chineseDays from 'chinese-days';
import type { EntityManager } from 'typeorm';

/** The years whose official arrangement the package knows. Beyond them it answers Monday to Friday without a word. */
const COVERED = { from: 2004, to: 2026 } as const;

interface ExceptionalDay {
  readonly day: LocalDate;
  readonly working: boolean;
  readonly name_zh: string;
}

/** The days that differ from Monday to Friday: holidays on weekdays, and weekends that were worked (调休). */
export function* officialExceptions(): Generator<ExceptionalDay> {
  for (let day: LocalDate = `${COVERED.from}-01-01`; day <= `${COVERED.to}-12-31`; day = addDays(day, 1)) {
    const { work, name } = chineseDays.getDayDetail(day);
    // Known days are named "Spring Festival,春节,4": English, Chinese, days off.
    if (work !== isoWeekday(day) <= 5) yield { day, working: work, name_zh: name.split(',')[1] ?? name };
  }
}

/**
 * Fills version 1 of the calendar when the database has none, from the holiday arrangements in the package
 * chinese-days. Runs at every migration; safe to repeat and to run twice at once.
 */
export async function seedCalendar(manager: EntityManager): Promise<void> {
  await manager.transaction(async (inner) => {
    const seeded: unknown[] = await inner.query(
      `insert into calendar_version (version, covered_from, covered_to, author, reason)
       select 1, $1, $2, 'installation', 'The holiday arrangements of the State Council as the package chinese-days lists them.'
       where not exists (select from calendar_version)
       on conflict do nothing
       returning version`,
      [COVERED.from, COVERED.to],
    );
    if (seeded.length === 0) return;
    await inner.query(
      `insert into calendar_day (version, day, working, name_zh)
       select 1, day, working, name_zh
       from json_to_recordset($1) as given (day date, working boolean, name_zh text)`,
      [JSON.stringify([...officialExceptions()])],
    );
  });
}
