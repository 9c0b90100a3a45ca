import { Injectable } from '@nestjs/common';
import type { ProofTask } from '@huiyin/contract';
import type { Payload } from 'altcha-lib';
import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { Sealer } from '../platform/secrets/sealer.ts';

const ALGORITHM = 'PBKDF2/SHA-256';

/** One step takes a telephone a few thousandths of a second. */
const COST = 5_000;

/** So many steps lead to the solution: one to three seconds in all. */
const FEWEST = 200;
const MOST = 500;

const LASTS_MS = 30 * 60_000;

const PayloadSchema = z.object({
  challenge: z.object({
    parameters: z.looseObject({
      algorithm: z.literal(ALGORITHM),
      cost: z.literal(COST),
      data: z.object({ id: z.string() }),
      expiresAt: z.int(),
    }),
    signature: z.string(),
  }),
  solution: z.looseObject({ counter: z.int(), derivedKey: z.string().max(200) }),
});

/**
 * Work that a device does before its sender is taken for a person: ALTCHA, made and checked here, with nobody else asked.
 * A proof is good for one letter or rating alone, by its id, so it is worth nothing a second time.
 */
@Injectable()
export class ProofOfWork {
  private readonly secret: string;

  constructor(sealer: Sealer) {
    this.secret = sealer.hash('proof-of-work', 'challenges').toString('hex');
  }

  async task(id: string, now: number): Promise<ProofTask> {
    const challenge = await createChallenge({
      algorithm: ALGORITHM,
      cost: COST,
      counter: randomInt(FEWEST, MOST),
      data: { id },
      deriveKey,
      expiresAt: new Date(now + LASTS_MS),
      hmacSignatureSecret: this.secret,
    });
    return { challenge: JSON.stringify(challenge) };
  }

  /** Whether a form brought the solution of a challenge that was made for this id, in time. */
  async proves(id: string, proof: string, now: number): Promise<boolean> {
    if (proof === '') return false;
    const parsed = PayloadSchema.safeParse(jsonOf(proof));
    if (!parsed.success) return false;
    const { parameters } = parsed.data.challenge;
    if (parameters.data.id !== id || parameters.expiresAt * 1000 < now) return false;
    const { challenge, solution } = parsed.data as unknown as Payload;
    const { verified } = await verifySolution({
      challenge,
      solution,
      deriveKey,
      hmacSignatureSecret: this.secret,
    });
    return verified;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
