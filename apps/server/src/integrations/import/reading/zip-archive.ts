import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/** The archive is cut short or damaged. */
export class DamagedArchive extends Error {}

const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const WIDE = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

/** The entries of a ZIP archive by name, from the directory at its end. Throws DamagedArchive when that is not there. */
export async function zipEntries(file: string): Promise<ReadonlyMap<string, ZipEntry>> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const tail = await bytesAt(handle, Math.max(0, size - 65_557), Math.min(size, 65_557));
    let at = tail.length - 22;
    while (at >= 0 && tail.readUInt32LE(at) !== END_OF_DIRECTORY) at -= 1;
    if (at < 0) throw new DamagedArchive('the archive has no end');
    const [count, length, offset] = [
      tail.readUInt16LE(at + 10),
      tail.readUInt32LE(at + 12),
      tail.readUInt32LE(at + 16),
    ];
    if (offset + length > size) throw new DamagedArchive('the archive is shorter than its end says');
    const entries = entriesOf(await bytesAt(handle, offset, length), count);
    return new Map(entries.map((entry) => [entry.name, entry]));
  } finally {
    await handle.close();
  }
}

/**
 * The unpacked bytes of an entry; `onBytes` hears of the packed ones. Throws DamagedArchive, at the latest in the end, when they are
 * not what the directory says.
 */
export async function* entryContent(
  file: string,
  entry: ZipEntry,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const start = await contentStart(file, entry);
  let length = 0;
  let checksum = 0;
  if (entry.packed > 0) {
    const packed = createReadStream(file, { start, end: start + entry.packed - 1 });
    packed.on('data', (chunk) => onBytes?.(chunk.length));
    try {
      // The callback only keeps errors from being thrown twice: the loop meets them.
      const content =
        entry.method === STORED ? packed : pipeline(packed, createInflateRaw(), () => undefined);
      for await (const chunk of content as AsyncIterable<Buffer>) {
        length += chunk.length;
        checksum = crc32(chunk, checksum);
        yield chunk;
      }
    } catch (error) {
      throw new DamagedArchive(`the entry ${entry.name} cannot be unpacked`, { cause: error });
    } finally {
      packed.destroy();
    }
  }
  if (length !== entry.unpacked || checksum !== entry.checksum)
    throw new DamagedArchive(`the entry ${entry.name} is damaged`);
}

async function contentStart(file: string, { name, method, offset }: ZipEntry): Promise<number> {
  const handle = await open(file);
  try {
    const head = await bytesAt(handle, offset, 30);
    const fits =
      head.length === 30 && head.readUInt32LE(0) === LOCAL_ENTRY && head.readUInt16LE(8) === method;
    if (!fits || (method !== STORED && method !== DEFLATED))
      throw new DamagedArchive(`the entry ${name} is not where it should be`);
    return offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  } finally {
    await handle.close();
  }
}

function entriesOf(bytes: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY)
      throw new DamagedArchive('the directory is damaged');
    const nameLength = bytes.readUInt16LE(at + 28);
    const extraLength = bytes.readUInt16LE(at + 30);
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    const [unpacked = 0, packed = 0, offset = 0] = wideNumbers(
      extra,
      [24, 20, 42].map((place) => bytes.readUInt32LE(at + place)),
    );
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      checksum: bytes.readUInt32LE(at + 16),
      packed,
      unpacked,
      offset,
    });
    at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** Some writers keep sizes in 64 bits however small: then the number is `WIDE`, and the true one is in the extra field 1. */
function wideNumbers(extra: Buffer, numbers: readonly number[]): number[] {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  at += 4;
  return numbers.map((number) => {
    if (number !== WIDE || at + 8 > extra.length) return number;
    at += 8;
    return Number(extra.readBigUInt64LE(at - 8));
  });
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
