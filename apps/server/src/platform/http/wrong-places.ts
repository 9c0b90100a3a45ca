import { z } from 'zod';
import type { WrongPlace } from '../errors/errors.ts';

const speakZh = z.locales.zhCN().localeError;
const speakEn = z.locales.en().localeError;

/** Sentences for the checks of our own that a schema library cannot word. */
const OWN: Readonly<Record<string, { zh: string; en: string }>> = {
  unprintable: {
    zh: '含有无法显示的字符，请删去后再提交',
    en: 'It holds characters that cannot be shown; remove them',
  },
};

const PLACES_MAX = 50;

/** The places of a message that a schema found wrong, each with a sentence in both languages, at most 50. */
export const wrongPlaces = (issues: readonly z.core.$ZodIssue[]): WrongPlace[] =>
  issues.flatMap((issue) => placesOf(issue, [])).slice(0, PLACES_MAX);

/** Of a choice between shapes, the branch with the fewest mistakes is the one that was meant. */
function placesOf(issue: z.core.$ZodIssue, base: readonly PropertyKey[]): WrongPlace[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const meant = issue.errors.reduce((best, branch) => (branch.length < best.length ? branch : best));
    return meant.flatMap((inner) => placesOf(inner, path));
  }
  const own = issue.code === 'custom' ? OWN[issue.message] : undefined;
  return [
    {
      pointer: pointerOf(path),
      zh: own?.zh ?? worded(speakZh, issue),
      en: own?.en ?? worded(speakEn, issue),
    },
  ];
}

function worded(speak: typeof speakZh, issue: z.core.$ZodIssue): string {
  const said = speak(issue as z.core.$ZodRawIssue);
  return (typeof said === 'string' ? said : said?.message) ?? issue.message;
}

/** RFC 6901. */
const pointerOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => '/' + String(step).replace(/~/g, '~0').replace(/\//g, '~1')).join('');
