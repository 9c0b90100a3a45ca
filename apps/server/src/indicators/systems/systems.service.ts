import type { Bilingual, LocalDate, SystemSettings } from '@huiyin/domain';
import { faultsOf, monthStart } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { BasisService } from '../basis.service.ts';
import { FiguresRepository } from '../figures.repository.ts';
import { figurePeriodOf } from '../periods.ts';
import { SiteFigures } from '../site-figures.service.ts';
import type { SystemPreview } from './system-preview.service.ts';
import { SystemPreviewService } from './system-preview.service.ts';
import { SystemsRepository } from './systems.repository.ts';

/**
 * `no_draft`: there is none with this number. `adopted_before`: it is a version already. `no_period`: the name is of no
 * month, quarter or year. `no_figures`: none are computed of that period. `not_previewed`: nobody has looked at what it
 * would change, or another version came in between. `not_a_month`: a version begins with a month. `too_early`: old periods
 * keep their system, so it begins with the running month at the earliest, and after the version before it.
 */
export type SystemRefusal =
  'no_draft' | 'adopted_before' | 'no_period' | 'no_figures' | 'not_previewed' | 'not_a_month' | 'too_early';

export type SystemOutcome<T> =
  { readonly kind: 'done'; readonly value: T } | { readonly kind: 'refused'; readonly reason: SystemRefusal };

const done = <T>(value: T): SystemOutcome<T> => ({ kind: 'done', value });
const refused = (reason: SystemRefusal) => ({ kind: 'refused', reason }) as const;

/** The life of an indicator system: drafted, looked at, adopted. Each step names who took it. */
@Injectable()
export class SystemsService {
  constructor(
    private readonly source: DataSource,
    private readonly repository: SystemsRepository,
    private readonly previews: SystemPreviewService,
    private readonly bases: BasisService,
    private readonly site: SiteFigures,
    private readonly figures: FiguresRepository,
  ) {}

  /** Keeps settings as a draft and gives its number, or says what is wrong with them. */
  async draft(
    settings: SystemSettings,
    { note, author }: { readonly note: Bilingual; readonly author: string },
  ): Promise<{ readonly id: number } | { readonly faults: readonly string[] }> {
    const faults = faultsOf(settings);
    if (faults.length > 0) return { faults };
    return { id: await this.repository.insertDraft(this.source.manager, { settings, note, author }) };
  }

  /** Looks at what a draft would change in a period, or in the latest complete year, and keeps what was seen. */
  async preview(id: number, key: string | null, nowMs: number): Promise<SystemOutcome<SystemPreview>> {
    const draft = await this.repository.draft(this.source.manager, id);
    if (draft === null) return refused('no_draft');
    if (draft.adoptedAs !== null) return refused('adopted_before');
    const ground = await this.bases.ground();
    const period = key === null ? await this.site.latestYear(ground) : figurePeriodOf(key);
    if (period === null) return refused(key === null ? 'no_figures' : 'no_period');
    const preview = await this.previews.preview(draft.settings, period, ground);
    if (preview.departments.length === 0) return refused('no_figures');
    await this.repository.keepPreview(this.source.manager, id, preview, {
      at: new Date(nowMs),
      figureVersion: ground.basis.version,
    });
    return done(preview);
  }

  /** Makes a draft that was looked at the version for all periods that begin on or after a day; gives its number. */
  adopt(
    id: number,
    { from, author, nowMs }: { readonly from: LocalDate; readonly author: string; readonly nowMs: number },
  ): Promise<SystemOutcome<number>> {
    return this.source.transaction(async (manager) => {
      await this.repository.lock(manager);
      const draft = await this.repository.draft(manager, id);
      if (draft === null) return refused('no_draft');
      if (draft.adoptedAs !== null) return refused('adopted_before');
      const newest = await this.repository.newest(manager);
      if (draft.preview?.against !== newest.version) return refused('not_previewed');
      if (from !== monthStart(from)) return refused('not_a_month');
      const { today } = await this.bases.ground();
      if (from < monthStart(today) || from <= newest.effectiveFrom) return refused('too_early');
      const version = newest.version + 1;
      await this.repository.adopt(manager, draft, { version, from, author, at: new Date(nowMs) });
      // What was answered before was answered by the older systems.
      await this.figures.touchVersion(manager, nowMs);
      return done(version);
    });
  }
}
