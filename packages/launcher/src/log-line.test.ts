import { describe, expect, it } from '@jest/globals';
import { readableLine } from './log-line.mjs';

const logged = (event: object) => JSON.stringify({ time: 1795670570690, role: 'api', ...event });

describe('a line of the log at a terminal', () => {
  it.each([
    [{ level: 30, msg: 'working' }, 'working'],
    [{ level: 40, context: 'RulesService', msg: 'no calendar' }, 'warning: no calendar'],
    [{ level: 50, msg: 'failed', err: { message: 'why' } }, 'error: failed\nwhy'],
    [
      { level: 60, msg: 'gone', err: { message: 'why', stack: 'Error: why\n    at x' } },
      'fatal: gone\nError: why\n    at x',
    ],
    [{ level: 30, msg: 'serving', port: 3000, host: '127.0.0.1' }, 'serving on 127.0.0.1:3000'],
  ])('%j reads %j', (event, text) => {
    expect(readableLine(logged(event))).toBe(text);
  });

  it.each(['', 'Demonstration:  35 %, ratings', '{', '{"level":"high"}', '{"msg":"no level"}', '[1]'])(
    '%j stays as it is',
    (line) => {
      expect(readableLine(line)).toBe(line);
    },
  );
});
