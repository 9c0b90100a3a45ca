export type { CellSum } from './cell-sum.ts';
export { heldChanges } from './held-changes.ts';
export { completed } from './steps.ts';
export type { Steps } from './steps.ts';
export { suppress } from './suppress.ts';
export type { Suppression, SuppressionQuestion } from './suppress.ts';
