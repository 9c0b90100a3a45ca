import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFigureCursor, writeFigureCursor } from './figure-cursor.ts';

describe('the cursor of the figures', () => {
  it('gives back the place it was made of', () => {
    const place = { code: '区-1', start: '2025-07-01', indicator: 'R2' };
    expect(readFigureCursor(writeFigureCursor(place))).toEqual(place);
  });

  it('refuses every other text in one way', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => Buffer.from(json).toString('base64url')),
        ),
        (text) => {
          expect(() => readFigureCursor(text)).toThrow(expect.objectContaining({ code: 'invalid_query' }));
        },
      ),
    );
  });
});
