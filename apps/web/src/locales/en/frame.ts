import { counted } from '../../wording/plural.ts';
import type { Texts } from '../zh.ts';

export const frame: Texts['frame'] = {
  skip: 'Skip to content',
  nameplate: 'Huiyin',
  motto: 'Every rating counts, every letter gets an answer, anybody can check the figures',
  site: 'Huiyin 回音',
  description:
    'Ratings of public services and letters to government: indicators, rankings, published letters and replies, with figures that anybody can check.',
  owner: (owner) => `Published by ${owner}`,
  languages: 'Language and display',
  care: 'Care mode',
  careOff: 'Leave care mode',
  readAloud: 'Read this page to me',
  stopReading: 'Stop reading',
  morePages: 'More pages',
  guard: {
    trap: 'Please leave this empty',
    title: 'Just to be sure that no program is sending in bulk',
    working:
      'Much is coming in at the moment. Your device is working on a small sum; in a few seconds this is sent by itself, and there is nothing to do.',
    unscripted: 'Much is coming in at the moment. Please use the button below, and a person will see to it.',
    failed: 'Your browser could not see to it by itself. Please use the button below.',
    person: 'Have a person look at it first',
    personNote: {
      letter:
        'The letter is not lost: you get its number and query code at once, it goes on when a person has looked, and its days count from now.',
      rating: 'The rating is not lost: you get a receipt at once, and it counts when a person has looked.',
    },
  },
  faults: (count) => `${counted(count, 'thing', 'things')} to put right`,
  index: 'Main',
  crumbs: 'Breadcrumb',
  nav: {
    overview: 'Overview',
    rankings: 'Rankings',
    letters: 'Letters',
    departments: 'Departments',
    indicators: 'Indicators',
    data: 'Data',
    rate: 'Rate',
    write: 'Write',
    track: 'Track',
  },
  demonstration:
    'Demonstration: every place, department, person, letter and figure here is invented, to show how the system works.',
  stale: (since) =>
    `The database cannot be reached just now. What you see is from ${since} and will update by itself.`,
  computed: (at) => `computed ${at}`,
  unfinished: 'period not over',
  aboutTitle: 'About Huiyin',
  about:
    'Huiyin collects ratings of public services and letters to government, publishes the replies, and publishes where every figure comes from. Open source under Apache-2.0.',
  methodTitle: 'How it is counted',
  methodIndicators: 'Indicators and definitions',
  methodBands: 'What a rank band means',
  methodWithheld: 'Why counts below 11 are not shown',
  sourceTitle: 'Where this page comes from',
  source: (version, system, at) =>
    `Figures of computation ${version}, indicator system ${system}, computed from daily tallies on ${at}.`,
  sourceEmpty:
    'No figures have been computed yet. They are computed automatically once ratings and letters come in.',
  sourceRelease:
    'Figures are frozen when they are released, computed from the tallies in the same release, and never change after.',
  sourceLetters:
    'Letters are published with the writer’s consent, after personal data is removed, as separate copies without the original.',
  sourceJson: 'The data of this page (JSON)',
  sourceApi: 'Description of the API (OpenAPI)',
  seeTable: 'See the table behind this chart',
  chartKeys: 'Left and right arrow keys go from point to point, Escape leaves.',
  problem: {
    missing: 'There is nothing here',
    away: 'The data cannot be reached just now',
    wrong: 'Something went wrong on this page',
    link: 'This link does not work',
    refused: 'This request cannot be answered',
    nextTitle: 'What you can do next',
    toOverview: 'Go to the overview',
    toLetters: 'Search published letters and replies',
    toDepartments: 'Find a department in the directory',
    toRate: 'Choose a department and a service to rate',
    toTrack: 'Follow a letter by its number and query code',
  },
};
