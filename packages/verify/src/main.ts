import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { verify } from './verify.ts';

const HOW = `huiyin verify <release> [--sha256 HASH]

  <release>   the file of a release, or its address: https://…/releases/2026-Q3, or …/api/v1/releases/2026-Q3/release.json
  --sha256    the hash that was published, from a place that you trust`;

/** The command line. Gives the exit status: 0 verified, 1 not verified, 2 not understood or not readable. */
export async function main(words: string[]): Promise<number> {
  try {
    const { positionals, values } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { sha256: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    const [verb, release, ...more] = positionals;
    if (values.help === true) {
      console.log(HOW);
      return 0;
    }
    if (verb !== 'verify' || release === undefined || more.length > 0) {
      console.error(HOW);
      return 2;
    }
    const { verified, lines } = verify(await textOf(release), values.sha256);
    console.log(lines.join('\n'));
    return verified ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 2;
  }
}

async function textOf(release: string): Promise<string> {
  if (!/^https?:\/\//.test(release)) {
    return readFile(release, 'utf8').catch(() => {
      throw new Error(
        `There is no file ${release} that can be read: give a file, or an address that begins with https://.`,
      );
    });
  }
  const address = addressOfFile(release);
  const answer = await fetch(address, { headers: { accept: 'application/json' } }).catch(() => {
    throw new Error(`${address} does not answer: check the address and the network.`);
  });
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}: check the name of the release.`);
  return answer.text();
}

/** The page of a release has its file under the API; the file itself is taken as it is. */
export function addressOfFile(release: string): string {
  const url = new URL(release);
  const page = /^(.*?)(?:\/en)?\/releases\/([^/]+)\/?$/.exec(url.pathname);
  if (page === null || url.pathname.includes('/api/')) return release;
  url.pathname = `${page[1]}/api/v1/releases/${page[2]}/release.json`;
  url.search = '';
  url.hash = '';
  return url.href;
}
