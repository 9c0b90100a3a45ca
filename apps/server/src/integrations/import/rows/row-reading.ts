import { hasUnprintable, isCode } from '@huiyin/contract';
import type { Level } from '@huiyin/domain';
import { LEVELS, localDateOf } from '@huiyin/domain';
import type { DateReader } from '../mapping/date-pattern.ts';
import { dateReader, instantOf, readDateCell, readExcelSerial } from '../mapping/date-pattern.ts';
import type { Field } from '../mapping/mapping.ts';
import type { Cell, SourceRow } from '../reading/source-table.ts';
import { fieldValue, textOfCell } from './field-value.ts';
import type { ReasonCode, Refusal, RowOutcome } from './refusals.ts';

/** What holds for every row of a file. */
export interface RowRules {
  /** Column name → place in the row. */
  readonly places: ReadonlyMap<string, number>;
  readonly dates: readonly DateReader[];
  readonly excelSerials: boolean;
  /** Zone of the clock times in the file. */
  readonly zone: string;
  /** Nothing can have happened after this instant. */
  readonly now: number;
}

export function rowRules(
  columns: readonly string[],
  forms: readonly string[],
  zone: string,
  now: number,
): RowRules {
  return {
    places: new Map(columns.map((name, index) => [name, index])),
    dates: forms.map(dateReader),
    excelSerials: forms.includes('excel'),
    zone,
    now,
  };
}

const EARLIEST = Date.parse('2000-01-01T00:00:00Z') - 14 * 3_600_000;
const CLOCKS_DIFFER_BY = 5 * 60_000;
const YES = new Set(['true', 'yes', 'y', '1', '是', '同意']);
const NO = new Set(['false', 'no', 'n', '0', '否', '不同意']);

/**
 * Reads the fields of one row. Whatever is wrong is noted with its column and the reading goes on, so that the report
 * tells everything about a row at once; the value is then null. Ask `outcome` in the end.
 */
export class RowReading {
  private readonly noted: Refusal[] = [];
  private readonly refused = new Set<Field>();
  private skipped = false;

  constructor(
    private readonly row: SourceRow,
    private readonly rules: RowRules,
  ) {
    if (row.cellCount !== undefined) {
      this.noted.push({
        column: null,
        reason: 'cell_count',
        blanks: { found: row.cellCount, expected: rules.places.size },
        value: null,
      });
    }
  }

  /** The fact, or why there is none. */
  outcome<T>(fact: T | null): RowOutcome<T> {
    if (this.skipped) return { kind: 'skipped', refusals: this.noted };
    return fact === null || this.noted.length > 0
      ? { kind: 'refused', refusals: this.noted }
      : { kind: 'fact', fact };
  }

  /** Notes that a field must be filled when it is empty and nothing else is wrong with it. */
  need<T>(field: Field, value: T | null): T | null {
    if (value === null && !this.refused.has(field)) this.refuse(field, 'missing');
    return value;
  }

  /** A text of a person, trimmed. Never repeated in the report. */
  text(field: Field | undefined, max: number): string | null {
    const text = this.value(field, false);
    if (field === undefined || text === null) return null;
    if (text.length > max) this.note(field, 'too_long', null, { max, length: text.length });
    else if (hasUnprintable(text)) this.note(field, 'unprintable', null);
    else return text;
    return null;
  }

  /** A text of a table, such as a name or a code; repeated in the report. */
  label(field: Field | undefined, max = 200): string | null {
    const text = this.value(field, true);
    if (field === undefined || text === null) return null;
    if (text.length > max) this.note(field, 'too_long', text, { max, length: text.length });
    else if (hasUnprintable(text)) this.note(field, 'unprintable', text);
    else return text;
    return null;
  }

  code(field: Field | undefined): string | null {
    return this.checked(field, (text) => (isCode(text) ? text : null), 'bad_code');
  }

  /** One of the given words. */
  word<W extends string>(field: Field | undefined, words: readonly W[], reason: ReasonCode): W | null {
    return this.checked(field, (text) => words.find((word) => word === text) ?? null, reason);
  }

  /** Codes in one cell, parted by a comma or semicolon of either script, or 、 */
  words(field: Field | undefined): string[] {
    const text = this.label(field, 500);
    return text === null
      ? []
      : text
          .split(/[,;，；、]/)
          .map((word) => word.trim())
          .filter((word) => word !== '');
  }

  integer(field: Field | undefined, min: number, max: number): number | null {
    const inRange = (text: string) => {
      const number = /^-?\d{1,9}(\.0+)?$/.test(text) ? Number(text) : Number.NaN;
      return number >= min && number <= max ? number : null;
    };
    return this.checked(field, inRange, 'bad_number');
  }

