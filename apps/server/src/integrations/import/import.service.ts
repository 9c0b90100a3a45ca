import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { LocalDate } from '@huiyin/domain';
import { localDateOf } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { EntityManager } from 'typeorm';
import { DirectoryRepository } from '../../directory/directory.repository.ts';
import { DirectoryService } from '../../directory/directory.service.ts';
import { upsertDepartments, upsertLines, upsertRegions } from '../../directory/directory.upserts.ts';
import type { RulesBook } from '../../directory/rules.service.ts';
import { RulesService } from '../../directory/rules.service.ts';
import { FiguresService } from '../../indicators/figures.service.ts';
import { FoldService } from '../../indicators/fold.service.ts';
import { LettersBulk } from '../../letters/letters.bulk.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { MonthsMade } from '../../platform/database/months-made.ts';
import { RatingsBulk } from '../../ratings/ratings.bulk.ts';
import type { ImportChoices } from './command-line.ts';
import { directoryLoad } from './directory-load.ts';
import type { FilePass } from './file-pass.ts';
import { outcomesOf } from './file-pass.ts';
import { lettersLoad } from './letters-load.ts';
import type { Load, Located, StoreCounts } from './loads.ts';
import type { Mapping } from './mapping/mapping.ts';
import { readMapping } from './mapping/read-mapping.ts';
import type { Progress } from './progress.ts';
import { ratingsLoad } from './ratings-load.ts';
import { RejectionReport } from './report.ts';
import { DirectoryPlan } from './rows/directory-plan.ts';
import { ImportProblem } from './sentences.ts';

/** What an import came to. */
export interface ImportSummary {
  /** Rows of the file. Each is one of the five below. */
  readonly read: number;
  readonly accepted: number;
  readonly updated: number;
  readonly repeated: number;
  readonly skipped: number;
  readonly rejected: number;
  /** Departments that were made because the file names them. */
  readonly departmentsMade: number;
  readonly seconds: number;
  /** The list of rows that were not taken; null when there is none. */
  readonly report: string | null;
  readonly dryRun: boolean;
}

/** What the first reading of the file found. */
interface Checked {
  readonly read: number;
  readonly facts: number;
  readonly skipped: number;
  readonly rejected: number;
  /** The first instant of every month that occurs, for the partitions. */
  readonly months: readonly number[];
}

/** Ends the transaction of a dry run without keeping anything. */
class DryRunEnd extends Error {}

