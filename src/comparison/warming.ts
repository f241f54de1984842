import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { matchByBlock, similarTo } from '../domain/comparison/match.js';
import type { MatchInput } from '../domain/comparison/record.js';
import { Wall } from '../platform/clock/wall.js';
import { LEXICON, WEIGHTS } from '../reference/comparison.js';
import { recordOf } from './run.input.js';
import { Concluding, enterprisesIn } from './run.result.js';
import type { ToConclude } from './run.result.js';
import { warmingRows } from './warming.rows.js';

/** After so many firms more of them gain nothing (decision 0054). */
const FIRMS = { run: 400, similar: 250 };
/** A request that comes meanwhile waits for no longer than about so long; then as long is left to others. */
const SLICE_MS = 5;

/**
 * What a process does for the first time it does slowly: V8 translates only what it has seen often. So one that has just started
 * compares what stands in published texts, in small slices, and forgets what came out; the first officer then meets a matcher at
 * its usual speed.
 */
@Injectable()
export class Warming {
  private readonly logger = new Logger(Warming.name);
  private ended = false;

  constructor(private readonly wall: Wall) {}

  /** For a worker: whole runs. Whether it came to the end. */
  ofRuns(): Promise<boolean> {
    return this.through('run', runs());
  }

  /** For an API: similar hazards. */
  ofSimilar(): Promise<boolean> {
    return this.through('similar', similars());
  }

  /** There is real work: that warms as well. */
  end(): void {
    this.ended = true;
  }

  private async through(what: string, steps: Iterator<void>): Promise<boolean> {
    const startedMs = this.wall.nowMs();
    let restedMs = startedMs;
    while (!this.ended && !steps.next().done) {
      if (this.wall.nowMs() - restedMs < SLICE_MS) continue;
      await pause(SLICE_MS);
      restedMs = this.wall.nowMs();
    }
    if (!this.ended) this.logger.log(`warmed up (${what}) in ${this.wall.nowMs() - startedMs} ms`);
    return !this.ended;
  }
}

/** Everything of a run but reading and writing, enterprise by enterprise. */
function* runs(): Generator<void> {
  const records = Array.from({ length: FIRMS.run }, (_, firm) => warmingRows(firm)).flat();
  const input: ToConclude & MatchInput = {
    records, visits: null, aliases: [], rulings: [], joined: [], lexicon: LEXICON, weights: WEIGHTS, towns: [], comparison: { id: '', periodFrom: '2024-03-01', periodTo: '2024-03-31' },
    parameters: { levels: 'MAJOR', minDenominator: 3 },
  };
  const enterprises = enterprisesIn({ ...input, aliases: [] });
  const concluding = new Concluding(input, enterprises);
  for (const block of matchByBlock(input, undefined, enterprises)) yield void JSON.stringify(concluding.add(block));
  concluding.conclude();
}

function* similars(): Generator<void> {
  for (let firm = 0; firm < FIRMS.similar; firm += 1) {
    // the first are the slowest, so they have the least to do
    const [sought, ...others] = [firm, firm + 1, firm + 2].flatMap(warmingRows).slice(0, 2 + firm).map(recordOf);
    if (sought) yield void similarTo(sought, others, { lexicon: LEXICON, weights: WEIGHTS });
  }
}
