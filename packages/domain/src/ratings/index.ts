export * from './rating.ts';
export * from './decide-rating.ts';
export * from './standing.ts';
export * from './tags.ts';
