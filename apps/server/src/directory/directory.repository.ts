import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type {
  Bilingual,
  Channel,
  Department,
  DirectoryLevel,
  Line,
  Region,
  ServiceItem,
} from './directory.ts';
import { DirectorySnapshot } from './directory.ts';

interface NameColumns {
  readonly name_zh: string;
  readonly name_en: string;
}

/** Reads the directory whole: it is small beside its facts, and every look-up then costs nothing. */
@Injectable()
export class DirectoryRepository {
  async read(manager: EntityManager): Promise<DirectorySnapshot> {
    return new DirectorySnapshot(
      await this.regions(manager),
      await this.lines(manager),
      await this.departments(manager),
      await this.items(manager),
      await this.channels(manager),
      await this.centres(manager),
    );
  }

  private async centres(manager: EntityManager): Promise<ReadonlyMap<string, number>> {
    const rows: { region: string; department: number }[] = await manager.query(
      `select region_code as region, department_id as department
       from dispatch_centre`,
    );
    return new Map(rows.map(({ region, department }) => [region, department]));
  }

  private async regions(manager: EntityManager): Promise<Region[]> {
    const rows: (NameColumns & { code: string; parent_code: string | null; level: DirectoryLevel })[] =
      await manager.query(
        `select code, parent_code, level, name_zh, name_en
         from region
         order by code`,
      );
    return rows.map((row) => ({
      code: row.code,
      parentCode: row.parent_code,
      level: row.level,
      name: nameOf(row),
    }));
  }

  private async lines(manager: EntityManager): Promise<Line[]> {
    const rows: (NameColumns & { code: string })[] = await manager.query(
      `select code, name_zh, name_en
       from function_line
       order by code`,
    );
    return rows.map((row) => ({ code: row.code, name: nameOf(row) }));
  }

  private async departments(manager: EntityManager): Promise<Department[]> {
    const rows: (NameColumns & {
      id: number;
      code: string;
      region_code: string;
      line_code: string;
      level: DirectoryLevel;
      parent_id: number | null;
      active: boolean;
    })[] = await manager.query(
      `select id, code, region_code, line_code, level, parent_id, name_zh, name_en, active
       from department
       order by code`,
    );
    return rows.map((row) => ({
      id: row.id,
      code: row.code,
      regionCode: row.region_code,
      lineCode: row.line_code,
      level: row.level,
      parentId: row.parent_id,
      name: nameOf(row),
      active: row.active,
    }));
  }

  private async items(manager: EntityManager): Promise<ServiceItem[]> {
    const rows: (NameColumns & {
      id: number;
      code: string;
      department_id: number;
      promised_days: number | null;
      active: boolean;
    })[] = await manager.query(
      `select id, code, department_id, name_zh, name_en, promised_days, active
       from service_item
       order by code`,
    );
    return rows.map((row) => ({
      id: row.id,
      code: row.code,
      departmentId: row.department_id,
      name: nameOf(row),
      promisedDays: row.promised_days,
      active: row.active,
    }));
  }

  private async channels(manager: EntityManager): Promise<Channel[]> {
    const rows: (NameColumns & { code: string; online: boolean })[] = await manager.query(
      `select code, name_zh, name_en, online
       from channel
       order by code`,
    );
    return rows.map((row) => ({ code: row.code, name: nameOf(row), online: row.online }));
  }
}

const nameOf = (row: NameColumns): Bilingual => ({ zh: row.name_zh, en: row.name_en });
