// The command itself, as a process: killed without warning it leaves nothing, and it tells its failures in one sentence.

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '../../apps/server/src/platform/database/test-database.ts';
import { openTestDatabase } from '../../apps/server/src/platform/database/test-database.ts';

const command = resolve(import.meta.dirname, '../../apps/server/dist/main-import.js');
const ROWS = 60_000;

const MAPPING = `
kind: ratings
source: killed
key: no
make:
  regions: [{ code: r, name: 区, level: 1 }]
  lines: [{ code: l, name: 线 }]
department: dep
departmentBy: name
createDepartments: { region: { constant: r }, line: l, level: 1, prefix: d- }
channel: { constant: web }
level: level
rated: at
`;

describe('npm run import', () => {
  let database: TestDatabase;
  let folder: string;
  let words: string[];

  beforeAll(async () => {
    database = await openTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'huiyin-killed-'));
    const rows = Array.from(
      { length: ROWS },
      (_, n) => `k${n},Office ${n % 7},${(n % 5) + 1},2024/${(n % 12) + 1}/${(n % 28) + 1} 9:00`,
    );
    writeFileSync(join(folder, 'ratings.csv'), `no,dep,level,at\n${rows.join('\n')}\n`);
    writeFileSync(join(folder, 'mapping.yaml'), MAPPING);
    words = [
      'ratings',
      join(folder, 'ratings.csv'),
      '--mapping',
      join(folder, 'mapping.yaml'),
      '--report',
      join(folder, 'r.csv'),
    ];
  }, 60_000);
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  }, 60_000);

  const start = (given: readonly string[], language = 'en_GB.UTF-8'): ChildProcess =>
    spawn(process.execPath, [command, ...given], {
      cwd: folder,
      env: {
        ...process.env,
        DATABASE_URL: database.url,
        HUIYIN_DATA: folder,
        REDIS_URL: '',
        LC_ALL: language,
        NODE_OPTIONS: '',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  async function end(child: ChildProcess): Promise<{ status: number | null; said: string }> {
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
    const [status] = (await once(child, 'close')) as [number | null];
    return { status, said };
  }

  const count = async (table: string): Promise<number> => {
    const [row]: { count: number }[] = await database.source.query(
      `select count(*)::int as count from ${table}`,
    );
    return row?.count ?? 0;
  };

  /** True once the import has begun to store: a session that stands in a transaction and has written. */
  const isStoring = async (): Promise<boolean> => {
    const rows: unknown[] = await database.source.query(
      `select 1 from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and backend_xid is not null`,
    );
    return rows.length > 0;
  };

  it('leaves nothing when it is killed in the middle of storing, and begins anew afterwards', async () => {
    for (const delayMs of [0, 300, 900]) {
      const child = start(words);
      const ended = end(child);
      while (!(await isStoring()) && child.exitCode === null) await sleep(5);
      await sleep(delayMs);
      child.kill('SIGKILL');
      await ended;
      while (await isStoring()) await sleep(20);
      const done = await count('rating');
      // A machine that is fast enough may have finished before the last delay had passed; half-done it never is.
      expect([0, ROWS]).toContain(done);
      expect([await count('department'), await count('region')]).toEqual(done === 0 ? [0, 0] : [7, 1]);
      if (delayMs === 0) expect(done).toBe(0);
    }
    const { status, said } = await end(start(words));
    expect(said).toMatch(
      /60000 rows read, (60000 accepted, 0 repeated|0 accepted, 60000 repeated), 0 rejected/,
    );
    expect(status).toBe(0);
    expect(await count('rating')).toBe(ROWS);
    const [row]: { sum: number }[] = await database.source.query(
      `select sum(level_1 + level_2 + level_3 + level_4 + level_5)::int as sum from tally_month`,
    );
    expect(row?.sum).toBe(ROWS);
  }, 300_000);

  it.each([
    ['no words at all', [], 'Usage: npm run import', '用法：npm run import'],
    [
      'an unknown option',
      ['ratings', 'f.csv', '--mapping', 'm', '--fast'],
      'Usage: npm run import',
      '用法：npm run import',
    ],
    [
      'a file that is not there',
      ['ratings', 'none.csv', '--mapping', 'mapping.yaml'],
      '“none.csv” does not exist',
      '找不到文件“none.csv”',
    ],
    [
      'a mapping with a slip',
      ['ratings', 'ratings.csv', '--mapping', 'slip.yaml'],
      'has no key “levle”',
      '没有 “levle” 这个键',
    ],
  ])(
    'ends with status 1 and one sentence in either language for %s',
    async (_, given, en, zh) => {
      writeFileSync(join(folder, 'slip.yaml'), `${MAPPING}levle: x\n`);
      for (const [language, expected] of [
        ['en_GB.UTF-8', en],
        ['zh_CN.UTF-8', zh],
      ] as const) {
        const { status, said } = await end(start(given, language));
        expect(said).toContain(expected);
        expect(said.trim().split('\n')).toHaveLength(1);
        expect(status).toBe(1);
      }
    },
    120_000,
  );
});
