export * from './item-channel.ts';
