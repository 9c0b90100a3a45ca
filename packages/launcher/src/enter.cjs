'use strict';
// The step from the oldest JavaScript to today's: import() is itself too new for launch.cjs.

/**
 * @param {string} command @param {string[]} words what stands after it on the command line
 */
module.exports = function enter(command, words) {
  void import('./command.mjs').then(({ runCommand }) => runCommand(command, words));
};
