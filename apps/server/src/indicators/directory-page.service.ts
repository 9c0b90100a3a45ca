import type { Directory, DirectoryQuery } from '@huiyin/contract';
import { Injectable } from '@nestjs/common';
import type { Department, DirectorySnapshot, Line, Region } from '../directory/directory.ts';
import { VisitorError } from '../platform/errors/errors.ts';
import type { Ground } from './basis.service.ts';
import { BasisService } from './basis.service.ts';
import { FigureReader } from './figure-reader.repository.ts';
import { FigureTable } from './figure-table.ts';
import { KeptAnswers } from './kept-answers.ts';
import { shownPeriod } from './periods.ts';
import { shownFigure } from './presenting.ts';
import { TELLING, namedOf } from './scored.ts';
import { SiteFigures } from './site-figures.service.ts';

/** The departments by region, with their latest figures. */
@Injectable()
export class DirectoryPageService {
  private readonly kept = new KeptAnswers<Directory>(50);

  constructor(
    private readonly bases: BasisService,
    private readonly reader: FigureReader,
    private readonly site: SiteFigures,
  ) {}

  /** Throws VisitorError region_not_found, or not_found for a line that nobody knows. */
  async directory(query: DirectoryQuery): Promise<Directory> {
    const ground = await this.bases.ground();
    const question = JSON.stringify([ground.mark, query.region, query.line, query.q]);
    return this.kept.get(question, () => this.make(query, ground));
  }

  private async make(query: DirectoryQuery, ground: Ground): Promise<Directory> {
    const { directory, basis, today } = ground;
    const region = query.region === undefined ? null : directory.regionByCode.get(query.region);
    if (region === undefined) throw new VisitorError('region_not_found', { code: query.region! });
    const line = query.line === undefined ? null : directory.lineByCode.get(query.line);
    if (line === undefined) throw new VisitorError('not_found');

    const found = directory.departments.filter(
      (one) => one.active && isWanted(one, query.q, region, line, directory),
    );
    const period = await this.site.openingPeriod(ground);
    const figures = new FigureTable(
      period === null
        ? []
        : await this.reader.figures({
            scopeKind: 'department',
            codes: found.map(({ code }) => code),
            indicators: TELLING.map(({ code }) => code),
            periods: [period],
          }),
    );
    const figuresOf = ({ code }: Department) =>
      period === null
        ? []
        : TELLING.map((indicator) => shownFigure(indicator, figures.get(indicator.code, period, code)));
    return {
      basis,
      period: period === null ? null : shownPeriod(period, today),
      total: found.length,
      query: {
        q: query.q,
        region: region === null ? null : namedOf(region),
        line: line === null ? null : namedOf(line),
      },
      regions: regionsOf(found, directory).map((one) => ({
        ...namedOf(one),
        level: one.level,
        parent: one.parentCode,
        departments: found
          .filter(({ regionCode }) => regionCode === one.code)
          .map((department) => ({
            ...namedOf(department),
            line: namedOf(directory.lineByCode.get(department.lineCode)!),
            level: department.level,
            figures: figuresOf(department),
          })),
      })),
      choices: {
        regions: regionsOf(directory.departments, directory).map((one) => ({
          ...namedOf(one),
          level: one.level,
        })),
        lines: directory.lines.map(namedOf),
      },
    };
  }
}

function isWanted(
  { code, name, regionCode, lineCode }: Department,
  q: string,
  region: Region | null,
  line: Line | null,
  directory: DirectorySnapshot,
): boolean {
  const sought = q.toLowerCase();
  return (
    (line === null || lineCode === line.code) &&
    (region === null || directory.lineageOf(regionCode).includes(region)) &&
    (sought === '' || [code, name.zh, name.en].some((text) => text.toLowerCase().includes(sought)))
  );
}

/** The regions of some departments and all above them, each after its parent, siblings by code. */
function regionsOf(departments: readonly Department[], directory: DirectorySnapshot): Region[] {
  const wanted = new Set(departments.flatMap(({ regionCode }) => directory.lineageOf(regionCode)));
  const below = (parent: string | null): Region[] =>
    directory.regions
      .filter((region) => region.parentCode === parent && wanted.has(region))
      .flatMap((region) => [region, ...below(region.code)]);
  return below(null);
}
