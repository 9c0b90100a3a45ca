import { compositeOf } from './composite.ts';
import type { CompositeRules } from './composite.ts';

/**
 * Standard error of the composite of one unit, in points, out of the standard errors of its indicators, by code and in the unit of
 * their values; null when there is no composite. The errors must be independent of each other.
 *
 * Definition: √Σ((C(x + e) − C(x − e))/2)², each indicator moved by its own error e with the others left in place. That is the delta
 * method with the slope taken over the reach of the error. Source: JCGM 100:2008 (GUM), 5.1.3, note 2.
 *
 * At a goalpost only the half of the move that stays between the posts counts: a value on the post adds .50 of its error where a
 * normal draw cut off at the post adds .58, and one further than its own error beyond the post adds nothing. The floor of a dimension
 * works alike. A slope at the point would instead make every value at 100 % exact. Worked: two dimensions of weight 1 by the arithmetic
 * mean, errors 3 and 4 points → √(1.5² + 2²) = 2.5.
 */
export function compositeError(
  values: ReadonlyMap<string, number>,
  errors: ReadonlyMap<string, number>,
  rules: CompositeRules,
): number | null {
  if (compositeOf(values, rules) === null) return null;
  let variance = 0;
  for (const { indicators } of rules.dimensions) {
    for (const { code } of indicators) {
      const value = values.get(code);
      if (value === undefined) continue;
      const error = errors.get(code);
      if (error === undefined || !(error >= 0 && error < Infinity))
        throw new RangeError(`Not a standard error of ${code}: ${error ?? 'none'}`);
      const moved = (by: number): number =>
        compositeOf(new Map(values).set(code, value + by), rules)?.score ?? NaN;
      variance += ((moved(error) - moved(-error)) / 2) ** 2;
    }
  }
  return Math.sqrt(variance);
}
