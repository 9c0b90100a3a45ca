import { describe, expect, it } from '@jest/globals';
import { csvCell } from './figure-csv.ts';

describe('a cell of a CSV', () => {
  it.each([
    [null, ''],
    [0.5, '0.5'],
    [-1, '-1'],
    ['清浦区', '清浦区'],
    ['a,b', '"a,b"'],
    ['say "yes"', '"say ""yes"""'],
    ['two\nlines', '"two\nlines"'],
    ['=1+1', "'=1+1"],
    ['+86', "'+86"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2', "'-2"],
    ['\t=1', "'\t=1"],
    ['\r=1', '"\'\r=1"'],
    ['=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
  ])('%j is written %j', (value, written) => {
    expect(csvCell(value)).toBe(written);
  });
});
