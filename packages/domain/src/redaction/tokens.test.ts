import { describe, expect, it } from '@jest/globals';
import { languageOfText } from './tokens.ts';

describe('the language of a text', () => {
  it.each([
    ['我叫 Lin Xiaoman，想问 ETC 怎么办', 'zh'],
    ['见 https://huiyin.example/a 的说明', 'zh'],
    ['My neighbour 林小满 has not been paid since August.', 'en'],
    ['13800138000', 'zh'],
    ['', 'zh'],
  ])('of “%s” is %s', (text, language) => {
    expect(languageOfText(text)).toBe(language);
  });
});
