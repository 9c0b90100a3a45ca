import type { DepartmentPage, PeerRow } from '@huiyin/contract';
import type { Indicator } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { Department } from '../directory/directory.ts';
import { ComparisonService, groupText } from './comparison.service.ts';
import { FigureReader } from './figure-reader.repository.ts';
import type { FigureTable } from './figure-table.ts';
import type { FigurePeriod } from './periods.ts';
import { shownFigure } from './presenting.ts';
import { waitCurveOf } from './wait-curve.ts';

/** A department among its peers. */
@Injectable()
export class PeerFigures {
  constructor(
    private readonly reader: FigureReader,
    private readonly comparisons: ComparisonService,
  ) {}

  /** One indicator of a department against its peers. */
  async row(
    indicator: Indicator,
    { code, level, lineCode }: Department,
    band: number,
    peers: readonly Department[],
    period: FigurePeriod,
    figures: FigureTable,
  ): Promise<PeerRow> {
    const own = figures.get(indicator.code, period, code);
    const { presentation, value } = shownFigure(indicator, own);
    const members = figures.of(
      indicator.code,
      period,
      peers.map((peer) => peer.code),
    );
    const { placed, median } = await this.comparisons.place(
      indicator,
      period,
      groupText(level, lineCode, null, band),
      members,
    );
    const place = placed.find((one) => one.code === code);
    return {
      indicator: indicator.code,
      name: indicator.name,
      unit: indicator.unit,
      better: indicator.better,
      presentation,
      value,
      median,
      peers: placed.filter((one) => one.code !== code).map(({ figure }) => figure.value),
      rankLow: place?.rankLow ?? null,
      rankHigh: place?.rankHigh ?? null,
      // Alone among its peers there is nobody to stand above or below.
      standing: place === undefined || placed.length < 2 ? null : place.standing,
    };
  }

  /** The waits at the other peers together, of those that may be told. */
  async wait(
    { code }: Department,
    peers: readonly Department[],
    period: FigurePeriod,
  ): Promise<DepartmentPage['peerWait']> {
    const others = peers.map((peer) => peer.code).filter((peer) => peer !== code);
    return waitCurveOf(await this.reader.waitsTogether(others, period));
  }
}
