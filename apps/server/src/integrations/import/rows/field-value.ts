import type { Field } from '../mapping/mapping.ts';
import type { Cell } from '../reading/source-table.ts';

/** What a field comes to. `text` null: empty. `whole` is the cell as it stood, `words` the mapping's reason to leave the row out. */
export type FieldValue =
  | { readonly kind: 'text'; readonly text: string | null }
  | { readonly kind: 'damaged' | 'unknown_value'; readonly whole: string }
  | { readonly kind: 'skip'; readonly whole: string; readonly words: string };

/** Takes a cell through the field's pattern, table, words and prefix; `cell` does not matter for a constant. */
export function fieldValue(field: Field, cell: Cell): FieldValue {
  if (field.constant !== undefined) return textValue(field, String(field.constant));
  const whole = textOfCell(cell);
  if (whole.includes('\ufffd')) return { kind: 'damaged', whole };
  const text = field.pattern === undefined ? whole : (patternOf(field.pattern).exec(whole)?.[1] ?? '').trim();
  if (text === '') return { kind: 'text', text: field.default === undefined ? null : String(field.default) };
  if (field.table === undefined && field.words === undefined) return textValue(field, text);
  const entry = field.table !== undefined && Object.hasOwn(field.table, text) ? field.table[text] : undefined;
  if (typeof entry === 'object') return { kind: 'skip', whole, words: entry.skip };
  const value =
    entry ?? Object.entries(field.words ?? {}).find(([word]) => text.includes(word))?.[1] ?? field.default;
  return value === undefined ? { kind: 'unknown_value', whole } : textValue(field, String(value));
}

/** A cell as text, trimmed. A date cell reads like the ISO form of its wall clock. */
export function textOfCell(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date)
    return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 19).replace('T', ' ');
  return String(cell).trim();
}

const textValue = (field: Field, text: string): FieldValue => ({
  kind: 'text',
  text: (field.prefix ?? '') + text,
});

const patterns = new Map<string, RegExp>();

function patternOf(source: string): RegExp {
  let pattern = patterns.get(source);
  if (pattern === undefined) patterns.set(source, (pattern = new RegExp(source, 'u')));
  return pattern;
}
