import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Sealer } from '../secrets/sealer.ts';
import type { ApiKey, ApiKeyParts, ApiScope } from './api-key.ts';
import { newApiKey, readApiKey, textOfApiKey } from './api-key.ts';
import { ApiKeysRepository } from './api-keys.repository.ts';

/** The use of a key is written at most so often. */
const USE_WRITTEN_EVERY_MS = 60_000;

/** What is compared where no key was found, so that an unknown id is not told from a wrong secret by the time it takes. */
const NOBODY = { parts: { id: '', secret: '' }, hash: Buffer.alloc(32) } as const;

/** Keys for the systems of departments. A key is told once, to whoever makes it; here only its keyed hash is kept. */
@Injectable()
export class ApiKeysService {
  constructor(
    private readonly source: DataSource,
    private readonly repository: ApiKeysRepository,
    private readonly sealer: Sealer,
  ) {}

  /** Makes a key. Its text cannot be had again. */
  async create(
    about: {
      readonly name: string;
      readonly scopes: readonly ApiScope[];
      readonly departmentId: number | null;
    },
    now: number,
  ): Promise<{ readonly id: string; readonly text: string }> {
    const parts = newApiKey();
    const key = { ...about, id: parts.id, createdAt: new Date(now) };
    await this.repository.insert(this.source.manager, key, this.hashOf(parts));
    return { id: parts.id, text: textOfApiKey(parts) };
  }

  /** Every key there is or was, the oldest first. */
  all(): Promise<ApiKey[]> {
    return this.repository.all(this.source.manager);
  }

  /** From now on the key opens nothing. False when there is none in use with this id, which must be a UUID. */
  revoke(id: string, now: number): Promise<boolean> {
    return this.repository.revoke(this.source.manager, id, new Date(now));
  }

  /** The key with this text; null for what is no key, or none in use. Notes that it was used. */
  async authenticate(text: string, now: number): Promise<ApiKey | null> {
    const { manager } = this.source;
    const parts = readApiKey(text);
    const stored = parts === null ? null : await this.repository.find(manager, parts.id);
    const proven = this.sealer.equal(stored?.secretHash ?? NOBODY.hash, this.hashOf(parts ?? NOBODY.parts));
    if (!proven || stored === null || stored.key.revokedAt !== null) return null;
    const { key } = stored;
    const since = new Date(now - USE_WRITTEN_EVERY_MS);
    if (key.lastUsedAt === null || key.lastUsedAt <= since)
      await this.repository.markUsed(manager, key.id, new Date(now), since);
    return key;
  }

  private hashOf({ id, secret }: ApiKeyParts): Buffer {
    return this.sealer.hash('api-key', `${id}\n${secret}`);
  }
}