/** Brings a file in: it is read once to check every row, then once more to store what is in order, in one transaction. */
@Injectable()
export class ImportService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly directoryRepository: DirectoryRepository,
    private readonly directory: DirectoryService,
    private readonly rules: RulesService,
    private readonly ratings: RatingsBulk,
    private readonly letters: LettersBulk,
    private readonly folds: FoldService,
    private readonly figures: FiguresService,
  ) {}

  /** Throws ImportProblem when nothing could be imported; then nothing of the file is kept. */
  async run(choices: ImportChoices, progress: Progress): Promise<ImportSummary> {
    const begun = performance.now();
    const mapping = await readMapping(choices.mapping, choices.kind);
    const report = await this.reportOf(choices);
    const book = await this.rules.book();
    const now = this.clock.now();
    const pass: FilePass = {
      file: choices.file,
      mapping,
      sheet: choices.sheet,
      siteZone: book.zoneAt(now),
      now,
      progress,
    };
    const load = this.loadOf(mapping, book);
    const before = await fingerprint(choices.file);
    try {
      const plan = await this.planOf(this.source.manager, mapping);
      progress.begin('checking', before.size);
      const checked = await check(pass, load, plan, report);
      if (choices.strict && checked.rejected > 0) {
        throw new ImportProblem('strict_refused', { rejected: checked.rejected, report: report.file });
      }
      if (checked.read === 0) throw new ImportProblem('no_rows');
      if (checked.facts === 0) throw new ImportProblem('nothing_taken', { report: report.file });
      if ((await fingerprint(choices.file)).mark !== before.mark) throw new ImportProblem('file_changed');
      // Outside the transaction: making a partition holds up everybody who writes, until the transaction ends.
      await new MonthsMade().ensure(this.source.manager, checked.months);
      progress.begin('loading', before.size);
      const stored = await this.store(pass, load, plan, choices.dryRun);
      for (const { line, refusal } of stored.refused) await report.add(line, 'refused', [refusal]);
      progress.end();
      if (!choices.dryRun) await this.bringFiguresForward(progress);
      const { accepted, updated, repeated } = stored;
      return {
        read: checked.read,
        accepted,
        updated,
        repeated,
        skipped: checked.skipped,
        rejected: checked.rejected + stored.refused.length,
        departmentsMade: plan.newDepartments.length,
        seconds: (performance.now() - begun) / 1000,
        report: report.lines > 0 || choices.report !== null ? report.file : null,
        dryRun: choices.dryRun,
      };
    } finally {
      progress.end();
      await report.close();
    }
  }

  private async reportOf(choices: ImportChoices): Promise<RejectionReport> {
    const file = choices.report ?? `${basename(choices.file)}.rejected.csv`;
    if ([choices.file, choices.mapping].some((other) => resolve(other) === resolve(file))) {
      throw new ImportProblem('report_is_source');
    }
    const report = new RejectionReport(file, choices.language);
    if (choices.report !== null) await report.begin();
    return report;
  }

  private async planOf(manager: EntityManager, mapping: Mapping): Promise<DirectoryPlan> {
    const plan = new DirectoryPlan(await this.directoryRepository.read(manager), mapping.make);
    const create = 'createDepartments' in mapping ? mapping.createDepartments : undefined;
    if (create !== undefined && !plan.hasLine(create.line)) {
      throw new ImportProblem('unknown_place', { key: 'createDepartments.line', code: create.line });
    }
    if (create?.parent !== undefined && plan.department(create.parent) === undefined) {
      throw new ImportProblem('unknown_place', { key: 'createDepartments.parent', code: create.parent });
    }
    return plan;
  }

  private loadOf(mapping: Mapping, book: RulesBook): Load<unknown> {
    switch (mapping.kind) {
      case 'letters':
        return lettersLoad(mapping, book, this.letters);
      case 'ratings':
        return ratingsLoad(mapping, book, this.ratings);
      default:
        return directoryLoad(mapping, this.figures, this.today(book));
    }
  }

  private today(book: RulesBook): LocalDate {
    const now = this.clock.now();
    return localDateOf(now, book.zoneAt(now));
  }

  private async store(
    pass: FilePass,
    load: Load<unknown>,
    plan: DirectoryPlan,
    dryRun: boolean,
  ): Promise<StoreCounts> {
    let counts: StoreCounts | null = null;
    try {
      await this.source.transaction(async (manager) => {
        await upsertLines(manager, plan.newLines);
        await upsertRegions(manager, plan.newRegions);
        await upsertDepartments(manager, plan.newDepartments);
        const made = await this.planOf(manager, pass.mapping);
        counts = await load.store(manager, factsOf(pass, load, made));
        if (dryRun) throw new DryRunEnd();
      });
    } catch (error) {
      if (!(error instanceof DryRunEnd)) throw error;
    }
    this.directory.refresh();
    return counts!;
  }

  /** A running worker does the same by itself; here it is done so that a site that is not running shows the new figures at once. */
  private async bringFiguresForward(progress: Progress): Promise<void> {
    progress.begin('figures', 0);
    while ((await this.folds.fold()).folded > 0);
    while ((await this.figures.compute(this.clock.now())).computed > 0);
  }
}

async function check(
  pass: FilePass,
  load: Load<unknown>,
  plan: DirectoryPlan,
  report: RejectionReport,
): Promise<Checked> {
  const months = new Map<string, number>();
  const count = { read: 0, facts: 0, skipped: 0, rejected: 0 };
  for await (const { line, outcome } of outcomesOf(pass, load.reader(plan))) {
    count.read += 1;
    if (outcome.kind === 'fact') {
      count.facts += 1;
      for (const at of load.instantsOf(outcome.fact)) noteMonth(months, at);
      continue;
    }
    count[outcome.kind === 'skipped' ? 'skipped' : 'rejected'] += 1;
    await report.add(line, outcome.kind, outcome.refusals);
  }
  return { ...count, months: [...months.values()] };
}

function noteMonth(months: Map<string, number>, at: number): void {
  const month = new Date(at).toISOString().slice(0, 7);
  if (!months.has(month)) months.set(month, at);
}

async function* factsOf(
  pass: FilePass,
  load: Load<unknown>,
  plan: DirectoryPlan,
): AsyncGenerator<Located<unknown>> {
  for await (const { line, outcome } of outcomesOf(pass, load.reader(plan))) {
    if (outcome.kind === 'fact') yield { line, fact: outcome.fact };
  }
}

/** Tells whether the file that is loaded is the one that was checked. */
async function fingerprint(file: string): Promise<{ size: number; mark: string }> {
  try {
    const { size, mtimeMs, ino } = await stat(file);
    return { size, mark: `${size} ${mtimeMs} ${ino}` };
  } catch (error) {
    throw new ImportProblem('no_file', { file }, error);
  }
}
