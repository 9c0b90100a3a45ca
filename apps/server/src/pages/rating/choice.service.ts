import type { ChoicePage, ChoiceQuery, Named } from '@huiyin/contract';
import { Injectable } from '@nestjs/common';
import type { DirectorySnapshot, Region } from '../../directory/directory.ts';
import { DirectoryService } from '../../directory/directory.service.ts';

/** As many as a person reads before typing another word. */
const LISTED_MAX = 60;

/** Choosing a department and one of its items, step by step or by a word: readable without a script. */
@Injectable()
export class ChoiceService {
  constructor(private readonly directory: DirectoryService) {}

  /** Throws VisitorError unknown_department for a department that is not there or was closed. */
  async choice({ q, region, department }: ChoiceQuery): Promise<ChoicePage> {
    const directory = await this.directory.snapshot();
    if (department !== undefined) {
      const chosen = await this.directory.chosenDepartment(department);
      const items = directory.items.filter((item) => item.departmentId === chosen.id && item.active);
      return {
        q: '',
        unknownRegion: false,
        lineage: lineageOf(directory, chosen.regionCode),
        regions: [],
        departments: [],
        department: named(chosen),
        items: items.map(named),
        more: false,
      };
    }
    return q === '' ? below(directory, region) : found(directory, q);
  }
}

/** The regions and departments right below a region, or below the whole: then also when there is no such region. */
function below(directory: DirectorySnapshot, code: string | undefined): ChoicePage {
  const asked = code !== undefined && code !== '';
  const region = asked ? directory.regionByCode.get(code) : undefined;
  // A province with one root opens on what is inside it.
  const roots = directory.regions.filter(({ parentCode }) => parentCode === null);
  const here = region ?? (roots.length === 1 ? roots[0] : undefined);
  const departments = directory.departments.filter(
    ({ active, regionCode }) => active && regionCode === here?.code,
  );
  return {
    q: '',
    unknownRegion: asked && region === undefined,
    lineage: here === undefined ? [] : lineageOf(directory, here.code),
    regions: (here === undefined ? roots : directory.regions.filter(isIn(here))).map(named),
    departments: departments.map(named),
    department: null,
    items: [],
    more: false,
  };
}

const isIn =
  (parent: Region) =>
  ({ parentCode }: Region): boolean =>
    parentCode === parent.code;

/** Departments by a word of their name or of an item of theirs: who knows what they came for need not know whose it is. */
function found(directory: DirectorySnapshot, q: string): ChoicePage {
  const word = q.toLowerCase();
  const holds = ({ name }: Named) =>
    name.zh.toLowerCase().includes(word) || name.en.toLowerCase().includes(word);
  const byItem = new Set(
    directory.items.filter((item) => item.active && holds(item)).map((item) => item.departmentId),
  );
  const departments = directory.departments.filter(({ active }) => active);
  const hits = [
    ...departments.filter(holds),
    ...departments.filter((one) => !holds(one) && byItem.has(one.id)),
  ];
  return {
    q,
    unknownRegion: false,
    lineage: [],
    regions: directory.regions.filter(holds).slice(0, LISTED_MAX).map(named),
    departments: hits.slice(0, LISTED_MAX).map(named),
    department: null,
    items: [],
    more: hits.length > LISTED_MAX,
  };
}

const lineageOf = (directory: DirectorySnapshot, regionCode: string): Named[] =>
  directory.lineageOf(regionCode).reverse().map(named);

const named = ({ code, name }: Named): Named => ({ code, name });
