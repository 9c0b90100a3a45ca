import { describe, expect, it } from '@jest/globals';
import type { ReplySampleFact } from './reply-sample.ts';
import { contributionsOfReplySample, refusalOfJudgement } from './reply-sample.ts';

const drawn = (judgement: ReplySampleFact['judgement']): ReplySampleFact => ({
  departmentId: 2,
  itemId: 7,
  channel: 'web',
  letterType: 'complaint',
  judgement,
});

describe('a reply drawn for blind judgement', () => {
  it('adds nothing until it is judged', () => {
    expect(contributionsOfReplySample(drawn(null)).days).toEqual([]);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('judged (substantive: %s) it is counted on the day of the judgement', (substantive, counted) => {
    expect(contributionsOfReplySample(drawn({ on: '2024-03-01', substantive })).days).toEqual([
      {
        key: { departmentId: 2, day: '2024-03-01', itemId: 7, channel: 'web', letterType: 'complaint' },
        sums: { reply_judged: 1, reply_substantive: counted },
      },
    ]);
  });

  it('is judged once, and never by the department that gave it', () => {
    expect(refusalOfJudgement(drawn(null), 9)).toBeNull();
    expect(refusalOfJudgement(drawn(null), 2)).toBe('own_department');
    expect(refusalOfJudgement(drawn({ on: '2024-03-01', substantive: true }), 9)).toBe('judged_already');
  });
});
