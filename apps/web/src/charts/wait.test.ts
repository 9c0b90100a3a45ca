import { describe, expect, it } from '@jest/globals';
import type { Language, WaitCurve } from '@huiyin/contract';
import { kaplanMeier } from '@huiyin/domain';
import { waitView } from '../features/figures/wait-chart.ts';
import { voiceOf } from '../wording/voice.ts';
import { drawingOf } from './drawing.ts';
import { crossedIn, faultsOf, PLOT_WIDTHS, wordsIn } from './drawn-words.ts';

/** How many letters were answered on each working day from day 0 on, and how many are still open after the last. */
function aWaitOf(answered: readonly number[], open = 0): WaitCurve {
  const rows = answered.map((count, wait) => ({ wait, answered: count, left: 0 }));
  const curve = kaplanMeier([...rows, { wait: answered.length, answered: 0, left: open }]);
  const total = answered.reduce((sum, count) => sum + count, 0);
  return {
    received: total + open,
    answered: total,
    open,
    median: curve.quantile(0.5),
    ninetieth: curve.quantile(0.9),
    steps: curve.steps.map(({ wait, share, low, high }) => ({ wait, share, low, high })),
  };
}

const county = aWaitOf([0, 5, 10, 22, 12, 9, 8, 7, 7, 5, 3, 4, 4, 3, 2], 1);
const itsPeers = aWaitOf([4, 40, 140, 230, 110, 90, 90, 80, 60, 60, 40, 30, 30, 40, 30, 30], 20);
const province = aWaitOf(
  [
    10, 60, 290, 350, 280, 160, 150, 150, 130, 120, 90, 80, 70, 60, 40, 40, 30, 30, 20, 20, 20, 12, 10, 9, 8,
    8, 7,
  ],
  15,
);
const quick = aWaitOf([40, 110, 160, 210, 140, 145, 37, 30, 29, 14, 13, 8, 7, 6, 7, 12, 3, 3, 2, 2, 1], 6);
const slow = aWaitOf([...Array.from({ length: 18 }, () => 1), ...Array.from({ length: 40 }, () => 4)], 6);
const twentyDays = aWaitOf(Array.from({ length: 20 }, () => 9));
const unfinished = aWaitOf([0, 2, 4, 6, 8, 6, 4, 3], 30);

const few = aWaitOf([0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6]);

const cases: readonly (readonly [string, WaitCurve, WaitCurve | null])[] = [
  ['a county that is a little quicker than its peers', county, itsPeers],
  ['a province', province, null],
  ['a quick department whose peers are as quick', quick, quick],
  ['a quick department with slow peers', quick, slow],
  ['a slow department with quick peers', slow, quick],
  ['few letters, answered on two days', few, null],
  ['nine tenths that are not reached', unfinished, itsPeers],
];
const languages: readonly Language[] = ['zh', 'en'];
const each = cases.flatMap(([name, own, peers]) =>
  languages.map((language) => [name, language, waitView(own, peers, voiceOf(language)).chart] as const),
);

describe.each(each)('the waiting curve of %s (%s)', (_, __, chart) => {
  const drawing = drawingOf(chart);

  it.each(PLOT_WIDTHS)('has every word free in a plot of %i pixels', (width) => {
    expect(faultsOf(drawing, width)).toEqual([]);
    expect(crossedIn(drawing, width)).toEqual([]);
  });

  it('says half and nine tenths as far as they are reached', () => {
    const { median, ninetieth } = chart.says;
    expect(wordsIn(drawing)).toEqual(
      expect.arrayContaining([median, ninetieth].filter((text) => text !== '')),
    );
  });
});

it('leaves the name of the peers’ line to the caption where the line hugs the edge', () => {
  const late = aWaitOf([2, 3, 7, 22, 24, 27, 19, 3, 7, 28], 1);
  const atOnce = aWaitOf([120, 81, 96], 5);
  const { chart, caption } = waitView(late, atOnce, voiceOf('en'));
  const peers = 'All the peers of it taken together';
  expect(wordsIn(drawingOf({ ...chart, says: { ...chart.says, peers } }))).not.toContain(peers);
  expect(caption).toContain('Grey line');
  const named = waitView(county, itsPeers, voiceOf('en')).chart;
  expect(wordsIn(drawingOf(named))).toContain(named.says.peers);
});

it('leaves out a day of the axis that would run into the words at its ends on a phone', () => {
  const days = (wait: WaitCurve, language: Language) =>
    drawingOf(waitView(wait, null, voiceOf(language)).chart).pieces.flatMap((piece) =>
      piece.kind === 'word' && String(piece.attributes['style']).includes('--t-0') ? [piece.text] : [],
    );
  expect(days(province, 'zh')).toEqual(['收到日', '10', '20', '25日']);
  expect(days(province, 'en')).toEqual(['received', '10', '25 days']);
  expect(days(twentyDays, 'zh')).toEqual(['收到日', '5', '10', '15', '20日']);
  expect(days(twentyDays, 'en')).toEqual(['received', '10', '15', '20 days']);
});
