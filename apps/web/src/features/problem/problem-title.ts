import type { ProblemData } from '@huiyin/contract';
import type { Texts } from '../../locales/texts.ts';

/** What a problem means to a reader, as the heading of the page. */
export function problemTitle({ status, code }: ProblemData, t: Texts): string {
  if (code.startsWith('offer_') || code === 'own_rating_unknown') return t.frame.problem.link;
  if (status === 404 || status === 410) return t.frame.problem.missing;
  if (status === 503) return t.frame.problem.away;
  return status >= 500 ? t.frame.problem.wrong : t.frame.problem.refused;
}