  level(field: Field | undefined): Level | null {
    return this.checked(
      field,
      (text) => LEVELS.find((level) => Number(text) === level) ?? null,
      'unknown_level',
    );
  }

  yesOrNo(field: Field): boolean | null {
    return this.checked(
      field,
      (text) => (YES.has(text.toLowerCase()) ? true : NO.has(text.toLowerCase()) ? false : null),
      'bad_switch',
    );
  }

  /**
   * An instant in milliseconds. A day without a time is its first instant, except that on the day of `after` it is `after`:
   * a reply "on 5 March" to a letter of that afternoon did not come before it.
   */
  instant(field: Field | undefined, after?: number | null): number | null {
    if (field === undefined) return null;
    const time = this.time(field);
    if (time === null) return null;
    let at = instantOf(time, this.rules.zone);
    if (
      time.kind === 'wall' &&
      time.msOfDay === null &&
      after !== undefined &&
      after !== null &&
      localDateOf(after, this.rules.zone) === time.date
    )
      at = after;
    if (at < EARLIEST) this.refuse(field, 'too_early');
    else if (at > this.rules.now + CLOCKS_DIFFER_BY) this.refuse(field, 'in_future');
    else return at;
    return null;
  }

  /** Notes a finding of the caller about a field, with the field's value unless it is a person's text. */
  refuse(field: Field, reason: ReasonCode, blanks: Refusal['blanks'] = {}): null {
    this.note(field, reason, field.column === undefined ? null : textOfCell(this.cell(field.column)), blanks);
    return null;
  }

  /** The same, unless the row is refused already: then that is the reason. */
  refuseUnlessRefused(field: Field, reason: ReasonCode): null {
    if (this.noted.length === 0) this.refuse(field, reason);
    return null;
  }

  /** Notes it unless something is noted about this field already. */
  refuseOnce(field: Field, reason: ReasonCode): null {
    return this.refused.has(field) ? null : this.refuse(field, reason);
  }

  /** The texts of some columns, for a key; null (and noted) when one is empty. */
  keyOf(columns: readonly string[]): readonly string[] | null {
    const texts = columns.map((name) => textOfCell(this.cell(name)));
    columns.forEach((name, index) => {
      if (texts[index] === '') this.noted.push({ column: name, reason: 'missing', blanks: {}, value: null });
      else if (texts[index]!.includes('\ufffd'))
        this.noted.push({ column: name, reason: 'damaged', blanks: {}, value: null });
    });
    return texts.includes('') ? null : texts;
  }

  /** The whole row as texts: what stands for a key that a file does not have. */
  everything(): readonly string[] {
    return this.row.cells.map(textOfCell);
  }

  noteDuplicate(column: string | null, value: string | null): void {
    this.noted.push({ column, reason: 'duplicate', blanks: {}, value });
  }

  private time(field: Field) {
    if (field.column !== undefined && field.pattern === undefined) {
      const cell = this.cell(field.column);
      const time =
        cell instanceof Date
          ? readDateCell(cell)
          : typeof cell === 'number' && this.rules.excelSerials
            ? readExcelSerial(cell)
            : null;
      if (time !== null) return time;
    }
    const text = this.value(field, true);
    if (text === null) return null;
    for (const read of this.rules.dates) {
      const time = read(text);
      if (time !== null) return time;
    }
    return this.refuse(field, 'no_date');
  }

  private checked<T>(
    field: Field | undefined,
    check: (text: string) => T | null,
    reason: ReasonCode,
  ): T | null {
    const text = this.value(field, true);
    if (field === undefined || text === null) return null;
    const value = check(text);
    if (value === null) this.note(field, reason, text);
    return value;
  }

  /** The text a field comes to; null when empty or refused. */
  private value(field: Field | undefined, shown: boolean): string | null {
    if (field === undefined) return null;
    const value = fieldValue(field, this.cell(field.column ?? ''));
    if (value.kind === 'text') return value.text;
    // Words are looked for in what a person wrote.
    const cell = shown && field.words === undefined ? value.whole : null;
    if (value.kind === 'skip') {
      this.skipped = true;
      this.note(field, 'skipped', cell, { words: value.words });
    } else this.note(field, value.kind, cell);
    return null;
  }

  private note(field: Field, reason: ReasonCode, value: string | null, blanks: Refusal['blanks'] = {}): void {
    this.refused.add(field);
    this.noted.push({
      column: field.column ?? null,
      reason,
      blanks,
      value: value === null ? null : value.slice(0, 80),
    });
  }

  private cell(column: string): Cell {
    return this.row.cells[this.rules.places.get(column) ?? -1] ?? null;
  }
}
