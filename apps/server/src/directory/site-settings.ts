import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Bilingual } from './directory.ts';
import { KeptFresh } from './kept-fresh.ts';

/** What this installation says of itself on every page. */
export interface SiteSettings {
  /** Whose site it is. */
  readonly owner: Bilingual;
  /** True while the figures are those of the invented demonstration. */
  readonly demonstration: boolean;
}

const DEFAULTS: SiteSettings = {
  owner: { zh: '未设置主办单位', en: 'Owner not set' },
  demonstration: false,
};

const BilingualSchema = z.object({ zh: z.string(), en: z.string() });

/** A value that somebody wrote by hand and wrongly is as good as none: the page still opens. */
const SettingsSchema = z.object({
  owner: BilingualSchema.catch(DEFAULTS.owner),
  demonstration: z.boolean().catch(DEFAULTS.demonstration),
});

@Injectable()
export class SiteSettingsService {
  private readonly kept: KeptFresh<SiteSettings>;

  constructor(source: DataSource) {
    this.kept = new KeptFresh('what the site says of itself', () => readSiteSettings(source.manager));
  }

  siteSettings(): Promise<SiteSettings> {
    return this.kept.value();
  }

  async setSiteSettings(manager: EntityManager, settings: Partial<SiteSettings>): Promise<void> {
    await writeSiteSettings(manager, settings);
    this.kept.forget();
  }
}

export async function readSiteSettings(manager: EntityManager): Promise<SiteSettings> {
  const rows: { key: string; value: unknown }[] = await manager.query('select key, value from site_setting');
  return SettingsSchema.parse(Object.fromEntries(rows.map(({ key, value }) => [key, value])));
}

/** Sets what is given and leaves the rest. */
export async function writeSiteSettings(
  manager: EntityManager,
  settings: Partial<SiteSettings>,
): Promise<void> {
  for (const [key, value] of Object.entries(settings)) {
    await manager.query(
      `insert into site_setting (key, value)
       values ($1, $2)
       on conflict (key) do update
       set value = excluded.value`,
      [key, JSON.stringify(value)],
    );
  }
}
