// One connection for one piece of work.

/**
 * Connects, works, and always disconnects. `pg` is loaded only here and only now: the launcher itself must run before
 * anything is installed.
 * @template T
 * @param {string} url
 * @param {(client: import('pg').Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(url, work) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {}); // A connection lost between two queries shows in the next query.
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
