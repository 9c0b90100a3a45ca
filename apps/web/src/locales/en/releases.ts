import { counted, plural } from '../../wording/plural.ts';
import type { Texts } from '../zh.ts';

export const releases: Texts['releases'] = {
  title: 'Data and releases',
  description:
    'All figures of each published period, their files, hashes and how to verify them, and what was published on any day.',
  heading: (count) => `${counted(count, 'release')}, every figure of which can be recomputed`,
  headingNone: 'The first release is still to come',
  headingOn: (day, count) =>
    `On ${day}, ${counted(count, 'release')} ${plural(count, 'was', 'were')} current`,
  headingOnNone: (day) => `On ${day}, nothing had been released`,
  lede: 'When a period is over and late facts have had time to arrive, its figures are frozen and published. They never change after that: a mistake is put right in another release, and the old one stays.',
  dayField: 'What was published on a day',
  dayButton: 'Show',
  allLink: 'See all releases',
  listTitle: 'Releases',
  listHint: 'Corrected ones too, with what corrected them.',
  table: 'Releases with period, reason and state',
  heads: {
    id: 'Release',
    period: 'Period',
    made: 'Published',
    figures: 'Figures',
    why: 'Why',
    state: 'State',
    hash: 'Hash begins',
  },
  state: { current: 'current', superseded: (by) => `corrected by ${by}` },
  none: 'Nothing has been released yet',
  noneWhy: 'The first release is made by itself fifteen days after a quarter or year is over.',
  next: (period) => `Next: ${period}`,
  nextWhy: (due) => `Published by itself from ${due} on. Until then the pages show the figures of the day.`,
  apiTitle: 'API and licence',
  apiHint: 'No account is needed.',
  api: 'Every figure on these pages can be had from one API, as JSON or CSV, in pages, and cached. Published data may be used under CC BY 4.0.',
  apiLink: 'Description of the API',
  apiFile: 'The same as a file (OpenAPI)',
  one: {
    title: (id) => `Release ${id}`,
    description: (period) =>
      `All figures published for ${period}, with files, hash and the command that verifies them.`,
    kicker: (made, through) => `Published ${made} · facts up to ${through}`,
    heading: (number, figures) =>
      `Release ${number}: ${counted(figures, 'figure')} that anybody can recompute`,
    lede: 'It never changes. A mistake is put right in another release, and this one stays.',
    superseded: (by) =>
      `This release was corrected by ${by}. It is kept as it was, so that anybody can look it up.`,
    toCurrent: 'See the correction',
    hashTitle: 'Hash',
    hashHint: 'The fingerprint of the whole release. Another character, another hash.',
    hashLabel: (start, end) => `Hash, beginning with ${start}, ending with ${end}`,
    verifyTitle: 'Verify it yourself',
    verifyHint: 'No account, and no rights but access to the network.',
    command: 'Command',
    shouldSee: 'Run it in the folder of this program. You should see:',
    output: 'Output',
    otherwise:
      'Nothing installed? Download release.json, leave out its sha256, write it as canonical JSON (RFC 8785): any tool that computes SHA-256 can check the hash.',
    host: 'this-site',
    filesTitle: 'What was published',
    filesHint: 'May be used under CC BY 4.0.',
    filesTable: 'Files of the release',
    fileHeads: { name: 'File', holds: 'What it holds', rows: 'Rows', size: 'Size', hash: 'Hash begins' },
    changesTitle: 'Against the edition before',
    facts: {
      reason: 'Why',
      author: 'By',
      system: 'Indicator system',
      code: 'Program',
      withheld: 'Withheld',
      corrected: 'Corrected',
      held: 'Held back',
      editions: 'Editions',
    },
    system: (version, note, changed) =>
      `Version ${version} (${note}), ${changed ? 'another one than in the release before: do not subtract' : 'unchanged'}`,
    withheld: (count) => `${counted(count, 'cell')}: fewer than 11 people, or what would give such away`,
    corrected: (count) =>
      `${counted(count, 'figure')} ${plural(count, 'differs', 'differ')} from the edition before`,
    held: (count) =>
      `corrections of ${counted(count, 'cell')} rest on 1–10 people and wait until more come together`,
    firstEdition: 'This is the first edition for its period',
    correctionsTable: 'The largest corrections',
    correctionHeads: { scope: 'Of whom', indicator: 'Indicator', before: 'Was', after: 'Is' },
    gone: 'no longer published',
    added: 'was not published',
  },
};
