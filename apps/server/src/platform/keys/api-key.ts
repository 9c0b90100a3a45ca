import { randomBytes, randomUUID } from 'node:crypto';

/** What a key can be for. */
export const API_SCOPES = ['invitations'] as const;
export type ApiScope = (typeof API_SCOPES)[number];

/** A key as it is known here: everything but its secret. */
export interface ApiKey {
  readonly id: string;
  /** Whose it is, in words. */
  readonly name: string;
  readonly scopes: readonly string[];
  /** The department that it reaches with those below it; null when it reaches all. */
  readonly departmentId: number | null;
  readonly createdAt: Date;
  readonly revokedAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
}

/** The two halves of a key: the id finds it, the secret proves it. */
export interface ApiKeyParts {
  readonly id: string;
  readonly secret: string;
}

const SECRET_BYTES = 32;
const KEY = /^hyk_([\da-f]{8})([\da-f]{4})([\da-f]{4})([\da-f]{4})([\da-f]{12})_([\w-]{43})$/;

/** A new key: 256 bits of chance under a new id. */
export const newApiKey = (): ApiKeyParts => ({
  id: randomUUID(),
  secret: randomBytes(SECRET_BYTES).toString('base64url'),
});

/**
 * hyk_, the id without its hyphens, the secret. The first word lets programs that look for lost secrets find a key, and the
 * id tells which one to revoke.
 */
export const textOfApiKey = ({ id, secret }: ApiKeyParts): string =>
  `hyk_${id.replaceAll('-', '')}_${secret}`;

/** Null for what is no key. */
export function readApiKey(text: string): ApiKeyParts | null {
  const [, ...parts] = KEY.exec(text) ?? [];
  const secret = parts.pop();
  return secret === undefined ? null : { id: parts.join('-'), secret };
}
