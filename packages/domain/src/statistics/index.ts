export { ceilingDiagnosis } from './ceiling.ts';
export type { CeilingDiagnosis, CeilingQuestion } from './ceiling.ts';
export { compositeError } from './composite-error.ts';
export { compositeOf } from './composite.ts';
export type { Composite, CompositeDimension, CompositeIndicator, CompositeRules } from './composite.ts';
export { correlation, correlationMatrix } from './correlation.ts';
export type { Correlation } from './correlation.ts';
export { cronbachAlpha } from './cronbach-alpha.ts';
export { funnelLimitsOfMean, funnelLimitsOfShare, funnelPosition, overDispersion } from './funnel.ts';
export type { FunnelLimits, FunnelPosition, OverDispersion } from './funnel.ts';
export { betweenGoalposts } from './goalposts.ts';
export type { Goalposts } from './goalposts.ts';
export { independenceAudit } from './independence.ts';
export type { IndependenceAudit, IndicatorPair } from './independence.ts';
export type { Difference, Interval } from './interval.ts';
export { kaplanMeier } from './kaplan-meier.ts';
export type { WaitCurve, WaitRow, WaitStep } from './kaplan-meier.ts';
export { kitagawaSplit } from './kitagawa.ts';
export type { RateMixSplit, Stratum } from './kitagawa.ts';
export { meanRankShift, ranksOf } from './mean-rank-shift.ts';
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
export { normalDraws, seedOf, seededUniform } from './seeded.ts';
export type { Uniform } from './seeded.ts';
export { sensitivityOf } from './sensitivity.ts';
export type { RankShifts, RankSpread, Sensitivity, SensitivityQuestion } from './sensitivity.ts';
export { pooledShare, share } from './share.ts';
export type { Part } from './share.ts';
export { betaPriorByMoments, shrunkShare } from './shrinkage.ts';
export type { BetaPrior } from './shrinkage.ts';
export { weightedGeometricMean, weightedMean } from './weighted-mean.ts';
export { wilsonInterval } from './wilson.ts';
