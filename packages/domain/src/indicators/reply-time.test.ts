import { describe, expect, it } from '@jest/globals';
import { replyTime } from './reply-time.ts';

describe('the time to a full reply', () => {
  it('is nothing without a letter', () => {
    expect(replyTime([])).toBeNull();
    expect(replyTime([{ wait: 3, answered: 0, left: 0 }])).toBeNull();
  });

  it('is the day by which half have their reply, and nine tenths', () => {
    const time = replyTime([
      { wait: 1, answered: 4, left: 0 },
      { wait: 3, answered: 1, left: 0 },
      { wait: 8, answered: 4, left: 0 },
      { wait: 20, answered: 1, left: 0 },
    ])!;
    expect(time).toMatchObject({ median: 3, ninetieth: 8, received: 10, answered: 10, open: 0 });
  });

  it('counts letters still open, so that leaving the slow ones aside makes nobody quick', () => {
    const answeredOnly = replyTime([{ wait: 1, answered: 4, left: 0 }])!;
    const withOpen = replyTime([
      { wait: 1, answered: 4, left: 0 },
      { wait: 30, answered: 0, left: 6 },
    ])!;
    expect(answeredOnly.median).toBe(1);
    expect(withOpen).toMatchObject({ median: null, ninetieth: null, received: 10, answered: 4, open: 6 });
  });
});
