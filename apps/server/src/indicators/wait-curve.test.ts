import { describe, expect, it } from '@jest/globals';
import { waitCurveOf } from './wait-curve.ts';

describe('the waiting curve', () => {
  it('counts who left without a reply as received, and neither as answered nor as open', () => {
    expect(
      waitCurveOf([
        { wait: 1, answered: 1, left: 0, open: 0 },
        { wait: 2, answered: 0, left: 3, open: 1 },
        { wait: 3, answered: 1, left: 0, open: 4 },
      ]),
    ).toEqual({
      received: 10,
      answered: 2,
      open: 5,
      median: null,
      ninetieth: null,
      steps: [
        { wait: 1, share: 0.1, low: expect.any(Number), high: expect.any(Number) },
        { wait: 3, share: 0.28, low: expect.any(Number), high: expect.any(Number) },
      ],
    });
  });

  it('is none without letters', () => {
    expect(waitCurveOf([])).toBeNull();
  });

  it('waits for the rest of a fold that has brought a reply before its letter', () => {
    expect(
      waitCurveOf([
        { wait: 3, answered: 1, left: 0, open: 0 },
        { wait: 9, answered: 0, left: 0, open: -1 },
      ]),
    ).toBeNull();
  });
});
