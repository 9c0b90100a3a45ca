import type { SystemSettings } from '@huiyin/domain';
import { DIMENSIONS } from '@huiyin/domain';
import { z } from 'zod';

const SettingsSchema = z.strictObject({
  dimensions: z
    .array(z.strictObject({ code: z.enum(DIMENSIONS.map(({ code }) => code)), weight: z.number() }))
    .min(1),
  indicators: z.array(
    z.strictObject({ code: z.string(), weight: z.number(), worst: z.number(), best: z.number() }),
  ),
  floor: z.number(),
  minimum: z.strictObject({ scored: z.int(), ranked: z.int() }),
  peers: z.strictObject({ volumeBands: z.array(z.int()) }),
});

/**
 * The settings that a file holds, as JSON in the shape of `SystemSettings`, or what keeps it from holding any: one sentence
 * for each place. Whether the settings make sense is another question (see `faultsOf`).
 */
export function settingsOf(
  text: string,
): { readonly settings: SystemSettings } | { readonly faults: readonly string[] } {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return { faults: ['The file is not JSON: begin with what "npm run system -- show 1" prints.'] };
  }
  const read = SettingsSchema.safeParse(content);
  if (read.success) return { settings: read.data };
  return {
    faults: read.error.issues.map(({ path, message }) => {
      const place = path.length === 0 ? 'the file' : z.core.toDotPath(path);
      return `At ${place}: ${message.replace(/^Invalid input: /, '')}.`;
    }),
  };
}
