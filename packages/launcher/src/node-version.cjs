'use strict';
// Is this Node new enough? In the oldest JavaScript: see launch.cjs.

var NEEDED = { major: 20, minor: 19 };

/**
 * One sentence for a Node that is too old, else null.
 * @param {string} version like '20.19.0'
 */
function tooOld(version) {
  var parts = version.split('.');
  var major = Number(parts[0]);
  var minor = Number(parts[1]);
  if (major > NEEDED.major || (major === NEEDED.major && minor >= NEEDED.minor)) return null;
  return (
    'Node ' +
    NEEDED.major +
    '.' +
    NEEDED.minor +
    ' or later is needed, but this is Node ' +
    version +
    ': install a newer one from https://nodejs.org.'
  );
}

module.exports = { tooOld: tooOld };
