import type { ReleaseFault } from '@huiyin/domain';
import { checkRelease } from '@huiyin/domain';
import { readRelease } from './read-release.ts';

/** What the check of a release says, line by line, and whether all is as it should be. */
export interface Verdict {
  readonly verified: boolean;
  readonly lines: readonly string[];
}

/** So many places are named; of more only the number. */
const NAMED = 20;

/** Checks the text of a release file: its hash (against a published one, if given), every figure, every rank band. */
export function verify(text: string, publishedHash?: string): Verdict {
  const read = readRelease(text);
  if (read.kind === 'refused') return { verified: false, lines: [`file      ${read.sentence}`] };
  const { content, sha256 } = read;
  if (publishedHash !== undefined && publishedHash.toLowerCase() !== sha256) {
    return {
      verified: false,
      lines: [`file      SHA-256 ${sha256}, published was ${publishedHash}: this is another file.`],
    };
  }
  const { tallies, figures, ranks } = checkRelease(content);
  const faults = [...tallies.faults, ...figures.faults, ...ranks.faults];
  const counted = (count: number) => count.toLocaleString('en-US');
  const verified = faults.length === 0;
  return {
    verified,
    lines: [
      `file      SHA-256 as it says, ${counted(Buffer.byteLength(text))} bytes`,
      `tallies   ${counted(tallies.rows)} rows, ${counted(tallies.faults.length)} impossible`,
      `figures   ${counted(figures.recomputed)} recomputed, ${counted(figures.faults.length)} differ`,
      `ranks     ${counted(ranks.recomputed)} bands recomputed, ${counted(ranks.faults.length)} groups differ`,
      ...faults.slice(0, NAMED).map(faultLine),
      ...(faults.length > NAMED ? [`          and ${counted(faults.length - NAMED)} more`] : []),
      `release   ${content.id} ${sha256.slice(0, 8)}…${sha256.slice(-4)}  ${verified ? 'verified' : 'NOT verified'}`,
    ],
  };
}

const faultLine = ({ where, says, shouldSay }: ReleaseFault): string =>
  `          ${where}: says ${short(says)}, should say ${short(shouldSay)}`;

const short = (text: string): string => (text.length > 120 ? `${text.slice(0, 119)}…` : text);
