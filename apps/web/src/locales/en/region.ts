import { counted } from '../../wording/plural.ts';
import type { Texts } from '../zh.ts';

export const region: Texts['region'] = {
  description: (name) => `Figures of ${name}, summed from the regions and departments in it.`,
  level: ['', 'Province', 'City', 'County', 'Township'],
  kicker: (level, departments) => `${level} · ${counted(departments, 'department')}`,
  lede: 'The figures of a region are computed after the counts of its departments are added up; they are no average of departments.',
  keysHint: 'The upright line is the value, the band its 95% interval, the circle the same period last year.',
  overHint: 'A hollow point is a period that is not over; a break is a figure that is not published.',
  childrenTitle: 'What it is summed from',
  childrenHint: 'The regions just below it and its own departments. Each name leads to its own figures.',
  childrenTable: (name) => `Regions and departments of ${name}`,
  childrenHead: 'Region or department',
  childrenNone: 'There are no regions or departments here yet',
  childrenNoneWhy: 'They appear here once the directory is imported.',
};
