// Starts one throw-away PostgreSQL for the whole test run. Tests find it in HUIYIN_TEST_DATABASE_URL and make
// their own databases with createTestDatabase(). No PostgreSQL is an error, never a skip.

import { startPostgres } from '../src/postgres/start-postgres.mjs';

/** @type {import('../src/postgres/start-postgres.mjs').Postgres | undefined} */
let postgres;

export default async function startTestPostgres() {
  postgres = await startPostgres({ ephemeral: true });
  process.env.HUIYIN_TEST_DATABASE_URL = postgres.url;
}

export async function stopTestPostgres() {
  await postgres?.stop();
}
