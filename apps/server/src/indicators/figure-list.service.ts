import type { FigureList, FigureQuery } from '@huiyin/contract';
import type { Bilingual } from '@huiyin/domain';
import { indicatorOf, isLocalDate } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { DirectorySnapshot } from '../directory/directory.ts';
import { VisitorError } from '../platform/errors/errors.ts';
import { BasisService } from './basis.service.ts';
import { readFigureCursor, writeFigureCursor } from './figure-cursor.ts';
import { FigureReader } from './figure-reader.repository.ts';
import { shownPeriod } from './periods.ts';
import { shownFigure } from './presenting.ts';
import { knownIndicator } from './ranking.service.ts';

type Scope = FigureQuery['scope'];

/** All figures, page by page, for whoever computes with them. */
@Injectable()
export class FigureListService {
  constructor(
    private readonly bases: BasisService,
    private readonly reader: FigureReader,
  ) {}

  /** In order of code, period and indicator. Throws VisitorError for codes and cursors that nobody knows. */
  async list(query: FigureQuery): Promise<FigureList> {
    const { directory, today } = await this.bases.ground();
    const { indicator, scope, code, kind, from, to, cursor, limit } = query;
    if (indicator !== undefined) knownIndicator(indicator);
    if (code !== undefined && nameOf(scope, code, directory) === undefined) throw unknownCode(scope, code);
    const found = await this.reader.page({
      scopeKind: scope,
      kind,
      ...(indicator === undefined ? {} : { indicator }),
      ...(code === undefined ? {} : { code }),
      ...(from === undefined || !isLocalDate(from) ? {} : { from }),
      // The year 0 is a date of ISO 8601 and of no database: before everything, as a day of the year 1 is.
      ...(to === undefined ? {} : { to: isLocalDate(to) ? to : '0001-01-01' }),
      after: cursor === undefined ? null : readFigureCursor(cursor),
      limit,
    });
    const page = found.slice(0, limit);
    return {
      figures: page.flatMap((figure) => {
        const declared = indicatorOf(figure.indicator);
        // A version of the program that knows fewer indicators than the one that computed shows what it knows.
        if (declared === undefined) return [];
        const name = nameOf(scope, figure.code, directory) ?? { zh: figure.code, en: figure.code };
        return [
          {
            ...shownFigure(declared, figure),
            scope,
            code: figure.code,
            name,
            period: shownPeriod(figure, today),
          },
        ];
      }),
      nextCursor: found.length > limit ? writeFigureCursor(page.at(-1)!) : null,
    };
  }
}

function nameOf(scope: Scope, code: string, directory: DirectorySnapshot): Bilingual | undefined {
  const known = {
    department: directory.departmentByCode,
    region: directory.regionByCode,
    line: directory.lineByCode,
    item: directory.itemByCode,
    channel: directory.channelByCode,
  } as const;
  return known[scope].get(code)?.name;
}

function unknownCode(scope: Scope, code: string): VisitorError {
  if (scope === 'department') return new VisitorError('department_not_found', { code });
  return scope === 'region' ? new VisitorError('region_not_found', { code }) : new VisitorError('not_found');
}
