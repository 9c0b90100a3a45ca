import type { WaitCurve } from '@huiyin/contract';
import type { ChartTable, WaitChart } from '../../charts/chart.ts';
import type { Voice } from '../../wording/voice.ts';

export interface WaitView {
  readonly title: string;
  readonly caption: string;
  readonly chart: WaitChart;
  readonly table: ChartTable;
}

/** A waiting curve is drawn to the day by which nearly all have an answer, at least 10 and at most 60 working days. */
const NEARLY_ALL = 0.98;
const SHORTEST = 10;
const LONGEST = 60;

/** When half and nine tenths had a full reply; it says so where they have not yet. */
export function waitFinding(wait: WaitCurve, voice: Voice): string {
  const say = voice.t.figures.wait;
  if (wait.median === null) return say.none;
  if (wait.ninetieth === null) return say.half(voice.count(wait.median));
  return say.title(voice.count(wait.median), voice.count(wait.ninetieth));
}

/** The same of all peers together, for the caption; empty while fewer than half have a reply. */
function peersFinding(peers: WaitCurve, voice: Voice): string {
  const say = voice.t.figures.wait;
  if (peers.median === null) return '';
  if (peers.ninetieth === null) return say.peerHalf(voice.count(peers.median));
  return say.peerCaption(voice.count(peers.median), voice.count(peers.ninetieth));
}

/** The waiting curve of letters as chart, sentence, caption and table. `peers` are all peers together, where there are any. */
export function waitView(wait: WaitCurve, peers: WaitCurve | null, voice: Voice): WaitView {
  const say = voice.t.figures.wait;
  const until = endOf(wait);
  const joined = voice.language === 'zh' ? '' : ' ';
  return {
    title: waitFinding(wait, voice),
    caption: [
      say.caption(voice.count(wait.received), voice.count(wait.answered), voice.count(wait.open)),
      peers ? peersFinding(peers, voice) : '',
    ]
      .filter((sentence) => sentence !== '')
      .join(joined),
    chart: {
      kind: 'wait',
      until,
      steps: wait.steps.map((step) => ({
        wait: step.wait,
        share: step.share * 100,
        low: step.low * 100,
        high: step.high * 100,
        said: voice.t.figures.point(
          say.within(voice.count(step.wait)),
          voice.amount(step.share, 'share'),
          voice.range(step.low, step.high, 'share'),
          '',
        ),
      })),
      peers: (peers?.steps ?? []).map((step) => ({ wait: step.wait, share: step.share * 100 })),
      median: wait.median,
      ninetieth: wait.ninetieth,
      says: {
        median: wait.median === null ? '' : say.medianSay(voice.count(wait.median)),
        ninetieth: wait.ninetieth === null ? '' : say.ninetiethSay(voice.count(wait.ninetieth)),
        peers: peers ? say.peers : '',
        start: say.start,
        end: say.days(voice.count(until)),
      },
    },
    table: tableOf(wait, peers, until, voice),
  };
}

function endOf(wait: WaitCurve): number {
  const last = wait.steps.at(-1)?.wait ?? SHORTEST;
  const nearly = wait.steps.find((step) => step.share >= NEARLY_ALL)?.wait ?? last;
  const needed = Math.max(SHORTEST, nearly, wait.ninetieth ?? 0);
  return Math.min(LONGEST, Math.max(SHORTEST, Math.ceil(needed / 5) * 5));
}

const shareBy = (curve: WaitCurve, day: number) => curve.steps.findLast((step) => step.wait <= day) ?? null;

/** The days of a week and then every fifth day: nobody needs sixty rows. */
function tableOf(wait: WaitCurve, peers: WaitCurve | null, until: number, voice: Voice): ChartTable {
  const { figures } = voice.t;
  const say = figures.wait;
  const days = [1, 2, 3, 5, 8, 10, 15, 20, 30, 45, 60].filter((day) => day <= until);
  return {
    label: say.answered,
    columns: [
      { name: say.axis },
      { name: say.answered, number: true },
      { name: figures.intervalHead, number: true, quiet: true },
      ...(peers ? [{ name: say.peers, number: true, quiet: true }] : []),
    ],
    rows: days.map((day) => {
      const own = shareBy(wait, day);
      const theirs = peers ? shareBy(peers, day) : null;
      return [
        say.within(voice.count(day)),
        voice.amount(own?.share ?? 0, 'share'),
        own ? voice.range(own.low, own.high, 'share') : '',
        ...(peers ? [voice.amount(theirs?.share ?? 0, 'share')] : []),
      ];
    }),
  };
}
