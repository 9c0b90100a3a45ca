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
  facts: { cohort: 'Period', source: 'Source', unit: 'Unit', better: 'Direction', minimum: 'Minimum sample' },
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
  versionsTable: 'Versions of the indicator system',
  versionHeads: { version: 'Version', from: 'From', to: 'To', note: 'Note' },
  current: 'in force',
  ranking: 'See the ranking by this indicator',
};
