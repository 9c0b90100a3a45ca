import type { Audit, Separation } from '@huiyin/contract';
import type { Impact, SystemSettings } from '@huiyin/domain';
import { impactOf } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { Ground } from '../basis.service.ts';
import type { SystemVersion } from '../figure-reader.repository.ts';
import type { FigurePeriod } from '../periods.ts';
import { keyOfPeriod, shownPeriod } from '../periods.ts';
import type { Bands } from '../volumes.service.ts';
import { VolumesService } from '../volumes.service.ts';
import type { Unit } from './system-audit.service.ts';
import { SystemAuditService, auditOf } from './system-audit.service.ts';

/** What a draft would change, on the figures of one period. */
export interface SystemPreview {
  /** The version that it was compared with. */
  readonly against: number;
  /** The key of the period. */
  readonly period: string;
  /** Every department with figures, by its code. */
  readonly departments: readonly Impact[];
  /** The independence audit by the draft and by the version in force; null for too few departments. */
  readonly audit: { readonly draft: Audit | null; readonly inForce: Audit | null };
  /** How well each indicator separates departments, by its code: the same for any system, and a reason to change one. */
  readonly separation: Readonly<Record<string, Separation>>;
}

/** Says what another indicator system would do to every department, before anybody decides. */
@Injectable()
export class SystemPreviewService {
  constructor(
    private readonly audits: SystemAuditService,
    private readonly volumes: VolumesService,
  ) {}

  /** Of the public figures of a period, among the peers that each department has by either system. */
  async preview(draft: SystemSettings, period: FigurePeriod, ground: Ground): Promise<SystemPreview> {
    // A draft follows the newest version, whether that is in force yet or not.
    const { version, settings } = ground.systems.at(-1)!;
    const units = await this.audits.unitsIn(period);
    const [before, after] = [
      await this.volumes.bands(period, groundOf(settings, ground)),
      await this.volumes.bands(period, groundOf(draft, ground)),
    ];
    const peersIn = peersBy(ground);
    const departments = [...units]
      .map(([code, unit]) => ({
        code,
        sums: sumsOf(unit),
        peersBefore: peersIn(code, before),
        peersAfter: peersIn(code, after),
      }))
      // A department that is closed is compared with none.
      .flatMap((unit) =>
        unit.peersBefore === null || unit.peersAfter === null
          ? []
          : [{ ...unit, peersBefore: unit.peersBefore, peersAfter: unit.peersAfter }],
      );
    const told = shownPeriod(period, ground.today);
    const figures = [...units.values()];
    return {
      against: version,
      period: keyOfPeriod(period),
      departments: impactOf(settings, draft, keyOfPeriod(period), departments),
      audit: { draft: auditOf(draft, figures, told), inForce: auditOf(settings, figures, told) },
      separation: Object.fromEntries(await this.audits.separation(period, ground)),
    };
  }
}

/** The ground as it would be if these settings had always been in force; its mark tells its answers from the real ones. */
function groundOf(settings: SystemSettings, ground: Ground): Ground {
  const [oldest] = ground.systems as [SystemVersion];
  return {
    ...ground,
    systems: [{ ...oldest, settings }],
    mark: `${ground.mark} ${JSON.stringify(settings)}`,
  };
}

/** The group of a department: its level, line and band of volume; null for one that is not active. */
function peersBy({ directory }: Ground): (code: string, bands: Bands) => string | null {
  const active = new Map(
    directory.departments.flatMap((one) => (one.active ? [[one.code, one] as const] : [])),
  );
  return (code, bands) => {
    const own = active.get(code);
    return own === undefined ? null : `${own.level} ${own.lineCode} ${bands.of(code).band}`;
  };
}

const sumsOf = (unit: Unit) => [...unit.values()][0]!.sums;
