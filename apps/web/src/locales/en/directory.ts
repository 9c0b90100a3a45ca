import type { Texts } from '../zh.ts';

export const directory: Texts['directory'] = {
  title: 'Directory of departments',
  heading: (total) => `${total} departments, each with its figures and letters`,
  found: (total) => `${total} departments found`,
  nothing: 'No such department',
  nothingWhy: 'Try a shorter word, or set region and line back to “All”.',
  clear: 'See all departments',
  lede: (period) =>
    `Figures are of ${period}. Follow a name for figures over time, waiting times and published letters.`,
  fields: { q: 'Name', region: 'Region', line: 'Function line' },
  all: 'All',
  find: 'Find',
  table: 'Departments and their main figures',
  heads: { department: 'Department', line: 'Function line' },
  departmentsIn: (count) => `${count} departments`,
  emptyRegions: 'The directory is still empty',
  emptyWhy: 'Once departments are imported, they stand here by region.',
};
