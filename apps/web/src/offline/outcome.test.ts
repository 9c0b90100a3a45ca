import { describe, expect, it } from '@jest/globals';
import { ratingFixtures } from '../fixtures/rating.ts';
import { writingFixtures } from '../fixtures/writing.ts';
import { renderWith } from '../render.ts';
import { idIn, outcomeOf, withIdIn } from './outcome.ts';

describe('an answer', () => {
  it.each([
    ['rating', 'opaqueredirect', 0, 'accepted'],
    ['rating', 'basic', 200, 'answered'],
    ['letter', 'basic', 201, 'accepted'],
    ['letter', 'basic', 200, 'accepted'],
    ['letter', 'basic', 422, 'refused'],
    ['letter', 'basic', 409, 'refused'],
    ['letter', 'basic', 428, 'refused'],
    ['rating', 'basic', 410, 'refused'],
    ['rating', 'basic', 429, 'later'],
    ['letter', 'basic', 503, 'later'],
  ] as const)('to a %s of kind %s with status %i means %s', (kind, type, status, outcome) => {
    expect(outcomeOf(kind, { type, status })).toBe(outcome);
  });
});

describe('the id in a page', () => {
  const assets = { script: '/assets/main.js', styles: [], sheet: '', icon: '/assets/icon.svg' };
  const owner = { zh: '省政务公开办公室', en: 'the office' };
  const forms = [...ratingFixtures, ...writingFixtures].filter(({ name }) =>
    ['rate', 'write'].includes(name),
  );

  it.each(forms)('of the form “$name” is found and renewed', async ({ page, path }) => {
    const frame = {
      language: 'zh',
      path,
      owner,
      demonstration: false,
      care: false,
      staleSince: null,
    } as const;
    const html = await renderWith(assets, page, frame);
    expect(idIn(html)).toBe('01a21b28-fa00-7456-86cc-cd75b6f3f1f6');
    expect(idIn(withIdIn(html, 'another'))).toBe('another');
    // What the device shows again when there is no network.
    expect(html).toContain(' data-keep hidden>');
  });

  it('is none where there is no form', () => {
    expect(idIn('<p>id</p>')).toBeNull();
  });
});
