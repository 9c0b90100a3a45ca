// Says in one line what takes a while, and how long it took.

/**
 * @template T
 * @param {string} title like 'Building the pages'
 * @param {() => Promise<T>} work its output must be kept back, or the line would be torn
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const began = Date.now();
  process.stdout.write(`${title} … `);
  try {
    const result = await work();
    process.stdout.write(`${seconds(began)}\n`);
    return result;
  } catch (failure) {
    process.stdout.write(`failed after ${seconds(began)}\n`);
    throw failure;
  }
}

/** Seconds since `began`, for people. @param {number} began */
export function seconds(began) {
  return `${((Date.now() - began) / 1000).toFixed(1)} s`;
}
