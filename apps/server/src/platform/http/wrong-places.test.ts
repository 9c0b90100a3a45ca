import { describe, expect, it } from '@jest/globals';
import { SubmitRatingSchema } from '@huiyin/contract';
import fc from 'fast-check';
import { wrongPlaces } from './wrong-places.ts';

const placesOf = (body: unknown) => {
  const parsed = SubmitRatingSchema.safeParse(body, { reportInput: true });
  return parsed.success ? [] : wrongPlaces(parsed.error.issues);
};

const rating = { id: '017f22e2-79b0-7cc3-98c4-dc0c0c07398f', level: 5, token: 'a'.repeat(43) };

describe('the places of a message that are wrong', () => {
  it('are none for a right one', () => {
    expect(placesOf(rating)).toEqual([]);
  });

  it('name the field by a pointer, with a sentence in both languages', () => {
    const [place, ...others] = placesOf({ ...rating, level: 6 });
    expect(others).toEqual([]);
    expect(place?.pointer).toBe('/level');
    expect(place?.zh).toMatch(/\p{Script=Han}/u);
    expect(place?.en).toMatch(/^[\x20-\x7e]+$/);
  });

  it('speak of the shape that was meant: a rating by item lacks no token', () => {
    const pointers = placesOf({ id: rating.id, level: 5, department: 'D1' }).map((place) => place.pointer);
    expect(pointers).toEqual(['/channel']);
  });

  it('word a character that cannot be shown in our own words', () => {
    expect(placesOf({ ...rating, comment: 'a\u0000b' })[0]?.en).toContain('characters that cannot be shown');
  });

  it('are found in whatever is thrown at the door, at most 50', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (body) => {
        const places = placesOf(body);
        expect(places.length).toBeLessThanOrEqual(50);
        for (const place of places) expect(place.zh.length * place.en.length).toBeGreaterThan(0);
      }),
    );
  });
});
