import { Logger } from '@nestjs/common';

/** While a value cannot be read, whoever watches the log hears it this often. */
const COMPLAINT_EVERY_MS = 60_000;

/**
 * A value that is read now and then and asked for all the time. It is read again when it is older than `maxAgeMs` and
 * somebody asks, once for all who ask meanwhile. When the reading fails, the last value is given on: what was true half
 * a minute ago serves better than an error, and the log says so. Only without any value the error reaches the asker.
 */
export class KeptFresh<T> {
  private kept: { readonly value: T; readonly readAt: number } | null = null;
  private reading: Promise<T> | null = null;
  private edition = 0;
  private complainedAt = Number.NEGATIVE_INFINITY;
  private readonly log = new Logger(KeptFresh.name);

  constructor(
    /** What it is, for the log. */
    private readonly name: string,
    private readonly read: () => Promise<T>,
    private readonly maxAgeMs = 30_000,
    /** Age is measured on a clock that never jumps. */
    private readonly monotonicMs: () => number = () => performance.now(),
  ) {}

  async value(): Promise<T> {
    const { kept } = this;
    if (kept !== null && this.monotonicMs() - kept.readAt < this.maxAgeMs) return kept.value;
    try {
      return await (this.reading ??= this.readOnce());
    } catch (error) {
      if (kept === null) throw error;
      this.complain(error);
      return kept.value;
    }
  }

  /** The next question reads anew: call it after a change. */
  forget(): void {
    this.edition += 1;
    this.kept = null;
    this.reading = null;
  }

  private complain(error: unknown): void {
    const now = this.monotonicMs();
    if (now - this.complainedAt < COMPLAINT_EVERY_MS) return;
    this.complainedAt = now;
    this.log.warn(`${this.name} cannot be read anew and stays as it was: ${String(error)}`);
  }

  private async readOnce(): Promise<T> {
    const { edition } = this;
    try {
      const value = await this.read();
      // A change during the reading may have been missed: then the value is given, but not kept.
      if (edition === this.edition) this.kept = { value, readAt: this.monotonicMs() };
      return value;
    } finally {
      if (edition === this.edition) this.reading = null;
    }
  }
}
