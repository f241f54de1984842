/**
 * Small trees, each mending what the sum of those before it left. They say what a weighted sum cannot: one number on both sides
 * speaks for a pair only where the defect is not another. Data like the other weights; reading them takes no library.
 */
export interface Tree {
  /** By level, left to right: which feature is asked (-1: none, go left) and the most it may be to go left. */
  readonly asks: readonly number[];
  readonly upTo: readonly number[];
  /** Log odds to add, left to right. */
  readonly adds: readonly number[];
}
export interface Trees {
  readonly bias: number;
  /** Names of what is asked, in the order of `asks`. */
  readonly features: readonly string[];
  readonly trees: readonly Tree[];
}

/** The same in three rows, one tree after the other: a pair asks all of them. */
interface Row { readonly splits: number; readonly asks: Int16Array; readonly upTo: Float64Array; readonly adds: Float64Array }
const rows = new WeakMap<Trees, Row>();
function rowOf(all: Trees): Row {
  let known = rows.get(all);
  if (!known) {
    const { trees } = all;
    known = { splits: trees[0]?.asks.length ?? 0, asks: Int16Array.from(trees.flatMap(({ asks }) => asks)), upTo: Float64Array.from(trees.flatMap(({ upTo }) => upTo)), adds: Float64Array.from(trees.flatMap(({ adds }) => adds)) };
    rows.set(all, known);
  }
  return known;
}

/** What is asked of one pair, in one line of fractions: to take a number out of two lists makes an object of it. */
let asked = new Float64Array(0);

/** All trees are of one depth. `others` follow `features` in the order of `trees.features`. */
export function treeOdds(features: readonly number[], others: readonly number[], trees: Trees): number {
  const { splits, asks, upTo, adds } = rowOf(trees);
  if (asked.length < features.length + others.length) asked = new Float64Array(features.length + others.length);
  asked.set(features);
  asked.set(others, features.length);
  const line = asked;
  let sum = trees.bias;
  for (let from = 0, leaves = 0; from < asks.length; from += splits, leaves += splits + 1) {
    let at = 0;
    while (at < splits) {
      const ask = asks[from + at] as number;
      at = 2 * at + (ask < 0 || (line[ask] as number) <= (upTo[from + at] as number) ? 1 : 2);
    }
    sum += adds[leaves + at - splits] as number;
  }
  return sum;
}
