import type { LetterDeed, LetterEvent, LetterRules, LetterType, Verdict } from '@huiyin/domain';
import { buildCalendar, letterState } from '@huiyin/domain';
import type { EntityManager } from 'typeorm';
import type { NewPublication } from './disclosure.bulk.ts';

/** For tests only: a small province, rules, and letters of which a test says just what matters. */

const days = (amount: number) => ({ unit: 'working_day', amount }) as const;

export const sampleRules: LetterRules = {
  calendar: buildCalendar([], []),
  policy: {
    zone: 'Asia/Shanghai',
    clocks: { notice: days(1), reply: days(5), disclosure: days(20) },
    clocksByType: {},
  },
};

/** Departments 1 (city, code ‘C-LIB’) and 2 (county below it, ‘X-WATER’) in regions 990100 and 990101. */
export async function storeSampleDirectory(manager: EntityManager): Promise<void> {
  await manager.query(`
    insert into region (code, parent_code, level, name_zh, name_en)
    values ('990000', null, 1, '省', 'Province'), ('990100', '990000', 2, '市', 'City'), ('990101', '990100', 3, '县', 'County');
    insert into region_ancestor (region_code, ancestor_code)
    values ('990000', '990000'), ('990100', '990100'), ('990100', '990000'),
           ('990101', '990101'), ('990101', '990100'), ('990101', '990000');
    insert into function_line (code, name_zh, name_en)
    values ('culture', '文化', 'Culture');
    insert into department (id, code, region_code, line_code, level, name_zh, name_en)
    values (1, 'C-LIB', '990100', 'culture', 2, '市文化局', 'Culture Office'), (2, 'X-WATER', '990101', 'culture', 3, '县水务局', 'Water Office');
  `);
}

export interface SampleLetter {
  readonly number: string;
  readonly departmentId?: number;
  readonly type?: LetterType;
  readonly subject?: string;
  readonly body?: string;
  readonly reply?: string;
  readonly verdict?: Verdict;
  readonly publishedAt?: number;
  readonly deeds?: readonly LetterDeed[];
}

const HOUR = 3_600_000;
const NOON = Date.parse('2024-06-03T12:00+08:00');

/** A published letter: answered within a day, published at `publishedAt`, and whatever `deeds` come after that. */
export function aPublishedLetter(given: SampleLetter): NewPublication {
  const { departmentId = 1, type = 'enquiry', publishedAt = NOON, verdict } = given;
  const before: LetterDeed[] = [
    { kind: 'submitted', type, departmentId, consent: true },
    { kind: 'accepted' },
    { kind: 'dispatched', departmentId },
    { kind: 'replied' },
    ...(verdict === undefined ? [] : [{ kind: 'called_back', verdict, satisfaction: 3 } as const]),
    { kind: 'published' },
  ];
  const events: LetterEvent[] = [...before, ...(given.deeds ?? [])].map((deed, index) => ({
    seq: index + 1,
    at: publishedAt + (index - before.length + 1) * HOUR,
    deed,
  }));
  const replied = events.find(({ deed }) => deed.kind === 'replied')!;
  return {
    number: given.number,
    departmentId,
    itemId: null,
    channel: 'web',
    type,
    subject: given.subject ?? '路灯不亮',
    body: given.body ?? '晚上很黑。',
    replies: [{ kind: 'full', body: given.reply ?? '已经修好。', departmentId, at: replied.at }],
    state: letterState(events)!,
    events,
  };
}
