import type { DataSource, EntityManager } from 'typeorm';
import type { RulesService } from '../../directory/rules.service.ts';
import type { FiguresService } from '../../indicators/figures.service.ts';
import type { RebuildService } from '../../indicators/rebuild.service.ts';
import { DEMONSTRATION_SEED, generateDemonstration } from './generate.ts';
import { Progress } from './progress.ts';
import type { Storers } from './store-demonstration.ts';
import { storeDemonstration } from './store-demonstration.ts';

/** What a load stands on. */
export interface LoadParts extends Storers {
  readonly source: DataSource;
  readonly rules: RulesService;
  readonly rebuild: Pick<RebuildService, 'rebuild'>;
  readonly figures: Pick<FiguresService, 'compute'>;
}

export interface LoadChoices {
  readonly now: number;
  readonly scale?: number;
  readonly seed?: string;
  readonly say: (line: string) => void;
}

/** `loaded` it all, `finished` what an interrupted load had left to do, or `left_alone` a database that is in use. */
export type LoadOutcome = 'loaded' | 'finished' | 'left_alone';

/** One load at a time; the number only has to differ from the other advisory locks. */
const LOAD_LOCK = 7_301_020;

/** The setting that stands while the facts are stored but not yet counted. */
const UNCOUNTED = 'demonstration_uncounted';

/**
 * Fills an empty database with the demonstration. The facts are stored in one transaction, so a load that is killed
 * leaves the database empty; one that is killed after that is finished by the next.
 */
export async function loadDemonstration(
  parts: LoadParts,
  { now, scale = 1, seed = DEMONSTRATION_SEED, say }: LoadChoices,
): Promise<LoadOutcome> {
  const { source } = parts;
  const progress = new Progress(say);
  const rules = await parts.rules.letterRules();
  const stored = await source.transaction(async (manager) => {
    await manager.query('select pg_advisory_xact_lock($1)', [LOAD_LOCK]);
    if (await isInUse(manager)) return false;
    const demonstration = generateDemonstration({ seed, now, rules, scale });
    await storeDemonstration(manager, demonstration, rules, parts, progress);
    await manager.query(`insert into site_setting (key, value) values ($1, 'true')`, [UNCOUNTED]);
    return true;
  });
  if (!stored && !(await isUncounted(source.manager))) return 'left_alone';
  await count(parts, now, progress);
  return stored ? 'loaded' : 'finished';
}

async function isInUse(manager: EntityManager): Promise<boolean> {
  const [row]: { in_use: boolean }[] = await manager.query(
    'select exists (select from department) as in_use',
  );
  return row?.in_use === true;
}

async function isUncounted(manager: EntityManager): Promise<boolean> {
  const rows: unknown[] = await manager.query('select key from site_setting where key = $1', [UNCOUNTED]);
  return rows.length > 0;
}

/** Tallies from the facts, figures from the tallies. Doing it twice changes nothing. */
async function count(
  { source, rebuild, figures }: LoadParts,
  now: number,
  progress: Progress,
): Promise<void> {
  // So many rows have just come in that the planner knows nothing of them.
  await source.query('analyze');
  const tallies = progress.part('tallies');
  await rebuild.rebuild((done, total) => tallies(total === 0 ? 1 : done / total));
  tallies(1);
  const share = progress.part('figures');
  share(0);
  while ((await figures.compute(now)).computed > 0);
  share(1);
  await source.query('delete from site_setting where key = $1', [UNCOUNTED]);
}
