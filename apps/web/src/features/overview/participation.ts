import type { Overview } from '@huiyin/contract';
import type { Voice } from '../../wording/voice.ts';

/** How many of the invited answered (P1), because nobody knows what the silent ones think; empty when it is not known. */
export function participationOf(overview: Overview, voice: Voice): string {
  const share = overview.keys.find((key) => key.indicator === 'P1')?.value ?? null;
  const { invited } = overview.totals;
  if (share === null || invited === 0) return '';
  return voice.t.overview.participation(voice.count(invited), voice.amount(share, 'share'));
}
