import type { Named } from '@huiyin/contract';
import type { Indicator } from '@huiyin/domain';
import { INDICATORS } from '@huiyin/domain';
import type { Department, DirectorySnapshot } from '../directory/directory.ts';

/** The indicators that stand for something of their own; the others reuse their records and are only shown. */
export const SCORED: readonly Indicator[] = INDICATORS.filter(({ dimension }) => dimension !== null);

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
