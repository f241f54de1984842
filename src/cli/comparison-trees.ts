/**
 * Trees by gradient boosting: second order, a ridge on every leaf, thresholds at the quantiles of what was seen. No chance in it: the
 * same examples in the same order give the same trees.
 */
import { treeOdds, type Tree, type Trees } from '../domain/comparison/trees.js';
import type { Example } from './comparison-learn.js';

const TREES = 150;
const DEPTH = 3;
const SHARE = 0.08;
const RIDGE = 3;
/** A leaf of less says nothing (sum of p(1-p), about four undecided pairs to one). */
const LEAST = 5;
const STEPS = 24;
const STEPS_ABOVE_NONE = 8;

interface Leaf { readonly adds: number }
interface Split { readonly ask: number; readonly upTo: number; readonly low: Node; readonly high: Node }
type Node = Leaf | Split;

export function growTrees(examples: readonly Example[], names: readonly string[]): Trees {
  const rows = examples.map(({ features }) => features);
  const steps = names.map((_, at) => stepsOf(rows.map((row) => row[at] as number)));
  const binned = names.map((_, at) => Uint8Array.from(rows, (row) => stepOf(row[at] as number, steps[at] as number[])));
  const positive = examples.filter(({ same }) => same).length;
  const bias = Math.log(positive / (examples.length - positive));
  const odds = new Float64Array(examples.length).fill(bias);
  const [slopes, curves] = [new Float64Array(examples.length), new Float64Array(examples.length)];
  const all = Array.from(examples, (_, at) => at);
  const trees: Tree[] = [];
  for (let round = 0; round < TREES; round += 1) {
    for (const [at, { same }] of examples.entries()) {
      const guess = 1 / (1 + Math.exp(-(odds[at] as number)));
      slopes[at] = (same ? 1 : 0) - guess;
      curves[at] = guess * (1 - guess);
    }
    const tree = flat(grow(all, DEPTH, { steps, binned, slopes, curves }));
    trees.push(tree);
    const grown: Trees = { bias: 0, features: names, trees: [tree] };
    for (const at of all) odds[at] = (odds[at] as number) + treeOdds(rows[at] as readonly number[], [], grown);
  }
  return { bias: rounded(bias), features: names, trees };
}

interface Seen { readonly steps: readonly number[][]; readonly binned: readonly Uint8Array[]; readonly slopes: Float64Array; readonly curves: Float64Array }

function grow(own: readonly number[], depth: number, seen: Seen): Node {
  let [slope, curve] = [0, 0];
  for (const at of own) { slope += seen.slopes[at] as number; curve += seen.curves[at] as number; }
  const leaf: Leaf = { adds: rounded((SHARE * slope) / (curve + RIDGE)) };
  if (depth === 0 || curve < 2 * LEAST) return leaf;
  let best = { gain: 1e-6, ask: -1, step: 0 };
  const base = (slope * slope) / (curve + RIDGE);
  for (const [ask, bins] of seen.binned.entries()) {
    const count = (seen.steps[ask]?.length ?? 0) + 1;
    if (count < 2) continue;
    const [slopes, curves] = [new Float64Array(count), new Float64Array(count)];
    for (const at of own) {
      const bin = bins[at] as number;
      slopes[bin] = (slopes[bin] as number) + (seen.slopes[at] as number);
      curves[bin] = (curves[bin] as number) + (seen.curves[at] as number);
    }
    let [low, under] = [0, 0];
    for (let step = 0; step + 1 < count; step += 1) {
      low += slopes[step] as number;
      under += curves[step] as number;
      if (under < LEAST || curve - under < LEAST) continue;
      const gain = (low * low) / (under + RIDGE) + ((slope - low) * (slope - low)) / (curve - under + RIDGE) - base;
      if (gain > best.gain) best = { gain, ask, step };
    }
  }
  if (best.ask < 0) return leaf;
  const bins = seen.binned[best.ask] as Uint8Array;
  return {
    ask: best.ask, upTo: seen.steps[best.ask]?.[best.step] as number,
    low: grow(own.filter((at) => (bins[at] as number) <= best.step), depth - 1, seen), high: grow(own.filter((at) => (bins[at] as number) > best.step), depth - 1, seen),
  };
}

/** Up to so many places to cut at; where most are alike (nothing in common), some more above that. */
function stepsOf(values: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  const distinct = [...new Set(sorted)];
  if (distinct.length <= STEPS) return distinct.slice(1).map((value, at) => rounded((value + (distinct[at] as number)) / 2));
  const above = sorted.filter((value) => value !== sorted[0]);
  const cuts = [
    ...Array.from({ length: STEPS - 1 }, (_, at) => sorted[Math.floor(((at + 1) * sorted.length) / STEPS)] as number),
    ...Array.from({ length: STEPS_ABOVE_NONE }, (_, at) => above[Math.floor((at * above.length) / STEPS_ABOVE_NONE)] as number),
  ].map(rounded);
  return [...new Set(Float64Array.from(cuts).sort())];
}

function stepOf(value: number, steps: readonly number[]): number {
  let at = 0;
  while (at < steps.length && value > (steps[at] as number)) at += 1;
  return at;
}

/** Every level full: a leaf above the last level asks nothing and goes left. */
function flat(root: Node): Tree {
  const [asks, upTo, adds]: [number[], number[], number[]] = [[], [], []];
  let level: Node[] = [root];
  for (let depth = 0; depth < DEPTH; depth += 1) {
    for (const node of level) { asks.push('ask' in node ? node.ask : -1); upTo.push('ask' in node ? node.upTo : 0); }
    level = level.flatMap((node) => ('ask' in node ? [node.low, node.high] : [node, node]));
  }
  for (const node of level) adds.push('adds' in node ? node.adds : 0);
  return { asks, upTo, adds };
}

const rounded = (value: number): number => Math.round(value * 100_000) / 100_000;
