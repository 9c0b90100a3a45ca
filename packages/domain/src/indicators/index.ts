import { LEVEL_MEASURES, transactionSatisfaction } from './c1-transaction-satisfaction.ts';
import { letterSatisfaction } from './c2-letter-satisfaction.ts';
import { disclosure } from './d1-disclosure.ts';
import { completeness } from './d2-completeness.ts';
import { reasonedWithholding } from './d3-reasoned-withholding.ts';
import type { Measure } from '../tallies/index.ts';
import type { Indicator } from './indicator.ts';
import { negativeShare } from './negative-share.ts';
import { overturnShare } from './overturn-share.ts';
import { activeRating } from './p1-active-rating.ts';
import { channelCoverage } from './p2-channel-coverage.ts';
import { positiveShare } from './positive-share.ts';
import { timelyNotice } from './r1-timely-notice.ts';
import { onTimeReply } from './r2-on-time-reply.ts';
import { overdueStock } from './r3-overdue-stock.ts';
import { rightFirstDispatch } from './r4-right-first-dispatch.ts';
import { confirmedResolution } from './s1-confirmed-resolution.ts';
import { repeatRate } from './s2-repeat-rate.ts';
import { substantiveReply } from './s3-substantive-reply.ts';
import { shareDefault } from './share-default.ts';
import { shareExcluded } from './share-excluded.ts';
import { unratedShare } from './unrated-share.ts';
import { promptContact } from './z1-prompt-contact.ts';
import { onTimeRectification } from './z2-on-time-rectification.ts';
import { satisfiedAfterRectification } from './z3-satisfied-after-rectification.ts';

export * from './indicator.ts';
export { levelCounts } from './c1-transaction-satisfaction.ts';
export * from './dimensions.ts';
export * from './rank-bands.ts';
export * from './reply-time.ts';
export { MINIMUM, presentable } from './sample-size.ts';
export type { Presentation } from './sample-size.ts';

/** Every indicator there is, in the order in which they are shown. Adding one is adding its file and a line here. */
export const INDICATORS: readonly Indicator[] = [
  timelyNotice,
  onTimeReply,
  overdueStock,
  rightFirstDispatch,
  confirmedResolution,
  repeatRate,
  substantiveReply,
  transactionSatisfaction,
  letterSatisfaction,
  promptContact,
  onTimeRectification,
  satisfiedAfterRectification,
  disclosure,
  completeness,
  reasonedWithholding,
  activeRating,
  channelCoverage,
  positiveShare,
  negativeShare,
  unratedShare,
  shareExcluded,
  shareDefault,
  overturnShare,
];

/** The indicator of a code, or undefined for a code nobody declared. */
export const indicatorOf = (code: string): Indicator | undefined =>
  INDICATORS.find((indicator) => indicator.code === code);

/** A name for the people an indicator rests on: indicators of the same population are shown or withheld together. */
export const populationOf = ({ population }: Indicator): string => population[0] ?? '';

/** People whom figures rest on, as one group of the sizes in which they are shown or withheld. */
export interface Population {
  readonly key: string;
  /** n is their sum. */
  readonly measures: readonly Measure[];
  /** Another population of which all stand in this one: what is left of it says how many they are. */
  readonly contains?: string;
}

/** Every population, one that another contains before it; the last are the letters of waiting times. */
export const POPULATIONS: readonly Population[] = [
  ...new Map(
    INDICATORS.filter(({ restsOn }) => restsOn === 'people').map((indicator) => [
      populationOf(indicator),
      {
        key: populationOf(indicator),
        measures: indicator.population,
        ...(indicator.population.length > LEVEL_MEASURES.length ? { contains: LEVEL_MEASURES[0] } : {}),
      },
    ]),
  ).values(),
  { key: 'letter_received', measures: ['letter_received'] },
];
