import { createHash } from 'node:crypto';
import type { Uniform } from '@huiyin/domain';
import { normalDraws, seededUniform } from '@huiyin/domain';

/** One of several things with how often it should come up, relative to the others. */
export type Weighted<T> = readonly [thing: T, weight: number];

/**
 * A repeatable source of chance. `of(label)` gives a source of its own that depends on the seed and the label only, so
 * that what one office draws never moves what another draws.
 */
export class Chance {
  private readonly uniform: Uniform;
  private readonly normalDraw: () => number;

  constructor(private readonly seed: string) {
    this.uniform = seededUniform(createHash('sha256').update(seed).digest().readUIntBE(0, 6));
    this.normalDraw = normalDraws(this.uniform);
  }

  of(label: string): Chance {
    return new Chance(`${this.seed}/${label}`);
  }

  /** True with the given probability. */
  happens(probability: number): boolean {
    return this.uniform() < probability;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.uniform() * (high - low + 1));
  }

  normal(mean: number, deviation: number): number {
    return mean + deviation * this.normalDraw();
  }

  /** A waiting time of the given mean; short ones are common and long ones happen. */
  wait(mean: number): number {
    return -mean * Math.log(1 - this.uniform());
  }

  /** How often something happens that is expected `mean` times (Poisson; normal above 40, where the two agree). */
  count(mean: number): number {
    if (mean <= 0) return 0;
    if (mean > 40) return Math.max(0, Math.round(this.normal(mean, Math.sqrt(mean))));
    const limit = Math.exp(-mean);
    let product = this.uniform();
    let count = 0;
    while (product > limit) {
      product *= this.uniform();
      count += 1;
    }
    return count;
  }

  one<T>(things: readonly T[]): T {
    return things[Math.floor(this.uniform() * things.length)] as T;
  }

  weighted<T>(things: readonly Weighted<T>[]): T {
    let total = 0;
    for (const thing of things) total += thing[1];
    let left = this.uniform() * total;
    for (const thing of things) {
      left -= thing[1];
      if (left < 0) return thing[0];
    }
    return (things[things.length - 1] as Weighted<T>)[0];
  }

  /** The place in `shares` (which add up to 1) where a draw falls. */
  place(shares: readonly number[]): number {
    let left = this.uniform();
    for (let index = 0; index < shares.length - 1; index += 1) {
      left -= shares[index] as number;
      if (left < 0) return index;
    }
    return shares.length - 1;
  }

  /**
   * A UUIDv7 of the instant, the rest of it drawn. Written out of a table of hexadecimal bytes, because a demonstration
   * needs a million of them in a few seconds.
   */
  id(atMs: number): string {
    const time = Math.floor(atMs / 65536);
    const rest = atMs % 65536;
    const a = this.uniform() * 4096;
    const b = this.uniform() * 4194304;
    const c = this.uniform() * 4294967296;
    const d = (b % 1) * 16777216;
    return (
      (HEX[(time >>> 24) & 255] as string) +
      HEX[(time >>> 16) & 255] +
      HEX[(time >>> 8) & 255] +
      HEX[time & 255] +
      '-' +
      HEX[rest >>> 8] +
      HEX[rest & 255] +
      '-' +
      HEX[0x70 | (a >>> 8)] +
      HEX[a & 255] +
      '-' +
      HEX[0x80 | (b >>> 16)] +
      HEX[(b >>> 8) & 255] +
      '-' +
      HEX[b & 255] +
      HEX[(d >>> 16) & 255] +
      HEX[c >>> 24] +
      HEX[(c >>> 16) & 255] +
      HEX[(c >>> 8) & 255] +
      HEX[c & 255]
    );
  }

  digits(count: number): string {
    const size = 10 ** count;
    return String(size + Math.floor(this.uniform() * size)).slice(1);
  }
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
