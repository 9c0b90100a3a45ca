import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { readConfiguration } from '../configuration/configuration.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { openTestDatabase } from '../database/test-database.ts';
import { itKeepsItsPromises } from './queue-behaviour.ts';

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

describe('the queue on Redis', () => {
  let database: TestDatabase;
  let redis: ChildProcess;
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    const words = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      tmpdir(),
    ];
    redis = spawn(process.env['REDIS_SERVER'] ?? 'redis-server', words, {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise<void>((resolve, reject) => {
      redis.once('error', reject);
      redis.stdout!.on('data', (line: Buffer) => line.includes('Ready to accept connections') && resolve());
    });
    database = await openTestDatabase();
  });
  itKeepsItsPromises(() =>
    readConfiguration({
      DATABASE_URL: database.url,
      REDIS_URL: `redis://127.0.0.1:${port}`,
      HUIYIN_DATA: mkdtempSync(join(tmpdir(), 'huiyin-')),
    }),
  );

  // After the queue's own end: hooks run in the order in which they stand.
  afterAll(async () => {
    await database.close();
    redis.kill('SIGKILL');
  });
});
