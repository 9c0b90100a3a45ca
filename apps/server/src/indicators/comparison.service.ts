import { createHash } from 'node:crypto';
import type { Indicator } from '@huiyin/domain';
import { median, seedOf } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { Department } from '../directory/directory.ts';
import type { DirectorySnapshot } from '../directory/directory.ts';
import type { Compared, Comparison } from './comparison.ts';
import { compare } from './comparison.ts';
import type { FoundFigure } from './figure-reader.repository.ts';
import { KeptAnswers } from './kept-answers.ts';
import type { FigurePeriod } from './periods.ts';
import { keyOfPeriod } from './periods.ts';
import { mayBeRanked } from './presenting.ts';
import type { Bands } from './volumes.service.ts';

/** Enough for every peer group, indicator and quarter that people look at in an hour. */
const KEPT = 2_000;

/** Comparisons of departments among their peers, each simulated once for the same numbers. */
@Injectable()
export class ComparisonService {
  private readonly kept = new KeptAnswers<Comparison>(KEPT);

  /** Peers of a department: the same level, function line and volume band. Itself is among them. */
  peersOf(department: Department, directory: DirectorySnapshot, bands: Bands): Department[] {
    const { band } = bands.of(department.code);
    return directory.departments.filter(
      ({ code, level, lineCode, active }) =>
        level === department.level &&
        lineCode === department.lineCode &&
        active &&
        bands.of(code).band === band,
    );
  }

  /** Places those of the figures that may be ranked. `group` names who is compared, in words that do not change. */
  place(
    indicator: Indicator,
    period: FigurePeriod,
    group: string,
    figures: ReadonlyMap<string, FoundFigure>,
  ): Promise<Comparison> {
    const members: Compared[] = [...figures].flatMap(([code, figure]) =>
      mayBeRanked(figure) ? [{ code, figure }] : [],
    );
    const question = `${indicator.code} ${keyOfPeriod(period)} ${group}`;
    const numbers = createHash('sha256').update(
      JSON.stringify(members.map(({ code, figure }) => [code, figure.sums]).sort()),
    );
    return this.kept.get(`${question} ${numbers.digest('base64url')}`, async () =>
      compare(indicator, members, seedOf(question)),
    );
  }

  /** The median of the values that may be ranked; null without any. */
  medianOf(figures: Iterable<FoundFigure>): number | null {
    return median([...figures].filter(mayBeRanked).map(({ value }) => value));
  }
}

/** The name of a peer group in seeds and keys: level, line, region, volume band. */
export const groupText = (
  level: number,
  line: string | null,
  region: string | null,
  band: number | null,
): string => [level, line ?? '*', region ?? '*', band ?? '*'].join('/');
