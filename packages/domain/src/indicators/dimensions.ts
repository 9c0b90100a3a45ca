import type { Bilingual } from '../wording/bilingual.ts';
import type { DimensionCode } from './indicator.ts';

/** The six sides that are scored apart, in the order in which they are shown. */
export const DIMENSIONS: readonly { readonly code: DimensionCode; readonly name: Bilingual }[] = [
  { code: 'R', name: { zh: '及时回应', en: 'Responding in time' } },
  { code: 'S', name: { zh: '解决问题', en: 'Solving the matter' } },
  { code: 'C', name: { zh: '群众满意', en: 'Satisfaction' } },
  { code: 'Z', name: { zh: '差评整改', en: 'Putting right' } },
  { code: 'D', name: { zh: '公开透明', en: 'Openness' } },
  { code: 'P', name: { zh: '参与和覆盖', en: 'Taking part' } },
];

/** What stands for the whole where there is room for four: one indicator of each of the sides that people ask about first. */
export const TELLING: readonly string[] = ['R2', 'S1', 'C1', 'Z2'];
