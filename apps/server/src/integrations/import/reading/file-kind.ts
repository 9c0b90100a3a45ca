import { open } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Blanks } from '../sentences.ts';
import { ImportProblem } from '../sentences.ts';

export interface FileKind {
  readonly form: 'text' | 'json' | 'xlsx';
  readonly gzip: boolean;
  readonly size: number;
  /** The first bytes of the content, unpacked: what the encoding and the delimiter are judged by. */
  readonly sample: Buffer;
}

/** How much of a file is looked at before it is read: enough for a judgement, nothing for memory. */
const SAMPLE = 1 << 20;

const has = (bytes: Buffer, ...start: number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte);

/** Files that people take for tables, by how they begin. */
const OTHER_KINDS: readonly { readonly is: (bytes: Buffer) => boolean; readonly kind: Blanks[string] }[] = [
  {
    is: (bytes) => has(bytes, 0xd0, 0xcf, 0x11, 0xe0),
    kind: { zh: '旧版 Excel 文件（.xls），请另存为 .xlsx', en: 'an old Excel file (.xls; save it as .xlsx)' },
  },
  { is: (bytes) => has(bytes, 0x25, 0x50, 0x44, 0x46), kind: { zh: 'PDF', en: 'a PDF' } },
  {
    is: (bytes) => /^\s*<(!doctype|html|\?xml)/i.test(bytes.toString('latin1', 0, 200)),
    kind: { zh: '网页或 XML', en: 'a web page or XML' },
  },
  {
    is: (bytes) => has(bytes, 0x52, 0x61, 0x72, 0x21) || has(bytes, 0x37, 0x7a, 0xbc, 0xaf),
    kind: { zh: '压缩包', en: 'an archive' },
  },
];

/** What a file is, judged by its first bytes and never by its name. Throws ImportProblem for one that is no table. */
export async function fileKind(file: string): Promise<FileKind> {
  const { size, start } = await firstBytes(file);
  if (size === 0) throw new ImportProblem('empty_file', { file });
  if (has(start, 0x50, 0x4b, 0x03, 0x04)) return { form: 'xlsx', gzip: false, size, sample: start };
  const gzip = has(start, 0x1f, 0x8b);
  const sample = gzip ? await unpackedStart(file) : start;
  if (sample.length === 0) throw new ImportProblem('empty_file', { file });
  refuseOtherKinds(sample, file);
  const text = sample
    .toString('latin1', 0, 4096)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  return { form: /^\[\s*[{\]]/.test(text) ? 'json' : 'text', gzip, size, sample };
}

async function firstBytes(file: string): Promise<{ size: number; start: Buffer }> {
  try {
    const handle = await open(file);
    try {
      const status = await handle.stat();
      if (!status.isFile()) throw new ImportProblem('no_file', { file });
      const buffer = Buffer.alloc(Math.min(SAMPLE, status.size));
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
      return { size: status.size, start: buffer.subarray(0, bytesRead) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw error instanceof ImportProblem ? error : new ImportProblem('no_file', { file }, error);
  }
}

async function unpackedStart(file: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  const raw = createReadStream(file);
  const unpacked = pipeline(raw, createGunzip(), () => undefined);
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= SAMPLE) break;
    }
  } catch (error) {
    if (length === 0) throw new ImportProblem('truncated_gz', { file }, error);
    // Cut short further on: reading it to the end will say so.
  } finally {
    raw.destroy();
  }
  return Buffer.concat(chunks).subarray(0, SAMPLE);
}

function refuseOtherKinds(sample: Buffer, file: string): void {
  const other = OTHER_KINDS.find(({ is }) => is(sample));
  if (other !== undefined) throw new ImportProblem('other_kind', { file, kind: other.kind as string });
  const utf16 = has(sample, 0xff, 0xfe) || has(sample, 0xfe, 0xff);
  if (!utf16 && sample.subarray(0, 65_536).includes(0)) {
    throw new ImportProblem('other_kind', { file, kind: { zh: '二进制文件', en: 'a binary file' } });
  }
}
