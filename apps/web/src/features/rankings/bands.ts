import type { Ranking } from '@huiyin/contract';
import { placeOn, scaleOf } from '../../charts/scale.ts';
import { inUnit } from '../../wording/numbers.ts';
import type { Voice } from '../../wording/voice.ts';
import { namesIn, sideOf } from './finding.ts';

export interface BandRow {
  readonly code: string;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly rank: string;
  readonly kind: 'focus' | 'worse' | 'peer';
  readonly tied: boolean;
  /** The first and the last row of a bracket close it. */
  readonly opensTie: boolean;
  readonly closesTie: boolean;
  readonly low: number;
  readonly at: number;
  readonly high: number;
  readonly rankFrom: number;
  readonly rankTo: number;
}

export interface BandGroup {
  readonly side: 'better' | 'same' | 'worse';
  /** The bracket runs through the heading of this group. */
  readonly tiedThrough: boolean;
  readonly rows: readonly BandRow[];
}

export interface Bands {
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  readonly median: number | null;
  readonly groups: readonly BandGroup[];
}

/** The rank bands, laid out: every place is a percentage of its ruler. Rows keep their order, best first, in up to three groups. */
export function bandsOf(ranking: Ranking, voice: Voice): Bands {
  const { unit, better } = ranking.indicator;
  const rows = ranking.ranked.filter((row) => row.value !== null && row.low !== null && row.high !== null);
  const ends = rows.flatMap((row) => [row.low ?? 0, row.high ?? 0]).map((end) => inUnit(end, unit));
  const scale = scaleOf(Math.min(...ends), Math.max(...ends), 0, 100, 5);
  const place = (value: number) => placeOn(scale, inUnit(value, unit));
  const name = namesIn(ranking, voice);
  const order = { better: 0, same: 1, worse: 2 };
  const sorted = [...rows].sort((a, b) => order[sideOf(a, better)] - order[sideOf(b, better)]);
  const tied = sorted.map((row) => row.tiedWithFocus || row.department.code === ranking.focus?.code);
  const isTied = (index: number) => ranking.focus !== null && tied[index] === true;
  const last = Math.max(1, ranking.ranked.length - 1);
  const laid = sorted.map((row, index) => {
    const [value, low, high] = [row.value ?? 0, row.low ?? 0, row.high ?? 0];
    const side = sideOf(row, better);
    const focus = row.department.code === ranking.focus?.code;
    const band: BandRow = {
      code: row.department.code,
      name: name(row),
      label: voice.t.rankings.rowLabel(
        name(row),
        voice.amount(value, unit),
        voice.range(low, high, unit),
        voice.count(row.rankLow),
        voice.count(row.rankHigh),
      ),
      value: voice.amount(value, unit),
      rank: voice.places(row.rankLow, row.rankHigh),
      kind: focus ? 'focus' : side === 'worse' ? 'worse' : 'peer',
      tied: isTied(index),
      opensTie: isTied(index) && !isTied(index - 1),
      closesTie: isTied(index) && !isTied(index + 1),
      low: place(low),
      at: place(value),
      high: place(high),
      rankFrom: ((row.rankLow - 1) / last) * 100,
      rankTo: ((row.rankHigh - 1) / last) * 100,
    };
    return { side, tiedThrough: isTied(index) && isTied(index - 1), band };
  });
  return {
    ticks: scale.ticks
      .slice(1)
      .map((tick) => ({ at: placeOn(scale, tick), text: `${tick}${unit === 'share' ? '%' : ''}` })),
    median: ranking.median === null ? null : place(ranking.median),
    groups: (['better', 'same', 'worse'] as const).flatMap((side) => {
      const own = laid.filter((one) => one.side === side);
      return own.length === 0
        ? []
        : [{ side, tiedThrough: own[0]?.tiedThrough ?? false, rows: own.map((one) => one.band) }];
    }),
  };
}
