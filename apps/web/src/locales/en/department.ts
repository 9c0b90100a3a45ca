import { counted, plural } from '../../wording/plural.ts';
import type { Texts } from '../zh.ts';

export const department: Texts['department'] = {
  description: (name) => `${name}: figures, comparison with peers, waiting times and published letters.`,
  line: (line) => line,
  parent: (name) => `under ${name}`,
  lede: {
    below: (names) => `${names}: below its peers`,
    above: (names) => `${names}: above its peers`,
    same: (names) => `${names}: cannot be told apart from its peers`,
    sentence: (parts) => `${parts.join('. ')}.`,
    nothing: 'There are too few cases in this period to compare with peers.',
  },
  periodField: 'Period',
  periodButton: 'Show',
  keysHint: 'The upright line is the value, the band its 95% interval, the circle the peer median.',
  levels: {
    finding: (share) =>
      `Of every 100 ratings, ${share} ${plural(share, 'says', 'say')} “satisfied” or “very satisfied”`,
    names: ['very dissatisfied', 'dissatisfied', 'fairly satisfied', 'satisfied', 'very satisfied'],
    caption: (valid, invited) =>
      `${counted(valid, 'valid rating')}; ${counted(invited, 'case')} ${plural(invited, 'was', 'were')} invited.`,
    excluded: (byDefault, excluded) =>
      `Not counted: ${counted(byDefault, 'default rating')} by a system and ${excluded} excluded after an appeal.`,
    withheldTitle: 'The spread of ratings is not published',
    withheldWhy: 'Fewer than 11 people rated in this period; the spread could make somebody recognisable.',
    noneTitle: 'No valid rating in this period',
    head: 'Level',
    rating: 'Ratings',
    share: 'Share',
  },
  overTitle: 'Over time',
  overHint:
    'The grey line is the peer median. A hollow point is a period that is not over; a break is a figure that is not published.',
  waitTitle: 'How long it takes',
  waitHint:
    'Letters still open are counted, so leaving hard ones unanswered does not make anybody look quick.',
  waitNone: 'Too few letters in this period to draw a waiting curve',
  waitNoneWhy: 'Fewer than 11 are not published. Try a longer period.',
  peersTitle: 'Against peers',
  allTitle: 'All indicators',
  allHint:
    'Six sides that do not count the same thing twice. Red is what got worse for certain; of the others no change can be told, or it is for the better.',
  peersHint: (count, volume) =>
    `${counted(count, 'other department')} of the same level and line${volume}. Each short line is a department, the dashed line is the median.`,
  peersVolume: (band) => `, with a like number of cases a year (${band})`,
  firstWait: (median) =>
    `First answer of any kind, a notice of receipt included: half within ${counted(median, 'working day')}.`,
  firstWaitNone: 'First answer of any kind: so far fewer than half.',
  peersNone: 'No peers to compare with',
  peersNoneWhy: 'It is the only department of its level and line.',
  peersLink: 'See rank bands',
  peersTable: (name) => `${name} against its peers`,
  peerHeads: {
    indicator: 'Indicator',
    own: 'This one',
    spread: 'Peers (low to high)',
    median: 'Median',
    rank: 'Rank band',
    verdict: 'Verdict',
  },
  peerLabel: (indicator, own, median) => `${indicator}: this department ${own}, peer median ${median}`,
  notCompared: {
    ranked: 'no peers to compare with',
    shown: 'fewer than 100, not ranked',
    withheld: 'fewer than 11, not compared',
    none: 'none in this period',
  },
  itemsTitle: 'Service items',
  itemsHint: 'What it handles, and the valid ratings of the period.',
  itemsTable: 'Service items, ratings and satisfaction',
  itemHeads: { item: 'Item', ratings: 'Valid ratings', satisfaction: 'Satisfaction' },
  lettersTitle: 'Published letters',
  lettersAll: (total) => plural(total, 'The only letter', `All ${total} letters`),
  lettersNone: 'No letter has been published yet',
  lettersNoneWhy:
    'Letters to it are published after the writer consents, personal data is removed and a person has reviewed them.',
};
