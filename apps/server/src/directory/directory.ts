/** A name in both languages of the product. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** 1 province, 2 city, 3 county, 4 township; departments carry the level of the region they serve. */
export type DirectoryLevel = 1 | 2 | 3 | 4;

export interface Region {
  readonly code: string;
  readonly parentCode: string | null;
  readonly level: DirectoryLevel;
  readonly name: Bilingual;
}

export interface Line {
  readonly code: string;
  readonly name: Bilingual;
}

export interface Department {
  readonly id: number;
  readonly code: string;
  readonly regionCode: string;
  readonly lineCode: string;
  readonly level: DirectoryLevel;
  readonly parentId: number | null;
  readonly name: Bilingual;
  /** False for one that was closed: its past stays, nothing new comes in. */
  readonly active: boolean;
}

export interface ServiceItem {
  readonly id: number;
  readonly code: string;
  readonly departmentId: number;
  readonly name: Bilingual;
  readonly promisedDays: number | null;
  readonly active: boolean;
}

export interface Channel {
  readonly code: string;
  readonly name: Bilingual;
  readonly online: boolean;
}

/** The whole directory at one moment, with the look-ups that every subject needs. Never changed once made. */
export class DirectorySnapshot {
  readonly regionByCode: ReadonlyMap<string, Region>;
  readonly lineByCode: ReadonlyMap<string, Line>;
  readonly departmentByCode: ReadonlyMap<string, Department>;
  readonly departmentById: ReadonlyMap<number, Department>;
  readonly itemByCode: ReadonlyMap<string, ServiceItem>;
  readonly itemById: ReadonlyMap<number, ServiceItem>;
  readonly channelByCode: ReadonlyMap<string, Channel>;

  constructor(
    readonly regions: readonly Region[],
    readonly lines: readonly Line[],
    readonly departments: readonly Department[],
    readonly items: readonly ServiceItem[],
    readonly channels: readonly Channel[],
    /** By region, the department that takes the letters of those who do not know whom to write to. */
    readonly centres: ReadonlyMap<string, number> = new Map(),
  ) {
    this.regionByCode = new Map(regions.map((region) => [region.code, region]));
    this.lineByCode = new Map(lines.map((line) => [line.code, line]));
    this.departmentByCode = new Map(departments.map((department) => [department.code, department]));
    this.departmentById = new Map(departments.map((department) => [department.id, department]));
    this.itemByCode = new Map(items.map((item) => [item.code, item]));
    this.itemById = new Map(items.map((item) => [item.id, item]));
    this.channelByCode = new Map(channels.map((channel) => [channel.code, channel]));
  }

  /** Who takes a letter for nobody in particular: the centre of the region, or of the nearest one above that has one. */
  centreOf(regionCode: string): Department | null {
    for (const { code } of this.lineageOf(regionCode)) {
      const centre = this.departmentById.get(this.centres.get(code) ?? -1);
      if (centre?.active === true) return centre;
    }
    return null;
  }

  /** Whether a department is the one with the id `topId`, or stands below it. */
  isWithin(department: Department, topId: number): boolean {
    const seen = new Set<Department>();
    let at: Department | undefined = department;
    while (at !== undefined && !seen.has(at)) {
      if (at.id === topId) return true;
      seen.add(at);
      at = at.parentId === null ? undefined : this.departmentById.get(at.parentId);
    }
    return false;
  }

  /** The region itself, then its parent, up to the root. Empty for an unknown code. */
  lineageOf(regionCode: string): Region[] {
    const lineage: Region[] = [];
    let region = this.regionByCode.get(regionCode);
    while (region !== undefined && !lineage.includes(region)) {
      lineage.push(region);
      region = region.parentCode === null ? undefined : this.regionByCode.get(region.parentCode);
    }
    return lineage;
  }
}
