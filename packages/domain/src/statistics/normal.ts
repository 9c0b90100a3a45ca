const rootTwoPi = Math.sqrt(2 * Math.PI);

/** Below this the power series is short; above it the continued fraction is. Both are exact to rounding here. */
const seriesUntil = 2.5;

/** Density of the standard normal distribution at `z`. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / rootTwoPi;
}

/**
 * Probability that a standard normal value is at most `z`.
 *
 * Relative error about 1e-13 in both tails (so also where the answer is 1e-100), because the tail is computed as
 * a tail and never as one minus something close to one.
 * Definition: Φ(z) = ½ + φ(z)·(z + z³/3 + z⁵/(3·5) + …), and for the far tail Laplace's continued fraction
 * 1 − Φ(z) = φ(z) / (z + 1/(z + 2/(z + 3/(z + …)))). Worked: Φ(1.959963984540054) = 0.975.
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) throw new RangeError('normalCdf needs a number');
  if (Math.abs(z) < seriesUntil) return 0.5 + centralArea(z);
  return z < 0 ? upperTail(-z) : 1 - upperTail(z);
}

/**
 * The value that a standard normal variable stays below with probability `p`; 0 and 1 give −∞ and ∞.
 *
 * A first guess, right to three decimals, is corrected by Halley's rule on {@link normalCdf}, which triples the correct
 * digits each time, so the answer is as exact as the distribution function. Worked: normalQuantile(0.975) = 1.959963984540054.
 */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) throw new RangeError(`A probability lies in 0–1, got ${p}`);
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  // 1 − p is exact for p in ½–1, so the upper half is the mirror of the lower one to the last bit.
  if (p > 0.5) return -normalQuantile(1 - p);

  let z = firstGuess(p);
  for (let round = 0; round < 4; round += 1) {
    const step = (normalCdf(z) - p) / normalDensity(z);
    z -= step / (1 + (z * step) / 2);
    if (Math.abs(step) < 1e-15 * Math.abs(z)) break;
  }
  return z;
}

let lastLevel = 0.95;
let lastZ = 1.959963984540054;

/**
 * Standard errors to either side of the estimate at a confidence level such as 0.95 (1.96) or 0.998 (3.09).
 *
 * The argument is the confidence, never the error probability: a level below one half is refused, since 0.05 would
 * silently give an interval that is far too narrow. The last answer is kept, as whole tables use one level.
 */
export function zOfLevel(level: number): number {
  if (!(level >= 0.5 && level < 1)) {
    throw new RangeError(
      `A confidence level such as 0.95 is needed (not an error probability), got ${level}`,
    );
  }
  if (level !== lastLevel) {
    lastZ = -normalQuantile((1 - level) / 2);
    lastLevel = level;
  }
  return lastZ;
}

function centralArea(z: number): number {
  let term = z;
  let sum = z;
  for (let odd = 3; Math.abs(term) > 1e-18 * Math.abs(sum); odd += 2) {
    term *= (z * z) / odd;
    sum += term;
  }
  return normalDensity(z) * sum;
}

function upperTail(z: number): number {
  // From the inside out; 120 levels are more than z = 2.5 needs, and larger z needs fewer.
  let fraction = z;
  for (let level = 120; level >= 1; level -= 1) fraction = z + level / fraction;
  return normalDensity(z) / fraction;
}

/** Hastings' rational approximation (Abramowitz and Stegun 26.2.23), error below 4.5e-4, for p up to one half. */
function firstGuess(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p));
  const above = 2.515517 + t * (0.802853 + t * 0.010328);
  const below = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return above / below - t;
}
