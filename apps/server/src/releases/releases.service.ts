import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { ReleaseBrief, ReleaseChange, ReleaseList, ReleasePage } from '@huiyin/contract';
import type { LocalDate, ReleaseContent, ReleasedCell } from '@huiyin/domain';
import { endOfLocalDay, indicatorOf, nextPeriod, periodOf } from '@huiyin/domain';
import { hashOf } from '@huiyin/verify';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BasisService } from '../indicators/basis.service.ts';
import { KeptAnswers } from '../indicators/kept-answers.ts';
import { shownPeriod } from '../indicators/periods.ts';
import { VisitorError } from '../platform/errors/errors.ts';
import type { ReleaseFile } from './release-files.ts';
import { RELEASE_FILES } from './release-files.ts';
import { dueDayOf } from './release-plan.ts';
import type { ReleaseRow } from './releases.repository.ts';
import { ReleasesRepository } from './releases.repository.ts';

const decompressed = promisify(gunzip);

/** So many corrections are listed; the rest is in the files. */
const LISTED = 50;

/** What was published, as it was published. A release never changes, so what is read of it once is kept. */
@Injectable()
export class ReleasesService {
  private readonly texts = new KeptAnswers<string>(4);
  private readonly pages = new KeptAnswers<ReleasePage>(50);
  private readonly files = new KeptAnswers<ReleaseFile>(20);

  constructor(
    private readonly source: DataSource,
    private readonly repository: ReleasesRepository,
    private readonly bases: BasisService,
  ) {}

  /** Newest first; with `on`, those that spoke for their periods at the end of that local day. */
  async list(on?: LocalDate): Promise<ReleaseList> {
    const { today, rules } = await this.bases.ground();
    const rows = await this.repository.all(this.source.manager);
    const quarters = rows.filter(({ periodKind }) => periodKind === 'quarter');
    const newest = quarters
      .map(({ periodStart }) => periodStart)
      .sort()
      .at(-1);
    const next = newest === undefined ? null : nextPeriod(periodOf('quarter', newest));
    return {
      releases: (on === undefined ? rows : currentOn(rows, endOfLocalDay(on, rules.policy.zone))).map((row) =>
        briefOf(row, today),
      ),
      on: on ?? null,
      next:
        next === null
          ? null
          : { period: shownPeriod({ kind: 'quarter', start: next.first }, today), due: dueDayOf(next) },
    };
  }

  /** Throws VisitorError not_found. */
  async page(id: string): Promise<ReleasePage> {
    const { today, systems } = await this.bases.ground();
    const rows = await this.repository.all(this.source.manager);
    const row = rowOf(rows, id);
    const editions = rows.filter(
      (one) => one.periodKind === row.periodKind && one.periodStart === row.periodStart,
    );
    return this.pages.get(`${id} ${editions.length} ${today}`, async () => {
      const content = await this.content(id);
      const earlier = row.supersedes === null ? null : await this.content(row.supersedes);
      const corrections = earlier === null ? [] : changesBetween(earlier, content);
      const system = systems.find(({ version }) => version === row.systemVersion);
      const before = rows.find(({ number }) => number === row.number - 1);
      return {
        release: briefOf(row, today),
        files: await Promise.all(
          RELEASE_FILES.map(async ({ name, holds }) => {
            const { text, rows: count } = await this.file(id, name);
            return { name, holds, rows: count, bytes: Buffer.byteLength(text), sha256: hashOf(text) };
          }),
        ),
        system: {
          version: String(row.systemVersion),
          note: system?.note ?? { zh: '', en: '' },
          changed: before !== undefined && before.systemVersion !== row.systemVersion,
        },
        corrections: corrections.slice(0, LISTED),
        corrected: corrections.length,
        held: row.held,
        editions: editions.map((one) => briefOf(one, today)),
        latest: row.supersededBy === null,
      };
    });
  }

  /** One file of a release. Throws VisitorError not_found. */
  async file(id: string, name: string): Promise<ReleaseFile> {
    const declared = RELEASE_FILES.find((one) => one.name === name);
    if (declared === undefined) throw new VisitorError('not_found');
    return this.files.get(`${id} ${name}`, async () => {
      const text = await this.text(id);
      return declared.make(text, JSON.parse(text) as ReleaseContent);
    });
  }

  private async content(id: string): Promise<ReleaseContent> {
    return JSON.parse(await this.text(id)) as ReleaseContent;
  }

  private text(id: string): Promise<string> {
    return this.texts.get(id, async () => {
      const body = await this.repository.body(this.source.manager, id);
      if (body === null) throw new VisitorError('not_found');
      return (await decompressed(body)).toString('utf8');
    });
  }
}

function rowOf(rows: readonly ReleaseRow[], id: string): ReleaseRow {
  const row = rows.find((one) => one.id === id);
  if (row === undefined) throw new VisitorError('not_found');
  return row;
}

/** Those made by then and not yet corrected then. */
const currentOn = (rows: readonly ReleaseRow[], instant: number): ReleaseRow[] => {
  const made = rows.filter(({ madeAt }) => madeAt.getTime() <= instant);
  return made.filter(({ id }) => !made.some(({ supersedes }) => supersedes === id));
};

function briefOf(row: ReleaseRow, today: LocalDate): ReleaseBrief {
  const { id, number, edition, through, supersedes, supersededBy, author, sha256, bytes, figures, withheld } =
    row;
  return {
    id,
    number,
    edition,
    period: shownPeriod({ kind: row.periodKind, start: row.periodStart }, today),
    madeAt: row.madeAt.toISOString(),
    through,
    supersedes,
    supersededBy,
    reason: { zh: row.reasonZh, en: row.reasonEn },
    author,
    system: String(row.systemVersion),
    code: row.codeVersion,
    sha256,
    bytes,
    figures,
    withheld,
  };
}

/** What two releases say differently, the largest difference of each indicator's scale first. */
export function changesBetween(earlier: ReleaseContent, later: ReleaseContent): ReleaseChange[] {
  const keyOf = ({ scope, code, period }: ReleasedCell) => `${scope} ${code} ${period}`;
  const before = new Map(earlier.cells.map((cell) => [keyOf(cell), cell]));
  const after = new Map(later.cells.map((cell) => [keyOf(cell), cell]));
  const names = new Map(
    [...earlier.names, ...later.names].map(({ scope, code, name }) => [`${scope} ${code}`, name]),
  );
  const changes: ReleaseChange[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(key), after.get(key)];
    const { scope, code, period } = (now ?? old)!;
    const indicators = new Set([...Object.keys(old?.figures ?? {}), ...Object.keys(now?.figures ?? {})]);
    for (const indicator of indicators) {
      const [was, is] = [old?.figures[indicator], now?.figures[indicator]];
      if (JSON.stringify(was) === JSON.stringify(is)) continue;
      changes.push({
        scope,
        code,
        name: names.get(`${scope} ${code}`) ?? { zh: code, en: code },
        period,
        indicator,
        // The composite is no declared indicator, and counts in points as the indices do.
        unit: indicatorOf(indicator)?.unit ?? 'points',
        before: was === undefined ? null : { value: was[0], denominator: was[4] },
        after: is === undefined ? null : { value: is[0], denominator: is[4] },
      });
    }
  }
  return changes.sort((a, b) => sizeOf(b) - sizeOf(a));
}

const sizeOf = ({ unit, before, after }: ReleaseChange): number =>
  before === null || after === null
    ? Infinity
    : Math.abs(after.value - before.value) * (unit === 'share' ? 100 : 1);
