import type { ReleasePage } from '@huiyin/contract';
import type { Voice } from '../../wording/voice.ts';

/** The first eight of sixty-four characters: enough to tell two releases apart at a glance. */
export const hashStart = (sha256: string): string => sha256.slice(0, 8);

/** In groups of four, as they are read aloud. */
export const hashGroups = (sha256: string): string[] => sha256.match(/.{1,4}/g) ?? [];

const STEPS = ['B', 'KB', 'MB', 'GB'] as const;

/** A size as people say it: 812 B, 38 KB, 3.1 MB. */
export function sizeName(bytes: number): string {
  let size = bytes;
  let step = 0;
  while (size >= 1000 && step < STEPS.length - 1) {
    size /= 1000;
    step += 1;
  }
  return `${size >= 10 || step === 0 ? Math.round(size) : size.toFixed(1)} ${STEPS[step]}`;
}

/** What `huiyin verify` says of a release that is in order. The lines that need its contents name what is published of it. */
export function verifyOutput({ release, files }: ReleasePage, voice: Voice): string {
  const rowsOf = (name: string) => voice.count(files.find((file) => file.name === name)?.rows ?? 0);
  return [
    `file      SHA-256 as it says, ${voice.count(release.bytes)} bytes`,
    `tallies   ${rowsOf('release.json')} rows, 0 impossible`,
    `figures   ${voice.count(release.figures)} recomputed, 0 differ`,
    `ranks     ${rowsOf('ranks.csv')} bands recomputed, 0 groups differ`,
    `release   ${release.id} ${release.sha256.slice(0, 8)}…${release.sha256.slice(-4)}  verified`,
  ].join('\n');
}
