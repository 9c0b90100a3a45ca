import { counted, plural } from '../../wording/plural.ts';
import type { Texts } from '../zh.ts';

export const directory: Texts['directory'] = {
  title: 'Directory of departments',
  heading: (total) =>
    `${counted(total, 'department')}, ${plural(total, '', 'each ')}with its figures and letters`,
  found: (total) => `${counted(total, 'department')} found`,
  nothing: 'No such department',
  nothingWhy: 'Try a shorter word, or set region and line back to “All”.',
  clear: 'See all departments',
  lede: (period) =>
    `Figures are for ${period}; those of fewer than 11 people are not published. Follow a name to its figures over time, waiting times and published letters.`,
  fields: { q: 'Name', region: 'Region', line: 'Function line' },
  all: 'All',
  find: 'Find',
  table: 'Departments and their main figures',
  heads: { department: 'Department', line: 'Function line' },
  departmentsIn: (count) => counted(count, 'department'),
  emptyRegions: 'The directory is still empty',
  emptyWhy: 'Once departments are imported, they appear here by region.',
};
