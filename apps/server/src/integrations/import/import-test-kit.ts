import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { seedCalendar } from '../../directory/calendar.seed.ts';
import { readConfiguration } from '../../platform/configuration/configuration.ts';
import { openTestDatabase } from '../../platform/database/test-database.ts';
import type { ImportChoices } from './command-line.ts';
import type { ImportSummary } from './import.service.ts';
import type { ImportKind } from './mapping/mapping.ts';
import { runImport } from './run-import.ts';
import { ImportProblem } from './sentences.ts';

/** A fresh database and a folder, and the very command on them. For tests. */
export interface ImportBench {
  readonly url: string;
  readonly source: DataSource;
  readonly folder: string;
  /** The file of the keys that texts are sealed with. */
  readonly secrets: string;
  /** Writes a file into the folder; its full name. */
  file(name: string, content: string | Buffer): string;
  /** Imports a file by the mapping file. */
  run(
    kind: ImportKind,
    file: string,
    mapping: string,
    choices?: Partial<ImportChoices>,
  ): Promise<ImportSummary>;
  /** The same for an import that must fail: the code of its problem. */
  problem(kind: ImportKind, file: string, mapping: string, choices?: Partial<ImportChoices>): Promise<string>;
  /** The report of an import as lines of cells, without the header. */
  report(summary: ImportSummary): string[];
  count(table: string): Promise<number>;
  close(): Promise<void>;
}

export async function openImportBench(): Promise<ImportBench> {
  const database = await openTestDatabase();
  const { url, source } = database;
  await seedCalendar(source.manager);
  const folder = mkdtempSync(join(tmpdir(), 'huiyin-import-'));
  const secrets = join(folder, 'secrets.json');
  const configuration = readConfiguration({
    DATABASE_URL: url,
    HUIYIN_SECRETS: secrets,
    HUIYIN_DATA: folder,
  });
  let reports = 0;
  const bench: ImportBench = {
    url,
    source,
    folder,
    secrets,
    file(name, content) {
      const full = join(folder, name);
      writeFileSync(full, content);
      return full;
    },
    run: (kind, file, mapping, choices = {}) =>
      runImport(
        {
          kind,
          file,
          mapping,
          dryRun: false,
          strict: false,
          report: join(folder, `report-${(reports += 1)}.csv`),
          sheet: null,
          language: 'en',
          ...choices,
        },
        configuration,
      ),
    async problem(...words) {
      try {
        await bench.run(...words);
      } catch (error) {
        if (error instanceof ImportProblem) return error.code;
        throw error;
      }
      return 'no problem';
    },
    report: (summary) =>
      readFileSync(summary.report ?? '', 'utf8')
        .trimEnd()
        .split('\r\n')
        .slice(1),
    async count(table) {
      const [row]: { count: number }[] = await source.query(`select count(*)::int as count from ${table}`);
      return row?.count ?? 0;
    },
    async close() {
      await database.close();
      rmSync(folder, { recursive: true });
    },
  };
  return bench;
}
