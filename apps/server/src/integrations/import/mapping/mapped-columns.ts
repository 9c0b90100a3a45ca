import type { Mapping } from './mapping.ts';

/** Every column name that a mapping reads, in the order in which they are mentioned. */
export function mappedColumns(mapping: Mapping): string[] {
  const columns = new Set<string>('key' in mapping ? (mapping.key ?? []) : []);
  collect(mapping, columns);
  return [...columns];
}

/** A field is any object with a `column`; tables and words hold values, never fields. */
function collect(value: unknown, columns: Set<string>): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  if ('column' in value && typeof value.column === 'string') {
    columns.add(value.column);
    return;
  }
  for (const [name, inner] of Object.entries(value)) if (name !== 'make') collect(inner, columns);
}
