import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { resolve } from 'node:path';
import { originOf, withSubjects, wordsOf } from './command.ts';
import { CASE_COLUMNS } from './integrations/invitations/case-lists.ts';
import { inviteCases } from './integrations/invitations/invite-cases.ts';
import { tellParticipation } from './integrations/invitations/tell-participation.ts';
import { Refusal, runMain } from './platform/run-main.ts';

const HOW = `npm run invite -- cases.csv --out links.csv [--origin https://huiyin.example]
npm run invite -- participation --from 2026-11-01 --to 2026-11-30 --out participation.csv

cases.csv: ${CASE_COLUMNS.join(',')}`;

type Named = Partial<Record<'out' | 'origin' | 'from' | 'to', string>>;

/**
 * Invites whoever had a case to rate it: a list of cases in, a list of links out, to be sent by text message or mail. And
 * tells afterwards how many were offered, opened and answered.
 */
await runMain(async () => {
  const { verb, named } = wordsOf(['out', 'origin', 'from', 'to'], HOW);
  const work = verb === 'participation' ? participation(named) : invitation(verb, named);
  await withSubjects(work);
});

function invitation(file: string, { out, origin: named }: Named) {
  if (file === '' || out === undefined) throw new Refusal(HOW);
  const origin = originOf(named);
  return async (app: INestApplicationContext) => {
    const { listed, invitedBefore } = await inviteCases(app, { file, out, origin });
    console.log(`Links in ${resolve(out)}: ${listed}, of which to cases invited before: ${invitedBefore}.`);
  };
}

function participation({ out, from, to }: Named) {
  if (out === undefined || from === undefined || to === undefined) throw new Refusal(HOW);
  return async (app: INestApplicationContext) => {
    const { offered, opened, answered } = await tellParticipation(app, { out, from, to });
    console.log(
      `${offered} offered, ${opened} opened, ${answered} answered: by department in ${resolve(out)}.`,
    );
  };
}
