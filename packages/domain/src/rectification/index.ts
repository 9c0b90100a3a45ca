export * from './rectification.ts';
export * from './appeal.ts';
