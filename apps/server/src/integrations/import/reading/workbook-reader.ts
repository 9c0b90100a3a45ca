import { Readable } from 'node:stream';
import ExcelJS from 'exceljs';
import { ImportProblem } from '../sentences.ts';
import type { ZipEntry } from './zip-archive.ts';
import { DamagedArchive, entryContent, zipEntries } from './zip-archive.ts';

interface SheetListed {
  readonly name: string;
  readonly state?: string;
  readonly rId: string;
}

/** The parts of the package's reader that understand one entry each. Its types do not mention them. */
interface ReaderParts {
  _parseRels(entry: Readable): Promise<void>;
  _parseWorkbook(entry: Readable): Promise<void>;
  _parseStyles(entry: Readable): Promise<void>;
  _parseSharedStrings(entry: Readable): AsyncIterable<unknown>;
  _parseWorksheet(
    chunks: AsyncIterable<string>,
    sheet: string,
  ): Iterable<{ readonly value: AsyncIterable<ExcelJS.Row> }>;
  readonly workbookRels?: readonly { readonly Id: string; readonly Target: string }[];
  readonly model?: { readonly sheets?: readonly SheetListed[] };
}

/** Checks that every entry of a workbook unpacks to what its directory says. Throws ImportProblem. */
export async function assertWholeWorkbook(file: string): Promise<void> {
  await asProblem(file, async () => {
    const entries = await zipEntries(file);
    if (!entries.has('xl/workbook.xml')) throw new ImportProblem('not_a_workbook', { file });
    for (const entry of entries.values()) {
      const content = entryContent(file, entry);
      while ((await content.next()).done !== true);
    }
  });
}

/**
 * The rows of one sheet: the named one, else the first that is not hidden.
 *
 * The entries are unpacked here, in the order in which they need each other, and handed over as text. The package's own way through
 * the archive decodes each chunk by itself, which broke hundreds of characters of a real file; lost an entry now and then; waits for
 * ever for the end of a cut file; and puts sheets down unencrypted in the temporary folder.
 */
export async function* sheetRows(
  file: string,
  wanted: string | undefined,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<ExcelJS.Row> {
  const entries = await zipEntries(file);
  let bytes = 0;
  const textOf = (entry: ZipEntry) =>
    decoded(
      entryContent(file, entry, (more) => {
        bytes += more;
        onBytes?.(bytes);
      }),
    );
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(Readable.from([]), {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
  });
  const parts = reader as unknown as ReaderParts;
  const part = (name: string): Readable | null => {
    const entry = entries.get(name);
    return entry === undefined ? null : Readable.from(textOf(entry));
  };
  const [relations, workbook] = [part('xl/_rels/workbook.xml.rels'), part('xl/workbook.xml')];
  if (relations === null || workbook === null) throw new ImportProblem('not_a_workbook', { file });
  await parts._parseRels(relations);
  await parts._parseWorkbook(workbook);
  const styles = part('xl/styles.xml');
  if (styles !== null) await parts._parseStyles(styles);
  const strings = part('xl/sharedStrings.xml');
  if (strings !== null) await drain(parts._parseSharedStrings(strings));
  for (const { value } of parts._parseWorksheet(textOf(entryOfSheet(parts, entries, wanted)), '1'))
    yield* value;
}

/** Runs something on an archive; damage becomes a sentence. */
async function asProblem(file: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw error instanceof DamagedArchive ? new ImportProblem('truncated_xlsx', { file }, error) : error;
  }
}

function entryOfSheet(
  parts: ReaderParts,
  entries: ReadonlyMap<string, ZipEntry>,
  wanted: string | undefined,
): ZipEntry {
  const sheets = parts.model?.sheets ?? [];
  const sheet = sheets.find(({ name, state }) =>
    wanted === undefined ? (state ?? 'visible') === 'visible' : name === wanted,
  );
  const target = parts.workbookRels?.find(({ Id }) => Id === sheet?.rId)?.Target;
  const entry =
    target === undefined ? undefined : entries.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  if (entry !== undefined) return entry;
  throw new ImportProblem('no_sheet', {
    sheet: wanted ?? '',
    sheets: sheets.map(({ name }) => name).join(', '),
  });
}

async function* decoded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

async function drain(values: AsyncIterable<unknown>): Promise<void> {
  const iterator = values[Symbol.asyncIterator]();
  while ((await iterator.next()).done !== true);
}
