/**
 * `npm run comparison:train [WORLD.json …]`: learns the wordings from the tellings and the weights from the worlds made for it, judges them on those kept for it, and writes src/reference/weights.json
 * and the tables of docs/COMPARISON.md. Run it from the checkout. `--dry` writes nothing. `--check` learns the weights again and says where those
 * committed, or what they give on the worlds that judge, are other than written down (exit 1).
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Weights } from '../domain/comparison/record.js';
import { WORDINGS } from '../domain/comparison/wordings.js';
import { LEXICON, LEXICON_SHA256 } from '../reference/comparison.js';
import { measure, type Measured } from './comparison-measure.js';
import { differences, tables, type Column } from './comparison-report.js';
import { pairsOf, teach } from './comparison-teach.js';
import { learnWordings, readTellings } from './comparison-wordings.js';
import { readWorld, type World } from './comparison-world.js';

const WEIGHTS = 'src/reference/weights.json';
const PAGE = 'docs/COMPARISON.md';
const FIGURES = /<!-- accuracy -->[\s\S]*<!-- \/accuracy -->/;

const given = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const asked = (flag: string): boolean => process.argv.includes(flag);
/** Weights and bars are learned from these; rules, words and settings were chosen by these alone. */
const teaching = (given.length ? given : ['dev', 'practice', 'practice-2', 'fourth', 'third', 'seventh', 'ninth', 'fifth', 'tenth', 'eleventh', 'twelfth', 'thirteenth', 'fourteenth', 'fifteenth', 'sixteenth', 'seventeenth', 'eighteenth', 'nineteenth', 'twentieth', 'twentyfirst'].map(at)).map(readWorld);
/** Judged by the weights in use, and learned from by nobody. */
const judging = given.length ? [] : ['second', 'sixth', 'eighth', 'twentysecond', 'twentythird', 'twentyfourth', 'twentyfifth', 'twentysixth', 'twentyseventh'].map(at).filter((path) => existsSync(path)).map(readWorld);

const wordings = learnWordings(readTellings('test/comparison/tellings'), LEXICON);
const lesson = teach(teaching, wordings, LEXICON);
const weights: Weights = { ...lesson.weights, lexiconSha256: LEXICON_SHA256 };
const judged = columns(judging, judging.map((world) => measure(world, pairsOf(world, LEXICON, weights))));
const leftOut = columns(teaching, lesson.leftOut);
if (asked('--check')) check();
else train();

function check(): void {
  const found = [...differences(WEIGHTS, readFileSync(WEIGHTS, 'utf8'), written(weights)), ...differences(PAGE, figuresOf(readFileSync(PAGE, 'utf8')), tables(weights, judged, leftOut))];
  for (const difference of found) console.error(difference);
  console.log(found.length ? '权重或报告与训练所得不一致：运行 npm run comparison:train' : `weights ${weights.version} are what training gives`);
  process.exitCode = found.length ? 1 : 0;
}

function train(): void {
  if (!asked('--dry')) writeFileSync(WEIGHTS, written(weights));
  /** A world no enterprise, no line and no bar of which was learned from. */
  const unseen = columns(teaching, teaching.length < 2 ? [] : teaching.map((world) => measure(world, pairsOf(world, LEXICON, teach(teaching.filter((other) => other !== world), wordings, LEXICON).weights))));
  if (!asked('--dry')) writeFileSync(PAGE, readFileSync(PAGE, 'utf8').replace(FIGURES, () => `<!-- accuracy -->\n${tables(weights, judged, leftOut, unseen)}\n<!-- /accuracy -->`));
  const named = (of: readonly Column[]): Record<string, Measured> => Object.fromEntries(of.map(({ title, one }) => [title, one]));
  console.log(JSON.stringify({ version: weights.version, auto: weights.auto, review: weights.review, judged: named(judged), leftOut: named(leftOut), unseen: named(unseen) }));
}

/** The tables that a check makes again; those of worlds left out as wholes take a lesson each. */
function figuresOf(page: string): string {
  return (FIGURES.exec(page)?.[0] ?? '').replace(/<!-- \/?accuracy -->\n?/g, '').trimEnd();
}

/** One line a tree, one for each kind of wording: a change can be read. */
function written({ trees, wordings: learned, ...others }: Weights): string {
  const told = WORDINGS.map((wording) => `  "${wording}": ${JSON.stringify(learned[wording])}`).join(',\n');
  const lines = (trees?.trees ?? []).map((tree) => `   ${JSON.stringify(tree)}`).join(',\n');
  const grown = trees === null ? 'null' : `{\n  "bias": ${trees.bias},\n  "features": ${JSON.stringify(trees.features)},\n  "trees": [\n${lines}\n  ]\n }`;
  return `${JSON.stringify(others, null, 1).slice(0, -2)},\n "wordings": {\n${told}\n },\n "trees": ${grown}\n}\n`;
}

function at(name: string): string {
  return `test/comparison/world-${name}.json`;
}

function columns(of: readonly World[], measured: readonly Measured[]): Column[] {
  return measured.map((one, index) => ({ title: of[index]?.world ?? '', one }));
}
