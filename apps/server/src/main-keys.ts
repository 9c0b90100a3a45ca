import 'reflect-metadata';
import { setTimeout as sleep } from 'node:timers/promises';
import { withSubjects, wordsOf } from './command.ts';
import { readConfiguration } from './platform/configuration/configuration.ts';
import { Refusal, runMain } from './platform/run-main.ts';
import { addKey, openKeyRing, removeKey } from './platform/secrets/key-ring.ts';
import { LOOK_EVERY_MS } from './platform/secrets/kept-key-ring.ts';
import { ResealingService } from './platform/secrets/resealing.ts';

const HOW = `npm run keys -- list
npm run keys -- rotate
npm run keys -- reseal
npm run keys -- remove ID`;

/** The keys that seal what concerns persons: lists them, puts a new one in force, seals everything with it, takes an old one away. */
await runMain(async () => {
  const { verb, what } = wordsOf([], HOW);
  const { secretsFile } = readConfiguration(process.env);
  if (!['list', 'rotate', 'reseal', 'remove'].includes(verb)) throw new Refusal(HOW);
  if (verb === 'rotate') {
    const id = addKey(secretsFile);
    console.log(`Key ${id} seals from now on. Back up ${secretsFile} before you go on with anything else.`);
    // The site may be running: what it still seals with the old key must not come after us.
    await sleep(2 * LOOK_EVERY_MS);
  }
  await withSubjects(async (app) => {
    const resealing = app.get(ResealingService);
    if (verb === 'rotate' || verb === 'reseal') {
      const total = await resealing.reseal((table, texts) => {
        if (texts > 0) console.log(`${table}: ${texts} texts`);
      });
      console.log(
        `${total} texts were sealed anew. The old keys may go once no backup needs them: "remove".`,
      );
      return;
    }
    const { current, sealing } = openKeyRing(secretsFile);
    const counts = await resealing.counts();
    if (verb === 'list') {
      for (const id of sealing.keys())
        console.log(`key ${id}  ${counts.get(id) ?? 0} texts${id === current ? '  seals' : ''}`);
      return;
    }
    const id = Number(what);
    if (!sealing.has(id)) throw new Refusal(`There is no key "${what}": "list" names them.`);
    if (id === current) throw new Refusal(`Key ${id} seals now: "rotate" puts another one in force first.`);
    const left = counts.get(id) ?? 0;
    if (left > 0) throw new Refusal(`Key ${id} still seals ${left} texts: run "reseal" first.`);
    removeKey(secretsFile, id);
    console.log(`Key ${id} is gone. What it sealed in old backups can be read no more.`);
  });
});
