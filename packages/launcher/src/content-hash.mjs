// One number for the content of many files. Times of change are not looked at: git and copies change them freely.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * Changes when a file below one of the places is added, removed, renamed or edited. A place that is missing is fine.
 * @param {string[]} places files and folders
 * @param {(file: string) => boolean} [counts] which files matter
 */
export function contentHash(places, counts = () => true) {
  const hash = createHash('sha256');
  for (const file of places.flatMap(filesBelow).filter(counts)) {
    hash
      .update(file)
      .update('\0')
      .update(createHash('sha256').update(readFileSync(file)).digest());
  }
  return hash.digest('hex');
}

/** @param {string} place @returns {string[]} in a stable order */
function filesBelow(place) {
  if (!existsSync(place)) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => !['node_modules', 'dist'].includes(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => filesBelow(path.join(place, entry.name)));
}
