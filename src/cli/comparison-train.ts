/**
 * `npm run comparison:train [WORLD.json …]`: learns the weights from the worlds made for it, judges them on those kept for it, and writes src/reference/weights.json
 * and the table of docs/COMPARISON.md. Run it from the checkout. `--dry` writes nothing.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Weights } from '../domain/comparison/record.js';
import { LEXICON, LEXICON_SHA256 } from '../reference/comparison.js';
import { measure, type Measured } from './comparison-measure.js';
import { pairsOf, teach } from './comparison-teach.js';
import { readWorld, type World } from './comparison-world.js';

const PAGE = 'docs/COMPARISON.md';
const FIGURES = /<!-- accuracy -->[\s\S]*<!-- \/accuracy -->/;

const given = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
/** Weights and bars are learned from these; rules, words and settings were chosen by these alone. */
const worlds = (given.length ? given : ['world-dev', 'world-practice', 'world-practice-2', 'world-fourth', 'world-third', 'world-seventh'].map(at)).map(readWorld);
/** Judged by the weights in use, and learned from by nobody. */
const kept = given.length ? [] : ['world-second', 'world-fifth', 'world-sixth', 'world-eighth', 'world-ninth'].map(at).filter((path) => existsSync(path)).map(readWorld);
const lesson = teach(worlds, LEXICON);
const { leftOut } = lesson;
const weights: Weights = { ...lesson.weights, lexiconSha256: LEXICON_SHA256 };

/** A world no enterprise, no line and no bar of which was learned from. */
const unseen = [
  ...(worlds.length < 2 ? [] : worlds.map((world) => measure(world, pairsOf(world, LEXICON, teach(worlds.filter((other) => other !== world), LEXICON).weights)))),
  ...kept.map((world) => measure(world, pairsOf(world, LEXICON, weights))),
];

if (!process.argv.includes('--dry')) {
  writeFileSync('src/reference/weights.json', written(weights));
  writeFileSync(PAGE, readFileSync(PAGE, 'utf8').replace(FIGURES, () => table()));
}
console.log(JSON.stringify({ version: weights.version, auto: weights.auto, review: weights.review, leftOut: named(worlds, leftOut), unseen: named([...worlds, ...kept], unseen) }));

/** One line a tree, one for the wordings: a change can be read. */
function written({ trees, wordings, ...others }: Weights): string {
  const lines = (trees?.trees ?? []).map((tree) => `   ${JSON.stringify(tree)}`).join(',\n');
  const grown = trees === null ? 'null' : `{\n  "bias": ${trees.bias},\n  "features": ${JSON.stringify(trees.features)},\n  "trees": [\n${lines}\n  ]\n }`;
  return `${JSON.stringify(others, null, 1).slice(0, -2)},\n "wordings": ${JSON.stringify(wordings)},\n "trees": ${grown}\n}\n`;
}

function at(name: string): string {
  return `test/comparison/${name}.json`;
}

function named(of: readonly World[], measured: readonly Measured[]): Record<string, Measured> {
  return Object.fromEntries(measured.map((one, index) => [of[index]?.world ?? '', one]));
}

function table(): string {
  const columns = [
    ...leftOut.map((one, index) => ({ title: `${worlds[index]?.world ?? ''}, enterprise left out`, one })),
    ...unseen.map((one, index) => ({ title: `${[...worlds, ...kept][index + (unseen.length < worlds.length ? worlds.length : 0)]?.world ?? ''}, world unseen`, one })),
  ];
  const rows: [string, string, string, (one: Measured) => number | null | undefined][] = [
    ['F1, decided pairs (REVIEW left out)', '0.80', '0.90', ({ gold }) => gold?.decidedF1],
    ['F1 when every REVIEW counts as no', '', '', ({ gold }) => gold?.f1],
    ['precision of AUTO', '0.93', '0.98', ({ gold }) => gold?.precision],
    ['recall of AUTO', '', '', ({ gold }) => gold?.recall],
    ['hard negatives accepted', '≤ 0.07', '≤ 0.02', ({ gold }) => gold?.hardNegativeErrorRate],
    ['of them by number of equipment', '0', '0', ({ gold }) => gold?.hardNegativeErrorsByReason.EQUIP_NO ?? 0],
    ['of them by enterprise', '0', '0', ({ gold }) => gold?.hardNegativeErrorsByReason.ENTERPRISE ?? 0],
    ['recall, AUTO and REVIEW', '0.95', '0.98', ({ gold }) => gold?.recallWithReview],
    ['review pairs per record', '≤ 0.40', '≤ 0.20', ({ reviewPerRecord }) => reviewPerRecord],
    ['"the town missed it", precision', '0.80', '0.95', ({ gold }) => gold?.missed.precision],
    ['"the town missed it", recall', '0.80', '0.92', ({ gold }) => gold?.missed.recall],
    ['the same, county records without a pending pair', '', '', ({ gold }) => gold?.missed.decidedRecall],
    ['true pairs', '', '', ({ gold }) => gold?.truePairs],
    ['records', '', '', ({ records }) => records],
  ];
  return [
    '<!-- accuracy -->', `Lexicon ${LEXICON.version}, AUTO from a score of ${weights.auto}; REVIEW where the pair is one hazard with ${weights.review} (${weights.withheld} where it alone holds back "the town missed it").`, '',
    `| measure | floor | goal | ${columns.map(({ title }) => title).join(' | ')} |`, `| --- | ---: | ---: | ${columns.map(() => '---:').join(' | ')} |`,
    ...rows.map(([title, floor, goal, of]) => `| ${title} | ${floor} | ${goal} | ${columns.map(({ one }) => of(one) ?? '–').join(' | ')} |`), '<!-- /accuracy -->',
  ].join('\n');
}
