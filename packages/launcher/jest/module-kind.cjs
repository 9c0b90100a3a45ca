'use strict';
// One question: would Node read this JavaScript file as an ES module?

const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');

/** @type {Map<string, boolean>} what was found out for a folder */
const kinds = new Map();

/**
 * Node's rule: the ending decides, else `"type"` of the nearest package.json above the file.
 * @param {string} filename
 */
function isEsModule(filename) {
  if (filename.endsWith('.mjs')) return true;
  if (filename.endsWith('.cjs')) return false;
  return folderHoldsEsModules(path.dirname(filename));
}

/** @param {string} folder @returns {boolean} */
function folderHoldsEsModules(folder) {
  const known = kinds.get(folder);
  if (known !== undefined) return known;
  const manifest = path.join(folder, 'package.json');
  const above = path.dirname(folder);
  let answer = false;
  if (existsSync(manifest)) answer = JSON.parse(readFileSync(manifest, 'utf8')).type === 'module';
  else if (above !== folder) answer = folderHoldsEsModules(above);
  kinds.set(folder, answer);
  return answer;
}

module.exports = { isEsModule };
