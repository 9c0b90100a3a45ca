import 'reflect-metadata';
import { isUuid } from '@huiyin/domain';
import type { INestApplicationContext } from '@nestjs/common';
import { withSubjects, wordsOf } from './command.ts';
import { DirectoryService } from './directory/directory.service.ts';
import { HeldLettersService } from './letters/held-letters.service.ts';
import { LetterIntakeService } from './letters/letter-intake.service.ts';
import { Clock } from './platform/clock/clock.ts';
import { Refusal, runMain } from './platform/run-main.ts';
import { HeldRatingsService } from './ratings/held-ratings.service.ts';

const HOW = `npm run held -- list
npm run held -- release NUMBER-OR-ID
npm run held -- refuse NUMBER-OR-ID --reason "a sentence to its writer"`;

/** The actor of what is decided at this command. */
const ACTOR = 'command';

/** What waits for a person because a program may have sent it: to look at, to let on, or to leave where it is. */
await runMain(async () => {
  const { verb, what, named } = wordsOf(['reason'], HOW);
  if (verb !== 'list' && verb !== 'release' && verb !== 'refuse') throw new Refusal(HOW);
  if (verb !== 'list' && what === '') throw new Refusal(HOW);
  await withSubjects((app) => (verb === 'list' ? list(app) : decide(app, verb, what, named.reason ?? '')));
});

async function list(app: INestApplicationContext): Promise<void> {
  const directory = await app.get(DirectoryService).snapshot();
  const to = (id: number) => directory.departmentById.get(id)?.name.zh ?? String(id);
  const letters = await app.get(HeldLettersService).waiting();
  for (const { number, departmentId, heldAt, score, reasons, subject, body } of letters)
    console.log(
      `${number}  ${new Date(heldAt).toISOString()}  ${to(departmentId)}  ${score} (${reasons.join(', ')})\n${subject}\n${body}\n`,
    );
  const ratings = await app.get(HeldRatingsService).waiting();
  for (const { id, departmentId, heldAt, score, reasons, level, comment } of ratings)
    console.log(
      `${id}  ${heldAt.toISOString()}  ${to(departmentId)}  ${score} (${reasons.join(', ')})\nlevel ${level}  ${comment ?? ''}\n`,
    );
  console.log(`${letters.length} letters and ${ratings.length} ratings wait.`);
}

async function decide(
  app: INestApplicationContext,
  verb: 'release' | 'refuse',
  what: string,
  reason: string,
): Promise<void> {
  const now = app.get(Clock).now();
  const decision = verb === 'release' ? 'released' : 'refused';
  if (/^HY/i.test(what)) {
    const number = what.toUpperCase();
    const intake = app.get(LetterIntakeService);
    if (verb === 'refuse' && reason.trim() === '')
      throw new Refusal('Say why with --reason: the writer reads it when following the letter.');
    const done =
      verb === 'release'
        ? await intake.release(number, ACTOR, now)
        : await intake.refuse(number, ACTOR, reason.trim(), now);
    if (done === null) throw new Refusal(`No letter waits under the number ${number}.`);
  } else if (!isUuid(what) || (await app.get(HeldRatingsService).decide(what, decision, ACTOR, now)) === null)
    throw new Refusal(`No rating waits under the id ${what}.`);
  console.log(`${what} is ${decision}.`);
}
