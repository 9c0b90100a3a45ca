import { paths } from '@huiyin/contract';
import type { INestApplicationContext } from '@nestjs/common';
import { writeFile } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { DirectoryService } from '../../directory/directory.service.ts';
import { Clock } from '../../platform/clock/clock.ts';
import { InvitationsService } from '../../ratings/invitations.service.ts';
import { CASE_COLUMNS, casesOf } from './case-lists.ts';
import { csvLine } from './csv-line.ts';
import { readList, refuseFaults } from './list-file.ts';

/** So many cases go into one transaction. */
const BATCH = 1_000;

/**
 * Invites whoever had a case of the list to rate it, and writes the links to `out`, in the order of the list. Throws a
 * Refusal, with nothing stored, for a list with a wrong row.
 */
export async function inviteCases(
  app: INestApplicationContext,
  { file, out, origin }: { readonly file: string; readonly out: string; readonly origin: string },
): Promise<{ readonly listed: number; readonly invitedBefore: number }> {
  const rows = await readList(file, CASE_COLUMNS);
  const directory = await app.get(DirectoryService).snapshot();
  const { found: cases, faults } = casesOf(rows, directory, app.get(Clock).now());
  refuseFaults(faults);
  const lines = [csvLine(['case', 'link'])];
  let invitedBefore = 0;
  for (let from = 0; from < cases.length; from += BATCH) {
    const batch = cases.slice(from, from + BATCH);
    const invited = await app.get(InvitationsService).invite(
      app.get(DataSource).manager,
      batch.map(({ invitation }) => invitation),
    );
    invited.forEach(({ token, outcome }, index) => {
      if (outcome === 'repeated') invitedBefore += 1;
      lines.push(csvLine([batch[index]!.caseNumber, `${origin}${paths.rateBy(token)}`]));
    });
  }
  await writeFile(out, `${lines.join('\n')}\n`);
  return { listed: cases.length, invitedBefore };
}
