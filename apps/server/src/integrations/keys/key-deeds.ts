import { personText } from '@huiyin/contract';
import type { INestApplicationContext } from '@nestjs/common';
import { DirectoryService } from '../../directory/directory.service.ts';
import { Clock } from '../../platform/clock/clock.ts';
import type { ApiScope } from '../../platform/keys/api-key.ts';
import { API_SCOPES } from '../../platform/keys/api-key.ts';
import { ApiKeysService } from '../../platform/keys/api-keys.service.ts';
import { Refusal } from '../../platform/run-main.ts';

const NameSchema = personText(60);
/** As it is listed, or as it stands in the text of the key. */
const KEY_ID = /^[\da-f]{8}(-?[\da-f]{4}){3}-?[\da-f]{12}$/i;

/** Makes a key; its text, to be shown once. Throws a Refusal for a name, a scope or a department that cannot be. */
export async function createKey(
  app: INestApplicationContext,
  words: { readonly name?: string; readonly scope?: string; readonly department?: string },
): Promise<{ readonly id: string; readonly text: string }> {
  const name = NameSchema.safeParse(words.name);
  if (!name.success) throw new Refusal('Say with --name whose key it is, in 1 to 60 characters.');
  const scopes = [scopeOf(words.scope)];
  const departmentId = await departmentIdOf(app, words.department);
  return app.get(ApiKeysService).create({ name: name.data, scopes, departmentId }, app.get(Clock).now());
}

/** A line for each key there is or was. */
export async function listKeys(app: INestApplicationContext): Promise<string[]> {
  const { departmentById } = await app.get(DirectoryService).snapshot();
  const reachOf = (id: number | null) =>
    id === null ? 'all departments' : (departmentById.get(id)?.code ?? '?');
  return (await app.get(ApiKeysService).all()).map(
    ({ id, name, scopes, departmentId, createdAt, revokedAt, lastUsedAt }) =>
      [
        id,
        name,
        scopes.join(' '),
        reachOf(departmentId),
        `made ${createdAt.toISOString()}`,
        lastUsedAt === null ? 'never used' : `used ${lastUsedAt.toISOString()}`,
        revokedAt === null ? 'in use' : `revoked ${revokedAt.toISOString()}`,
      ].join('  '),
  );
}

/** From now on the key opens nothing. Throws a Refusal when there is none in use with this id. */
export async function revokeKey(app: INestApplicationContext, id: string): Promise<void> {
  if (!KEY_ID.test(id) || !(await app.get(ApiKeysService).revoke(id, app.get(Clock).now())))
    throw new Refusal(`There is no key in use with the id "${id}".`);
}

function scopeOf(word = ''): ApiScope {
  const scope = API_SCOPES.find((one) => one === word);
  if (scope === undefined)
    throw new Refusal(`Say with --scope what the key is for: ${API_SCOPES.join(', ')}.`);
  return scope;
}

/** Null where none is named: the key reaches all. */
async function departmentIdOf(
  app: INestApplicationContext,
  code: string | undefined,
): Promise<number | null> {
  if (code === undefined) return null;
  const department = (await app.get(DirectoryService).snapshot()).departmentByCode.get(code);
  if (department === undefined || !department.active)
    throw new Refusal(`There is no department with the code "${code}".`);
  return department.id;
}
