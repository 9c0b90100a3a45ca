import 'reflect-metadata';
import { withSubjects } from './command.ts';
import { RebuildService } from './indicators/rebuild.service.ts';
import { runMain } from './platform/run-main.ts';

/** Makes all tallies anew from the facts, while the site goes on. The figures follow by the worker. */
await runMain(async () => {
  const started = Date.now();
  await withSubjects((app) => app.get(RebuildService).rebuild());
  console.log(
    `The tallies were made anew from the facts in ${((Date.now() - started) / 1000).toFixed(1)} s.`,
  );
});
