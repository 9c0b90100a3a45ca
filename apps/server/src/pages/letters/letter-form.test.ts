import { uuid7 } from '@huiyin/domain';
import { describe, expect, it } from '@jest/globals';
import { letterDraftOf, readLetter } from './letter-form.ts';

const whole = {
  type: 'help',
  subject: '失业金8月没到账',
  body: '8月的失业金没有到账。',
  region: '360102',
  department: '',
  name: '林小满',
  phone: '13800000000',
  email: '',
  mailCode: '',
  consent: 'on',
};
const id = uuid7(Date.now(), new Uint8Array(10));
const read = (changes: Partial<typeof whole> = {}, ofId = id) =>
  readLetter(
    ofId,
    letterDraftOf(Object.fromEntries(Object.entries({ ...whole, ...changes }).map(([k, v]) => [k, [v]]))),
  );
const faultsOf = (changes: Partial<typeof whole>, ofId = id) =>
  read(changes, ofId).faults.map(({ field }) => field);

describe('the form of a letter', () => {
  it('goes to a region when no department is chosen, else to the department', () => {
    expect(read().letter).toMatchObject({ region: '360102', consent: true, channel: 'web' });
    const chosen = read({ department: 'SS-360102' }).letter!;
    expect(chosen).toMatchObject({ department: 'SS-360102' });
    expect(chosen).not.toHaveProperty('region');
  });

  it('names every field that is missing, in the order of the form', () => {
    const nothing = { type: '', subject: ' ', body: '', region: '', name: '', phone: '' };
    expect(faultsOf(nothing)).toEqual(['type', 'subject', 'body', 'region', 'name', 'phone']);
  });

  it('needs one way to reach the writer, and finds slips in it', () => {
    expect(faultsOf({ phone: '', email: 'lin@example.org' })).toEqual([]);
    expect(faultsOf({ phone: '1380000000' })).toEqual(['phone']);
    expect(faultsOf({ phone: '', email: 'lin@' })).toEqual(['email']);
  });

  it('sends number and code by mail only where there is an address', () => {
    expect(faultsOf({ mailCode: 'on' })).toEqual(['email']);
    expect(read({ mailCode: 'on', email: 'lin@example.org' }).letter).toMatchObject({ mailCode: true });
    expect(read({}).letter).toMatchObject({ mailCode: false, language: 'zh' });
  });

  it('refuses what is too long, what cannot be printed, a kind that there is not and an id that is none', () => {
    expect(faultsOf({ subject: '字'.repeat(121) })).toEqual(['subject']);
    expect(faultsOf({ body: 'a\u0000b' })).toEqual(['body']);
    expect(faultsOf({ type: 'poem' })).toEqual(['type']);
    expect(faultsOf({ department: 'no code!' })).toEqual(['department']);
    expect(faultsOf({}, 'x')).toEqual(['form']);
  });
});
