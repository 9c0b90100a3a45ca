import type { DepartmentPage } from '@huiyin/contract';
import { placeOn, scaleOf } from '../../charts/scale.ts';
import { inUnit } from '../../wording/numbers.ts';

/** Where peers, their median and this department stand on one line, in percent of its length. */
export interface Strip {
  readonly peers: readonly number[];
  readonly median: number | null;
  readonly own: number | null;
}

/** Leaves a little room at both ends, so that the outermost mark is not cut. */
const MARGIN = 2;

export function stripOf(row: DepartmentPage['peers'][number]): Strip | null {
  const ends = [...row.peers, ...(row.value === null ? [] : [row.value])].map((value) =>
    inUnit(value, row.unit),
  );
  if (row.peers.length === 0) return null;
  const scale = scaleOf(Math.min(...ends), Math.max(...ends), 0, 100, 8);
  const place = (value: number) =>
    MARGIN + (placeOn(scale, inUnit(value, row.unit)) * (100 - 2 * MARGIN)) / 100;
  return {
    peers: row.peers.map(place),
    median: row.median === null ? null : place(row.median),
    own: row.value === null ? null : place(row.value),
  };
}
