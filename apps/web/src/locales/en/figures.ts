import { counted, plural } from '../../wording/plural.ts';
import type { Texts } from '../zh.ts';

export const figures: Texts['figures'] = {
  withheld: 'fewer than 11 people, not published',
  withheldShort: 'fewer than 11',
  none: 'none',
  noneWhy: (noun) => `no ${noun} in this period`,
  withheldWhy:
    'Figures that rest on fewer than 11 people are not published, so that nobody can be recognised.',
  shownWhy: 'Fewer than 100: figure and interval, no rank.',
  unit: { share: '%', points: 'points', working_days: 'working days' },
  differenceUnit: { share: ' percentage points', points: ' points', working_days: ' working days' },
  interval: (range) => `interval ${range}`,
  intervalHead: '95% interval',
  sample: (count, noun) => `n\u00a0=\u00a0${count} ${noun}`,
  sampleHead: 'n',
  thisPeriod: {
    month: 'This month',
    quarter: 'This quarter',
    year: 'This year',
    rolling: 'These twelve months',
  },
  lastPeriod: {
    month: 'last month',
    quarter: 'last quarter',
    year: 'last year',
    rolling: 'the twelve months before',
  },
  againstLast: {
    month: 'Against last month',
    quarter: 'Against last quarter',
    year: 'Against last year',
    rolling: 'Against the twelve months before',
  },
  changeRange: (range) => ` (${range})`,
  worse: (last) => `Worse than ${last}:`,
  indistinct: ', no change can be told',
  noLast: {
    month: 'No earlier month to compare',
    quarter: 'No earlier quarter to compare',
    year: 'No earlier year to compare',
    rolling: 'No twelve months before to compare',
  },
  yearAgo: 'the same period last year',
  peerMedian: 'the peer median',
  peerMedianHead: 'Peer median',
  point: (name, value, range, n) =>
    `${name}: ${value}${range === '' ? '' : ` (${range})`}${n === '' ? '' : `, n\u00a0=\u00a0${n}`}`,
  gauge: (value, range) => `${value}, 95% interval ${range}`,
  gaugeReference: (name, value) => `, ${name} ${value}`,
  above: 'Above the peer median',
  below: 'Below the peer median',
  same: 'Cannot be told apart from the peer median',
  unfinished: 'not over',
  unfinishedOf: (period) => `${period} (not over)`,
  breakOf: (system) => `definition ${system}`,
  periodHead: { month: 'Month', quarter: 'Quarter', year: 'Year', rolling: 'Twelve months' },
  sides: {
    label: 'All indicators, side by side',
    heads: {
      side: 'Side',
      indicator: 'Indicator',
      value: 'Now',
      interval: '95% interval',
      sample: 'n',
      previous: 'Against the period before',
      yearAgo: 'Against a year ago',
    },
    broken: ' (definition changed)',
    flat: 'cannot be told',
    worse: 'worse',
    noChange: 'nothing to compare',
    why: 'Why?',
    whyOf: (name) => `Why did this change: ${name}`,
    composite: 'All together',
  },
  why: {
    title: 'Why did this change?',
    hint: 'The change is taken apart: how much the parts changed by themselves, and how much came from their shares.',
    by: { item: 'item', letter_type: 'type of letter', department: 'department', region: 'region' },
    rose: (by) => `rose by ${by}`,
    fell: (by) => `fell by ${by}`,
    flat: 'cannot be told',
    allBetter: (name, by, change) =>
      `${name} got better in every ${by}, yet worse by ${change} as a whole, because more of the whole now comes from where it is low`,
    allWorse: (name, by, change) =>
      `${name} got worse in every ${by}, yet better by ${change} as a whole, because more of the whole now comes from where it is high`,
    opposed: (name, turn, rate, mix) =>
      `${name} ${turn}: the parts by themselves make ${rate}, their shares ${mix}, in opposite directions`,
    rate: (name, turn, by) => `${name} ${turn}, mostly because it changed inside each ${by}`,
    mix: (name, turn, by) => `${name} ${turn}, mostly because the share of each ${by} changed`,
    both: (name, turn, by) =>
      `${name} ${turn}, partly because it changed inside each ${by} and partly because their shares did`,
    unclear: (name) => `The change of ${name} cannot be told from chance`,
    rateBar: 'The parts by themselves',
    mixBar: 'Their shares of the whole',
    totalBar: 'The whole',
    whole: 'The whole',
    difference: 'Change',
    weightBefore: 'Share before',
    weightAfter: 'Share now',
    share: (value, n) => `${value} (n\u00a0=\u00a0${n})`,
    nobody: 'none',
    caption: (name, now, before) =>
      `${name}, ${now} against ${before}. Taken apart by Kitagawa’s method; the two halves add up to the whole.`,
    together: 'Parts of fewer than 11, and what must hide them, stand together as “the rest”.',
    table: (name) => `The change of ${name}, taken apart`,
    not: {
      chance: {
        title: 'Nothing changed for certain in this period',
        why: 'Against the period before and a year ago, every difference is within what chance does: there is nothing to explain.',
      },
      few: {
        title: 'Too few cases to tell a change',
        why: 'There is no figure of the period before or of a year ago to compare with. Try a longer period.',
      },
      whole: {
        title: 'Something changed for certain, but it cannot be taken apart',
        why: 'The table below shows what. Too few of its parts may be shown to say where it came from.',
      },
      running: {
        title: 'This period is not over yet',
        why: 'When it is, this place will say where a change came from.',
      },
    },
  },
  trend: {
    rose: (name, by) => `${name}: up ${by} on the same period last year`,
    fell: (name, by) => `${name}: down ${by} on the same period last year`,
    flat: (name) => `${name}: cannot be told apart from the same period last year`,
    roseLast: (name, last, by) => `${name}: up ${by} on ${last}`,
    fellLast: (name, last, by) => `${name}: down ${by} on ${last}`,
    flatLast: (name, last) => `${name}: cannot be told apart from ${last}`,
    stated: (period, name, value) => `${name} in ${period}: ${value}`,
    empty: (name) => `${name}: nothing that may be published yet`,
    caption: (name, kind, noun, low, high) =>
      `${name} by ${kind.toLowerCase()}; the band is the 95% interval; n between ${low} and ${high} ${noun} in each ${kind.toLowerCase()}.`,
    captionOne: (name, kind, noun, only) =>
      `${name} by ${kind.toLowerCase()}; the upright line is the 95% interval; n\u00a0=\u00a0${only} ${noun}.`,
    openPoint: (period, n) =>
      `${period} is not over: its point is hollow, n\u00a0=\u00a0${n}, and the figure may still change.`,
    gap: 'Where the line breaks, the figure rests on fewer than 11 people and is not published.',
    broken: (system, on) =>
      `Definition ${system} applies from ${on}; figures on either side of the dotted line should not be subtracted from each other.`,
    peers: 'The grey line is the peer median.',
  },
  wait: {
    title: (median, ninetieth) =>
      `Half of the letters had a full reply within ${counted(median, 'working day')}, nine in ten within ${ninetieth}`,
    half: (median) =>
      `Half of the letters had a full reply within ${counted(median, 'working day')}; so far fewer than nine in ten have one`,
    none: 'So far fewer than half of the letters have a full reply',
    caption: (received, answered, open) =>
      `Share with a full reply, Kaplan–Meier; ${counted(open, 'letter')} still open ${plural(open, 'counts', 'count')} as waiting. Band: 95% interval, n\u00a0=\u00a0${counted(received, 'letter')}, ${answered} answered. Across: working days.`,
    peerCaption: (median, ninetieth) =>
      `Grey line: all peers together, half within ${counted(median, 'working day')}, nine in ten within ${ninetieth}.`,
    peerHalf: (median) =>
      `Grey line: all peers together, half within ${counted(median, 'working day')}, so far fewer than nine in ten answered.`,
    medianSay: (days) => `half within ${counted(days, 'day')}`,
    ninetiethSay: (days) => `90% within ${counted(days, 'day')}`,
    start: 'received',
    days: (days) => counted(days, 'day'),
    within: (days) => `within ${counted(days, 'day')}`,
    axis: 'Working days',
    answered: 'Have a full reply',
    peers: 'Peers together',
  },
};
