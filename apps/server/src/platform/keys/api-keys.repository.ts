import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ApiKey } from './api-key.ts';

/** A key with the keyed hash of its secret. */
export interface StoredApiKey {
  readonly key: ApiKey;
  readonly secretHash: Buffer;
}

const COLUMNS = `id, name, scopes, department_id as "departmentId", created_at as "createdAt", revoked_at as "revokedAt",
  last_used_at as "lastUsedAt"`;

@Injectable()
export class ApiKeysRepository {
  async insert(
    manager: EntityManager,
    { id, name, scopes, departmentId, createdAt }: Omit<ApiKey, 'revokedAt' | 'lastUsedAt'>,
    secretHash: Buffer,
  ): Promise<void> {
    await manager.query(
      `insert into api_key (id, name, secret_hash, scopes, department_id, created_at)
       values ($1, $2, $3, $4, $5, $6)`,
      [id, name, secretHash, scopes, departmentId, createdAt],
    );
  }

  async find(manager: EntityManager, id: string): Promise<StoredApiKey | null> {
    const [row]: (ApiKey & { secretHash: Buffer })[] = await manager.query(
      `select ${COLUMNS}, secret_hash as "secretHash"
       from api_key
       where id = $1`,
      [id],
    );
    if (row === undefined) return null;
    const { secretHash, ...key } = row;
    return { key, secretHash };
  }

  /** Every key there is or was, the oldest first. */
  all(manager: EntityManager): Promise<ApiKey[]> {
    return manager.query(
      `select ${COLUMNS}
       from api_key
       order by created_at, id`,
    );
  }

  /** False when there is none in use with this id. */
  async revoke(manager: EntityManager, id: string, at: Date): Promise<boolean> {
    const [, changed]: [unknown, number] = await manager.query(
      `update api_key
       set revoked_at = $2
       where id = $1 and revoked_at is null`,
      [id, at],
    );
    return changed > 0;
  }

  /** Says that a key was used, unless it was used since `unlessSince`: of many uses at once, one writes. */
  async markUsed(manager: EntityManager, id: string, at: Date, unlessSince: Date): Promise<void> {
    await manager.query(
      `update api_key
       set last_used_at = $2
       where id = $1 and (last_used_at is null or last_used_at <= $3)`,
      [id, at, unlessSince],
    );
  }
}
