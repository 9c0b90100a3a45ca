import { describe, expect, it } from '@jest/globals';
import { presentable } from './sample-size.ts';

describe('what may be shown of n people', () => {
  it.each([
    [0, 'none'],
    [1, 'withheld'],
    [10, 'withheld'],
    [11, 'shown'],
    [99, 'shown'],
    [100, 'ranked'],
    [1_000_000, 'ranked'],
  ])('%i → %s', (n, expected) => {
    expect(presentable(n)).toBe(expected);
  });
});
