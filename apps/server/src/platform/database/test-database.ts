import { createTestDatabase, makeTemplateDatabase } from '@huiyin/launcher';
import type { DataSource } from 'typeorm';
import { createDataSource } from './data-source.ts';
import { migrate } from './migrate.ts';

/** A database of its own for one test file, migrated, empty, and gone when closed. */
export interface TestDatabase {
  readonly url: string;
  readonly source: DataSource;
  close(): Promise<void>;
}

/** Opens a test database on the ephemeral PostgreSQL of the test run. Fails, never skips, when there is none. */
export async function openTestDatabase(): Promise<TestDatabase> {
  await makeTemplateDatabase('huiyin_template', async (template) => {
    const source = await createDataSource(template).initialize();
    await migrate(source, Date.now());
    await source.destroy();
  });
  const { url, drop } = await createTestDatabase({ template: 'huiyin_template' });
  const source = await createDataSource(url, { poolSize: 6 }).initialize();
  return {
    url,
    source,
    async close() {
      await source.destroy();
      await drop();
    },
  };
}
