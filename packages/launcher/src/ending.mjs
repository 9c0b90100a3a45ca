// What must be stopped before this process may end, last started first.

/** @typedef {() => void | Promise<void>} Deed */

/** @type {Deed[]} */
const deeds = [];

let ending = false;

/** Whether the end has begun: failures from now on are only its echo. */
export const isEnding = () => ending;

/**
 * Remembers what to do at the end. The returned function forgets it again.
 * @param {Deed} deed
 */
export function atEnd(deed) {
  deeds.push(deed);
  return () => {
    const at = deeds.indexOf(deed);
    if (at >= 0) deeds.splice(at, 1);
  };
}

/** Does all deeds in turn, the last one first; one that fails does not keep the others from being done. */
export async function endEverything() {
  ending = true;
  for (let deed = deeds.pop(); deed; deed = deeds.pop()) {
    try {
      await deed();
    } catch (failure) {
      console.error('huiyin: something could not be stopped:', failure);
    }
  }
}
