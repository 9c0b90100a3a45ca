export { funnelLimitsOfMean, funnelLimitsOfShare, funnelPosition, overDispersion } from './funnel.ts';
export type { FunnelLimits, FunnelPosition, OverDispersion } from './funnel.ts';
export type { Difference, Interval } from './interval.ts';
export { kaplanMeier } from './kaplan-meier.ts';
export type { WaitCurve, WaitRow, WaitStep } from './kaplan-meier.ts';
export { kitagawaSplit } from './kitagawa.ts';
export type { RateMixSplit, Stratum } from './kitagawa.ts';
export { newcombeDifference } from './newcombe.ts';
export { normalCdf, normalQuantile, zOfLevel } from './normal.ts';
export { median, quantile } from './quantile.ts';
export { rankIntervals } from './rank-interval.ts';
export type { RankInterval, RankQuestion } from './rank-interval.ts';
export {
  satisfactionDifference,
  satisfactionIndex,
  satisfactionInterval,
  satisfactionStandardError,
} from './satisfaction.ts';
export type { LevelCounts } from './satisfaction.ts';
export { normalDraws, seededUniform } from './seeded.ts';
export type { Uniform } from './seeded.ts';
export { pooledShare, share } from './share.ts';
export type { Part } from './share.ts';
export { betaPriorByMoments, shrunkShare } from './shrinkage.ts';
export type { BetaPrior } from './shrinkage.ts';
export { wilsonInterval } from './wilson.ts';
