import { describe, expect, it } from '@jest/globals';
import { countOf, isGood, lineOf, nothing, sum } from './count.mjs';

describe('the line at the end of npm test', () => {
  it('names what passed and what failed', () => {
    expect(
      lineOf(
        sum([
          { passed: 3, failed: 1, skipped: 0 },
          { passed: 1, failed: 0, skipped: 0 },
        ]),
      ),
    ).toBe('4 passed, 1 failed');
  });

  it('names what was skipped only when something was', () => {
    expect(lineOf({ passed: 4, failed: 0, skipped: 2 })).toBe('4 passed, 0 failed, 2 skipped');
  });

  it('counts a test file that can not be loaded as a failure', () => {
    const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
    expect(countOf({ ...report, numRuntimeErrorTestSuites: 1 })).toEqual({
      passed: 5,
      failed: 2,
      skipped: 3,
    });
  });

  it.each([
    ['nothing ran', nothing, false],
    ['everything was skipped', { passed: 0, failed: 0, skipped: 9 }, false],
    ['something failed', { passed: 9, failed: 1, skipped: 0 }, false],
    ['what ran passed', { passed: 1, failed: 0, skipped: 0 }, true],
  ])('is good or not when %s', (_when, count, good) => {
    expect(isGood(count)).toBe(good);
  });
});
