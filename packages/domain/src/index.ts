export * from './identity/index.ts';
export * from './calendar/index.ts';
export * from './statistics/index.ts';
export * from './tallies/index.ts';
export * from './ratings/index.ts';
export * from './policies/index.ts';
export * from './letters/index.ts';
export * from './indicators/index.ts';
