export * from './content.ts';
export * from './check.ts';
