import { activeRating } from './p1-active-rating.ts';
import { transactionSatisfaction } from './c1-transaction-satisfaction.ts';
import { disclosure } from './d1-disclosure.ts';
import type { Indicator } from './indicator.ts';
import { positiveShare } from './positive-share.ts';
import { onTimeReply } from './r2-on-time-reply.ts';

export * from './indicator.ts';
export { levelCounts } from './c1-transaction-satisfaction.ts';
export * from './reply-time.ts';
export { MINIMUM, presentable } from './sample-size.ts';
export type { Presentation } from './sample-size.ts';

/** Every indicator there is, in the order in which they are shown. Adding one is adding its file and a line here. */
export const INDICATORS: readonly Indicator[] = [
  onTimeReply,
  transactionSatisfaction,
  disclosure,
  activeRating,
  positiveShare,
];

/** The indicator of a code, or undefined for a code nobody declared. */
export const indicatorOf = (code: string): Indicator | undefined =>
  INDICATORS.find((indicator) => indicator.code === code);
