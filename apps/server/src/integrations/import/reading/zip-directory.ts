import { createReadStream } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { ImportProblem } from '../sentences.ts';

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;

/**
 * Checks that a workbook is whole before it is read: a reader of a ZIP stream waits for ever for the end that a cut file
 * lacks. The directory at the end must be there, and every entry must unpack to the stated size and checksum.
 * Throws ImportProblem.
 */
export async function assertWholeWorkbook(file: string): Promise<void> {
  const handle = await open(file);
  try {
    const entries = await directoryOf(handle);
    if (entries === null) throw new ImportProblem('truncated_xlsx', { file });
    if (!entries.some(({ name }) => name === 'xl/workbook.xml')) throw new ImportProblem('not_a_workbook', { file });
    for (const entry of entries) {
      if (!(await isWhole(file, handle, entry))) throw new ImportProblem('truncated_xlsx', { file });
    }
  } finally {
    await handle.close();
  }
}

async function directoryOf(handle: FileHandle): Promise<ZipEntry[] | null> {
  const { size } = await handle.stat();
  const tail = await bytesAt(handle, Math.max(0, size - 65_557), Math.min(size, 65_557));
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END_OF_DIRECTORY) at -= 1;
  if (at < 0) return null;
  const count = tail.readUInt16LE(at + 10);
  const length = tail.readUInt32LE(at + 12);
  const offset = tail.readUInt32LE(at + 16);
  if (offset + length > size) return null;
  return entriesOf(await bytesAt(handle, offset, length), count);
}

function entriesOf(bytes: Buffer, count: number): ZipEntry[] | null {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== ENTRY) return null;
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + 46, at + 46 + nameLength),
      method: bytes.readUInt16LE(at + 10),
      checksum: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

async function isWhole(file: string, handle: FileHandle, entry: ZipEntry): Promise<boolean> {
  const head = await bytesAt(handle, entry.offset, 30);
  if (!fitsHead(head, entry)) return false;
  if (entry.packed === 0) return entry.unpacked === 0;
  const start = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28);
  const packed = createReadStream(file, { start, end: start + entry.packed - 1 });
  // The callback only keeps errors from being thrown twice: the loop below meets them.
  const content = entry.method === STORED ? packed : pipeline(packed, createInflateRaw(), () => undefined);
  let length = 0;
  let checksum = 0;
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      length += chunk.length;
      checksum = crc32(chunk, checksum);
    }
  } catch {
    return false;
  }
  return length === entry.unpacked && checksum === entry.checksum;
}

/** The head before an entry must agree with the directory; its size stands there unless the third flag says: further on. */
function fitsHead(head: Buffer, { method, packed }: ZipEntry): boolean {
  if (head.length < 30 || head.readUInt32LE(0) !== LOCAL_ENTRY || head.readUInt16LE(8) !== method) return false;
  if (method !== STORED && method !== DEFLATED) return false;
  return (head.readUInt16LE(6) & 8) !== 0 || head.readUInt32LE(18) === packed;
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}
