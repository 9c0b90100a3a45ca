import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
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

/** Puts a new key on the ring and makes it the one to seal with; its id. Throws ConfigurationError. */
export function addKey(file: string): number {
  const { sealing } = openKeyRing(file);
  const id = Math.max(...sealing.keys()) + 1;
  if (id > KEY_ID_MAX) throw new ConfigurationError('HUIYIN_SECRETS: there is no room for another key.');
  rewrite(file, (ring) => ({
    ...ring,
    current: String(id),
    sealing: { ...ring.sealing, [id]: newKey() },
  }));
  return id;
}

/** Takes a key off the ring: nothing that it sealed can be read any more. Throws ConfigurationError. */
export const removeKey = (file: string, id: number): void =>
  rewrite(file, (ring) => {
    const left = Object.entries(ring.sealing).filter(([key]) => key !== String(id));
    return { ...ring, sealing: Object.fromEntries(left) };
  });

/** A sealed text names its key in one byte. */
const KEY_ID_MAX = 255;

type KeyRingText = z.infer<typeof KeyRingSchema>;

/** Replaced whole, so that a reader finds the old file or the new one and never a piece. */
function rewrite(file: string, change: (ring: KeyRingText) => KeyRingText): void {
  openKeyRing(file);
  const ring = change(KeyRingSchema.parse(JSON.parse(readFileSync(file, 'utf8'))));
  const beside = `${file}.${process.pid}`;
  try {
    writeFileSync(beside, `${JSON.stringify(ring, null, 2)}\n`, { flag: 'wx', mode: 0o600 });
    renameSync(beside, file);
  } catch {
    throw new ConfigurationError(
      `HUIYIN_SECRETS: the file ${file} cannot be written. Choose a place that Huiyin may write to.`,
    );
  }
}

const newKey = (): string => randomBytes(32).toString('base64');

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
  const text = JSON.stringify({ current: '1', sealing: { 1: newKey() }, hashing: newKey() }, null, 2) + '\n';
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
