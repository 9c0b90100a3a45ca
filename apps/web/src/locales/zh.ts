import { department } from './zh/department.ts';
import { directory } from './zh/directory.ts';
import { figures } from './zh/figures.ts';
import { frame } from './zh/frame.ts';
import { indicators } from './zh/indicators.ts';
import { letters } from './zh/letters.ts';
import { offline } from './zh/offline.ts';
import { overview } from './zh/overview.ts';
import { rankings } from './zh/rankings.ts';
import { rate } from './zh/rate.ts';
import { region } from './zh/region.ts';
import { releases } from './zh/releases.ts';
import { answer, track, write } from './zh/write.ts';

/** Every text of the public pages. The Chinese ones set the shape, the English ones must match it. */
export const zh = {
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

export type Texts = typeof zh;
