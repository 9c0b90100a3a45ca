import type { FoundFigure } from './figure-reader.repository.ts';
import type { FigurePeriod } from './periods.ts';
import { keyOfPeriod } from './periods.ts';

/** Figures by what they are of, for look-ups without a search. */
export class FigureTable {
  private readonly byPlace = new Map<string, Map<string, FoundFigure>>();

  constructor(figures: readonly FoundFigure[]) {
    for (const figure of figures) {
      const place = placeText(figure.indicator, figure);
      const row = this.byPlace.get(place) ?? new Map<string, FoundFigure>();
      this.byPlace.set(place, row.set(figure.code, figure));
    }
  }

  get(indicator: string, period: FigurePeriod, code: string): FoundFigure | undefined {
    return this.byPlace.get(placeText(indicator, period))?.get(code);
  }

  /** The figures of some scopes by code, those that have one. */
  of(indicator: string, period: FigurePeriod, codes: Iterable<string>): ReadonlyMap<string, FoundFigure> {
    const row = this.byPlace.get(placeText(indicator, period));
    return new Map([...codes].flatMap((code) => (row?.has(code) ? [[code, row.get(code)!] as const] : [])));
  }
}

const placeText = (indicator: string, period: FigurePeriod): string => `${indicator} ${keyOfPeriod(period)}`;
