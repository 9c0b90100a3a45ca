import { describe, expect, it } from '@jest/globals';
import type { AppealFact } from './appeal.ts';
import { contributionsOfAppeal, refusalOfDecision } from './appeal.ts';

const appeal = (decision: AppealFact['decision']): AppealFact => ({
  departmentId: 2,
  itemId: null,
  channel: 'sms',
  decision,
});

describe('an appeal against a rating', () => {
  it('adds nothing until it is decided', () => {
    expect(contributionsOfAppeal(appeal(null)).days).toEqual([]);
  });

  it.each([
    [true, 1],
    [false, 0],
  ])('decided (upheld: %s) it is counted on the day of the decision', (upheld, counted) => {
    expect(contributionsOfAppeal(appeal({ on: '2024-03-01', upheld })).days).toEqual([
      {
        key: { departmentId: 2, day: '2024-03-01', itemId: 0, channel: 'sms', letterType: '' },
        sums: { appeal_decided: 1, appeal_upheld: counted },
      },
    ]);
  });

  it('is decided once, by somebody outside the department, with a reason', () => {
    const open = appeal(null);
    expect(refusalOfDecision(open, 9, '同一办件评了两次')).toBeNull();
    expect(refusalOfDecision(open, 2, '同一办件评了两次')).toBe('own_department');
    expect(refusalOfDecision(open, 9, ' \n')).toBe('reason_required');
    expect(refusalOfDecision(appeal({ on: '2024-03-01', upheld: true }), 9, '再看一次')).toBe(
      'decided_already',
    );
  });
});
