import { department } from './en/department.ts';
import { directory } from './en/directory.ts';
import { figures } from './en/figures.ts';
import { frame } from './en/frame.ts';
import { indicators } from './en/indicators.ts';
import { letters } from './en/letters.ts';
import { offline } from './en/offline.ts';
import { overview } from './en/overview.ts';
import { rankings } from './en/rankings.ts';
import { rate } from './en/rate.ts';
import { region } from './en/region.ts';
import { releases } from './en/releases.ts';
import { answer, track, write } from './en/write.ts';
import type { Texts } from './zh.ts';

export const en: Texts = {
  frame,
  figures,
  overview,
  rankings,
  directory,
  department,
  region,
  letters,
  indicators,
  releases,
  rate,
  write,
  track,
  answer,
  offline,
};
