import { listOf } from '../../wording/phrases.ts';
import { counted, plural } from '../../wording/plural.ts';
import type { Texts } from '../zh.ts';

export const rankings: Texts['rankings'] = {
  title: (indicator) => `Rankings: ${indicator}`,
  level: ['', 'province', 'city', 'county', 'township'],
  group: (level, line) => `${level} departments for ${line}`,
  groupAll: (level) => `${level} departments`,
  kicker: (group, region, period) =>
    [group.charAt(0).toUpperCase() + group.slice(1), region, period]
      .filter((part) => part !== '')
      .join(' · '),
  finding: {
    all: (total, group) => `Of ${total} ${group}, none can be told apart from the median`,
    some: (total, group, parts, rest) =>
      `Of ${total} ${group}, ${parts.join(' and ')}; the other ${plural(rest, 'one', rest)} cannot be told apart from it`,
    every: (total, group, parts) => `Of ${total} ${group}, ${parts.join(' and ')}`,
    below: (count) => `${count} ${plural(count, 'is', 'are')} reliably below the median`,
    above: (count) => `${count} ${plural(count, 'is', 'are')} reliably above the median`,
    none: (group) => `No ${group} can be ranked in this period`,
    one: (group) => `Only one of the ${group} can be ranked: there is nothing to compare`,
  },
  lede: 'A rank is a band, not a number. Where bands overlap, do not say that one department is better than another.',
  fields: {
    indicator: 'Indicator',
    level: 'Level',
    line: 'Function line',
    region: 'Region',
    band: 'Cases a year',
    period: 'Period',
    focus: 'Highlight',
  },
  allLines: 'All lines',
  allRegions: 'All regions',
  allBands: 'Any number',
  band: (from, to) => `${from} to ${to}`,
  bandFrom: (from) => `${from} or more`,
  bandTo: (to) => `below ${to}`,
  csv: 'Download the data (CSV)',
  nobody: 'No department',
  update: 'Update',
  kinds: { month: 'Months', quarter: 'Quarters', year: 'Years', rolling: 'Twelve months' },
  bandsTitle: 'Rank bands',
  bandsHint: (median, count) =>
    `Thin lines are 95% intervals; the upright line is the peer median, ${median}. Thick lines on the right are rank bands; they hold for ${plural(count, '1 department', `all ${count} departments at once`)}.`,
  focusFinding: (name, low, high, tied) =>
    `${name} ranks somewhere between ${low} and ${high}, and cannot be told apart from ${counted(tied, 'other')}`,
  focusAlone: (name, rank) => `${name} ranks ${rank} and can be told apart from all others`,
  focusBand: (name, low, high) => `${name} ranks somewhere between ${low} and ${high}`,
  firstFinding: (count) => `Any of ${counted(count, 'department')} could be first`,
  firstAlone: (name) => `${name} is reliably first`,
  legend: {
    focus: (name) => name,
    peers: 'Peers',
    worse: 'Reliably worse than the peer median',
    bracket: (name) => `Bracket on the left: cannot be told apart from ${name}`,
  },
  head: { department: 'Department', median: 'median', rank: (count) => `Rank band (1–${count})` },
  cut: {
    better: 'Better than the peer median',
    same: 'Cannot be told apart from the peer median',
    worse: 'Worse than the peer median',
    count: (count) => counted(count, 'department'),
  },
  rowLabel: (name, value, range, low, high) =>
    `${name}: ${value}, 95% interval ${range}, rank between ${low} and ${high}`,
  bandsCaption: (n, noun) =>
    `n\u00a0=\u00a0${n} ${noun} in all. 95% intervals: Wilson for shares, of the mean for indices. Rank bands: simultaneous intervals of pairwise differences.`,
  unrankedTitle: 'Not ranked',
  unrankedWhy: (noun) => `Fewer than 100 ${noun}: figure and interval, no rank.`,
  unrankedLine: (value, range, n) => `${value} (${range}), n\u00a0=\u00a0${n}`,
  noneWhy: 'No case at all in this period, so there is nothing to compute.',
  emptyTitle: 'No department of this group can be ranked in this period',
  emptyWhy: 'A rank needs at least 100 cases. Try a longer period, or a wider level or line.',
  funnelTitle: 'Funnel plot',
  funnelHint:
    'The fewer the cases, the more chance moves the figure. The funnel shows how far figures scatter when no department stands out.',
  funnel: {
    none: 'No department lies beyond the outer limits: the differences may be chance',
    noneWider:
      'No department lies beyond the outer limits, which allow for chance and for ordinary differences between departments',
    low: (names) => `${listOf(names, 'en')} ${names.length === 1 ? 'lies' : 'lie'} below the outer limit`,
    high: (names) => `${listOf(names, 'en')} ${names.length === 1 ? 'lies' : 'lie'} above the outer limit`,
    lowCount: (count) =>
      `${counted(count, 'department')} ${plural(count, 'lies', 'lie')} below the outer limit`,
    highCount: (count) =>
      `${counted(count, 'department')} ${plural(count, 'lies', 'lie')} above the outer limit`,
    rest: '; all others lie within',
    join: ' and ',
    centre: (value) => `All together ${value}`,
    outer: '99.8% limit',
    inner: '95% limit',
    label: (finding, centre) => `Funnel plot: ${finding}. All together ${centre}`,
    caption: (noun, indicator, centre) =>
      `Across: ${noun} in the period. Up: ${indicator}. Solid lines: 99.8% limits; dashed lines: 95% limits; level dashed line: all together, ${centre}.`,
    wider: (tau) => `Limits are widened for ordinary differences between departments (τ\u00a0=\u00a0${tau}).`,
    chance: (total, inner, outer) =>
      `Even if no department stood out, on average ${inner} of ${total} would fall outside the dashed line, and ${outer} outside the solid one.`,
  },
  tableTitle: 'Table',
  tableHint: 'In order of the value, best first; the band is the rank.',
  tableLabel: (group, indicator, period) => `${group}: ${indicator}, ${period}`,
  json: 'Download the data (JSON)',
  columns: {
    rank: 'Rank band',
    numbers: 'Numerator / denominator',
    changeInterval: 'Its 95% interval',
    changeShare: 'Change (points)',
    changePoints: 'Change (points)',
    standing: 'Against the median',
  },
  standing: { above: 'above', indistinct: 'cannot tell', below: 'below' },
};
