import type { KeyFigure } from '@huiyin/contract';
import { gaugeScaleOf, placeOn } from '../../charts/scale.ts';
import { inUnit } from '../../wording/numbers.ts';
import type { Voice } from '../../wording/voice.ts';

/** The little ruler under a key figure; every place is a percentage of its length. */
export interface Gauge {
  readonly label: string;
  readonly ticks: readonly number[];
  readonly low: number;
  readonly high: number;
  readonly now: number;
  readonly reference: number | null;
  readonly from: string;
  readonly to: string;
}

/** A ruler around value, interval and reference (last year's value or the peers' median); null when there is no value. */
export function gaugeOf(
  figure: KeyFigure,
  reference: { readonly name: string; readonly value: number | null },
  voice: Voice,
): Gauge | null {
  const { value, low, high, unit } = figure;
  if (value === null || low === null || high === null) return null;
  const shown = (one: number) => inUnit(one, unit);
  const ends = [value, low, high, ...(reference.value === null ? [] : [reference.value])].map(shown);
  const scale = gaugeScaleOf(Math.min(...ends), Math.max(...ends));
  const end = (tick: number) => `${tick}${unit === 'share' ? '%' : ''}`;
  const { figures } = voice.t;
  return {
    label:
      figures.gauge(voice.amount(value, unit), voice.range(low, high, unit)) +
      (reference.value === null
        ? ''
        : figures.gaugeReference(reference.name, voice.amount(reference.value, unit))),
    ticks: scale.ticks.map((tick) => placeOn(scale, tick)),
    low: placeOn(scale, shown(low)),
    high: placeOn(scale, shown(high)),
    now: placeOn(scale, shown(value)),
    reference: reference.value === null ? null : placeOn(scale, shown(reference.value)),
    from: end(scale.min),
    to: end(scale.max),
  };
}
