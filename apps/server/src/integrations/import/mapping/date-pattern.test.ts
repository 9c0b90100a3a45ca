import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { localDateOf } from '@huiyin/domain';
import { dateReader, instantOf, isDateForm, readDateCell, readExcelSerial } from './date-pattern.ts';

const at = (form: string, text: string, zone = 'Asia/Shanghai'): string | null => {
  const time = dateReader(form)(text);
  return time === null ? null : new Date(instantOf(time, zone)).toISOString();
};

describe('a date as real files write it', () => {
  it.each([
    ['yyyy/M/d H:mm:ss', '2019/4/25 9:32:09', '2019-04-25T01:32:09.000Z'],
    ['yyyy-MM-dd HH:mm:ss', '2019-04-08 08:37:20', '2019-04-08T00:37:20.000Z'],
    ['yyyy/M/d', '2018/4/24', '2018-04-23T16:00:00.000Z'],
    ['yyyy年M月d日', '2018年4月24日', '2018-04-23T16:00:00.000Z'],
    ['yyyyMMddHHmmss', '20180424093001', '2018-04-24T01:30:01.000Z'],
    ['d.M.yyyy', '24.4.2018', '2018-04-23T16:00:00.000Z'],
    ['iso', '2018-04-24', '2018-04-23T16:00:00.000Z'],
    ['iso', '2018-04-24T09:30:00', '2018-04-24T01:30:00.000Z'],
    ['iso', '2018-04-24T09:30:00.123Z', '2018-04-24T09:30:00.000Z'],
    ['iso', '2018-04-24 09:30+05:30', '2018-04-24T04:00:00.000Z'],
    ['excel', '43580.3973263889', '2019-04-25T01:32:09.000Z'],
    ['excel', '43580', '2019-04-24T16:00:00.000Z'],
    ['epoch-seconds', '1524562200', '2018-04-24T09:30:00.000Z'],
    ['epoch-milliseconds', '1524562200123', '2018-04-24T09:30:00.123Z'],
  ])('%s reads %s', (form, text, instant) => {
    expect(at(form, text)).toBe(instant);
  });

  it.each([
    ['yyyy/M/d', '2019/2/29'],
    ['yyyy/M/d', '2019/13/1'],
    ['yyyy/MM/dd', '2019/4/25'],
    ['yyyy/M/d H:m', '2019/4/25 24:00'],
    ['yyyy/M/d H:m', '2019/4/25 9:60'],
    ['yyyy/M/d', '2019/4/25 9:32'],
    ['yyyy/M/d', ' 2019/4/25x'],
    ['iso', '2019-4-25'],
    ['excel', '0'],
    ['excel', '9999999'],
    ['excel', '20190425'],
  ])('%s refuses %s', (form, text) => {
    expect(at(form, text)).toBeNull();
  });

  it('tells forms from texts that are none', () => {
    expect(['yyyy/M/d', 'd/M/yyyy H:m', 'iso', 'excel'].map(isDateForm)).toEqual([true, true, true, true]);
    expect(['yyyy/M', 'jj.mm.aaaa', '', 'M/d/yy', 'yyyy-MM-dd-d'].map(isDateForm)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('takes a date cell for what the wall clock showed, rounded to the second', () => {
    expect(readDateCell(new Date('2019-04-25T09:32:08.999Z'))).toEqual({
      kind: 'wall',
      date: '2019-04-25',
      msOfDay: 34_329_000,
    });
    expect(readExcelSerial(43580)).toEqual({ kind: 'wall', date: '2019-04-25', msOfDay: null });
  });

  it('follows clocks that are changed during the day', () => {
    expect(at('iso', '2024-03-31T00:30:00', 'Europe/London')).toBe('2024-03-31T00:30:00.000Z');
    expect(at('iso', '2024-03-31T12:00:00', 'Europe/London')).toBe('2024-03-31T11:00:00.000Z');
    expect(at('iso', '2024-10-27T12:00:00', 'Europe/London')).toBe('2024-10-27T12:00:00.000Z');
    expect(at('iso', '1988-07-01T12:00:00', 'Asia/Shanghai')).toBe('1988-07-01T03:00:00.000Z');
  });

  it('stays on its day, whatever the zone', () => {
    const zone = fc.constantFrom(
      'Asia/Shanghai',
      'Europe/London',
      'America/Sao_Paulo',
      'Asia/Kathmandu',
      'Africa/Cairo',
    );
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2030-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(zone, day, fc.integer({ min: 0, max: 86_399 }), (name, date, second) => {
        const time = { kind: 'wall', date: date.toISOString().slice(0, 10), msOfDay: second * 1000 } as const;
        const instant = instantOf(time, name);
        // In the hour that clocks skip no time exists; it may be told an hour on either side.
        const near = [instant, instant - 3_600_000, instant + 3_600_000].map((ms) => localDateOf(ms, name));
        expect(near).toContain(time.date);
      }),
    );
  });
});
