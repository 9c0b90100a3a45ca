/** A table with sealed columns, and the columns that its rows are found by. */
export interface SealedTable {
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: readonly string[];
  /** Rows that are sealed anew in one transaction: fewer where they hold files. */
  readonly atOnce: number;
}

const TEXTS = 500;
const FILES = 5;

/**
 * Everything in the database that is sealed: a new sealed column gets its place here, and a test says so when it has none.
 */
export const SEALED: readonly SealedTable[] = [
  {
    table: 'rating',
    key: ['department_id', 'id'],
    columns: ['comment_sealed', 'contact_sealed'],
    atOnce: TEXTS,
  },
  {
    table: 'rating_event',
    key: ['department_id', 'rating_id', 'seq'],
    columns: ['before_sealed'],
    atOnce: TEXTS,
  },
  {
    table: 'letter',
    key: ['department_id', 'id'],
    columns: ['subject_sealed', 'body_sealed', 'writer_sealed'],
    atOnce: TEXTS,
  },
  {
    table: 'letter_event',
    key: ['department_id', 'letter_id', 'seq'],
    columns: ['note_sealed'],
    atOnce: TEXTS,
  },
  { table: 'reply', key: ['department_id', 'letter_id', 'seq'], columns: ['body_sealed'], atOnce: TEXTS },
  {
    table: 'rectification_event',
    key: ['department_id', 'rectification_id', 'seq'],
    columns: ['note_sealed'],
    atOnce: TEXTS,
  },
  { table: 'held_letter', key: ['id'], columns: ['content_sealed', 'note_sealed'], atOnce: TEXTS },
  {
    table: 'mail',
    key: ['id'],
    columns: ['address_sealed', 'subject_sealed', 'body_sealed'],
    atOnce: TEXTS,
  },
  {
    table: 'attachment',
    key: ['letter_id', 'id'],
    columns: ['name_sealed', 'content_sealed'],
    atOnce: FILES,
  },
  {
    table: 'letter_removal',
    key: ['letter_id', 'seq'],
    columns: ['words_sealed', 'reason_sealed'],
    atOnce: TEXTS,
  },
];
