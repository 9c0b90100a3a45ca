import { statSync } from 'node:fs';
import type { KeyRing } from './key-ring.ts';
import { openKeyRing } from './key-ring.ts';

/** How often the file is looked at. After a rotation every process seals with the new key within this time. */
export const LOOK_EVERY_MS = 5_000;

/** The key ring of a running process: read anew when its file changed, so that keys rotate without a restart. */
export class KeptKeyRing {
  private kept: KeyRing;
  private changedAtMs: number;
  private lookedAtMs = 0;

  constructor(
    private readonly file: string,
    private readonly monotonicMs: () => number = () => performance.now(),
  ) {
    this.kept = openKeyRing(file);
    this.changedAtMs = changeOf(file);
  }

  /** Throws ConfigurationError when the file has changed into something that is no key ring. */
  readonly ring = (): KeyRing => {
    const now = this.monotonicMs();
    if (now - this.lookedAtMs < LOOK_EVERY_MS) return this.kept;
    this.lookedAtMs = now;
    const changedAtMs = changeOf(this.file);
    if (changedAtMs !== 0 && changedAtMs !== this.changedAtMs) {
      this.kept = openKeyRing(this.file);
      this.changedAtMs = changedAtMs;
    }
    return this.kept;
  };

  /** Looks at once: a text is sealed with a key that is not known yet. */
  readonly anew = (): KeyRing => {
    this.lookedAtMs = Number.NEGATIVE_INFINITY;
    return this.ring();
  };
}

/** A file that is gone for a moment, while it is replaced, has not changed yet. */
function changeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
