import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { localDateOf, periodOf } from '@huiyin/domain';
import { createTestDatabase, makeTemplateDatabase } from '@huiyin/launcher';

const programs = resolve(__dirname, '../../apps/server/dist');

/** What a site begins with. Made once a test run, and copied for each site. */
export interface Contents {
  readonly name: string;
  /** What it begins with itself; null: nothing at all. */
  readonly from: Contents | null;
  readonly prepare: (environment: NodeJS.ProcessEnv) => Promise<unknown>;
}

/** A site of which nobody has made use yet. */
export const EMPTY: Contents = {
  name: 'huiyin_empty',
  from: null,
  prepare: (environment) => run('main-migrate.js', [], environment),
};

/** A share of the demonstration's size: enough for every state of every page, in a few seconds. */
const SCALE = '0.1';

/** A small demonstration, of which a quarter that ended long enough ago is released. */
export const DEMONSTRATION: Contents = {
  name: 'huiyin_demonstration',
  from: EMPTY,
  async prepare(environment) {
    await run('main-demo.js', ['--scale', SCALE], environment);
    const { key } = periodOf('quarter', localDateOf(Date.now() - 100 * DAY_MS, 'Asia/Shanghai'));
    const reason = ['--author', 'tests', '--zh', '按期发布', '--en', 'As scheduled'];
    await run('main-release.js', ['make', key, ...reason], environment);
  },
};

/** The real site: API and worker as their own processes, on a database of its own. */
export interface RunningSite {
  readonly url: string;
  readonly databaseUrl: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Everything that the programs have said so far. */
  log(): string;
  /** Ends the API as a power cut would, in the middle of whatever it does. */
  killApi(): Promise<void>;
  /** Starts it again, at the same address. */
  restartApi(): Promise<void>;
  stop(): Promise<void>;
}

// One folder for the whole file, so that what the demonstration sealed can be opened by the site.
export const data = join(tmpdir(), 'huiyin-journeys');

const DAY_MS = 24 * 3_600_000;

const environmentFor = (databaseUrl: string): NodeJS.ProcessEnv => ({
  ...process.env,
  DATABASE_URL: databaseUrl,
  REDIS_URL: '',
  HUIYIN_DATA: data,
  LOG_LEVEL: 'warn',
  NODE_OPTIONS: '',
});

async function templateOf({ name, from, prepare }: Contents): Promise<string> {
  const parent = from === null ? undefined : await templateOf(from);
  await makeTemplateDatabase(name, async (url) => void (await prepare(environmentFor(url))), parent);
  return name;
}

/**
 * Starts the site on a copy of its contents, with what is set at its address. Its worker leaves releases and the search for
 * small cells alone, which nobody here waits for. Stop it in `afterAll`.
 */
export async function startSite({
  contents = DEMONSTRATION,
  logLevel = 'warn',
  environmentAt = undefined as ((url: string) => NodeJS.ProcessEnv) | undefined,
} = {}): Promise<RunningSite> {
  const { url: databaseUrl, drop } = await createTestDatabase({ template: await templateOf(contents) });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    ...environmentFor(databaseUrl),
    PORT: String(port),
    LOG_LEVEL: logLevel,
    HUIYIN_LANES: 'prompt',
    ...environmentAt?.(url),
  };
  let said = '';
  const launch = (program: string): ChildProcess => {
    const child = start(program, environment, 'pipe');
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (text: Buffer) => {
        said += text.toString();
        // Warnings are for whoever reads what the tests say; more than that was asked for to be searched.
        if (logLevel === 'warn') process.stderr.write(text);
      });
    return child;
  };
  let api = launch('main-api.js');
  const worker = launch('main-worker.js');
  await untilReady(url, [api, worker]);
  return {
    url,
    databaseUrl,
    environment,
    log: () => said,
    async killApi() {
      const gone = once(api, 'exit');
      api.kill('SIGKILL');
      await gone;
    },
    async restartApi() {
      api = launch('main-api.js');
      await untilReady(url, [api, worker]);
    },
    async stop() {
      await Promise.all([api, worker].map(end));
      await drop();
    },
  };
}

export const start = (
  program: string,
  env: NodeJS.ProcessEnv,
  output: 'inherit' | 'pipe' = 'inherit',
): ChildProcess =>
  spawn(process.execPath, [join(programs, program)], { env, stdio: ['ignore', output, output] });

/** Runs a program of the server to its end; fails with its words when it fails. */
export async function run(
  program: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const child = spawn(process.execPath, [join(programs, program), ...words], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${said.slice(-2000)}`);
  return said;
}

/** How long a program may take to finish what it began, before the journey goes on without it. */
const STOP_MS = 30_000;

/** That programs stop by themselves is shown elsewhere, under load; here one that does not is named and ended. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => {
    console.warn(`${child.spawnargs.at(-1)} did not stop within ${STOP_MS / 1000} s`);
    child.kill('SIGKILL');
  }, STOP_MS);
  await gone;
  clearTimeout(late);
}

async function untilReady(url: string, children: readonly ChildProcess[]): Promise<void> {
  const limit = Date.now() + 60_000;
  for (;;) {
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    const health = answer?.ok ? ((await answer.json()) as { checks: { worker: string } }) : null;
    if (health?.checks.worker === 'ok') return;
    if (Date.now() > limit || children.some((child) => child.exitCode !== null))
      throw new Error('the site did not become ready');
    await new Promise((wait) => setTimeout(wait, 100));
  }
}

const freePort = () =>
  new Promise<number>((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => found(port));
    });
  });

/** A fresh folder that no other test uses. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'huiyin-'));
