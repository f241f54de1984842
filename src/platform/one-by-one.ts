import { setImmediate as nextTurn } from 'node:timers/promises';

/** A millisecond of work. */
const AT_A_TURN = 10;

/** Much work, in order; whatever else waits has its turn every few items, so that many rows of one caller hold up nobody. */
export async function oneByOne<T, R>(items: readonly T[], work: (item: T, index: number) => R | Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const [index, item] of items.entries()) {
    if (index > 0 && index % AT_A_TURN === 0) await nextTurn();
    results.push(await work(item, index));
  }
  return results;
}
