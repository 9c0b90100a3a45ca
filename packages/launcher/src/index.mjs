// What other packages and tests may use of the launcher.

export { startPostgres } from './postgres/start-postgres.mjs';
export { createTestDatabase, makeTemplateDatabase } from './test-database.mjs';
