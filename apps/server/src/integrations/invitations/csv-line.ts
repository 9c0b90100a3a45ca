/** One line of CSV. A field that a spreadsheet would take for a formula is quoted with an apostrophe before it. */
export const csvLine = (fields: readonly string[]): string =>
  fields
    .map((field) => (/^[=+\-@\t\r]/.test(field) ? `'${field}` : field))
    .map((field) => (/[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
    .join(',');
