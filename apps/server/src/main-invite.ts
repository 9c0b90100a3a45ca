import 'reflect-metadata';
import { resolve } from 'node:path';
import { originOf, withSubjects, wordsOf } from './command.ts';
import { CASE_COLUMNS } from './integrations/invitations/case-lists.ts';
import { inviteCases } from './integrations/invitations/invite-cases.ts';
import { Refusal, runMain } from './platform/run-main.ts';

const HOW = `npm run invite -- cases.csv --out links.csv [--origin https://huiyin.example]

cases.csv: ${CASE_COLUMNS.join(',')}`;

/** Invites whoever had a case to rate it: a list of cases in, a list of links out, to be sent by text message or mail. */
await runMain(async () => {
  const { verb: file, named } = wordsOf(['out', 'origin'], HOW);
  const { out } = named;
  if (file === '' || out === undefined) throw new Refusal(HOW);
  const origin = originOf(named.origin);
  await withSubjects(async (app) => {
    const { listed, invitedBefore } = await inviteCases(app, { file, out, origin });
    console.log(`${listed} links are in ${resolve(out)}; ${invitedBefore} of the cases were invited before.`);
  });
});
