// How many checks passed and failed, in one part or in all.

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/** @type {Count} */
export const nothing = { passed: 0, failed: 0, skipped: 0 };

/** @param {Count[]} counts @returns {Count} */
export function sum(counts) {
  return counts.reduce(
    (total, count) => ({
      passed: total.passed + count.passed,
      failed: total.failed + count.failed,
      skipped: total.skipped + count.skipped,
    }),
    nothing,
  );
}

/**
 * The line that everything ends with: `12 passed, 0 failed`, and `, 3 skipped` when there are any.
 * @param {Count} count
 */
export function lineOf({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * A run is good when something ran and nothing failed.
 * @param {Count} count
 */
export function isGood({ passed, failed }) {
  return failed === 0 && passed > 0;
}

/**
 * The count of Jest's report. A file that could not even be loaded has no test in it, and is a failure nevertheless.
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
 *   numRuntimeErrorTestSuites: number }} report
 * @returns {Count}
 */
export function countOf(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}
