/** Where the present comes from, so that tests can choose it. Milliseconds since 1970. */
export abstract class Clock {
  abstract now(): number;
}

export class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }
}
