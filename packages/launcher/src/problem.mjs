// What the launcher says when it can not go on.

/** An expected failure: its message is one sentence for the person at the terminal, never a stack trace. */
export class Problem extends Error {}

/**
 * Prints a failure – a Problem as its sentence, anything else with its stack, because it is our defect.
 * @param {unknown} failure
 */
export function sayFailure(failure) {
  if (failure instanceof Problem) console.error(`\nhuiyin: ${failure.message}`);
  else console.error('\nhuiyin: the launcher itself failed; please report this.\n', failure);
}

/**
 * The last lines of a program's output: what a person needs to see, not the whole log.
 * @param {string} output
 * @param {number} lines
 */
export function lastLines(output, lines = 15) {
  return output.trimEnd().split('\n').slice(-lines).join('\n');
}
