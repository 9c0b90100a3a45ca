import 'reflect-metadata';
import { seedCalendar } from './directory/calendar.seed.ts';
import { readConfiguration } from './platform/configuration/configuration.ts';
import { createDataSource } from './platform/database/data-source.ts';
import { migrate } from './platform/database/migrate.ts';
import { openKeyRing } from './platform/secrets/key-ring.ts';
import { runMain } from './platform/run-main.ts';

/** Brings the database up to date, makes the key ring if there is none, fills the calendar of a new installation. */
await runMain(async () => {
  const configuration = readConfiguration(process.env);
  openKeyRing(configuration.secretsFile);
  const source = await createDataSource(configuration.databaseUrl, { poolSize: 3 }).initialize();
  try {
    await migrate(source, Date.now());
    await source.transaction((manager) => seedCalendar(manager));
  } finally {
    await source.destroy();
  }
});
