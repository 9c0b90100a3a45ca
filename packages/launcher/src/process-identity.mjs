// Is a process that was noted down still the same one? A number alone is not enough: numbers come round again,
// above all after a restart of the machine.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When the process began, in the system's own notation; null when it does not live.
 * @param {number} pid
 * @returns {string | null}
 */
export function processStart(pid) {
  try {
    const { state, started } = statOf(pid);
    if (state === 'Z' || state === 'X') return null; // Dead, only not yet fetched by its parent.
    // The start is counted from the start of the machine, so the boot's own number belongs to it.
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${started}`;
  } catch {
    return ask(pid, 'lstart=');
  }
}

/**
 * The command line of a running process; null when there is no such process.
 * @param {number} pid
 * @returns {string | null}
 */
export function processCommand(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || null;
  } catch {
    return ask(pid, 'command=');
  }
}

/**
 * The number of the process that is the parent now; null when there is no such process.
 * @param {number} pid
 * @returns {string | null}
 */
export function parentOf(pid) {
  try {
    return statOf(pid).parent ?? null;
  } catch {
    return ask(pid, 'ppid=');
  }
}

/** What Linux tells of a process. Throws when there is none, or no Linux. @param {number} pid */
function statOf(pid) {
  // The name in parentheses may hold anything, parentheses too; what follows the last one has no spaces in it.
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0], parent: fields[1], started: fields[19] };
}

/** @param {number} pid @param {string} field */
function ask(pid, field) {
  try {
    const words = ['-o', field, '-p', String(pid)];
    return (
      execFileSync('ps', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null
    );
  } catch {
    return null; // No such process, or no `ps`: the same answer to the question above.
  }
}
