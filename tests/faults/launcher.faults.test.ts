// The launcher under attack: killed without a warning, started twice, started on what is in the way.

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '@huiyin/launcher';
import { withClient } from '../../packages/launcher/src/connect.mjs';
import { processCommand, processStart } from '../../packages/launcher/src/process-identity.mjs';

const source = (file: string) => new URL(`../../packages/launcher/src/${file}`, import.meta.url);

let folder = '';
let started: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'huiyin-faults-'));
  chmodSync(folder, 0o755); // As a checkout is, so that root's unprivileged account can enter it.
});
afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  started = [];
  rmSync(folder, { recursive: true, force: true });
});

/** A process that runs the code, and the first word that it prints. */
async function launch(code: string): Promise<{ child: ChildProcess; word: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  started.push(child);
  const word = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
    child.once('exit', (status) => reject(new Error(`ended with status ${status} before it said a word`)));
  });
  return { child, word };
}

async function within(waitMsMax: number, holds: () => Promise<boolean> | boolean): Promise<boolean> {
  for (const deadline = Date.now() + waitMsMax; Date.now() < deadline; await sleep(50))
    if (await holds()) return true;
  return false;
}

const query = (url: string, text: string): Promise<unknown[]> =>
  withClient(url, async (client) => (await client.query<Record<string, unknown>>(text)).rows);

const answers = (url: string) =>
  query(url, 'select 1').then(
    () => true,
    () => false,
  );

const isAlive = (pid: number) => processStart(pid) !== null;

/** The processes whose command line names the folder: PostgreSQL and whatever watches over it. */
function processesOn(place: string): string[] {
  if (!existsSync('/proc/self')) {
    const { stdout } = spawnSync('ps', ['-axo', 'command='], { encoding: 'utf8' });
    return stdout.split('\n').filter((line) => line.includes(place));
  }
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => processCommand(Number(pid)) ?? '').filter((command) => command.includes(place));
}

const launcherOn = (dir: string) => `
  import { startPostgres } from ${JSON.stringify(source('index.mjs').href)};
  const { url } = await startPostgres({ dir: ${JSON.stringify(dir)} });
  console.log(url);
  setInterval(() => {}, 1000);
`;

describe('kill -9 of the launcher', () => {
  it('leaves no PostgreSQL, and what was committed is there at the next start', async () => {
    const { child, word: url } = await launch(launcherOn(folder));
    await query(url, 'create table receipt (number int); insert into receipt values (7)');
    expect(processesOn(folder).length).toBeGreaterThan(0);

    child.kill('SIGKILL');
    await once(child, 'exit');
    const again = await startPostgres({ dir: folder }); // It waits for the former one, which is shutting down.
    expect(await answers(url)).toBe(false);
    expect(await query(again.url, 'select number from receipt')).toEqual([{ number: 7 }]);

    await again.stop();
    expect(processesOn(folder)).toEqual([]);
  }, 60_000);

  it('leaves no PostgreSQL when nobody starts it again', async () => {
    const { child } = await launch(launcherOn(folder));
    child.kill('SIGKILL');
    expect(await within(20_000, () => processesOn(folder).length === 0)).toBe(true);
  }, 60_000);

  it('in the middle of making the database does not spoil the next start', async () => {
    const code = launcherOn(folder).replace('const { url }', "console.log('begun'); const { url }");
    for (const waitMs of [50, 200, 400]) {
      const { child } = await launch(code);
      await sleep(waitMs);
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const postgres = await startPostgres({ dir: folder });
    expect(await answers(postgres.url)).toBe(true);
    await postgres.stop();
  }, 60_000);

  it.each([
    ['a part that listens to the request to end', ''],
    ['a part that is deaf to it', "process.on('SIGTERM', () => {});"],
  ])(
    'ends %s',
    async (_what, habit) => {
      const script = path.join(folder, 'part.mjs');
      const note = path.join(folder, 'pid');
      writeFileSync(
        script,
        `import fs from 'node:fs'; ${habit} fs.writeFileSync(${JSON.stringify(note)}, String(process.pid)); setInterval(() => {}, 1000);`,
      );
      const { child } = await launch(`
      import { startService } from ${JSON.stringify(source('service.mjs').href)};
      startService({ name: 'part', script: ${JSON.stringify(script)}, env: process.env });
      console.log('started');
    `);
      expect(await within(5000, () => isNoted(note))).toBe(true);
      const pid = Number(readFileSync(note, 'utf8'));

      child.kill('SIGKILL');
      expect(await within(15_000, () => !isAlive(pid))).toBe(true);
    },
    30_000,
  );
});

describe('kill -9 of npm', () => {
  it('ends the launcher below it, although a shell stands between the two', async () => {
    const script = path.join(folder, 'launch.cjs.mjs'); // npm's shell is known by the name of the launcher's door.
    writeFileSync(
      script,
      `import { endWithParent } from ${JSON.stringify(source('ending-signals.mjs').href)};
       endWithParent();
       console.log(process.pid);
       setInterval(() => {}, 1000);`,
    );
    const { child: npm, word: pid } = await launch(`
      import { spawn } from 'node:child_process';
      const env = { ...process.env, npm_lifecycle_event: 'start' };
      spawn('sh', ['-c', 'node ${script}; true'], { env, stdio: 'inherit' });
    `);
    await sleep(1500); // It does not end by itself.
    expect(isAlive(Number(pid))).toBe(true);
    npm.kill('SIGKILL');
    expect(await within(10_000, () => !isAlive(Number(pid)))).toBe(true);
  }, 30_000);
});

const isNoted = (file: string) => {
  try {
    return statSync(file).size > 0;
  } catch {
    return false;
  }
};

describe('a crash of the machine', () => {
  it('leaves a note of a process number that is now another program: it does not block the start', async () => {
    const first = await startPostgres({ dir: folder });
    const cluster = path.join(folder, 'postgres');
    expect(existsSync(path.join(cluster, 'postmaster.pid'))).toBe(true);
    await first.stop();
    const note = path.join(cluster, 'postmaster.pid');
    writeFileSync(note, `${process.pid}\n${cluster}\n1\n5432\n\n127.0.0.1\n  1 1\nready\n`);

    const again = await startPostgres({ dir: folder });
    expect(await answers(again.url)).toBe(true);
    await again.stop();
  }, 60_000);
});

describe("a data folder that PostgreSQL's own account can not enter", () => {
  it('serves as well, keeps its data, and is empty again after it was removed', async () => {
    chmodSync(folder, 0o700);
    const dir = path.join(folder, 'data');
    const first = await startPostgres({ dir });
    await query(first.url, 'create table receipt ()');
    await first.stop();
    const second = await startPostgres({ dir });
    expect(await query(second.url, "select to_regclass('receipt')::text as name")).toEqual([
      { name: 'receipt' },
    ]);
    await second.stop();

    const places = [placeOf(dir)];
    rmSync(dir, { recursive: true });
    const third = await startPostgres({ dir });
    expect(await query(third.url, "select to_regclass('receipt')::text as name")).toEqual([{ name: null }]);
    await third.stop();
    for (const place of [...places, placeOf(dir)]) if (place) rmSync(place, { recursive: true });
  }, 60_000);

  /** Where it is kept instead; nowhere else unless we are root. */
  const placeOf = (dir: string) => {
    const note = path.join(dir, 'postgres-place');
    return existsSync(note) ? readFileSync(note, 'utf8').trim() : null;
  };
});

describe('the password of the embedded database', () => {
  it('is another one in every data folder, and readable by its owner only', async () => {
    const passwordIn = async (dir: string) => {
      const postgres = await startPostgres({ dir });
      await postgres.stop();
      expect(statSync(path.join(dir, 'database-password')).mode & 0o077).toBe(0);
      return new URL(postgres.url).password;
    };
    const [one, other] = [await passwordIn(path.join(folder, 'a')), await passwordIn(path.join(folder, 'b'))];
    expect(one).toMatch(/^[0-9a-f]{48}$/);
    expect(one).not.toBe(other);
  }, 60_000);
});

/** What `npm start` runs, to its end. */
function start(env: Record<string, string>) {
  const launcher = source('../launch.cjs').pathname;
  const began = Date.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [launcher, 'start'], {
    env: { PATH: process.env.PATH, HUIYIN_DATA: folder, NO_DEMO: '1', ...env },
    encoding: 'utf8',
    timeout: 30_000,
  });
  return { status, output: (stdout + stderr).trim(), tookMs: Date.now() - began };
}

