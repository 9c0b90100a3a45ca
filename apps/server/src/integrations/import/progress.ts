import type { Language } from '@huiyin/contract';
import { Presets, SingleBar } from 'cli-progress';

const PHASES = {
  checking: { zh: '检查', en: 'Checking' },
  loading: { zh: '导入', en: 'Loading' },
  figures: { zh: '计算指标', en: 'Computing figures' },
} as const satisfies Record<string, Record<Language, string>>;

export type Phase = keyof typeof PHASES;

/** Where an import says how far it is. */
export interface Progress {
  begin(phase: Phase, totalBytes: number): void;
  bytes(done: number): void;
  rows(count: number): void;
  end(): void;
}

/** A bar on a terminal; elsewhere a line every few seconds. */
export function progressOn(stream: NodeJS.WriteStream, language: Language): Progress {
  return stream.isTTY ? new ProgressBar(stream, language) : new ProgressLines(stream, language);
}

export const SILENT: Progress = {
  begin: () => undefined,
  bytes: () => undefined,
  rows: () => undefined,
  end: () => undefined,
};

class ProgressBar implements Progress {
  private bar: SingleBar | null = null;
  private total = 0;
  private counted = 0;

  constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly language: Language,
  ) {}

  begin(phase: Phase, totalBytes: number): void {
    this.end();
    this.total = totalBytes;
    this.counted = 0;
    const unit = this.language === 'zh' ? '行' : 'rows';
    this.bar = new SingleBar(
      {
        stream: this.stream,
        format: `${PHASES[phase][this.language]} {bar} {percentage}% · {rows} ${unit} · {duration_formatted}`,
        hideCursor: true,
        gracefulExit: false,
      },
      Presets.shades_classic,
    );
    this.bar.start(Math.max(1, totalBytes), 0, { rows: 0 });
  }

  bytes(done: number): void {
    this.bar?.update(Math.min(done, this.total));
  }

  rows(count: number): void {
    this.counted = count;
    if (count % 500 === 0) this.bar?.update({ rows: count });
  }

  end(): void {
    this.bar?.update(Math.max(1, this.total), { rows: this.counted });
    this.bar?.stop();
    this.bar = null;
  }
}

const EVERY_MS = 3_000;

class ProgressLines implements Progress {
  private phase: Phase = 'checking';
  private total = 0;
  private done = 0;
  private saidAt = 0;

  constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly language: Language,
  ) {}

  begin(phase: Phase, totalBytes: number): void {
    Object.assign(this, { phase, total: totalBytes, done: 0, saidAt: Date.now() });
  }

  bytes(done: number): void {
    this.done = done;
  }

  rows(count: number): void {
    if (count % 500 !== 0 || Date.now() - this.saidAt < EVERY_MS) return;
    this.saidAt = Date.now();
    const share = this.total === 0 ? 0 : Math.floor((100 * this.done) / this.total);
    const unit = this.language === 'zh' ? '行' : 'rows';
    this.stream.write(`${PHASES[this.phase][this.language]}: ${count} ${unit}, ${share} %\n`);
  }

  end(): void {
    // Nothing is left on the screen that would have to be taken away.
  }
}
