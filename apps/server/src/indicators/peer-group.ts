import type { RankingQuery } from '@huiyin/contract';
import type { VolumeBand } from '@huiyin/domain';
import type { Department, DirectorySnapshot, Line, Region } from '../directory/directory.ts';
import { VisitorError } from '../platform/errors/errors.ts';
import type { Bands } from './volumes.service.ts';

/** Who is compared: one level, one function line or all, one region with all below it or everywhere, one volume band or all. */
export interface PeerGroup {
  readonly level: number;
  readonly line: Line | null;
  readonly region: Region | null;
  readonly band: VolumeBand | null;
  readonly departments: readonly Department[];
}

export interface GroupChoice {
  readonly level: number;
  readonly line: Line | null;
  readonly departments: number;
}

/** The level a reader is shown first: the county, where most services are given. */
export const OPENING_LEVEL = 3;

/** The groups that can be chosen: each level as a whole, then each of its lines; larger ones first within a level. */
export function groupChoices({ departments, lineByCode }: DirectorySnapshot): GroupChoice[] {
  const sizes = new Map<string, GroupChoice>();
  for (const { level, lineCode, active } of departments) {
    if (!active) continue;
    for (const line of [null, lineByCode.get(lineCode) ?? null]) {
      const key = `${level} ${line?.code ?? ''}`;
      sizes.set(key, { level, line, departments: (sizes.get(key)?.departments ?? 0) + 1 });
    }
  }
  const whole = ({ line }: GroupChoice) => (line === null ? 0 : 1);
  return [...sizes.values()].sort(
    (a, b) =>
      a.level - b.level ||
      whole(a) - whole(b) ||
      b.departments - a.departments ||
      ((a.line?.code ?? '') < (b.line?.code ?? '') ? -1 : 1),
  );
}

/**
 * The group that was asked for; without level and line, the largest function line of level 3 (or of the level with most
 * departments, where there is none). Throws VisitorError not_found for a line or band, region_not_found for a region nobody knows.
 */
export function peerGroup(
  query: Pick<RankingQuery, 'level' | 'line' | 'region' | 'band'>,
  directory: DirectorySnapshot,
  bands: Bands,
): PeerGroup {
  const line = query.line === undefined ? null : directory.lineByCode.get(query.line);
  if (line === undefined) throw new VisitorError('not_found');
  const region = query.region === undefined ? null : directory.regionByCode.get(query.region);
  if (region === undefined) throw new VisitorError('region_not_found', { code: query.region! });

  const band = query.band === undefined ? null : bands.all.find((one) => one.band === query.band);
  if (band === undefined) throw new VisitorError('not_found');

  const choices = groupChoices(directory);
  const chosen =
    query.level === undefined && line === null
      ? largest(choices.filter((choice) => choice.line !== null))
      : {
          level: query.level ?? largest(choices.filter((choice) => choice.line?.code === line?.code))?.level,
          line,
        };
  const level = chosen?.level ?? OPENING_LEVEL;
  const members = chosen?.line ?? null;
  return {
    level,
    line: members,
    region,
    band,
    departments: directory.departments.filter(
      (department) =>
        department.active &&
        department.level === level &&
        (members === null || department.lineCode === members.code) &&
        (band === null || bands.of(department.code).band === band.band) &&
        (region === null ||
          directory.lineageOf(department.regionCode).some(({ code }) => code === region.code)),
    ),
  };
}

/** The largest group of level 3, else the largest of all; undefined without any. */
function largest(choices: readonly GroupChoice[]): GroupChoice | undefined {
  const opening = choices.filter(({ level }) => level === OPENING_LEVEL);
  return (opening.length > 0 ? opening : choices).reduce<GroupChoice | undefined>(
    (best, choice) => (best === undefined || choice.departments > best.departments ? choice : best),
    undefined,
  );
}
