/**
 * `npm run prove:comparison`: time and memory of the matcher, one process for each size, written to docs/COMPARISON.md and docs/PROOFS.md.
 * With `--one RECORDS_PER_SIDE SEED` it measures one size and prints one JSON line.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { matchByBlock } from '../domain/comparison/match.js';
import { AREAS } from '../reference/reference.js';
import { LEXICON, WEIGHTS } from '../reference/comparison.js';
import { madeUp } from './comparison-made-up.js';

const SEED = Number(process.env.SEED ?? 20261125);
const SIZES = [5_000, 20_000, 25_000, 100_000];
const FIGURES = /<!-- speed -->[\s\S]*<!-- \/speed -->/;

interface Speed { records: number; enterprises: number; candidates: number; pairs: number; seconds: number; processorSeconds: number; megabytes: number; perCandidate: number }

if (process.argv[2] === '--one') console.log(JSON.stringify(measured(Number(process.argv[3]), Number(process.argv[4]))));
else prove();

function measured(perSide: number, seed: number): Speed {
  const records = madeUp(perSide, seed, LEXICON, AREAS.towns.items.map(({ name }) => name));
  const started = performance.now();
  const processor = process.cpuUsage();
  let [enterprises, pairs, candidates] = [0, 0, 0];
  for (const block of matchByBlock({ records, lexicon: LEXICON, weights: WEIGHTS, aliases: [], rulings: [] })) {
    const own = block.enterprise.mentions.reduce((sum, { keys }) => sum + keys.length, 0);
    enterprises += 1;
    pairs += block.pairs.length;
    candidates += (own * (own - 1)) / 2;
  }
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(processor);
  const processorSeconds = (user + system) / 1_000_000;
  const rounded = (value: number): number => Math.round(value * 100) / 100;
  return {
    records: records.length, enterprises, candidates, pairs, seconds: rounded(seconds), processorSeconds: rounded(processorSeconds),
    megabytes: Math.round(process.resourceUsage().maxRSS / 1024), perCandidate: rounded((processorSeconds * 1_000_000) / candidates),
  };
}

function prove(): void {
  const self = new URL(import.meta.url).pathname;
  const all = SIZES.map((size) => JSON.parse(execFileSync(process.execPath, [self, '--one', String(size), String(SEED)], { encoding: 'utf8' })) as Speed);
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  const rows = all.map(({ records, enterprises, candidates, pairs, seconds, processorSeconds, megabytes, perCandidate }) =>
    `| ${(records / 2).toLocaleString('en')} × ${(records / 2).toLocaleString('en')} | ${enterprises.toLocaleString('en')} | ${candidates.toLocaleString('en')} | ${pairs.toLocaleString('en')} | ${seconds} | ${processorSeconds} | ${megabytes} | ${perCandidate} |`);
  const text = [
    '<!-- speed -->', `Commit ${commit}, seed ${SEED}, Node ${process.version}, one process a size, the whole process's peak memory with its input; ${availableParallelism()} processors, load ${loadavg()[0]?.toFixed(1) ?? ''} when it began (on a busy machine the processor's seconds are the measure).`, '',
    '| county × town | enterprises | candidates | pairs | seconds | of the processor | peak MB | processor µs a candidate |', '| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |', ...rows, '<!-- /speed -->',
  ].join('\n');
  for (const page of ['docs/COMPARISON.md', 'docs/PROOFS.md']) writeFileSync(page, readFileSync(page, 'utf8').replace(FIGURES, () => text));
  console.log(text);
}
