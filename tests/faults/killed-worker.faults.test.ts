// A worker that is killed without warning, again and again, while ratings come in: nothing is lost, nothing doubled.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { uuid7 } from '@huiyin/domain';
import { storeSampleDirectory } from '../../apps/server/src/directory/directory.sample.ts';
import { RebuildService } from '../../apps/server/src/indicators/rebuild.service.ts';
import { canonicalDump } from '../../apps/server/src/indicators/tally-dump.ts';
import { readConfiguration } from '../../apps/server/src/platform/configuration/configuration.ts';
import type { TestDatabase } from '../../apps/server/src/platform/database/test-database.ts';
import { reckonedFigures } from '../../apps/server/src/indicators/reckoned-figures.sample.ts';
import { openTestDatabase } from '../../apps/server/src/platform/database/test-database.ts';
import { RatingsService } from '../../apps/server/src/ratings/ratings.service.ts';
import { ToolModule } from '../../apps/server/src/tool.module.ts';
import { newFolder } from '../journeys/running-site.ts';

/** A short run of what `HUIYIN_KILLS=50 npm run test:faults` does at length: a start of the worker takes seconds. */
const KILLS = Number(process.env['HUIYIN_KILLS'] ?? 15);
const worker = resolve(__dirname, '../../apps/server/dist/main-worker.js');

let database: TestDatabase;
let app: INestApplicationContext;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  database = await openTestDatabase();
  await storeSampleDirectory(database.source, Date.now);
  const folder = newFolder();
  environment = {
    ...process.env,
    DATABASE_URL: database.url,
    REDIS_URL: '',
    HUIYIN_DATA: folder,
    LOG_LEVEL: 'info',
    NODE_OPTIONS: '',
  };
  const configuration = readConfiguration({ DATABASE_URL: database.url, HUIYIN_DATA: folder });
  app = await NestFactory.createApplicationContext(ToolModule.with(configuration), { logger: false });
}, 60_000);
afterAll(async () => {
  await app.close();
  await database.close();
});

/** A worker that has begun to work. */
async function startWorker(): Promise<ChildProcess> {
  const child = spawn(process.execPath, [worker], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise<void>((working, failed) => {
    child.stdout.on('data', (line: Buffer) => line.includes('"working"') && working());
    child.once('exit', (code) => failed(new Error(`the worker ended with ${code} before it worked`)));
  });
  return child;
}

const numberOf = async (sql: string): Promise<number> => {
  const [row]: { n: number }[] = await database.source.query(sql);
  return row!.n;
};

const waiting = () =>
  numberOf('select ((select count(*) from tally_delta) + (select count(*) from figure_stale))::int as n');

describe('a worker that is killed', () => {
  it(`${KILLS} times at random moments loses and doubles nothing`, async () => {
    let acknowledged = 0;
    let going = true;
    const ingest = (async () => {
      while (going) {
        const receipt = await app.get(RatingsService).submit(
          {
            id: uuid7(Date.now(), randomBytes(10)),
            level: 5,
            tags: [],
            pressured: false,
            department: 'qingpu-social',
            channel: 'web',
          },
          Date.now(),
        );
        if (receipt.outcome === 'accepted') acknowledged += 1;
        await sleep(2);
      }
    })();

    for (let kill = 0; kill < KILLS; kill += 1) {
      const child = await startWorker();
      await sleep(randomInt(0, 350));
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      expect((await gone)[1]).toBe('SIGKILL');
    }
    going = false;
    await ingest;

    const last = await startWorker();
    for (const limit = Date.now() + 30_000; (await waiting()) > 0; await sleep(50)) {
      if (Date.now() > limit)
        throw new Error(`${await waiting()} rows are still waiting after half a minute`);
    }
    const ended = once(last, 'exit');
    last.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);

    expect(acknowledged).toBeGreaterThan(KILLS * 10);
    expect(await numberOf('select count(*)::int as n from rating')).toBe(acknowledged);
    expect(await numberOf('select sum(level_5)::int as n from tally_day')).toBe(acknowledged);
    expect(await numberOf('select sum(level_5)::int as n from tally_month')).toBe(acknowledged);
    const figures = await reckonedFigures(database.source, 'site', 'year', 'C1');
    expect(figures.reduce((sum, { denominator }) => sum + denominator, 0)).toBe(acknowledged);

    const dump = () => database.source.transaction((manager) => canonicalDump(manager));
    const folded = await dump();
    await app.get(RebuildService).rebuild();
    expect(await dump()).toBe(folded);
  }, 600_000);
});
