/**
 * UUID version 7 (RFC 9562): 48 bits of milliseconds, then chance. The ids of facts carry the time of the fact, so the
 * id alone says in which month a row is stored, and ids in order are facts in order of time.
 */

/** A UUIDv7 of the given instant. `random` are 10 bytes; the same bytes give the same id. */
export function uuid7(atMs: number, random: Uint8Array): string {
  if (!Number.isInteger(atMs) || atMs < 0 || atMs >= 2 ** 48)
    throw new RangeError(`no instant of a UUIDv7: ${atMs}`);
  if (random.length < 10) throw new RangeError('a UUIDv7 needs 10 random bytes');
  const tail = [...random.subarray(0, 10)];
  tail[0] = 0x70 | (tail[0]! & 0x0f);
  tail[2] = 0x80 | (tail[2]! & 0x3f);
  return format(
    atMs.toString(16).padStart(12, '0') + tail.map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  );
}

/** Whether a text is a UUID of any version. */
export const isUuid = (text: string): boolean => /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);

/** The milliseconds inside a UUIDv7; null for any other text. */
export function timeOfUuid7(id: string): number | null {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(id)
    ? Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
    : null;
}

/** The smallest UUID of an instant: the lower bound of every id made then or later. */
export const lowestUuidAt = (atMs: number): string =>
  format(atMs.toString(16).padStart(12, '0') + '0'.repeat(20));

/** The UUID that 16 bytes are. */
export const uuidOfBytes = (bytes: Uint8Array): string =>
  format([...bytes.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join(''));

/** The 16 bytes of a UUID. */
export const bytesOfUuid = (id: string): Uint8Array =>
  Uint8Array.from(id.replaceAll('-', '').match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const format = (hex: string): string =>
  [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
