export * from './system.ts';
export * from './composite-indicator.ts';
export * from './peer-bands.ts';
export * from './impact.ts';
