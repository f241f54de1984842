import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import { daysBetween } from '../domain/deadline.js';
import { CHAIN_START } from '../domain/fact.js';
import { judge, refuse } from '../domain/refusal.js';
import type { Reason } from '../domain/refusal.js';
import { HazardComparingReader } from '../hazards/comparing.reader.js';
import { AreaReader } from '../organisations/area.reader.js';
import { Wall } from '../platform/clock/wall.js';
import { accepted, created, ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import type { Said, Writing } from '../platform/ledger/door.js';
import { SettingsReader } from '../settings/settings.reader.js';
import type { NewComparisonDto } from './comparison.dto.js';
import type { ComparisonEntity } from './comparison.entity.js';
import { ComparisonRepository } from './comparison.repository.js';
import { comparisonView } from './comparison.view.js';
import type { ComparisonView } from './comparison.view.js';
import { emptySides, mustAllow, NOT_STARTED, PERIOD_MAX_DAYS } from './run.state.js';

/** Nothing of an earlier run is left. */
export const WITHOUT_RESULT = {
  figures: {}, aliasProposals: [], inputHash: null, resultHash: null, failure: null, finishedAt: null, runToken: null, runUntil: null,
} as const satisfies Partial<ComparisonEntity>;

/** The next state of a comparison, with the fact that tells it. */
export function moved(writing: Writing, before: ComparisonEntity, change: Partial<ComparisonEntity>, said: Pick<Said, 'move'> & Partial<Said>): ComparisonEntity {
  const after = { ...before, ...change, updatedAt: writing.at };
  const fact = writing.record(
    { objectKind: 'COMPARISON', objectId: before.id, countyCode: before.countyCode, from: before.state, to: after.state, ...said },
    { version: before.version, hash: before.headHash });
  return { ...after, version: fact.version, headHash: fact.hash };
}

@Injectable()
export class ComparisonService {
  constructor(
    private readonly door: Door,
    private readonly comparisons: ComparisonRepository,
    private readonly areas: AreaReader,
    private readonly hazards: HazardComparingReader,
    private readonly settings: SettingsReader,
    private readonly wall: Wall,
  ) {}

  async create(requested: Requested, dto: NewComparisonDto): Promise<Answer<ComparisonView>> {
    requested.permit('comparison.run');
    const { organisation } = requested.mandate('comparison.run') ?? requested.caller;
    judge(await this.faults(organisation, dto));
    const minimum = await this.settings.current(organisation.countyCode, 'comparison');
    return this.door.write(requested, async (writing) => {
      const { areaCode, name, periodFrom, periodTo, sides, from, sectors = [], levels = 'MAJOR' } = dto;
      const asked = { name, areaCode, periodFrom, periodTo, sides, from, sectors, levels };
      const id = newId();
      const fact = writing.record({ objectKind: 'COMPARISON', objectId: id, countyCode: organisation.countyCode, move: 'create', to: 'DRAFT', detail: asked }, { version: 0, hash: CHAIN_START });
      const comparison: ComparisonEntity = {
        ...WITHOUT_RESULT, aliasProposals: [], id, version: fact.version, headHash: fact.hash, cityCode: organisation.cityCode, countyCode: organisation.countyCode,
        areaCode, organisationId: organisation.id, organisationName: organisation.name, name, periodFrom, periodTo, sectors, sides, takenFrom: from,
        levelShown: levels, state: 'DRAFT', runTakes: 0, runRequestedAt: null, progress: NOT_STARTED, listCounts: {},
        parameters: { levels, minDenominator: minimum.value.minDenominator, settingVersion: minimum.version }, createdById: requested.caller.id, createdByName: requested.caller.name,
        createdAt: writing.at, updatedAt: writing.at, circularYear: null, circularNumber: null, documentNo: null, signedOff: [],
        publishedAt: null, publishedById: null, publishedByName: null, publishedHash: null,
      };
      await this.comparisons.insert(writing, 'comparison', [comparison]);
      return created(comparisonView(comparison, {}, true), `/api/v1/comparisons/${id}`);
    });
  }

  /** Hands it to the worker: the row waits, and the queue finds it. */
  run(requested: Requested, id: string): Promise<Answer<ComparisonView>> {
    return this.change(requested, id, async (writing, before) => {
      mustAllow('run', before.state);
      judge(emptySides(before.sides, before.takenFrom === 'LISTS' ? before.listCounts : await this.hazards.counts(before)));
      await this.comparisons.clearRun(writing, before);
      return moved(writing, before, {
        ...WITHOUT_RESULT, aliasProposals: [], state: 'QUEUED', progress: NOT_STARTED, runTakes: 0, runRequestedAt: this.wall.now(),
      }, { move: 'run' });
    }, accepted);
  }

  /** At once, also while a worker is at it: it notices that the run is no longer its own, and writes nothing. */
  cancel(requested: Requested, id: string): Promise<Answer<ComparisonView>> {
    return this.change(requested, id, async (writing, before) => {
      mustAllow('cancel', before.state);
      await this.comparisons.clearRun(writing, before);
      return moved(writing, before, { state: 'CANCELLED', runToken: null, runUntil: null, runRequestedAt: null }, { move: 'cancel' });
    });
  }

  private change(
    requested: Requested, id: string, decide: (writing: Writing, before: ComparisonEntity) => Promise<ComparisonEntity> | ComparisonEntity,
    answer: (view: ComparisonView) => Answer<ComparisonView> = ok,
  ): Promise<Answer<ComparisonView>> {
    return this.door.write(requested, async (writing) => {
      const before = await this.comparisons.lock(writing, { reach: requested.reach, organisationId: requested.caller.organisation.id }, id);
      if (!before) throw refuse('NOT_FOUND');
      requested.permit('comparison.run');
      requested.mayMatch(before.version);
      const after = await decide(writing, before);
      this.comparisons.store(writing, after);
      return answer(comparisonView(after, {}, true));
    });
  }

  private async faults(organisation: { areaCode: string; countyCode: string; kind: string }, dto: NewComparisonDto): Promise<Reason[]> {
    const { periodFrom, periodTo, areaCode, sides } = dto;
    const within = organisation.kind === 'TOWN_CENTRE' ? areaCode === organisation.areaCode : areaCode.startsWith(organisation.countyCode);
    const known = areaCode === organisation.countyCode || (await this.areas.currentTowns(organisation.countyCode)).some(({ code }) => code === areaCode);
    const days = daysBetween(periodFrom, periodTo);
    return [
      ...(periodFrom > periodTo ? [{ code: 'RANGE_UPSIDE_DOWN' as const, path: 'periodFrom' }] : []),
      ...(days > PERIOD_MAX_DAYS ? [{ code: 'QUERY_TOO_WIDE' as const, path: 'periodTo', params: { narrow: `periodTo（至多 ${PERIOD_MAX_DAYS} 天）` } }] : []),
      ...(within && known ? [] : [{ code: 'AREA_UNKNOWN' as const, path: 'areaCode' }]),
      ...(new Set(sides).size === sides.length && sides.includes('COUNTY') && sides.includes('TOWN') ? [] : [{ code: 'COMPARISON_SIDES' as const, path: 'sides' }]),
    ];
  }
}
