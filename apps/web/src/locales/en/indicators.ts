import { counted, plural } from '../../wording/plural.ts';
import type { Texts } from '../zh.ts';

export const indicators: Texts['indicators'] = {
  title: 'Indicators',
  heading: (count) => `${counted(count, 'indicator')}, ${plural(count, '', 'each ')}with its formula`,
  lede: 'Indicators are computed from daily tallies only, and no scored one counts what another counts. Formulas, minimum samples and every change are here.',
  description: 'The formula, numerator, denominator, period rule and minimum sample of every indicator.',
  dimension: {
    R: 'Response',
    S: 'Solution',
    C: 'Satisfaction',
    Z: 'Rectification',
    D: 'Disclosure',
    P: 'Participation',
  },
  weight: (weight) => `weight ${weight}`,
  notScored: 'not scored in the system in force',
  shownTitle: 'Shown, never scored',
  shownHint: 'They reuse the records of scored indicators; scoring them would count twice.',
  compositeTitle: 'The composite',
  compositeHint: 'Every indicator becomes a score from 0 to 100, and all of them one number.',
  composite:
    'Each indicator is scored between two fixed goalposts, averaged inside its side, and the sides are averaged geometrically by weight: one bad side cannot be bought off with another. Where a side is missing there is no composite. The goalposts are fixed, so this year’s score can be compared with last year’s.',
  compositeRanking: 'See the ranking by the composite',
  systemsTitle: 'Versions of the indicator system',
  systemsHint:
    'Weights, goalposts, minimum samples and peer rules have versions with dates; an old period keeps the version of its time.',
  systemsTable: 'Each version with its dates and what it changed',
  auditTitle: 'Does each count a thing of its own?',
  auditHint: (departments, period) =>
    `Over the ${counted(departments, 'department')} that can be scored in ${period}.`,
  auditNone: 'Too few departments to audit yet',
  auditNoneWhy:
    'At least 10 departments need a composite before it shows whether indicators repeat each other.',
  auditClean: 'No two indicators count the same thing, and no two are surely opposed',
  auditFound: (count) => `${counted(count, 'pair')} of indicators ${plural(count, 'is', 'are')} worth a look`,
  auditPair: (first, second, r, n) => `${first} and ${second}: r\u00a0=\u00a0${r}, n\u00a0=\u00a0${n}`,
  auditFlag: {
    same: 'count almost the same thing',
    opposed: 'run surely against each other, and cancel out in the composite',
  },
  auditTable: 'How far ranks move on average when an indicator is left out',
  waysTable:
    'How far ranks move on average when the composite is made in another way that can be defended as well',
  waysHeads: { way: 'What is done otherwise' },
  ways: {
    weights: 'Weights of the sides up to a quarter larger or smaller',
    normalisation: 'Scores by range or standard deviation instead of goalposts',
    aggregation: 'An arithmetic mean across the sides',
    together: 'All of these at once, at random',
  },
  auditHeads: { indicator: 'Indicator', shift: 'Ranks moved' },
  auditAlpha: (parts) =>
    `Agreement inside a side (Cronbach’s alpha): ${parts}. Low is no fault: indicators of one side are meant to count different things.`,
  shift: (ranks) => `${ranks} ranks`,
  noShift: 'not in it, or nothing to compare',
  weightOf: (inside, dimension) => `inside its side ${inside}; the side within the composite ${dimension}`,
  posts: (worst, best) => `${worst} scores 0, ${best} scores 100`,
  separationTitle: 'Does it still tell departments apart?',
  separationHint: (departments, period) =>
    `Over the ${counted(departments, 'department')} that can be scored in ${period}.`,
  separation: {
    separates: (pairs) => `Yes: of every 100 pairs of departments, ${pairs} can be told apart`,
    hardly: (pairs) => `Hardly: of every 100 pairs of departments, only ${pairs} can be told apart`,
    ceiling:
      'At its ceiling: nearly all departments stand at the best value, so it no longer tells them apart',
  },
  separationFacts: {
    pairs: 'Pairs told apart',
    best: 'At the best value',
    reliability: 'Part of the spread that is not chance',
  },
  reliabilityNone: 'cannot be estimated',
  noDimension: 'shown, not scored',
  more: 'Formula, trend and changes of definition',
  up: 'higher is better',
  down: 'lower is better',
  rules: {
    bandsTitle: 'What a rank band means',
    bands:
      'One department is said to be above another only where the difference is larger than chance. After every pair is compared that way, the number that are reliably better and the number that are reliably worse bound the rank of a department. Any rank inside the band is possible; where two bands overlap, do not say that one is better.',
    withheldTitle: 'Why counts below 11 are not shown',
    withheld:
      'A figure that rests on 1 to 10 people can give away who said it. So it is written “fewer than 11 people, not published”; where it could be worked out from other figures, a second one is withheld too. 0 is shown. From 11 there is a figure with its interval, from 100 a rank.',
    defaultTitle: 'Why default ratings do not count',
    defaultRating:
      'A “satisfied” that a system generates after some days is nobody’s rating. It is counted apart, shown apart, and enters no numerator and no denominator.',
  },
  formulaTitle: 'How it is computed',
  formulaHint:
    'Numerator and denominator are sums of daily tallies; for a region or a line, too, they are summed first and then divided, never averaged over departments.',
  numerator: 'Numerator',
  denominator: 'Denominator',
  facts: {
    cohort: 'Period',
    source: 'Source',
    unit: 'Unit',
    better: 'Direction',
    minimum: 'Minimum sample',
    weight: 'Weight',
    posts: 'Goalposts',
  },
  unitShare: 'percent',
  unitPoints: '0 to 100 points',
  minimum: (shown, scored, ranked) =>
    `published from ${shown}, scored from ${scored}, ranked from ${counted(ranked, 'case')}`,
  nowTitle: 'Where it stands',
  nowHint: 'All departments together. The circle is the same period last year.',
  nowNone: 'No figure to publish yet',
  nowNoneWhy: 'After the first complete quarter the figure for all departments together appears here.',
  overTitle: 'Over time',
  measuresTitle: 'What it reads',
  measuresHint: 'Whoever wants to recompute it can start from these daily tallies.',
  measuresTable: 'Daily tallies read by this indicator',
  measureHeads: { name: 'Tally', counts: 'What it counts' },
  versionsTitle: 'Versions of the definition',
  versionsHint:
    'Figures before and after a change should not be subtracted from each other; charts mark it with a dotted line.',
  versionsTable: 'Each version with its dates and what it changed for this indicator',
  versionHeads: {
    version: 'Version',
    from: 'From',
    to: 'To',
    note: 'What changed',
    author: 'By',
    posts: 'Goalposts',
  },
  current: 'in force',
  ranking: 'See the ranking by this indicator',
};
