import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { VisitorError } from '../platform/errors/errors.ts';
import type { Channel, Department, DirectorySnapshot, ServiceItem } from './directory.ts';
import { DirectoryRepository } from './directory.repository.ts';
import { KeptFresh } from './kept-fresh.ts';

/** The directory in memory: at most 30 seconds old, and at once after `refresh`. */
@Injectable()
export class DirectoryService {
  private readonly kept: KeptFresh<DirectorySnapshot>;

  constructor(source: DataSource, repository: DirectoryRepository) {
    this.kept = new KeptFresh('the directory', () => repository.read(source.manager));
  }

  /** Everything, for whoever looks up more than one thing. */
  snapshot(): Promise<DirectorySnapshot> {
    return this.kept.value();
  }

  /** Reads the directory anew on the next question: call it once a change of it is committed. */
  refresh(): void {
    this.kept.forget();
  }

  /** The department that a visitor chose for something new. Throws VisitorError unknown_department. */
  async chosenDepartment(code: string): Promise<Department> {
    const department = (await this.snapshot()).departmentByCode.get(code);
    if (department === undefined || !department.active)
      throw new VisitorError('unknown_department', { code });
    return department;
  }

  /** Who takes a letter whose writer does not know whom to write to. Throws VisitorError region_not_found or no_centre. */
  async centreOf(regionCode: string): Promise<Department> {
    const directory = await this.snapshot();
    if (!directory.regionByCode.has(regionCode))
      throw new VisitorError('region_not_found', { code: regionCode });
    const centre = directory.centreOf(regionCode);
    if (centre === null) throw new VisitorError('no_centre');
    return centre;
  }

  /** The service item that a visitor chose there. Throws VisitorError unknown_item or item_elsewhere. */
  async chosenItem(code: string, department: Department): Promise<ServiceItem> {
    const item = (await this.snapshot()).itemByCode.get(code);
    if (item === undefined || !item.active) throw new VisitorError('unknown_item', { code });
    if (item.departmentId !== department.id) throw new VisitorError('item_elsewhere', { code });
    return item;
  }

  /** Throws VisitorError unknown_channel. */
  async chosenChannel(code: string): Promise<Channel> {
    const channel = (await this.snapshot()).channelByCode.get(code);
    if (channel === undefined) throw new VisitorError('unknown_channel', { code });
    return channel;
  }
}
