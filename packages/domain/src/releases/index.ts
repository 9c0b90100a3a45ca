export * from './content.ts';
export * from './check.ts';
export * from './rank-bands.ts';
