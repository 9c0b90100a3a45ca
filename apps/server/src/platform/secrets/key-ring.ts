import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { ConfigurationError } from '../configuration/configuration.ts';

const keyText = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const KeyRingSchema = z.strictObject({
  /** The key that new texts are sealed with; older ones only open. */
  current: z.string().regex(/^\d{1,3}$/),
  sealing: z.record(z.string().regex(/^\d{1,3}$/), keyText),
  /** For keyed hashes and message authentication: these must never change, or what was hashed is not found again. */
  hashing: keyText,
});

/** 256-bit keys. `sealing` by id (0–255); `current` is the id used for sealing. */
export interface KeyRing {
  readonly current: number;
  readonly sealing: ReadonlyMap<number, Buffer>;
  readonly hashing: Buffer;
}

/** Reads the key ring; makes one, readable by its owner only, when the file does not exist. Throws ConfigurationError. */
export function openKeyRing(file: string): KeyRing {
  const text = readIfThere(file) ?? createKeyRing(file);
  const parsed = KeyRingSchema.safeParse(parse(text));
  if (!parsed.success || parsed.data.sealing[parsed.data.current] === undefined) {
    throw new ConfigurationError(
      `HUIYIN_SECRETS: the file ${file} is not a key ring. Restore it from your backup; without it what it sealed cannot be read.`,
    );
  }
  const { current, sealing, hashing } = parsed.data;
  return {
    current: Number(current),
    sealing: new Map(Object.entries(sealing).map(([id, key]) => [Number(id), Buffer.from(key, 'base64')])),
    hashing: Buffer.from(hashing, 'base64'),
  };
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new ConfigurationError(
      `HUIYIN_SECRETS: the file ${file} cannot be read. Give the account that runs Huiyin the right to read it.`,
    );
  }
}

/** Two processes may start at once: whoever creates the file wins and the other reads it. */
function createKeyRing(file: string): string {
  const key = () => randomBytes(32).toString('base64');
  const text = JSON.stringify({ current: '1', sealing: { 1: key() }, hashing: key() }, null, 2) + '\n';
  mkdirSync(dirname(file), { recursive: true });
  try {
    writeFileSync(file, text, { flag: 'wx', mode: 0o600 });
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return readFileSync(file, 'utf8');
    throw new ConfigurationError(
      `HUIYIN_SECRETS: the file ${file} cannot be written. Choose a place that Huiyin may write to.`,
    );
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
