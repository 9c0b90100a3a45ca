import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { KeptFresh } from './kept-fresh.ts';

/** A value that counts its readings, on a clock that the test moves. */
function aCount(fails: () => boolean = () => false) {
  let readings = 0;
  let now = 0;
  const read = async (): Promise<number> => {
    await Promise.resolve();
    if (fails()) throw new Error('the database is away');
    return ++readings;
  };
  return { kept: new KeptFresh('the count', read, 1000, () => now), later: (ms: number) => (now += ms) };
}

describe('a value that is kept fresh', () => {
  const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
  afterEach(() => void warn.mockClear());

  it('is read once for all who ask, and again when it has aged', async () => {
    const { kept, later } = aCount();
    expect(await Promise.all([kept.value(), kept.value(), kept.value()])).toEqual([1, 1, 1]);
    later(999);
    expect(await kept.value()).toBe(1);
    later(1);
    expect(await kept.value()).toBe(2);
  });

  it('is read anew after a change, also when a reading was under way', async () => {
    const { kept } = aCount();
    const before = kept.value();
    kept.forget();
    expect(await before).toBe(1);
    expect(await kept.value()).toBe(2);
    expect(await kept.value()).toBe(2);
  });

  it('is given on while it cannot be read, and missed only when there never was one', async () => {
    let away = true;
    const { kept, later } = aCount(() => away);
    await expect(kept.value()).rejects.toThrow('away');
    away = false;
    expect(await kept.value()).toBe(1);
    away = true;
    later(5000);
    expect(await kept.value()).toBe(1);
    away = false;
    expect(await kept.value()).toBe(2);
  });

  it('says once a minute in the log that it cannot be read', async () => {
    let away = false;
    const { kept, later } = aCount(() => away);
    await kept.value();
    expect(warn).not.toHaveBeenCalled();
    away = true;
    for (let second = 0; second < 61; second += 1) {
      later(1000);
      await kept.value();
    }
    expect(warn.mock.calls).toEqual([
      ['the count cannot be read anew and stays as it was: Error: the database is away'],
      ['the count cannot be read anew and stays as it was: Error: the database is away'],
    ]);
  });
});
