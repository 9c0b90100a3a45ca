import { LocalDateSchema } from '@huiyin/contract';
import type { INestApplicationContext } from '@nestjs/common';
import { writeFile } from 'node:fs/promises';
import { DataSource } from 'typeorm';
import { Refusal } from '../../platform/run-main.ts';
import { ParticipationRepository } from '../../ratings/participation.repository.ts';
import { csvLine } from './csv-line.ts';

const COLUMNS = ['month', 'department', 'channel', 'offered', 'opened', 'answered'] as const;

/**
 * Writes to `out`, as CSV, how far the invitations of some days came. Throws a Refusal for days that are none, and when
 * nobody was invited on them.
 */
export async function tellParticipation(
  app: INestApplicationContext,
  { out, from, to }: { readonly out: string; readonly from: string; readonly to: string },
): Promise<Record<'offered' | 'opened' | 'answered', number>> {
  for (const day of [from, to])
    if (!LocalDateSchema.safeParse(day).success) throw new Refusal(`"${day}" is no day, such as 2026-11-30.`);
  const rows = await app.get(ParticipationRepository).between(app.get(DataSource).manager, from, to);
  if (rows.length === 0) throw new Refusal(`Nobody was invited from ${from} to ${to}.`);
  const lines = rows.map((row) => csvLine(COLUMNS.map((column) => String(row[column]))));
  await writeFile(out, `${[csvLine(COLUMNS), ...lines].join('\n')}\n`);
  const sum = (column: 'offered' | 'opened' | 'answered') =>
    rows.reduce((total, row) => total + row[column], 0);
  return { offered: sum('offered'), opened: sum('opened'), answered: sum('answered') };
}
