import { randomUUID } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { matchByBlock } from '../domain/comparison/match.js';
import type { Organisation } from '../domain/permission.js';
import { Wall } from '../platform/clock/wall.js';
import { withLittleRoom } from '../platform/heap.js';
import { ok } from '../platform/http/answer.js';
import { Works } from '../platform/jobs/worked.js';
import type { QueueWork } from '../platform/jobs/worked.js';
import { bySystem } from '../platform/ledger/by-system.js';
import { Door } from '../platform/ledger/door.js';
import type { ComparisonEntity } from './comparison.entity.js';
import { ComparisonRepository } from './comparison.repository.js';
import { moved } from './comparison.service.js';
import { RunInput } from './run.input.js';
import type { Input } from './run.input.js';
import { Lost, RunPartsRepository } from './run.parts.repository.js';
import type { RunParts } from './run.parts.repository.js';
import { Concluding, enterprisesIn, toMatch } from './run.result.js';
import type { Conclusion, Kept } from './run.result.js';
import { RunReader } from './run.reader.js';
import { HEARTBEAT_MS, LEASE_MS, MAX_TAKES } from './run.state.js';
import type { Step } from './run.state.js';

/** Between two looks at the clock the matching holds the process for no longer than about so long. */
const SLICE_MS = 40;

interface Taken { comparison: ComparisonEntity; token: string; stopping: AbortSignal; parts: RunParts }

/**
 * Runs what waits. A run is taken under a token and a lease by real time; whoever was killed lets the lease pass, and the
 * next worker begins anew from the same rows. What is found is written while the matching goes on, by the holder of the
 * token only, and read by nobody until the run is done; who begins anew clears it.
 * The key carries how often the run was begun, so that the job of a killed worker does not block the next.
 */
@Works({ queue: 'comparisons', concurrency: 1, pollMs: 100 })
@Injectable()
export class ComparisonWork implements QueueWork {
  private readonly logger = new Logger(ComparisonWork.name);

  constructor(
    private readonly door: Door,
    private readonly comparisons: ComparisonRepository,
    private readonly reader: RunReader,
    private readonly input: RunInput,
    private readonly parts: RunPartsRepository,
    private readonly wall: Wall,
  ) {}

  async due(limit: number): Promise<string[]> {
    return (await this.reader.due(this.wall.now(), limit)).map(({ id, takes }) => `${id}.${takes}`);
  }

  async run(key: string, stopping: AbortSignal): Promise<void> {
    const [id = '', takes = ''] = key.split('.');
    const taken = await this.take(id, Number(takes), stopping);
    if (!taken) return;
    try {
      await withLittleRoom(async () => {
        const input = await this.read(taken);
        await this.finish(taken, input, await this.match(taken, input));
      });
    } catch (error) {
      if (stopping.aborted) return this.giveBack(taken);
      if (error instanceof Lost) return;
      this.logger.error(`comparison ${id} failed: ${String(error)}`);
      await this.fail(taken.comparison, '系统内部错误，已记录');
    }
  }

  /** null where it waits no longer, or another has it. */
  private async take(id: string, takes: number, stopping: AbortSignal): Promise<Taken | null> {
    const token = randomUUID();
    const [comparison] = await this.reader.take(id, { takes, token, now: this.wall.now(), until: this.wall.after(LEASE_MS) });
    if (!comparison) return null;
    if (comparison.runTakes <= MAX_TAKES) return { comparison, token, stopping, parts: this.parts.of(id, token) };
    await this.fail(comparison, `连续 ${MAX_TAKES} 次未能完成`);
    return null;
  }

  private async read(taken: Taken): Promise<Input> {
    await this.beat(taken, 'READING', 5);
    const input = await this.input.of(taken.comparison);
    await this.beat(taken, 'MATCHING', 10);
    return input;
  }

