import type { DepartmentPage } from '@huiyin/contract';
import { INDICATORS } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { Department } from '../directory/directory.ts';
import type { Ground } from './basis.service.ts';
import { FigureReader } from './figure-reader.repository.ts';
import { FigureTable } from './figure-table.ts';
import type { FigurePeriod } from './periods.ts';
import { mayBeShown } from './presenting.ts';
import { namedOf } from './scored.ts';

/** The indicator of what people think of an item. */
const SATISFACTION = INDICATORS.find(({ code }) => code === 'C1')!;

/** What people think of each thing that a department does. */
@Injectable()
export class ItemFigures {
  constructor(private readonly reader: FigureReader) {}

  /** The items that somebody rated, most rated first; those that could be found by subtraction are withheld as well. */
  async rated(
    { id }: Department,
    period: FigurePeriod,
    { directory }: Ground,
  ): Promise<DepartmentPage['items']> {
    const items = directory.items.filter(({ departmentId }) => departmentId === id);
    const figures = new FigureTable(
      await this.reader.figures({
        scopeKind: 'item',
        codes: items.map(({ code }) => code),
        indicators: [SATISFACTION.code],
        periods: [period],
      }),
    );
    const rated = items.flatMap((item) => {
      const figure = figures.get(SATISFACTION.code, period, item.code);
      return figure === undefined ? [] : [{ item, figure }];
    });
    return rated
      .map(({ item, figure }) => ({
        ...namedOf(item),
        ratings: mayBeShown(figure) ? figure.denominator : null,
        satisfaction: mayBeShown(figure) ? figure.value : null,
      }))
      .sort((a, b) => (b.ratings ?? 0) - (a.ratings ?? 0) || (a.code < b.code ? -1 : 1));
  }
}
