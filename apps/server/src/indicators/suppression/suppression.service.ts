import { createHash } from 'node:crypto';
import type { Population } from '@huiyin/domain';
import { MINIMUM, POPULATIONS, STOCK_NAMES, suppress } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { unhurried } from '../../platform/unhurried.ts';
import { tryCells } from '../tally-locks.ts';
import { FiguresRepository } from '../figures.repository.ts';
import { scopePeriodText } from '../scope-period.ts';
import type { PublicCell, PublicCells, Structure } from './public-cells.ts';
import { publicCells } from './public-cells.ts';
import { SuppressionRepository } from './suppression.repository.ts';

/** The largest group of people that nothing may be told of. */
export const SMALL_MAX = MINIMUM.shown - 1;

/**
 * Decides which cells are withheld, so that none of 1–10 people can be found: neither read, nor by subtracting what is
 * shown from what is shown, across regions, lines, items, channels and time. Small cells are withheld by everybody who
 * shows a figure, at once; those that must hide them are found here, a moment later.
 */
@Injectable()
export class SuppressionService {
  constructor(
    private readonly source: DataSource,
    private readonly repository: SuppressionRepository,
    private readonly figures: FiguresRepository,
  ) {}

  /**
   * Looks through the populations whose cells have changed since the last time. `changed` counts those. The cells are read
   * at one instant, and what was found is written in a transaction of its own: figures may be made meanwhile.
   */
  refresh(nowMs: number): Promise<{ changed: number }> {
    return this.source.transaction('REPEATABLE READ', async (manager) => {
      if (!(await tryCells(manager))) return { changed: 0 };
      const found = await this.found(manager);
      if (found.length > 0) await this.source.transaction((writer) => this.write(writer, found, nowMs));
      return { changed: found.length };
    });
  }

  private async write(manager: EntityManager, found: readonly Found[], nowMs: number): Promise<void> {
    let moved = false;
    for (const { population, withheld, digest } of found)
      if (await this.repository.replace(manager, population, withheld, digest)) moved = true;
    if (moved) await this.figures.touchVersion(manager, nowMs);
  }

  private async found(manager: EntityManager): Promise<Found[]> {
    const structure = await this.repository.structure(manager);
    const known = await this.repository.digests(manager);
    const found: Found[] = [];
    /** Cells of the valid ratings that are withheld: what contains those ratings would give them away. */
    let hidden: ReadonlySet<string> = new Set();
    for (const population of POPULATIONS) {
      const cells = await this.repository.cells(manager, population);
      const forced = population.contains === undefined ? new Set<string>() : hidden;
      const digest = digestOf(cells, structure, forced);
      const isKnown = known.get(population.key)?.equals(digest) === true;
      // Of the ratings it must be known what is hidden, whether it changed or not.
      if (isKnown && !POPULATIONS.some(({ contains }) => contains === population.key)) continue;
      const withheld = await withheldOf(cells, structure, population, forced);
      if (POPULATIONS.some(({ contains }) => contains === population.key))
        hidden = new Set(withheld.map(scopePeriodText));
      if (!isKnown) found.push({ population: population.key, withheld, digest });
    }
    return found;
  }
}

/** What a population's cells came to that had changed; the digest tells whether they change again. */
interface Found {
  readonly population: string;
  readonly withheld: readonly PublicCell[];
  readonly digest: Buffer;
}

/**
 * The cells of a population that are withheld, small ones and those that hide them. What a release has shown stays shown
 * and what it has withheld stays withheld: the others must make up for it. What hid others stays withheld while nothing
 * has changed in it.
 */
export async function withheldOf(
  cells: readonly PublicCell[],
  structure: Structure,
  population: Population,
  forced: ReadonlySet<string>,
): Promise<PublicCell[]> {
  const { cells: published, sums }: PublicCells = await unhurried(
    publicCells(cells, structure, isStock(population)),
  );
  const question = {
    sizes: published.map(({ n }) => n),
    sums,
    smallMax: SMALL_MAX,
    published: placesOf(published, ({ released }) => released === 'shown'),
    forced: placesOf(
      published,
      (cell) =>
        cell.released === 'withheld' ||
        (cell.released === null && (cell.kept || forced.has(scopePeriodText(cell)))),
    ),
  };
  const { withheld } = await unhurried(suppress(question));
  return [...withheld].map((place) => published[place]!);
}

/** True of people who are counted where they stand at the end of a period, not as they come. */
export const isStock = ({ measures }: Population): boolean =>
  measures.some((measure) => STOCK_NAMES.includes(measure));

const placesOf = (cells: readonly PublicCell[], is: (cell: PublicCell) => boolean): Set<number> =>
  new Set(cells.flatMap((cell, place) => (is(cell) ? [place] : [])));

function digestOf(cells: readonly PublicCell[], structure: Structure, forced: ReadonlySet<string>): Buffer {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([[...structure.regions], structure.departments, [...forced].sort()]));
  for (const cell of cells) hash.update(`${scopePeriodText(cell)}\u0000${cell.n}\u0000${cell.released}\n`);
  return hash.digest();
}
