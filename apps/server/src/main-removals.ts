import 'reflect-metadata';
import { withSubjects, wordsOf } from './command.ts';
import { RemovalsService } from './disclosure/removals.service.ts';
import { Clock } from './platform/clock/clock.ts';
import { Refusal, runMain } from './platform/run-main.ts';

const HOW = `npm run removals -- list
npm run removals -- settle NUMBER`;

/** The actor of what is decided at this command. */
const ACTOR = 'command';

/** What writers had taken out of the public version of their letters, for a person to look at: the words are out already. */
await runMain(async () => {
  const { verb, what } = wordsOf([], HOW);
  if (verb !== 'list' && (verb !== 'settle' || what === '')) throw new Refusal(HOW);
  await withSubjects(async (app) => {
    const removals = app.get(RemovalsService);
    if (verb === 'settle') {
      const number = what.toUpperCase();
      const settled = await removals.settle(number, ACTOR, app.get(Clock).now());
      if (settled === 0) throw new Refusal(`Nothing waits under the number ${number}.`);
      console.log(`${number} is settled: ${settled} looked at.`);
      return;
    }
    const waiting = await removals.waiting();
    for (const { number, words, reason, times, askedAt } of waiting)
      console.log(`${number}  ${askedAt.toISOString()}  ${times} ×\n${words}\n${reason ?? ''}\n`);
    console.log(`${waiting.length} wait.`);
  });
});
