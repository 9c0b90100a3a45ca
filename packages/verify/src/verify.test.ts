import { describe, expect, it } from '@jest/globals';
import type { ReleaseContent } from '@huiyin/domain';
import { addressOfFile } from './main.ts';
import { releaseFile } from './release-file.ts';
import { aRelease } from './release.sample.ts';
import { verify } from './verify.ts';

const { text, sha256 } = releaseFile(aRelease());

/** The text with another digit at a place. */
const withDigit = (whole: string, place: number): string =>
  `${whole.slice(0, place)}${(Number(whole[place]) + 1) % 10}${whole.slice(place + 1)}`;

const digitsIn = (whole: string): number[] =>
  [...whole].flatMap((character, place) => (/\d/.test(character) ? [place] : []));

/** What somebody publishes who changes a release and gives it a fitting hash. */
const forged = (change: (content: ReleaseContent) => ReleaseContent): string =>
  releaseFile(change(aRelease())).text;

describe('the check of a release', () => {
  it('recomputes everything and says so', () => {
    expect(verify(text, sha256)).toEqual({
      verified: true,
      lines: [
        expect.stringMatching(/^file {6}SHA-256 as it says, [\d,]+ bytes$/),
        'tallies   3 rows, 0 impossible',
        expect.stringMatching(/^figures {3}\d+ recomputed, 0 differ$/),
        'ranks     3 bands recomputed, 0 groups differ',
        `release   2026-Q3 ${sha256.slice(0, 8)}…${sha256.slice(-4)}  verified`,
      ],
    });
  });

  it('catches any single digit that was changed, wherever it stands', () => {
    const places = digitsIn(text);
    expect(places.length).toBeGreaterThan(500);
    for (const place of places) {
      expect({ place, verified: verify(withDigit(text, place)).verified }).toEqual({
        place,
        verified: false,
      });
    }
  });

  it('catches any single digit of a tally, figure or rank, even with a hash that fits', () => {
    // Left out: how waits ended. A median does not tell one row of it from another, which only the true hash can.
    const { cells: told, rankings: ranked } = aRelease();
    const content = { cells: told.map((cell) => ({ ...cell, waits: {}, times: {} })), rankings: ranked };
    const parts = JSON.stringify([content.cells, content.rankings]);
    let caught = 0;
    for (const place of digitsIn(parts)) {
      let changed: [ReleaseContent['cells'], ReleaseContent['rankings']];
      try {
        changed = JSON.parse(withDigit(parts, place)) as typeof changed;
      } catch {
        continue; // A number that begins with 0 is no JSON, so nobody could publish it.
      }
      const [cells, rankings] = changed;
      // The digits of codes and periods name what a number is of: changed everywhere alike, they are another release.
      const isName = /"(scope|code|period|group|indicator)":"[^"]*$|\[\["[^"]*$|\],\["[^"]*$/.test(
        parts.slice(0, place),
      );
      if (isName || JSON.stringify([cells, rankings]) === parts) continue;
      const verdict = verify(forged((one) => ({ ...one, cells, rankings })));
      expect({ at: parts.slice(place - 60, place + 10), verified: verdict.verified }).toEqual({
        at: expect.any(String),
        verified: false,
      });
      caught += 1;
    }
    expect(caught).toBeGreaterThan(250);
  });

  it('says where a figure is not what its tallies make', () => {
    const verdict = verify(
      forged((content) => ({
        ...content,
        cells: content.cells.map((cell) =>
          cell.code === 'a1' ? { ...cell, tallies: { ...cell.tallies, reply_on_time: 1000 } } : cell,
        ),
      })),
    );
    expect(verdict.verified).toBe(false);
    expect(verdict.lines.join('\n')).toContain('department a1, 2026-Q3, R2: says [0.94');
  });

  it('refuses what tells of a group of 1–10 people', () => {
    const small = aRelease();
    const [first, ...rest] = small.cells;
    const verdict = verify(
      forged((content) => ({
        ...content,
        cells: [{ ...first!, tallies: { ...first!.tallies, appeal_decided: 4 } }, ...rest],
      })),
    );
    expect(verdict.lines.join('\n')).toContain('appeal_decided: says 4 people');
  });

  it('refuses another file than the one whose hash was published', () => {
    expect(verify(text, '0'.repeat(64)).lines[0]).toContain('this is another file');
  });

  it.each([
    ['nothing', ''],
    ['a page', '<!doctype html>'],
    ['another JSON', '{"format":"huiyin-release/1"}'],
    ['a release with something added', text.replace('{"author"', '{"aa":1,"author"')],
    ['a release written with spaces', text.replace(':', ': ')],
  ])('refuses %s in one sentence', (_, given) => {
    const { verified, lines } = verify(given);
    expect(verified).toBe(false);
    expect(lines).toHaveLength(1);
  });

  it('finds the file behind the address of a page', () => {
    expect(addressOfFile('https://example.org/releases/2026-Q3')).toBe(
      'https://example.org/api/v1/releases/2026-Q3/release.json',
    );
    expect(addressOfFile('https://example.org/en/releases/2026-Q3.2?x=1#s')).toBe(
      'https://example.org/api/v1/releases/2026-Q3.2/release.json',
    );
    const file = 'https://example.org/api/v1/releases/2026-Q3/release.json';
    expect(addressOfFile(file)).toBe(file);
  });
});
