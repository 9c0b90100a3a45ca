import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

describe('the browser for the tests', () => {
  const named = process.env.CHROMIUM;
  beforeEach(() => void jest.resetModules());
  afterEach(() => {
    if (named === undefined) delete process.env.CHROMIUM;
    else process.env.CHROMIUM = named;
  });

  const provideChromium = async (place: string) => {
    process.env.CHROMIUM = place;
    const { provide } = await import('./needs.mjs');
    return provide(['chromium']);
  };

  it('is the one that CHROMIUM names', async () => {
    expect(await provideChromium(process.execPath)).toEqual({ CHROMIUM: process.execPath });
  });

  it('is not replaced by another one when CHROMIUM is wrong', async () => {
    await expect(provideChromium('/nowhere/chromium')).rejects.toThrow(
      'CHROMIUM says /nowhere/chromium, but there is no such program.',
    );
  });
});
