import { describe, expect, it } from '@jest/globals';
import { paths } from '@huiyin/contract';
import { formAt, isBlankForm, isWhole, keptPageFor, pagesBehind, reasonsFor } from './forms.ts';
import type { Fields } from './forms.ts';

const token = 'AQGiGyj6AHRWhszNdbbz8fYAAAAC1z9IPm0p6_itYk1A';
const at = (path: string): URL => new URL(path, 'https://huiyin.example');
const fields = (words: Record<string, string>): Fields => Object.entries(words);

describe('the forms that can wait', () => {
  it.each([
    [paths.write(), { kind: 'letter', kiosk: false }],
    ['/en/write', { kind: 'letter', kiosk: false }],
    [paths.rate(), { kind: 'rating', kiosk: false }],
    [paths.rateBy(token), { kind: 'rating', kiosk: false }],
    [`/en${paths.kiosk(token)}`, { kind: 'rating', kiosk: true }],
    [paths.track(), null],
    [paths.receipt(token), null],
    [`${paths.kiosk(token)}/${token}`, null],
    [`${paths.receipt(token)}/amend`, null],
    ['/rate/zh', null],
    ['/enwrite', null],
  ])('at %s: %p', (path, form) => {
    expect(formAt(path)).toEqual(form);
  });

  it.each([
    ['/write', true],
    ['/write?subject=x', false],
    ['/rate', true],
    ['/rate?q=x', false],
    ['/rate?department=A&item=B&more=1', true],
    [`/rate/${token}?level=2`, true],
    [`/rate/${token}?comment=x`, false],
    [paths.kioskKept(token), true],
    [`/kiosk/${token}/${token}`, false],
    ['/track', false],
    ['/', false],
  ])('may be kept as they lie at %s: %p', (path, may) => {
    expect(isBlankForm(at(path))).toBe(may);
  });

  it('come with the pages that they lead to, which may be kept too', () => {
    const behind = pagesBehind(at(paths.kiosk(token)));
    expect(behind).toContain(`${paths.kiosk(token)}?level=2`);
    expect(behind).toContain(paths.kioskKept(token));
    expect(behind.filter((path) => !isBlankForm(at(path)))).toEqual([]);
    expect(behind.flatMap((path) => pagesBehind(at(path)))).toEqual([]);
    expect(pagesBehind(at('/rate'))).toEqual([]);
    expect(pagesBehind(at('/rate?department=A&whole=1'))).toContain('/rate?department=A&whole=1&level=1');
  });

  it('say where it is told that they are kept', () => {
    expect(keptPageFor('/write')).toBe(paths.kept());
    expect(keptPageFor(`/en/rate/${token}`)).toBe('/en/kept');
    expect(keptPageFor(`/en/kiosk/${token}`)).toBe(`/en${paths.kioskKept(token)}`);
  });
});

describe('a sent form', () => {
  it.each([
    ['rating', { level: '5' }, true],
    ['rating', { level: '3' }, true],
    ['rating', { level: '2' }, false],
    ['rating', { level: '2', step: 'send' }, true],
    ['rating', { level: '5', step: 'faces' }, false],
    ['rating', {}, false],
    ['letter', { step: 'send' }, true],
    ['letter', { step: 'person' }, true],
    ['letter', { step: 'look' }, false],
  ] as const)('of a %s with %p says all there is to say: %p', (kind, words, whole) => {
    expect(isWhole(kind, fields(words))).toBe(whole);
  });

  it.each([
    [`/rate/${token}`, { id: 'x', level: '2' }, `/rate/${token}?level=2`],
    ['/rate', { id: 'x', department: 'A', item: 'B', level: '1' }, '/rate?department=A&item=B&level=1'],
    ['/rate', { id: 'x', department: 'A', item: '', level: '1' }, '/rate?department=A&whole=1&level=1'],
    [`/rate/${token}`, { id: 'x', level: '5' }, null],
    [`/rate/${token}`, { id: 'x', level: '2', step: 'faces' }, null],
    [`/rate/${token}`, { id: 'x', level: '2', comment: '等了两趟' }, null],
  ])('at %s with %p goes on at %p', (path, words, next) => {
    expect(reasonsFor(at(path), fields(words))).toBe(next);
    if (next !== null) expect(isBlankForm(at(next))).toBe(true);
  });
});
