import type { Bilingual } from '@huiyin/domain';
import type { DemoLine, LineCode } from './lines.ts';
import { LINES } from './lines.ts';
import type { DemoRegion } from './regions.ts';

/** An office of the invented province. */
export interface DemoDepartment {
  readonly code: string;
  readonly regionCode: string;
  readonly lineCode: LineCode;
  readonly level: 1 | 2 | 3;
  /** The office of the same line one level up. */
  readonly parentCode: string | null;
  readonly name: Bilingual;
}

/** 121 offices, parents before children: 10 of the province, 9 of each city, 7 of each county or district. */
export function demoDepartments(regions: readonly DemoRegion[]): readonly DemoDepartment[] {
  return ([1, 2, 3] as const).flatMap((level) =>
    regions
      .filter((region) => region.level === level)
      .flatMap((region) =>
        LINES.filter((line) => line.levels.includes(level)).map((line) => ({
          code: `${region.code}-${line.code}`,
          regionCode: region.code,
          lineCode: line.code,
          level,
          parentCode: level === 1 ? null : `${region.parentCode ?? ''}-${line.code}`,
          name: nameOf(region, line, level),
        })),
      ),
  );
}

/** Lines whose provincial office is a 局, Bureau, like those below it; the others have a 厅, Department. */
const BUREAU_EVERYWHERE: readonly LineCode[] = ['medical', 'market', 'data'];

function nameOf(region: DemoRegion, line: DemoLine, level: 1 | 2 | 3): Bilingual {
  const provincial = level === 1 && !BUREAU_EVERYWHERE.includes(line.code);
  const zh = provincial ? line.office.zh.replace(/局$/, '厅') : line.office.zh;
  const en = provincial ? line.office.en.replace(/Bureau$/, 'Department') : line.office.en;
  return { zh: region.name.zh + zh, en: `${region.name.en} ${en}` };
}
