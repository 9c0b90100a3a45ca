/**
 * Counts how often each digest was seen, in 12 bytes a digest: a file of millions of rows must not fill the memory with
 * its keys. 64 bits of the digest are kept; among a million keys two are taken for one with a chance of 1 in 30 million.
 */
export class KeyCounter {
  private slots = 1 << 12;
  private words = new Uint32Array(this.slots * 3);
  private size = 0;

  /** How often this digest was seen, this time included. `digest` has at least 8 bytes. */
  add(digest: Buffer): number {
    if (this.size * 5 > this.slots * 3) this.grow();
    return this.count(digest.readUInt32LE(0), digest.readUInt32LE(4), 1);
  }

  private count(high: number, low: number, times: number): number {
    let slot = (low ^ high) & (this.slots - 1);
    for (;;) {
      const at = slot * 3;
      if (this.words[at + 2] === 0) {
        this.words.set([high, low, times], at);
        this.size += 1;
        return times;
      }
      if (this.words[at] === high && this.words[at + 1] === low)
        return (this.words[at + 2] = this.words[at + 2]! + times);
      slot = (slot + 1) & (this.slots - 1);
    }
  }

  private grow(): void {
    const old = this.words;
    this.slots *= 2;
    this.words = new Uint32Array(this.slots * 3);
    this.size = 0;
    for (let at = 0; at < old.length; at += 3) {
      if (old[at + 2] !== 0) this.count(old[at]!, old[at + 1]!, old[at + 2]!);
    }
  }
}
