import { describe, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Real and published data that no clone carries: a folder `shared/data` beside the repository. */
const sharedFolder = join(import.meta.dirname, '..', '..', '..', 'shared', 'data');

/** Full path of a file or folder of the shared data, such as 'oracles/csranks_pisa'; null when it is not there. */
export function sharedData(path: string): string | null {
  const full = join(sharedFolder, path);
  return existsSync(full) ? full : null;
}

/**
 * `describe` for tests that need shared data; `body` gets the full path.
 *
 * A clone without the data still passes: the tests are then skipped and say why in their name. Where `CI` is set that would
 * be a check that cannot fail, so there it is an error. This is the only skip in the repository.
 */
export function describeWithSharedData(name: string, path: string, body: (full: string) => void): void {
  const full = sharedData(path);
  if (full !== null) {
    describe(name, () => body(full));
    return;
  }
  const sentence = `${name}: not checked, because ../shared/data/${path} is not beside this repository`;
  if (isSet(process.env['CI'])) throw new Error(`${sentence}. With CI set these tests must run.`);
  // The body would read what is not there even while the tests are only being listed, so one line stands for them all.
  describe.skip(sentence, () => {
    it('needs the shared data', () => undefined);
  });
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== 'false' && value !== '0';
}
