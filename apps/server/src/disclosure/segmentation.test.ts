import { describe, expect, it } from '@jest/globals';
import { queryOf, vectorOf, withoutCommonWords, wordsOf } from './segmentation.ts';

describe('cutting Chinese into words', () => {
  it('gives a long word and the shorter ones in it', () => {
    expect(wordsOf('新图书馆开放时间')).toEqual(['新', '图书', '书馆', '图书馆', '开放', '时间']);
  });

  it('makes full-width forms plain and letters small, and leaves out punctuation', () => {
    expect(wordsOf('ＢＲＴ，WiFi！')).toEqual(['brt', 'wifi']);
    expect(wordsOf('，。！ \n😀')).toEqual([]);
  });

  it('drops the words that stand everywhere, unless there are no others', () => {
    expect(withoutCommonWords(['请问', '图书馆', '的', '图书馆'])).toEqual(['图书馆']);
    expect(withoutCommonWords(['的'])).toEqual(['的']);
  });

  it('writes a vector with weights by part, positions running on', () => {
    expect(
      vectorOf([
        { weight: 'A', text: '社保' },
        { weight: 'B', text: '社保 wifi' },
      ]),
    ).toBe("'社保':1A,2B 'wifi':3B");
  });

  it('asks for all words, the last one as a beginning', () => {
    expect(queryOf(['社保', '补办'], 'all')).toBe("'社保' & '补办':*");
    expect(queryOf(['社保', '补办'], 'any')).toBe("'社保' | '补办':*");
    expect(queryOf(['医保', '补'], 'all')).toBe("'医保' & '补'");
    expect(queryOf(['补'], 'all')).toBe("'补':*");
  });
});
