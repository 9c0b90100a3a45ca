// One launcher a data folder. `database.json` says who has it and how to connect to the database in it.

import path from 'node:path';
import { Problem } from '../problem.mjs';
import { claim, livingClaim } from '../process-claim.mjs';

/**
 * Takes the data folder for this process. Throws a Problem when a living process has it.
 * @param {string} dataFolder
 */
export function claimDataFolder(dataFolder) {
  const ours = claim(claimFile(dataFolder));
  if (ours) return ours;
  refuseClaimedDataFolder(dataFolder);
  throw new Problem(`The data folder ${dataFolder} was taken by another start at this very moment.`);
}

/**
 * Throws a Problem when another launcher that is alive has the data folder.
 * @param {string} dataFolder
 */
export function refuseClaimedDataFolder(dataFolder) {
  const other = livingClaim(claimFile(dataFolder));
  if (!other) return;
  throw new Problem(
    `Huiyin is already running on the data folder ${dataFolder} (process ${other.pid}); stop it first, or set HUIYIN_DATA to another folder.`,
  );
}

/**
 * The address of the embedded database that another launcher runs in this data folder, or null.
 * @param {string} dataFolder
 */
export function runningDatabase(dataFolder) {
  return livingClaim(claimFile(dataFolder))?.url ?? null;
}

/** @param {string} dataFolder */
function claimFile(dataFolder) {
  return path.join(dataFolder, 'database.json');
}
