import 'reflect-metadata';
import { paths } from '@huiyin/contract';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { DataSource } from 'typeorm';
import { originOf, withSubjects, wordsOf } from './command.ts';
import { DirectoryService } from './directory/directory.service.ts';
import { CASE_COLUMNS, casesOf } from './integrations/invitations/case-lists.ts';
import { csvLine, readList } from './integrations/invitations/csv-file.ts';
import { Clock } from './platform/clock/clock.ts';
import { Refusal, runMain } from './platform/run-main.ts';
import { InvitationsService } from './ratings/invitations.service.ts';

const HOW = `npm run invite -- cases.csv --out links.csv [--origin https://huiyin.example]

cases.csv: ${CASE_COLUMNS.join(',')}`;

/** So many cases go into one transaction. */
const BATCH = 1_000;

/** Invites whoever had a case to rate it: a list of cases in, a list of links out, to be sent by text message or mail. */
await runMain(async () => {
  const { verb: file, named } = wordsOf(['out', 'origin'], HOW);
  const { out, origin } = named;
  if (file === '' || out === undefined) throw new Refusal(HOW);
  const base = originOf(origin);
  const rows = await readList(file, CASE_COLUMNS);
  await withSubjects(async (app) => {
    const now = app.get(Clock).now();
    const { cases, faults } = casesOf(rows, await app.get(DirectoryService).snapshot(), now);
    if (faults.length > 0) throw new Refusal(`Nothing was stored.\n${faults.join('\n')}`);
    const lines = [csvLine(['case', 'link'])];
    let accepted = 0;
    for (let from = 0; from < cases.length; from += BATCH) {
      const batch = cases.slice(from, from + BATCH);
      const invited = await app.get(InvitationsService).invite(
        app.get(DataSource).manager,
        batch.map(({ invitation }) => invitation),
      );
      invited.forEach(({ token, outcome }, index) => {
        if (outcome === 'accepted') accepted += 1;
        lines.push(csvLine([batch[index]!.caseNumber, `${base}${paths.rateBy(token)}`]));
      });
    }
    await writeFile(out, `${lines.join('\n')}\n`);
    console.log(
      `${cases.length} links are in ${resolve(out)}; ${cases.length - accepted} of the cases were invited before.`,
    );
  });
});
