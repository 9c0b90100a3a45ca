import { TELLING } from '@huiyin/domain';

/** Those that stand for the whole where there is room for four, in their order. */
export const tellingOf = <K extends { readonly indicator: string }>(all: readonly K[]): K[] =>
  all.filter(({ indicator }) => TELLING.includes(indicator));
