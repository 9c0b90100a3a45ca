import { describe, expect, it } from '@jest/globals';
import { CodeSchema } from '@huiyin/contract';
import { STORIES } from './characters.ts';
import { demoDepartments } from './departments.ts';
import { demoItems } from './items.ts';
import { LINES } from './lines.ts';
import { demoRegions } from './regions.ts';

const regions = demoRegions();
const departments = demoDepartments(regions);
const items = demoItems(departments);

describe('the invented province', () => {
  it('has 3 cities, 12 counties and districts, and 60 townships', () => {
    const sizes = [1, 2, 3, 4].map((level) => regions.filter((region) => region.level === level).length);
    expect(sizes).toEqual([1, 3, 12, 60]);
  });

  it('has 10 offices of the province, 9 of each city and 7 of each county', () => {
    const sizes = [1, 2, 3].map(
      (level) => departments.filter((department) => department.level === level).length,
    );
    expect(sizes).toEqual([10, 27, 84]);
  });

  it('offers about 400 items', () => {
    expect(items.length).toBeGreaterThan(380);
    expect(items.length).toBeLessThan(440);
  });

  it('uses codes of a province that does not exist, each once', () => {
    const codes = [...regions, ...departments, ...items].map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) expect(CodeSchema.safeParse(code).success).toBe(true);
    expect(regions.every(({ code }) => code.startsWith('99'))).toBe(true);
    expect(departments.every(({ code }) => code.startsWith('99'))).toBe(true);
  });

  it('names every region and office differently, in both languages', () => {
    for (const language of ['zh', 'en'] as const) {
      for (const rows of [regions, departments]) {
        const names = rows.map(({ name }) => name[language]);
        expect(new Set(names).size).toBe(names.length);
      }
    }
    expect(regions.every(({ name }) => /^[A-Za-zü ]+$/.test(name.en))).toBe(true);
  });

  it('puts parents before children, one level up', () => {
    for (const rows of [regions, departments] as const) {
      const levels = new Map<string, number>();
      for (const { code, parentCode, level } of rows) {
        expect(parentCode === null ? 0 : levels.get(parentCode)).toBe(level - 1);
        levels.set(code, level);
      }
    }
  });

  it('stands on lines that its offices name, and offers each item at a counter', () => {
    expect(new Set(departments.map(({ lineCode }) => lineCode))).toEqual(
      new Set(LINES.map(({ code }) => code)),
    );
    const codes = new Set(departments.map(({ code }) => code));
    expect(items.every(({ departmentCode }) => codes.has(departmentCode))).toBe(true);
    expect(items.every(({ channels }) => channels.includes('window'))).toBe(true);
    expect(LINES.every(({ season }) => season.length === 12)).toBe(true);
  });

  it('tells every story of an office that exists', () => {
    const codes = new Set(departments.map(({ code }) => code));
    expect(Object.keys(STORIES).filter((code) => !codes.has(code))).toEqual([]);
  });
});
