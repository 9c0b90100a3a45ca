import { readConfiguration } from './platform/configuration/configuration.ts';
import { createDataSource } from './platform/database/data-source.ts';
import { WORKER_SILENCE_MS } from './platform/health/health.service.ts';
import { thisWorker } from './platform/health/worker-beat.ts';
import { runMain } from './platform/run-main.ts';

/** `main-health.js api|worker`: exits 0 when that role works on this machine, else 1. For a container's health check. */
await runMain(async () => {
  const configuration = readConfiguration(process.env);
  const healthy =
    process.argv[2] === 'worker'
      ? await workerBeats(configuration.databaseUrl)
      : await apiIsReady(configuration.port);
  process.exitCode = healthy ? 0 : 1;
});

async function apiIsReady(port: number): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, {
    signal: AbortSignal.timeout(4_000),
  }).catch(() => null);
  return answer?.ok ?? false;
}

/** A worker that runs but folds nothing is not healthy: what counts is its last beat, which it writes after a fold. */
async function workerBeats(databaseUrl: string): Promise<boolean> {
  const source = await createDataSource(databaseUrl, { poolSize: 1 }).initialize();
  try {
    const rows: unknown[] = await source.query(
      `select 1
       from worker_beat
       where split_part(worker_id, ':', 1) = $1
         and beat_at > now() - $2 * interval '1 millisecond'
       limit 1`,
      [thisWorker.host, WORKER_SILENCE_MS],
    );
    return rows.length > 0;
  } finally {
    await source.destroy();
  }
}
