import { describe, expect, it } from '@jest/globals';
import { indicatorOf } from '@huiyin/domain';
import { openingQuestion } from './opening-question.ts';

const [r2, c1] = [indicatorOf('R2')!, indicatorOf('C1')!];
const group = (indicator = r2, line: string | null, ranked: number) => ({
  indicator,
  level: 3,
  line: line === null ? null : { code: line, name: { zh: line, en: line } },
  departments: 12,
  ranked,
});

describe('what the rankings open with', () => {
  it('is the indicator and line on which most departments can be ranked', () => {
    expect(openingQuestion([group(r2, 'tax', 5), group(c1, 'social', 12), group(c1, 'tax', 9)])).toEqual({
      indicator: 'C1',
      level: 3,
      line: 'social',
    });
  });

  it('is the first of those that rank equally many', () => {
    expect(openingQuestion([group(r2, 'tax', 9), group(r2, 'social', 12), group(c1, 'tax', 12)])).toEqual({
      indicator: 'R2',
      level: 3,
      line: 'social',
    });
  });

  it('is nothing of its own where nobody can be ranked, or only a whole level', () => {
    expect(openingQuestion([group(r2, 'tax', 4), group(c1, null, 80)])).toBeNull();
    expect(openingQuestion([])).toBeNull();
  });
});
