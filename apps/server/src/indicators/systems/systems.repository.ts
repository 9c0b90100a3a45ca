import type { Bilingual, LocalDate, SystemSettings } from '@huiyin/domain';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SystemPreview } from './system-preview.service.ts';

/** A system that somebody proposes. It is never changed: a better one is another draft. */
export interface SystemDraft {
  readonly id: number;
  readonly settings: SystemSettings;
  readonly note: Bilingual;
  readonly author: string;
  readonly draftedAt: Date;
  /** What adopting it would change, as somebody saw it last; null until then. */
  readonly preview: SystemPreview | null;
  /** The version that it became. */
  readonly adoptedAs: number | null;
}

/** One change of the systems at a time; the number only has to differ from the other advisory locks. */
const LOCK = 7_301_015;

const DRAFT = `
  id, settings, json_build_object('zh', note_zh, 'en', note_en) as note, author, drafted_at as "draftedAt", preview,
  adopted_as as "adoptedAs"`;

@Injectable()
export class SystemsRepository {
  /** Waits until nobody else changes the systems. */
  async lock(manager: EntityManager): Promise<void> {
    await manager.query('select pg_advisory_xact_lock($1)', [LOCK]);
  }

  /** Oldest first. */
  drafts(manager: EntityManager): Promise<SystemDraft[]> {
    return manager.query(`select ${DRAFT} from indicator_system_draft order by id`);
  }

  async draft(manager: EntityManager, id: number): Promise<SystemDraft | null> {
    const [row]: SystemDraft[] = await manager.query(
      `select ${DRAFT} from indicator_system_draft where id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** Keeps a draft and gives its number. */
  async insertDraft(
    manager: EntityManager,
    { settings, note, author }: Pick<SystemDraft, 'settings' | 'note' | 'author'>,
  ): Promise<number> {
    const [row]: { id: number }[] = await manager.query(
      `insert into indicator_system_draft (settings, note_zh, note_en, author)
       values ($1, $2, $3, $4)
       returning id`,
      [settings, note.zh, note.en, author],
    );
    return row!.id;
  }

  async keepPreview(
    manager: EntityManager,
    id: number,
    preview: SystemPreview,
    { at, figureVersion }: { readonly at: Date; readonly figureVersion: number },
  ): Promise<void> {
    await manager.query(
      `update indicator_system_draft
       set preview = $2, previewed_at = $3, figure_version = $4
       where id = $1`,
      [id, preview, at, figureVersion],
    );
  }

  /** The newest version and the day from which it holds. */
  async newest(
    manager: EntityManager,
  ): Promise<{ readonly version: number; readonly effectiveFrom: LocalDate }> {
    const [row]: { version: number; effectiveFrom: LocalDate }[] = await manager.query(
      `select version, effective_from as "effectiveFrom"
       from indicator_system
       order by effective_from desc
       limit 1`,
    );
    return row!;
  }

  /** Makes a draft the next version, with the preview that was seen. */
  async adopt(
    manager: EntityManager,
    { id, settings, note, preview }: SystemDraft,
    {
      version,
      from,
      author,
      at,
    }: { readonly version: number; readonly from: LocalDate; readonly author: string; readonly at: Date },
  ): Promise<void> {
    await manager.query(
      `insert into indicator_system
         (version, effective_from, settings, note_zh, note_en, author, adopted_at, preview)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [version, from, settings, note.zh, note.en, author, at, preview],
    );
    await manager.query('update indicator_system_draft set adopted_as = $2 where id = $1', [id, version]);
  }
}
