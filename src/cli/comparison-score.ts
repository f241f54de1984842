/** `npm run comparison:score WORLD.json`: how the matcher does on a file of the format, with or without gold. One JSON line last. */
import { match } from '../domain/comparison/match.js';
import { LEXICON, WEIGHTS } from '../reference/comparison.js';
import { measure } from './comparison-measure.js';
import { readWorld, recordsOf } from './comparison-world.js';

const path = process.argv[2];
if (!path) {
  console.error('用法：npm run comparison:score 文件.json');
  process.exit(2);
}
const world = readWorld(path);
const started = performance.now();
const pairs = match({ records: recordsOf(world), lexicon: LEXICON, weights: WEIGHTS, aliases: [], rulings: [] });
const milliseconds = Math.round(performance.now() - started);
if (process.argv.includes('--pairs')) for (const pair of pairs) console.log(JSON.stringify(pair));
console.log(JSON.stringify({ world: world.world, lexicon: LEXICON.version, weights: WEIGHTS.version, milliseconds, ...measure(world, pairs) }));
