import type { LocalDate } from '@huiyin/domain';
import type { EntityManager } from 'typeorm';
import type { NewDepartment, NewItem, NewRegion, UpsertCounts } from '../../directory/directory.upserts.ts';
import { upsertDepartments, upsertItems, upsertRegions } from '../../directory/directory.upserts.ts';
import type { FiguresService } from '../../indicators/figures.service.ts';
import type { Load, StoreCounts } from './loads.ts';
import type { DepartmentsMapping, ItemsMapping, RegionsMapping } from './mapping/mapping.ts';
import type { CodesSeen } from './rows/directory-rows.ts';
import { departmentRow, itemOfFile, regionOfRow } from './rows/directory-rows.ts';
import type { DirectoryPlan } from './rows/directory-plan.ts';
import type { RowOutcome } from './rows/refusals.ts';
import type { RowReading } from './rows/row-reading.ts';

type DirectoryMapping = RegionsMapping | DepartmentsMapping | ItemsMapping;

/** Regions, departments or items of a file. The whole file is held in memory: a directory is small beside its facts. */
export function directoryLoad(
  mapping: DirectoryMapping,
  figures: FiguresService,
  today: LocalDate,
): Load<NewRegion> | Load<NewDepartment> | Load<NewItem> {
  switch (mapping.kind) {
    case 'regions':
      return load((row, plan, seen) => regionOfRow(row, mapping, plan, seen), upsertRegions, figures);
    case 'departments':
      return load((row, plan, seen) => departmentRow(row, mapping, plan, seen), upsertDepartments, figures);
    case 'items':
      return load(
        (row, plan, seen) => itemOfFile(row, mapping, plan, seen),
        (manager, rows) => upsertItems(manager, rows, today),
        figures,
      );
  }
}

function load<T>(
  read: (row: RowReading, plan: DirectoryPlan, seen: CodesSeen) => RowOutcome<T>,
  upsert: (manager: EntityManager, rows: readonly T[]) => Promise<UpsertCounts>,
  figures: FiguresService,
): Load<T> {
  return {
    reader(plan) {
      const seen: CodesSeen = new Map();
      return (row) => read(row, plan, seen);
    },
    instantsOf: () => [],
    async store(manager, located): Promise<StoreCounts> {
      const rows: T[] = [];
      for await (const { fact } of located) rows.push(fact);
      const { inserted, updated, unchanged } = await upsert(manager, rows);
      // A region that moved or a department that changed its line is summed up elsewhere from now on.
      if (updated > 0) await figures.markAll(manager);
      return { accepted: inserted, updated, repeated: unchanged, refused: [] };
    },
  };
}
