import type { Contributions, LetterDeed, LetterEvent } from '@huiyin/domain';
import { CellSums, contributionsOfLetter, uuid7 } from '@huiyin/domain';
import type { DataSource } from 'typeorm';
import { DAY_SHAPE, WAIT_SHAPE } from '../platform/tallies/columns.ts';
import type { TallyShape } from '../platform/tallies/columns.ts';
import type { NewLetter } from './new-letter.ts';
import type { LettersRepository } from './letters.repository.ts';

const HOUR = 3_600_000;

/** The id of a letter that came at an instant, the same for the same number. */
export const letterIdAt = (atMs: number, number: number): string => {
  const bytes = new Uint8Array(10);
  new DataView(bytes.buffer).setUint32(4, number);
  return uuid7(atMs, bytes);
};

/** A history of one deed an hour, beginning with the submission. */
export const aHistory = (
  departmentId: number,
  at: number,
  deeds: readonly LetterDeed[],
  consent = true,
): LetterEvent[] =>
  [{ kind: 'submitted', type: 'help', departmentId, consent } as const, ...deeds].map((deed, index) => ({
    seq: index + 1,
    at: at + index * HOUR,
    deed,
  }));

/** A letter from a file that was accepted, dispatched within its department, replied to and closed. */
export function aLetter(
  about: { readonly departmentId: number; readonly at: number; readonly number: number },
  changes: Partial<NewLetter> = {},
): NewLetter {
  const { departmentId, at, number } = about;
  return {
    id: letterIdAt(at, number),
    number: null,
    departmentId,
    itemId: null,
    channel: 'web',
    type: 'help',
    subject: `第${number}封来信`,
    body: '路灯坏了，\n晚上看不清。',
    writer: { name: '某某' },
    events: aHistory(departmentId, at, [
      { kind: 'accepted' },
      { kind: 'dispatched', departmentId },
      { kind: 'replied' },
      { kind: 'closed' },
    ]),
    replies: [{ seq: 4, kind: 'full', body: '已修好。', departmentId, at: at + 3 * HOUR }],
    ...changes,
  };
}

/** What the outbox adds up to, without cells that come to nothing. */
export async function outboxOfLetters(source: DataSource): Promise<Rows> {
  return { days: await outboxOf(source, DAY_SHAPE), waits: await outboxOf(source, WAIT_SHAPE) };
}

/** The same, made anew from the events that are stored. */
export async function contributionsOfStoredLetters(
  source: DataSource,
  repository: LettersRepository,
): Promise<Rows> {
  const sums = new CellSums();
  await source.transaction(async (manager) => {
    for await (const { state, rules, facets } of repository.streamLetters(manager)) {
      sums.add(contributionsOfLetter(state, rules, facets));
    }
  });
  return rowsOf(sums.result());
}

interface Rows {
  readonly days: readonly Row[];
  readonly waits: readonly Row[];
}
type Row = Readonly<Record<string, string | number>>;

async function outboxOf(source: DataSource, { outbox, keys, measures }: TallyShape): Promise<Row[]> {
  const rows: Row[] = await source.query(
    `select ${keys.join(', ')}, ${measures.map((measure) => `sum(${measure})::integer as ${measure}`).join(', ')}
     from ${outbox}
     group by ${keys.join(', ')}
     having ${measures.map((measure) => `sum(${measure}) <> 0`).join(' or ')}`,
  );
  return inOrder(rows);
}

const rowsOf = ({ days, waits }: Contributions): Rows => ({
  days: inOrder(
    days.map(({ key, sums }) => ({
      department_id: key.departmentId,
      day: key.day,
      item_id: key.itemId,
      channel: key.channel,
      letter_type: key.letterType,
      ...zeros(DAY_SHAPE),
      ...sums,
    })),
  ),
  waits: inOrder(
    waits.map(({ key, sums }) => ({
      department_id: key.departmentId,
      day: key.day,
      letter_type: key.letterType,
      clock: key.clock,
      unit: key.unit,
      wait: key.wait,
      ...zeros(WAIT_SHAPE),
      ...sums,
    })),
  ),
});

const zeros = ({ measures }: TallyShape): Row => Object.fromEntries(measures.map((measure) => [measure, 0]));

const inOrder = (rows: readonly Row[]): Row[] =>
  [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
