/** SQLSTATE classes and socket errors that mean: the database is away or turning us away, not that we are wrong. */
const AWAY_STATES = ['08', '53', '57P'];
const AWAY_SOCKETS = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'EAI_AGAIN',
]);
const AWAY_WORDS =
  /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/;

/** True for an error that will pass by itself once the database is back. Looks through causes and driver errors. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as Error & { code?: unknown };
  if (
    typeof code === 'string' &&
    (AWAY_SOCKETS.has(code) || AWAY_STATES.some((state) => code.startsWith(state)))
  )
    return true;
  if (AWAY_WORDS.test(error.message)) return true;
  if (error instanceof AggregateError && error.errors.some(isOutage)) return true;
  const { cause, driverError } = error as Error & { driverError?: unknown };
  return isOutage(cause) || (driverError !== error && isOutage(driverError));
}
