import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import type { Audit } from '@huiyin/contract';
import type { Impact, Standing } from '@huiyin/domain';
import { isLocalDate } from '@huiyin/domain';
import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { withSubjects, wordsOf } from './command.ts';
import { DirectoryService } from './directory/directory.service.ts';
import { FigureReader } from './indicators/figure-reader.repository.ts';
import { settingsOf } from './indicators/systems/settings-file.ts';
import type { SystemPreview } from './indicators/systems/system-preview.service.ts';
import { SystemsRepository } from './indicators/systems/systems.repository.ts';
import type { SystemRefusal } from './indicators/systems/systems.service.ts';
import { SystemsService } from './indicators/systems/systems.service.ts';
import { Clock } from './platform/clock/clock.ts';
import { Refusal, runMain } from './platform/run-main.ts';

const HOW = `npm run system -- list
npm run system -- show 1
npm run system -- draft settings.json --author NAME --zh 说明 --en NOTE
npm run system -- preview 1 [--period 2026-Q3]
npm run system -- adopt 1 --from 2027-01-01 --author NAME`;

const SENTENCES: Readonly<Record<SystemRefusal, string>> = {
  no_draft: 'There is no draft with this number: "list" names them.',
  adopted_before: 'This draft is a version already: make another draft.',
  no_period: 'This is no month, quarter or year: write 2026-09, 2026-Q3 or 2026.',
  no_figures: 'There are no figures of departments in this period: choose another one.',
  not_previewed:
    'Nobody has looked at what this draft would change of the newest version: run "preview" first.',
  not_a_month: 'A version begins with a month: choose the first day of one.',
  too_early:
    'Old periods keep their system: choose the first day of this month or of a later one, and one after the version before.',
};

interface Words {
  readonly author?: string;
  readonly zh?: string;
  readonly en?: string;
  readonly period?: string;
  readonly from?: string;
}

const DEEDS: Readonly<
  Record<string, (app: INestApplicationContext, what: string, words: Words) => Promise<void>>
> = {
  async list(app) {
    for (const { version, effectiveFrom, author, note } of await app.get(FigureReader).systems())
      console.log(`version ${version}  from ${effectiveFrom}  ${author}: ${note.zh} / ${note.en}`);
    for (const draft of await app.get(SystemsRepository).drafts(app.get(DataSource).manager)) {
      const state =
        draft.adoptedAs !== null
          ? `is version ${draft.adoptedAs}`
          : draft.preview === null
            ? 'not looked at'
            : `looked at on ${draft.preview.period}`;
      console.log(`draft ${draft.id}  ${state}  ${draft.author}: ${draft.note.zh} / ${draft.note.en}`);
    }
  },

  async show(app, what) {
    const systems = await app.get(FigureReader).systems();
    const found = systems.find(({ version }) => String(version) === what);
    if (found === undefined)
      throw new Refusal(`There is no version "${what}": there are 1 to ${systems.length}.`);
    console.log(JSON.stringify(found.settings, null, 2));
  },

  async draft(app, file, { author, zh, en }) {
    if (!file || !author || !zh || !en) throw new Refusal(HOW);
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text === null) throw new Refusal(`There is no file "${file}" that can be read.`);
    const read = settingsOf(text);
    if ('faults' in read) throw new Refusal(read.faults.join('\n'));
    const kept = await app.get(SystemsService).draft(read.settings, { note: { zh, en }, author });
    if ('faults' in kept) throw new Refusal(kept.faults.join('\n'));
    console.log(`Kept as draft ${kept.id}. What it would change: npm run system -- preview ${kept.id}`);
  },

  async preview(app, what, { period = null }) {
    const outcome = await app.get(SystemsService).preview(numberOf(what), period, app.get(Clock).now());
    if (outcome.kind === 'refused') throw new Refusal(SENTENCES[outcome.reason]);
    const { departments } = await app.get(DirectoryService).snapshot();
    const names = new Map(departments.map(({ code, name }) => [code, name.zh]));
    print(outcome.value, (code) => names.get(code) ?? code);
  },

  async adopt(app, what, { from, author }) {
    if (from === undefined || !author) throw new Refusal(HOW);
    if (!isLocalDate(from)) throw new Refusal(`"${from}" is no day: write it as 2027-01-01.`);
    const nowMs = app.get(Clock).now();
    const outcome = await app.get(SystemsService).adopt(numberOf(what), { from: from, author, nowMs });
    if (outcome.kind === 'refused') throw new Refusal(SENTENCES[outcome.reason]);
    console.log(`Version ${outcome.value} holds for all periods that begin on ${from} or later.`);
  },
};