  /** Enterprise by enterprise; between them the process looks up, says how far it is, and hears that it shall stop. */
  private async match(taken: Taken, input: Input): Promise<Conclusion> {
    const { parts } = taken;
    parts.clear(input.fresh !== null);
    if (input.fresh) parts.addWhenIdle('comparison_row', input.fresh);
    if (input.fresh) parts.addWhenIdle('comparison_inspection', input.inspections.filter(({ inspectionId }) => inspectionId !== null));
    const enterprises = enterprisesIn(input);
    const concluding = new Concluding(input, enterprises);
    let [toldMs, restedMs] = [this.wall.nowMs(), this.wall.nowMs()];
    // officers' rulings are laid over what the matcher finds without them: one taken back leaves that, and a run after a ruling what the ruling left
    for (const block of matchByBlock({ ...input, rulings: input.joined }, undefined, toMatch(enterprises, input))) {
      keep(parts, concluding.add(block));
      if (this.wall.nowMs() - restedMs < SLICE_MS) continue;
      await breathe();
      await parts.keepUp();
      restedMs = this.wall.nowMs();
      if (taken.stopping.aborted) throw new Lost();
      if (restedMs - toldMs < HEARTBEAT_MS) continue;
      toldMs = restedMs;
      await this.beat(taken, 'MATCHING', 10 + Math.floor((block.done / Math.max(1, block.total)) * 75));
    }
    await this.beat(taken, 'WRITING', 88);
    const conclusion = concluding.conclude();
    keep(parts, conclusion.kept);
    await parts.end();
    return conclusion;
  }

  private async beat({ comparison, token }: Taken, step: Step, percent: number): Promise<void> {
    const alive = await this.reader.beat(comparison.id, token, { step, percent }, this.wall.after(LEASE_MS));
    if (!alive) throw new Lost();
  }

  private finish({ comparison: { id }, token }: Taken, input: Input, { towns, figures, proposals, resultHash, counts }: Conclusion): Promise<unknown> {
    return this.door.write(bySystem('comparison-run', systemFor(input.comparison)), async (writing) => {
      const before = await this.comparisons.lockRun(writing, id);
      if (before?.state !== 'RUNNING' || before.runToken !== token) throw new Lost();
      await this.comparisons.insert(writing, 'comparison_town', towns);
      const after = moved(writing, before, {
        state: 'DONE', runToken: null, runUntil: null, runRequestedAt: null, progress: { step: 'FINISHED', percent: 100 }, finishedAt: writing.at, failure: null,
        figures, aliasProposals: proposals, inputHash: input.hash, resultHash, parameters: input.parameters,
        listCounts: input.counts,
      }, { move: 'finish', detail: { inputHash: input.hash, resultHash, parameters: input.parameters, ...counts } });
      this.comparisons.store(writing, after);
      return ok(null);
    });
  }

  private fail(comparison: ComparisonEntity, failure: string): Promise<unknown> {
    return this.door.write(bySystem('comparison-run', systemFor(comparison)), async (writing) => {
      const before = await this.comparisons.lockRun(writing, comparison.id);
      if (before?.state !== 'RUNNING' || before.runToken !== comparison.runToken) return ok(null);
      await this.comparisons.clearRun(writing, before);
      this.comparisons.store(writing, moved(writing, before, { state: 'FAILED', failure, runToken: null, runUntil: null, runRequestedAt: null }, { move: 'fail', detail: { failure } }));
      return ok(null);
    });
  }

  /** Another worker need not wait for the lease to pass. */
  private async giveBack({ comparison, token }: Taken): Promise<void> {
    await this.reader.beat(comparison.id, token, { step: 'WAITING', percent: 0 }, this.wall.now());
  }
}

function keep(parts: RunParts, { enterprises, pairs, hazards }: Kept): void {
  parts.add('comparison_enterprise', enterprises);
  parts.add('comparison_pair', pairs);
  parts.add('comparison_hazard', hazards);
}

const systemFor = ({ organisationId: id, organisationName: name, countyCode, cityCode }: ComparisonEntity): Organisation =>
  ({ id, name, kind: 'COUNTY_BUREAU', areaCode: countyCode, cityCode, countyCode, townCode: null });
