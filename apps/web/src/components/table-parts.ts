import { h, type FunctionalComponent } from 'vue';
import type { TableColumn } from '../charts/chart.ts';

// The parts of a table whose rows become blocks on a phone. Browsers then no longer see a table in them, so each part
// says what it is.

export const TableBody: FunctionalComponent = (_, { slots }) =>
  h('tbody', { role: 'rowgroup' }, slots['default']?.());

export const TableRow: FunctionalComponent = (_, { slots }) => h('tr', { role: 'row' }, slots['default']?.());

/** What the row is about, behind the name of its column where that cannot be guessed. */
export const RowHead: FunctionalComponent<{ label?: string | undefined }> = ({ label }, { slots }) =>
  h('th', { scope: 'row', role: 'rowheader', 'data-label': label }, slots['default']?.());
RowHead.props = { label: String };

/** A cell of a column, which names it where the head of the table cannot be seen; `bare` cells speak for themselves. */
export const TableCell: FunctionalComponent<{ of: TableColumn | undefined; bare?: boolean }> = (
  { of, bare },
  { slots },
) =>
  h(
    'td',
    {
      role: 'cell',
      class: { n: of?.number, lo: of?.quiet },
      'data-label': bare ? undefined : of?.name,
    },
    slots['default']?.(),
  );
TableCell.props = { of: Object, bare: Boolean };
