import type { Scoring, SystemVersion } from '@huiyin/contract';
import type { ChartTable } from '../../charts/chart.ts';
import type { Voice } from '../../wording/voice.ts';

/** 50.0% scores 0, 100.0% scores 100: the goalposts of an indicator in words. */
export const postsOf = ({ worst, best }: Scoring, unit: 'share' | 'points', voice: Voice): string =>
  voice.t.indicators.posts(voice.amount(worst, unit), voice.amount(best, unit));

/** Versions of the indicator system, newest first; with a unit also the goalposts that one indicator has in each. */
export function versionTable(
  versions: readonly (SystemVersion & { readonly scoring?: Scoring | null })[],
  unit: 'share' | 'points' | null,
  voice: Voice,
): ChartTable {
  const { versionHeads: heads, current, notScored, versionsTable } = voice.t.indicators;
  return {
    label: versionsTable,
    columns: [
      { name: heads.version },
      { name: heads.from },
      { name: heads.to },
      ...(unit === null ? [] : [{ name: heads.posts }]),
      { name: heads.note },
      { name: heads.author },
    ],
    rows: versions.map((one) => [
      one.version,
      voice.date(one.from),
      one.to ? voice.date(one.to) : current,
      ...(unit === null ? [] : [one.scoring ? postsOf(one.scoring, unit, voice) : notScored]),
      voice.of(one.note),
      one.author,
    ]),
  };
}
