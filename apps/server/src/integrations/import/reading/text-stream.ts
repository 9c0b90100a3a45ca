import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import iconv from 'iconv-lite';
import { ImportProblem } from '../sentences.ts';

interface TextFile {
  readonly file: string;
  readonly gzip: boolean;
  readonly encoding: string;
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/**
 * The text of a file, piece by piece, with every line end made \n and without a byte order mark. Bytes that the encoding does not
 * know become U+FFFD, which the rows are checked for. Throws ImportProblem for a packed file that is cut short.
 */
export async function* textOf({ file, gzip, encoding, onBytes }: TextFile): AsyncGenerator<string> {
  const raw = createReadStream(file, { highWaterMark: 1 << 17 });
  let bytes = 0;
  raw.on('data', (chunk) => {
    bytes += chunk.length;
    onBytes?.(bytes);
  });
  // The callback only keeps errors from being thrown twice: the loop below meets them.
  const unpacked = gzip ? pipeline(raw, createGunzip(), () => undefined) : raw;
  const decoder = iconv.getDecoder(encoding);
  let carry = '';
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      const text = carry + decoder.write(chunk);
      // A \r at the end may be half of a line end.
      carry = text.endsWith('\r') ? '\r' : '';
      yield oneLineEnd(carry === '' ? text : text.slice(0, -1));
    }
    yield oneLineEnd(carry + (decoder.end() ?? ''));
  } catch (error) {
    if (isPackingError(error)) throw new ImportProblem('truncated_gz', { file }, error);
    throw error;
  } finally {
    raw.destroy();
  }
}

const oneLineEnd = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

const isPackingError = (error: unknown): boolean =>
  /^Z_/.test((error as { code?: string } | null)?.code ?? '');
