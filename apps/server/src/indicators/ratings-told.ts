import type { DepartmentPage } from '@huiyin/contract';
import type { Measure } from '@huiyin/domain';
import { levelCounts, presentable, sumOf } from '@huiyin/domain';
import type { StoredSums } from './figure-reader.repository.ts';

/**
 * What may be told of the ratings of a scope: how they are spread over the levels, null when 1–10 people rated or such a
 * group could be found from it; and what else came in, 0 where that may not be told.
 */
export function ratingsOf({
  sums,
  withheld,
}: StoredSums): Pick<DepartmentPage, 'levels' | 'invited' | 'ratingsDefault' | 'ratingsExcluded'> {
  const counts = levelCounts(sums);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const isHidden = withheld.includes('level_1') || presentable(total) === 'withheld';
  const told = (measure: Measure): number => {
    const count = sumOf(sums, measure);
    return isHidden || withheld.includes(measure) || presentable(count) === 'withheld' ? 0 : count;
  };
  return {
    levels: isHidden ? null : [...counts],
    invited: told('invited'),
    ratingsDefault: told('rating_default'),
    ratingsExcluded: told('rating_excluded'),
  };
}
