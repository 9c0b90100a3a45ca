import type { LetterRules } from '@huiyin/domain';
import type { EntityManager } from 'typeorm';
import { CentresRepository } from '../../directory/centres.repository.ts';
import { DirectoryRepository } from '../../directory/directory.repository.ts';
import {
  upsertDepartments,
  upsertItems,
  upsertLines,
  upsertRegions,
} from '../../directory/directory.upserts.ts';
import { storeItemChannels } from '../../directory/item-channels.ts';
import { writeSiteSettings } from '../../directory/site-settings.ts';
import type { NewPublication } from '../../disclosure/disclosure.bulk.ts';
import { bulkPublish } from '../../disclosure/disclosure.bulk.ts';
import type { LettersBulk } from '../../letters/letters.bulk.ts';
import type { NewReplySample, ReplySamplesService } from '../../letters/reply-samples.service.ts';
import { DefectError } from '../../platform/errors/errors.ts';
import type { AppealsService } from '../../ratings/appeals.service.ts';
import type { RatingsBulk } from '../../ratings/ratings.bulk.ts';
import type { RectificationsBulk } from '../../rectification/rectifications.bulk.ts';
import type { DemoCase } from './facts/cases.ts';
import type { DemoLetter } from './facts/letters.ts';
import type { Numbering } from './facts/office.ts';
import { isBadCase } from './facts/rectifications.ts';
import type { Demonstration } from './generate.ts';
import type { Progress } from './progress.ts';

/** Who stores facts. */
export interface Storers {
  readonly ratings: RatingsBulk;
  readonly letters: LettersBulk;
  readonly rectifications: RectificationsBulk;
  readonly appeals: AppealsService;
  readonly samples: ReplySamplesService;
}

const OWNER = { zh: '江海省政务公开办公室', en: 'Office of Government Openness, Jianghai Province' };

/**
 * Stores a demonstration in an empty database, in the transaction of the manager: all of it or nothing. The tallies are
 * not written: they are rebuilt from the facts afterwards.
 */
export async function storeDemonstration(
  manager: EntityManager,
  demonstration: Demonstration,
  rules: LetterRules,
  { ratings, letters, rectifications, appeals, samples }: Storers,
  progress: Progress,
): Promise<void> {
  await storeDirectory(manager, demonstration);
  await writeSiteSettings(manager, { owner: OWNER, demonstration: true });
  const directory = await new DirectoryRepository().read(manager);
  const numbering = numberingOf(directory);
  const { expected } = demonstration;

  await storeItemChannels(manager, demonstration.coverage(numbering), { deltas: false });

  const bad: DemoCase[] = [];
  const cases = counted(
    keeping(demonstration.cases(numbering), isBadCase, bad),
    expected.cases,
    progress.part('ratings'),
  );
  await ratings.bulkStoreCases(manager, cases, { deltas: false });
  const consequences = demonstration.consequences(numbering, bad);
  await rectifications.store(manager, consequences.orders, { deltas: false });
  await appeals.bulkStore(manager, consequences.appeals, { deltas: false });

  const publications: NewPublication[] = [];
  const drawn: NewReplySample[] = [];
  const judgement = demonstration.judgement(numbering);
  const written = collectingPublications(demonstration.letters(numbering), publications, (letter) => {
    const found = judgement(letter);
    if (found !== null) drawn.push(found);
  });
  const counts = await letters.bulkStoreLetters(
    manager,
    counted(written, expected.letters, progress.part('letters')),
    { deltas: false },
  );
  const [refused] = counts.refused;
  if (refused !== undefined)
    throw new DefectError(`the demonstration made a letter that is refused: ${refused.reason}`);

  await samples.store(manager, drawn, { deltas: false });

  await bulkPublish(
    manager,
    counted(publications, publications.length, progress.part('publications')),
    rules,
    directory,
  );
}

/** The bureaus of government services and data pass letters on. */
const CENTRE_LINE = 'data';

async function storeDirectory(
  manager: EntityManager,
  { regions, lines, departments, items, from }: Demonstration,
): Promise<void> {
  await upsertRegions(manager, regions);
  await upsertLines(manager, lines);
  await upsertDepartments(manager, departments);
  await new CentresRepository().setAtHome(
    manager,
    departments.filter(({ lineCode }) => lineCode === CENTRE_LINE).map(({ code }) => code),
  );
  // Their channels have a history of their own, which is stored after them.
  await upsertItems(
    manager,
    items.map((item) => ({ ...item, channels: [] })),
    from,
  );
}

function numberingOf(directory: Awaited<ReturnType<DirectoryRepository['read']>>): Numbering {
  const idOf = (rows: ReadonlyMap<string, { readonly id: number }>, code: string): number => {
    const row = rows.get(code);
    if (row === undefined) throw new DefectError(`the directory has lost ${code}`);
    return row.id;
  };
  return {
    departmentId: (code) => idOf(directory.departmentByCode, code),
    itemId: (code) => idOf(directory.itemByCode, code),
  };
}

/** Passes letters on and keeps of the published ones what their public copies are made of. */
function* collectingPublications(
  letters: Iterable<DemoLetter>,
  publications: NewPublication[],
  see: (letter: DemoLetter) => void,
): Generator<DemoLetter> {
  for (const letter of letters) {
    see(letter);
    if (letter.state.disclosure.kind === 'published')
      publications.push({ ...letter, body: letter.reviewedBody });
    yield letter;
  }
}

/** Passes rows on and keeps those that are wanted later. */
function* keeping<T>(rows: Iterable<T>, isWanted: (row: T) => boolean, kept: T[]): Generator<T> {
  for (const row of rows) {
    if (isWanted(row)) kept.push(row);
    yield row;
  }
}

/** Passes rows on and says now and then what share of the expected number has passed. */
function* counted<T>(rows: Iterable<T>, expected: number, report: (share: number) => void): Generator<T> {
  let passed = 0;
  for (const row of rows) {
    yield row;
    passed += 1;
    if (passed % 1000 === 0) report(Math.min(1, passed / Math.max(1, expected)));
  }
  report(1);
}
