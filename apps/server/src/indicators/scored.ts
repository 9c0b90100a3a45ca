import type { Named } from '@huiyin/contract';
import type { Indicator, SystemSettings } from '@huiyin/domain';
import { INDICATORS, TELLING as TELLING_CODES, compositeIndicator } from '@huiyin/domain';
import type { Department, DirectorySnapshot } from '../directory/directory.ts';

/** The indicators that stand for something of their own; the others reuse their records and are only shown. */
export const SCORED: readonly Indicator[] = INDICATORS.filter(({ dimension }) => dimension !== null);

/** Every indicator that can be asked for under the settings of a system: the declared ones and their composite. */
export const askedFor = (settings: SystemSettings): readonly Indicator[] => [
  compositeIndicator(settings),
  ...INDICATORS,
];

/** What pages open with: whether letters are answered in time concerns every department. */
export const LEADING: Indicator = SCORED.find(({ code }) => code === 'R2')!;

/** What a table of many offices shows of each. */
export const TELLING: readonly Indicator[] = SCORED.filter(({ code }) => TELLING_CODES.includes(code));

export const namedOf = ({ code, name }: Named): Named => ({ code, name });

/** A department with its region, as a row of a comparison names it. */
export const departmentAndRegion = (department: Department, directory: DirectorySnapshot) => {
  const region = directory.regionByCode.get(department.regionCode);
  return {
    department: namedOf(department),
    region:
      region === undefined
        ? { code: department.regionCode, name: { zh: department.regionCode, en: department.regionCode } }
        : namedOf(region),
  };
};
