export * from './letter.ts';
export * from './letter-event.ts';
export * from './letter-state.ts';
export * from './letter-fact.ts';
export * from './reply-sample.ts';
