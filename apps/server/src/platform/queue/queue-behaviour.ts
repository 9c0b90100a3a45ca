import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Configuration } from '../configuration/configuration.ts';
import type { RunningLane } from './queue-test-kit.ts';
import { eventually, runLane } from './queue-test-kit.ts';

/** What the queue promises on every backend. Called inside a `describe` with the configuration of that backend. */
export function itKeepsItsPromises(configuration: () => Configuration): void {
  let queue: RunningLane;
  const calls = (name: 'fold-tallies' | 'compute-figures') => queue.handlers.calls.get(name) ?? 0;

  beforeAll(async () => {
    queue = await runLane(configuration(), 'prompt');
  });
  afterAll(() => queue.close());

  it('runs every job by its schedule, without being asked', async () => {
    await eventually('two ticks of the fold', () => calls('fold-tallies') >= 2);
    await eventually('a tick of the figures', () => calls('compute-figures') >= 1);
  });

  it('runs a job soon when it is nudged, and a burst of nudges is not a burst of runs', async () => {
    const before = calls('fold-tallies');
    const asked = Date.now();
    for (let nudge = 0; nudge < 200; nudge += 1) queue.nudge.nudge('fold-tallies');
    await eventually('a run', () => calls('fold-tallies') > before, 1_500);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const ticks = Math.ceil((Date.now() - asked) / 1_000) + 1;
    expect(calls('fold-tallies') - before).toBeLessThanOrEqual(ticks + 2);
  });

  it('keeps the jobs of the other lane for whoever runs that', async () => {
    queue.nudge.nudge('withhold-cells');
    await new Promise((resolve) => setTimeout(resolve, 500));
    const long = await runLane(configuration(), 'long');
    try {
      await eventually('what was asked for', () => (long.handlers.calls.get('withhold-cells') ?? 0) >= 1);
      await eventually('a tick', () => (long.handlers.calls.get('make-releases') ?? 0) >= 1);
      const before = long.handlers.calls.get('withhold-cells')!;
      queue.nudge.nudge('withhold-cells');
      await eventually('it again', () => long.handlers.calls.get('withhold-cells')! > before);
    } finally {
      await long.close();
    }
  });

  it('goes on after a job has failed', async () => {
    queue.handlers.fail.add('fold-tallies');
    await eventually('the failure', () => !queue.handlers.fail.has('fold-tallies'));
    const before = calls('fold-tallies');
    await eventually('a run after it', () => calls('fold-tallies') > before);
    expect(queue.runner.lastSuccess.get('fold-tallies')).toBeDefined();
  });
}
