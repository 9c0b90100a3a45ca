import type { Change, KeyFigure } from '@huiyin/contract';
import { DIMENSIONS } from '@huiyin/domain';
import type { Voice } from '../../wording/voice.ts';
import { isWorse } from './change.ts';

/** A change as a cell of a table tells it. */
export interface ToldChange {
  readonly text: string;
  /** For certain, and for the worse. */
  readonly worse: boolean;
  readonly told: boolean;
}

/** One side with its indicators; the composite stands on a side of its own. */
export interface Side {
  readonly code: string;
  readonly name: string;
  readonly keys: readonly KeyFigure[];
}

/** Indicators by side, in the order of the sides; sides without any are left out. */
export const sidesOf = (keys: readonly KeyFigure[], voice: Voice): Side[] =>
  DIMENSIONS.map(({ code, name }) => ({
    code,
    name: voice.of(name),
    keys: keys.filter(({ dimension }) => dimension === code),
  })).filter((side) => side.keys.length > 0);

/** +1.0（分不出升降）, −9.5 worse; empty where there is nothing to compare with. */
export function toldChange(
  change: Change | null,
  { better, unit }: Pick<KeyFigure, 'better' | 'unit'>,
  voice: Voice,
): ToldChange {
  const { sides } = voice.t.figures;
  if (change === null) return { text: '', worse: false, told: false };
  const worse = isWorse(change, better);
  const amount = voice.signed(change.difference, unit);
  return {
    text: amount + (change.seriesBreak ? sides.broken : ''),
    worse,
    told: change.told,
  };
}
