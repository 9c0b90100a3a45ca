import type { LocalDate } from '@huiyin/domain';
import { DefectError } from '../platform/errors/errors.ts';

/** The version of the indicator system that holds for a period: the newest in force as it begins, else the first. */
export function systemFor<S extends { readonly effectiveFrom: LocalDate }>(
  oldestFirst: readonly S[],
  periodStart: LocalDate,
): S {
  const inForce =
    oldestFirst.filter(({ effectiveFrom }) => effectiveFrom <= periodStart).at(-1) ?? oldestFirst[0];
  if (inForce === undefined) throw new DefectError('the database has no indicator system');
  return inForce;
}
