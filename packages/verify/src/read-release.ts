import type { ReleaseContent } from '@huiyin/domain';
import { RELEASE_FORMAT } from '@huiyin/domain';
import { z } from 'zod';
import { canonical, hashOf } from './release-file.ts';

const Bilingual = z.strictObject({ zh: z.string(), en: z.string() });
const Row = z.array(z.number().nullable());
const Scoring = z.strictObject({ code: z.string(), weight: z.number(), worst: z.number(), best: z.number() });

/** The shape of a release file. Strict: what is not known here would not be checked. */
const ReleaseFileSchema = z.strictObject({
  format: z.literal(RELEASE_FORMAT),
  id: z.string(),
  number: z.int(),
  edition: z.int(),
  supersedes: z.string().nullable(),
  period: z.strictObject({ key: z.string(), first: z.string(), last: z.string() }),
  madeAt: z.string(),
  through: z.string(),
  figureVersion: z.int(),
  author: z.string(),
  reason: Bilingual,
  system: z.strictObject({
    version: z.int(),
    settings: z.strictObject({
      dimensions: z.array(z.strictObject({ code: z.string(), weight: z.number() })),
      indicators: z.array(Scoring),
      floor: z.number(),
      minimum: z.strictObject({ scored: z.int(), ranked: z.int() }),
      peers: z.strictObject({ volumeBands: z.array(z.number()) }),
    }),
  }),
  code: z.string(),
  names: z.array(z.strictObject({ scope: z.string(), code: z.string(), name: Bilingual })),
  cells: z.array(
    z.strictObject({
      scope: z.string(),
      code: z.string(),
      period: z.string(),
      tallies: z.record(z.string(), z.number()),
      withheld: z.array(z.string()),
      waits: z.strictObject({ first: z.array(Row).optional(), full: z.array(Row).optional() }),
      figures: z.record(z.string(), z.array(z.number()).length(5)),
      times: z.record(z.string(), Row.length(3)),
    }),
  ),
  rankings: z.array(
    z.strictObject({
      indicator: z.string(),
      period: z.string(),
      group: z.string(),
      bands: z.array(z.tuple([z.string(), z.int(), z.int()])),
    }),
  ),
  sha256: z.string(),
});

/** A release file as it was read, or why it is none, in a sentence that says what to do. */
export type ReadRelease =
  | { readonly kind: 'read'; readonly content: ReleaseContent; readonly sha256: string }
  | { readonly kind: 'refused'; readonly sentence: string };

/**
 * Reads a release file. Refuses what is no release, what is not written in the one canonical way (then its bytes are not
 * those that were published), and what does not have the hash that it says it has.
 */
export function readRelease(text: string): ReadRelease {
  const refused = (sentence: string): ReadRelease => ({ kind: 'refused', sentence });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return refused('This is no JSON: download the release again, its address ends in /release.json.');
  }
  const read = ReleaseFileSchema.safeParse(parsed);
  if (!read.success) {
    const place = read.error.issues[0]?.path.join('.') ?? '';
    return refused(
      `This is no release that this version can read${place === '' ? '' : ` (see "${place}")`}: download it again, or update the program.`,
    );
  }
  const { sha256, ...content } = parsed as ReleaseContent & { sha256: string };
  if (canonical({ ...content, sha256 }) !== text.trimEnd())
    return refused('The file is not written as it was published: some character in it was changed.');
  const own = hashOf(canonical(content));
  if (own !== sha256)
    return refused(`The content has the SHA-256 ${own}, but says ${sha256}: something in it was changed.`);
  return { kind: 'read', content, sha256 };
}
