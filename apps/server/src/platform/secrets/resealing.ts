import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { ResealingRepository } from './resealing.repository.ts';
import type { SealedTable } from './sealed-columns.ts';
import { SEALED } from './sealed-columns.ts';
import { Sealer } from './sealer.ts';

/**
 * Seals everything anew with the current key, while the site goes on. Stopped at any moment it has lost nothing, and goes on
 * from there when it is called again.
 */
@Injectable()
export class ResealingService {
  constructor(
    private readonly source: DataSource,
    private readonly repository: ResealingRepository,
    private readonly sealer: Sealer,
  ) {}

  /** How many texts were sealed anew. */
  async reseal(progress: (table: string, texts: number) => void = () => undefined): Promise<number> {
    let total = 0;
    for (const one of SEALED) {
      let texts = 0;
      for (;;) {
        const done = await this.source.transaction((manager) => this.batch(manager, one));
        if (done === 0) break;
        texts += done;
      }
      progress(one.table, texts);
      total += texts;
    }
    return total;
  }

  /** How many texts there are by the key that they are sealed with. */
  async counts(): Promise<ReadonlyMap<number, number>> {
    const counts = new Map<number, number>();
    for (const table of SEALED) {
      for (const { keyId, count } of await this.repository.counts(this.source.manager, table))
        counts.set(keyId, (counts.get(keyId) ?? 0) + count);
    }
    return counts;
  }

  private async batch(manager: EntityManager, table: SealedTable): Promise<number> {
    await this.repository.allow(manager);
    const { current } = this.sealer;
    let sealedAnew = 0;
    for (const { key, texts } of await this.repository.sealedOtherwise(manager, table, current)) {
      const anew = texts.map((text) => {
        if (text === null || this.sealer.keyIdOf(text) === current) return text;
        sealedAnew += 1;
        return this.sealer.sealBytes(this.sealer.openBytes(text));
      });
      await this.repository.write(manager, table, { key, texts: anew });
    }
    return sealedAnew;
  }
}
