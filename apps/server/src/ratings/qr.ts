import { encode } from 'uqr';

/** A QR code: an SVG path of unit squares, and the number of squares a side with its quiet zone. */
export interface Qr {
  readonly path: string;
  readonly size: number;
}

/** So many empty squares around the code: scanners need them (ISO/IEC 18004). */
const QUIET = 4;

/** The code of a text, with a quarter of it to spare: posters get dirty and torn. */
export function qrOf(text: string): Qr {
  const { data, size } = encode(text, { ecc: 'Q', border: QUIET });
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return { path, size };
}
