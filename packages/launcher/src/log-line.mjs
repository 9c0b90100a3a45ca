// The server's log for a person at a terminal.

/** Pino's numbers, in words where they call for attention. @type {Record<number, string>} */
const levels = { 40: 'warning: ', 50: 'error: ', 60: 'fatal: ' };

/**
 * A line as a person reads it: of a JSON line of the log its message, with the mistake behind it; any other line as it is.
 * @param {string} line
 * @returns {string}
 */
export function readableLine(line) {
  const event = eventOf(line);
  if (!event) return line;
  const { level, msg, err, port, host } = event;
  const place = typeof port === 'number' ? ` on ${host}:${port}` : '';
  const cause = err?.stack ?? err?.message;
  return `${levels[level] ?? ''}${msg}${place}${cause ? `\n${cause}` : ''}`;
}

/** @param {string} line @returns {{ level: number, msg: string, [field: string]: any } | null} */
function eventOf(line) {
  if (!line.startsWith('{')) return null;
  try {
    const event = JSON.parse(line);
    return typeof event.level === 'number' && typeof event.msg === 'string' ? event : null;
  } catch {
    return null;
  }
}