const numberOf = (what: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(what)) throw new Refusal(HOW);
  return Number(what);
};

const WORDS_OF_MOVES: Readonly<Record<Impact['move'], string>> = {
  up: 'surely up',
  down: 'surely down',
  within: 'cannot be told',
  other_peers: 'other peers',
  enters: 'newly ranked',
  leaves: 'no longer ranked',
  unranked: 'not ranked',
};

/** Those who surely move first, then those whose score moves most. */
function print(
  { against, period, departments, audit }: SystemPreview,
  nameOf: (code: string) => string,
): void {
  console.log(`Draft against version ${against}, on the figures of ${period}:`);
  const order = Object.keys(WORDS_OF_MOVES);
  const score = ({ before, after }: Impact) => Math.abs((after?.score ?? 0) - (before?.score ?? 0));
  const rows = departments
    .filter(({ move }) => move !== 'unranked')
    .sort((a, b) => order.indexOf(a.move) - order.indexOf(b.move) || score(b) - score(a));
  for (const { code, before, after, move, reasons } of rows) {
    const why = reasons.slice(0, 3).map(({ what, points }) => `${what} ${signed(points)}`);
    console.log(
      [
        code.padEnd(12),
        `${standing(before)} → ${standing(after)}`.padEnd(50),
        WORDS_OF_MOVES[move].padEnd(16),
        nameOf(code),
        why.length === 0 ? '' : `(${why.join(', ')})`,
      ].join('  '),
    );
  }
  const counts = order.flatMap((move) => {
    const count = departments.filter((one) => one.move === move).length;
    return count === 0 ? [] : [`${WORDS_OF_MOVES[move as Impact['move']]} ${count}`];
  });
  console.log(`\n${departments.length} departments: ${counts.join(', ')}.`);
  const { draft, inForce } = audit;
  if (draft === null) {
    console.log('Too few departments can be scored for an audit of independence.');
    return;
  }
  const flags = (pairs: (typeof draft)['pairs']) =>
    pairs.map(({ first, second, r, flag }) => `${first}–${second} r ${r.toFixed(2)} (${flag})`).join(', ') ||
    'none';
  console.log(`Pairs worth a look: ${flags(draft.pairs)}.`);
  if (inForce !== null) console.log(`By version ${against}: ${flags(inForce.pairs)}.`);
  for (const { dimension, alpha } of draft.alphas)
    if (alpha !== null) console.log(`Cronbach's alpha of ${dimension}: ${alpha.toFixed(2)}`);
  for (const { indicator, meanShift } of draft.dropped)
    if (meanShift !== null)
      console.log(`Without ${indicator} ranks move by ${meanShift.toFixed(1)} on average`);
  for (const [way, shift] of Object.entries(draft.shifts ?? {}))
    console.log(
      `${WORDS_OF_WAYS[way as keyof typeof WORDS_OF_WAYS]}: ranks move by ${shift.toFixed(1)} on average`,
    );
}

const WORDS_OF_WAYS: Readonly<Record<keyof NonNullable<Audit['shifts']>, string>> = {
  weights: 'Weights up to a quarter larger or smaller',
  normalisation: 'Scores by range or standard deviation instead of goalposts',
  aggregation: 'The other mean across the dimensions',
  together: 'All of these at once',
};

const standing = (one: Standing | null): string =>
  one === null ? '—' : `${one.score.toFixed(1)} points, ${one.low}–${one.high} of ${one.ranked}`;

const signed = (points: number): string => `${points < 0 ? '−' : '+'}${Math.abs(points).toFixed(1)}`;

/** Indicator systems by hand: lists, shows, drafts, looks ahead, adopts. */
await runMain(async () => {
  const { verb, what, named } = wordsOf(['author', 'zh', 'en', 'period', 'from'], HOW);
  const act = Object.hasOwn(DEEDS, verb) ? DEEDS[verb] : undefined;
  if (act === undefined) throw new Refusal(HOW);
  await withSubjects((app) => act(app, what, named));
});
