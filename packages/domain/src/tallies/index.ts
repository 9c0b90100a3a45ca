export * from './measures.ts';
export * from './cell.ts';
