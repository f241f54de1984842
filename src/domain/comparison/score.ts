/** How likely two records are one hazard: a logistic model over named features. */
import { conflictOf } from './conflict.js';
import { likeness } from './likeness.js';
import type { ReadyLexicon } from './lexicon.js';
import type { Parsed } from './parse.js';
import type { Weights } from './record.js';

export function probability(features: Readonly<Record<string, number>>, weights: Weights): number {
  let sum = weights.bias;
  for (const [name, weight] of Object.entries(weights.features)) sum += weight * (features[name] ?? 0);
  return 1 / (1 + Math.exp(-sum));
}

/** null: excluded by a conflict. */
export function scoreOf(left: Parsed, right: Parsed, lexicon: ReadyLexicon, weights: Weights): number | null {
  const found = likeness(left, right, lexicon);
  return conflictOf(found) === null ? probability(found.features, weights) : null;
}
