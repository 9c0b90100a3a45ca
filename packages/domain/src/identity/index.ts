export * from './uuid7.ts';
