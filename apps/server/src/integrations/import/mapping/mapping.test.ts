import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ImportProblem } from '../sentences.ts';
import { mappedColumns } from './mapped-columns.ts';
import type { ImportKind } from './mapping.ts';
import { parseMapping } from './read-mapping.ts';

const examples = join(import.meta.dirname, '../../../../../../examples');

const sentence = (text: string, kind: ImportKind = 'ratings', language: 'zh' | 'en' = 'en'): string => {
  try {
    parseMapping(text, 'm.yaml', kind);
  } catch (error) {
    if (error instanceof ImportProblem) return error.sentence(language);
    throw error;
  }
  return 'no problem';
};

const ratings = (more = '') =>
  `kind: ratings\nsource: a\ndepartment: dep\nchannel: { constant: web }\nlevel: l\nrated: t\n${more}`;

describe('a mapping', () => {
  it('of every example is right', () => {
    const files = readdirSync(examples).filter((name) => name.endsWith('.yaml'));
    expect(files.length).toBeGreaterThanOrEqual(9);
    for (const name of files) {
      const text = readFileSync(join(examples, name), 'utf8');
      const kind = /^kind: (\w+)$/m.exec(text)?.[1] as ImportKind;
      expect([name, sentence(text, kind)]).toEqual([name, 'no problem']);
    }
  });

  it('names the columns it reads, each once, and nothing of its tables', () => {
    const mapping = parseMapping(
      ratings(
        'key: [id, t]\ncomment: { column: c, table: { column: x } }\ncreateDepartments: { region: reg, line: q, level: 1, name: dep }',
      ),
      'm.yaml',
      'ratings',
    );
    expect(mappedColumns(mapping).sort()).toEqual(['c', 'dep', 'id', 'l', 'reg', 't']);
  });

  it.each([
    [
      'a key that does not exist',
      ratings('levle: x'),
      'The mapping “m.yaml” is not right: the mapping has no key “levle”.',
    ],
    [
      'a key that is missing',
      ratings().replace('rated: t', ''),
      'The mapping “m.yaml” is not right: “rated” is missing.',
    ],
    [
      'a field with both',
      ratings('comment: { column: a, constant: b }'),
      '“comment” needs either column or constant, and not both',
    ],
    [
      'a field with neither',
      ratings('comment: {}'),
      '“comment” needs either column or constant, and not both',
    ],
    [
      'a table with a list in it',
      ratings('comment: { column: a, table: { x: [1] } }'),
      '“comment.table.x” must be a value or { skip: reason }',
    ],
    [
      'a pattern without a group',
      ratings('comment: { column: a, pattern: "x" }'),
      '“comment.pattern” must be a correct regular expression',
    ],
    ['a date form', ratings('dates: ["dd.mm.yy"]'), '“dates[0]” is no form of date'],
    ['a zone', ratings('zone: Mars/Base'), '“zone” is no time zone'],
    ['an unknown kind', 'kind: rating\nsource: a', '“kind” needs a kind, one of letters, ratings'],
    [
      'a region choice without its line',
      ratings('departmentBy: region'),
      '“departmentLine” is needed with departmentBy: region',
    ],
    ['something that is no mapping at all', 'just text', 'the mapping needs a kind'],
    ['an empty file', '', 'the mapping needs a kind'],
    ['broken YAML', 'kind: [', 'is not correct YAML'],
    ['a mapping for something else', ratings().replace('kind: ratings', 'kind: regions'), '“department”'],
  ])('says what is wrong with %s', (_, text, said) => {
    const [en, zh] = [sentence(text), sentence(text, 'ratings', 'zh')];
    expect(en).toContain(said);
    expect(zh).toMatch(/[\u4e00-\u9fff]/);
    expect(en + zh).not.toMatch(/\{\w+\}/);
  });

  it('does not let letters be published without saying that their writers agreed', () => {
    const letters =
      'kind: letters\nsource: a\ndepartment: d\ntype: t\nsubject: s\nbody: b\nreceived: r\npublish: true\n';
    expect(sentence(letters, 'letters')).toContain(
      '“consent” must say with publish: true how the writers agreed',
    );
    expect(sentence(`${letters}consent: agreed`, 'letters')).toBe('no problem');
    expect(sentence(letters, 'ratings')).toContain('“consent”');
  });

  it('is for one kind of file', () => {
    expect(sentence(ratings(), 'letters')).toBe(
      'The mapping is for ratings (kind: ratings), but the command asks to import letters.',
    );
  });
});
