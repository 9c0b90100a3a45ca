import type { Basis } from '@huiyin/contract';
import type { LetterRules, LocalDate } from '@huiyin/domain';
import { localDateOf } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { DirectorySnapshot } from '../directory/directory.ts';
import { DirectoryService } from '../directory/directory.service.ts';
import { KeptFresh } from '../directory/kept-fresh.ts';
import { RulesService } from '../directory/rules.service.ts';
import { Clock } from '../platform/clock/clock.ts';
import type { FigureVersion, SystemVersion } from './figure-reader.repository.ts';
import { FigureReader } from './figure-reader.repository.ts';
import { systemFor } from './system-in-force.ts';

/** What every public answer about figures stands on. */
export interface Ground {
  readonly basis: Basis;
  readonly today: LocalDate;
  readonly rules: LetterRules;
  readonly directory: DirectorySnapshot;
  readonly systems: readonly SystemVersion[];
  /** Changes with anything above: an answer made on the same ground is the same answer. */
  readonly mark: string;
}

/** A crowd asks for the version once a quarter of a second; a figure is visible that much later. */
const VERSION_AGE_MS = 250;

/** The present state of the figures, the day, the rules and the directory. */
@Injectable()
export class BasisService {
  private readonly version: KeptFresh<FigureVersion>;
  private readonly editions = new WeakMap<DirectorySnapshot, number>();
  private edition = 0;

  constructor(
    private readonly reader: FigureReader,
    private readonly rules: RulesService,
    private readonly directory: DirectoryService,
    private readonly clock: Clock,
  ) {
    this.version = new KeptFresh('the version of the figures', () => reader.version(), VERSION_AGE_MS);
  }

  async ground(): Promise<Ground> {
    const { version, computedAt } = await this.version.value();
    const rules = await this.rules.letterRules();
    const directory = await this.directory.snapshot();
    const systems = await this.reader.systems();
    const today = localDateOf(this.clock.now(), rules.policy.zone);
    return {
      basis: {
        version,
        computedAt: computedAt?.toISOString() ?? null,
        system: String(systemFor(systems, today).version),
        zone: rules.policy.zone,
      },
      today,
      rules,
      directory,
      systems,
      mark: [version, today, this.editionOf(directory), systems.length].join(':'),
    };
  }

  private editionOf(directory: DirectorySnapshot): number {
    const known = this.editions.get(directory) ?? (this.edition += 1);
    this.editions.set(directory, known);
    return known;
  }
}
