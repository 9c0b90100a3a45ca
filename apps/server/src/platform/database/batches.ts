/**
 * Reads facts in batches of `size` and stores each while the next is being prepared: the application and the database
 * then work at the same time, and memory holds two batches. In order; the first error ends it.
 */
export async function storeInBatches<Fact, Prepared>(
  facts: AsyncIterable<Fact> | Iterable<Fact>,
  size: number,
  prepare: (batch: readonly Fact[], firstIndex: number) => Prepared,
  store: (prepared: Prepared) => Promise<void>,
): Promise<void> {
  let storing = Promise.resolve();
  let index = 0;
  const hand = async (batch: readonly Fact[]): Promise<void> => {
    const prepared = prepare(batch, index);
    index += batch.length;
    await storing;
    storing = store(prepared);
    // Awaited before the next batch and at the end; until then a failure must not count as unhandled.
    storing.catch(() => undefined);
  };
  try {
    let batch: Fact[] = [];
    for await (const fact of facts) {
      batch.push(fact);
      if (batch.length < size) continue;
      await hand(batch);
      batch = [];
    }
    if (batch.length > 0) await hand(batch);
  } finally {
    // Also when the facts themselves fail: whoever ends the transaction must not find a statement under way.
    await storing;
  }
}
