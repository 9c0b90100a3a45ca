import { createHash } from 'node:crypto';
import type { DirectorySnapshot } from '../../../directory/directory.ts';
import type { NewDepartment, NewLine, NewRegion } from '../../../directory/directory.upserts.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { ImportProblem } from '../sentences.ts';

/** A department that exists or will be made. `id` is negative until it exists. */
export interface KnownDepartment {
  readonly id: number;
  readonly code: string;
  readonly names: readonly string[];
  readonly regionCode: string;
  readonly lineCode: string;
}

interface Names {
  readonly name: string;
  readonly nameEn?: string | undefined;
}

const bilingual = ({ name, nameEn }: Names) => ({ zh: name, en: nameEn ?? name });

/**
 * The directory as a file will find it: what is stored, and what the mapping makes where it does not exist yet. What exists
 * is never changed by a mapping.
 */
export class DirectoryPlan {
  readonly newRegions: NewRegion[] = [];
  readonly newLines: NewLine[] = [];
  readonly newDepartments: NewDepartment[] = [];
  private readonly departments = new Map<string, KnownDepartment>();
  private readonly byName = new Map<string, KnownDepartment[]>();
  private readonly byPlace = new Map<string, KnownDepartment[]>();

  constructor(
    private readonly snapshot: DirectorySnapshot,
    make: Mapping['make'],
  ) {
    for (const department of snapshot.departments) {
      const { id, code, regionCode, lineCode, name } = department;
      this.know({ id, code, regionCode, lineCode, names: [...new Set([name.zh, name.en])] });
    }
    this.planMake(make);
  }

  hasRegion(code: string): boolean {
    return this.snapshot.regionByCode.has(code) || this.newRegions.some((region) => region.code === code);
  }

  /** 1–4; undefined for an unknown region. */
  regionLevel(code: string): number | undefined {
    return (
      this.snapshot.regionByCode.get(code)?.level ??
      this.newRegions.find((region) => region.code === code)?.level
    );
  }

  hasLine(code: string): boolean {
    return this.snapshot.lineByCode.has(code) || this.newLines.some((line) => line.code === code);
  }

  hasChannel(code: string): boolean {
    return this.snapshot.channelByCode.has(code);
  }

  item(code: string): { readonly id: number; readonly departmentId: number } | undefined {
    return this.snapshot.itemByCode.get(code);
  }

  department(code: string): KnownDepartment | undefined {
    return this.departments.get(code);
  }

  departmentsNamed(name: string): readonly KnownDepartment[] {
    return this.byName.get(name) ?? [];
  }

  departmentsAt(regionCode: string, lineCode: string): readonly KnownDepartment[] {
    return this.byPlace.get(`${regionCode} ${lineCode}`) ?? [];
  }

  plan(department: NewDepartment): KnownDepartment {
    this.newDepartments.push(department);
    return this.know({
      id: -this.newDepartments.length,
      code: department.code,
      regionCode: department.regionCode,
      lineCode: department.lineCode,
      names: [...new Set([department.name.zh, department.name.en])],
    });
  }

  /**
   * The code of a department known by name only: its letters where the name is in Latin script, else a hash of it. The same
   * name always gets the same code; when another name holds that code already, the hash is added.
   */
  codeForName(name: string, prefix: string): string {
    const hash = createHash('sha256').update(name).digest('hex').slice(0, 10);
    const slug = /^[\x20-\x7e]+$/.test(name)
      ? name
          .toLowerCase()
          .replace(/[^a-z0-9]+/g, '-')
          .replace(/^-|-$/g, '')
      : '';
    const code = (prefix + (slug === '' ? hash : slug)).slice(0, 64);
    const holder = this.departments.get(code);
    return holder === undefined || holder.names.includes(name) ? code : `${code.slice(0, 53)}-${hash}`;
  }

  private know(department: KnownDepartment): KnownDepartment {
    this.departments.set(department.code, department);
    for (const name of department.names) push(this.byName, name, department);
    push(this.byPlace, `${department.regionCode} ${department.lineCode}`, department);
    return department;
  }

  private planMake(make: Mapping['make']): void {
    for (const { code, level, parent, ...names } of make.regions) {
      if (this.hasRegion(code)) continue;
      this.newRegions.push({ code, level, parentCode: parent ?? null, name: bilingual(names) });
    }
    make.regions.forEach(({ parent }, index) => {
      if (parent !== undefined && !this.hasRegion(parent)) unknown(`make.regions[${index}].parent`, parent);
    });
    for (const { code, ...names } of make.lines)
      if (!this.hasLine(code)) this.newLines.push({ code, name: bilingual(names) });
    make.departments.forEach(({ code, region, line, level, parent, ...names }, index) => {
      if (this.departments.has(code)) return;
      if (!this.hasRegion(region)) unknown(`make.departments[${index}].region`, region);
      if (!this.hasLine(line)) unknown(`make.departments[${index}].line`, line);
      if (parent !== undefined && !this.departments.has(parent))
        unknown(`make.departments[${index}].parent`, parent);
      this.plan({
        code,
        regionCode: region,
        lineCode: line,
        level,
        parentCode: parent ?? null,
        name: bilingual(names),
      });
    });
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

function unknown(key: string, code: string): never {
  throw new ImportProblem('unknown_place', { key, code });
}
