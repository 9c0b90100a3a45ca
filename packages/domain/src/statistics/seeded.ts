/** Gives the next number in 0 ≤ u < 1 at each call. */
export type Uniform = () => number;

/**
 * A repeatable stream of numbers, evenly spread over 0 ≤ u < 1 with 53 random bits, that depends on `seed` only.
 *
 * Simulation results are published, so anybody who repeats one must get the same digits on any machine; that is why
 * randomness is an argument here and integer arithmetic inside. The generator is Doty-Humphrey's small fast counter
 * generator with three 32-bit words and a counter (period at least 2³²). It must never make a secret.
 */
export function seededUniform(seed: number): Uniform {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`A seed is a whole number, got ${seed}`);
  let a = seed >>> 0;
  let b = Math.floor(seed / 2 ** 32) >>> 0;
  let c = 0x9e3779b9;
  let counter = 1;

  const word = (): number => {
    const out = (a + b + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + out) >>> 0;
    return out;
  };
  // Neighbouring seeds start alike; a few turns make their streams unrelated.
  for (let turn = 0; turn < 16; turn += 1) word();

  return () => ((word() >>> 5) * 67108864 + (word() >>> 6)) / 9007199254740992;
}

/** A stream of standard normal draws from a uniform stream (Marsaglia's polar method, two at a time). */
export function normalDraws(uniform: Uniform): () => number {
  let spare: number | null = null;
  return () => {
    if (spare !== null) {
      const kept = spare;
      spare = null;
      return kept;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const stretch = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * stretch;
      return x * stretch;
    }
  };
}

/** The seed of a question in words: the same question has the same answer everywhere. FNV-1a, 32 bits. */
export function seedOf(question: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < question.length; index += 1) {
    hash = Math.imul(hash ^ question.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash;
}
