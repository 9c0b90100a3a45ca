import type { Texts } from '../../locales/texts.ts';

/** What a status means to a reader, as the heading of the page. */
export function problemTitle(status: number, t: Texts): string {
  if (status === 404 || status === 410) return t.frame.problem.missing;
  if (status === 503) return t.frame.problem.away;
  return status >= 500 ? t.frame.problem.wrong : t.frame.problem.refused;
}
