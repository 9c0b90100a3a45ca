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
  changeUnit: { share: ' points', points: ' points', working_days: ' working days' },
  differenceUnit: { share: ' percentage points', points: ' points', working_days: ' working days' },
  interval: (range) => `interval ${range}`,
  intervalHead: '95% interval',
  sample: (count, noun) => `n\u00a0=\u00a0${count} ${noun}`,
  sampleHead: 'n',
  thisPeriod: { month: 'This month', quarter: 'This quarter', year: 'This year' },
  lastPeriod: { month: 'last month', quarter: 'last quarter', year: 'last year' },
  againstLast: { month: 'Against last month', quarter: 'Against last quarter', year: 'Against last year' },
  change: (against, difference, unit) => `${against} ${difference}${unit}`,
  changeRange: (range) => ` (${range})`,
  worse: (against) => `${against}: worse`,
  indistinct: ', no change can be told',
  noLast: {
    month: 'No earlier month to compare',
    quarter: 'No earlier quarter to compare',
    year: 'No earlier year to compare',
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
  periodHead: { month: 'Month', quarter: 'Quarter', year: 'Year' },
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
      `${name} by ${kind.toLowerCase()}; the band is the 95% interval; n between ${low} and ${high} ${noun} each.`,
    captionOne: (name, kind, noun, only) =>
      `${name} by ${kind.toLowerCase()}; the upright line is the 95% interval; n\u00a0=\u00a0${only} ${noun}.`,
    openPoint: (period, n) => `${period} is not over: drawn hollow, n\u00a0=\u00a0${n}, still moving.`,
    gap: 'Where the line breaks, fewer than 11 people: not published.',
    broken: (system, on) =>
      `Definition ${system} counts from ${on}; figures on either side of the dotted line should not be subtracted.`,
    peers: 'The grey line is the peer median.',
  },
  wait: {
    title: (median, ninetieth) =>
      `Half of the letters had a full reply within ${median} working days, nine in ten within ${ninetieth}`,
    half: (median) =>
      `Half of the letters had a full reply within ${median} working days; nine in ten are not reached yet`,
    none: 'So far fewer than half of the letters have a full reply',
    caption: (received, answered, open) =>
      `Share with a full reply, Kaplan–Meier; the ${open} letters still open count as waiting. Band: 95% interval, n\u00a0=\u00a0${received} letters, ${answered} answered. Across: working days.`,
    peerCaption: (median, ninetieth) =>
      `Grey line: all peers together, half within ${median} working days, nine in ten within ${ninetieth}.`,
    notYet: 'not reached',
    medianSay: (days) => `half within ${days} days`,
    ninetiethSay: (days) => `nine in ten within ${days} days`,
    start: 'received',
    days: (days) => `${days} days`,
    within: (days) => `within ${days} days`,
    axis: 'Working days',
    answered: 'Have a full reply',
    peers: 'Peers together',
  },
};