async function somebodyListens(): Promise<{ port: number; server: Server }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, server };
}

describe('npm start says in one sentence, before anything slow,', () => {
  it('that the port is busy, and how to choose another', async () => {
    const { port, server } = await somebodyListens();
    const { status, output, tookMs } = start({ PORT: String(port) });
    server.close();
    expect(output).toBe(
      `huiyin: Port ${port} on 127.0.0.1 is in use: stop the program that has it, or choose another, like PORT=${port + 1} npm start.`,
    );
    expect(status).toBe(1);
    expect(tookMs).toBeLessThan(5000);
  });

  it('that it runs already on this data folder', async () => {
    const first = await startPostgres({ dir: folder });
    const { status, output } = start({ PORT: '1' });
    await first.stop();
    expect(output).toBe(
      `huiyin: Huiyin is already running on the data folder ${folder} (process ${process.pid}); stop it first, or set HUIYIN_DATA to another folder.`,
    );
    expect(status).toBe(1);
  }, 60_000);

  it.each([
    [{ PORT: 'http' }, 'PORT must be a whole number from 1 to 65535, but it is "http".'],
    [
      { HOST: '203.0.113.7' },
      'HOST must be an address of this machine, but "203.0.113.7" can not be listened on (EADDRNOTAVAIL).',
    ],
    [{ NO_DEMO: 'true' }, 'NO_DEMO must be 1 or 0, but it is "true".'],
  ])('what is wrong with %p', (env, sentence) => {
    expect(start(env)).toMatchObject({ status: 1, output: `huiyin: ${sentence}` });
  });

  it.each([
    ['DATABASE_URL', 'database', 'postgres'],
    ['REDIS_URL', 'Redis', 'redis'],
  ])('that nobody answers at %s', async (name, what, protocol) => {
    const { port, server } = await somebodyListens();
    await new Promise((resolve) => server.close(resolve));
    const { status, output } = start({
      PORT: String(port),
      [name]: `${protocol}://me:secret@127.0.0.1:${port}/huiyin`,
    });
    expect(output).toBe(
      `huiyin: The ${what} at 127.0.0.1:${port} can not be reached (ECONNREFUSED): start it, or correct ${name}.`,
    );
    expect(status).toBe(1);
  });
});
