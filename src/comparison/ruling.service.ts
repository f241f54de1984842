import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import type { Enterprise } from '../domain/comparison/block.js';
import { canonical, sha256 } from '../domain/fact.js';
import { refuse } from '../domain/refusal.js';
import { AreaReader } from '../organisations/area.reader.js';
import { created, ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import type { Writing } from '../platform/ledger/door.js';
import type { AliasDto, JoinPairDto, MentionDto, RecordRefDto } from './comparison.dto.js';
import type { ComparisonEntity, ComparisonPairEntity, ComparisonRowEntity, PairRuling } from './comparison.entity.js';
import { ComparisonRepository } from './comparison.repository.js';
import { moved } from './comparison.service.js';
import { plainName } from './known.js';
import { plainCode } from './list.rows.js';
import { aliasView, pairView } from './result.view.js';
import type { AliasView } from './result.view.js';
import type { PairView } from './comparison.view.js';
import type { ComparisonAliasEntity } from './ruling.entity.js';
import { ordered, visitOf } from './run.input.js';
import { RunReader } from './run.reader.js';
import { figuresDrawn, groupsDrawn, hazardsDrawn, resultHashOf } from './run.drawing.js';
import { decisionOf, mustAllow } from './run.state.js';

/** The run as it stands: what a ruling changes it in. */
interface Standing { comparison: ComparisonEntity; rows: ComparisonRowEntity[]; pairs: ComparisonPairEntity[]; blocks: Blocks }
interface Blocks { of: ReadonlyMap<string, Enterprise>; enterpriseIds: ReadonlyMap<string, string | null> }
type Ruled = { pair: ComparisonPairEntity; verdict: 'SAME' | 'DIFFERENT' | 'NONE'; note: string | null; isNew?: true };

/** Officers rule on pairs: kept for good, re-used by later runs, and the figures follow at once. */
@Injectable()
export class RulingService {
  constructor(
    private readonly door: Door,
    private readonly comparisons: ComparisonRepository,
    private readonly reader: RunReader,
    private readonly areas: AreaReader,
  ) {}

  rule(requested: Requested, id: string, pairId: string, verdict: 'SAME' | 'DIFFERENT', note: string): Promise<Answer<PairView>> {
    return this.change(requested, id, (standing) => ({ pair: pairIn(standing, pairId), verdict, note }), ok);
  }

  unrule(requested: Requested, id: string, pairId: string, note: string | null): Promise<Answer<PairView>> {
    return this.change(requested, id, (standing) => {
      const pair = pairIn(standing, pairId);
      if (!pair.ruling) throw refuse('RULING_ABSENT');
      return { pair, verdict: 'NONE', note };
    }, ok);
  }

  /** Two records that nobody proposed; where they are a pair already, it is ruled on. */
  join(requested: Requested, id: string, { left, right, note }: JoinPairDto): Promise<Answer<PairView>> {
    return this.change(requested, id, ({ comparison, rows, pairs, blocks }) => {
      const compared = rows.filter(({ key }) => blocks.of.has(key));
      const [one, other] = [rowOf(compared, left, 'left'), rowOf(compared, right, 'right')];
      if (one.key === other.key) throw refuse('PAIR_INVALID', undefined, 'right');
      const { left: leftKey, right: rightKey } = ordered(one.key, other.key);
      const known = pairs.find((pair) => pair.leftKey === leftKey && pair.rightKey === rightKey);
      return { pair: known ?? joinedPair(comparison, one, other, blocks), verdict: 'SAME', note, ...(!known && { isNew: true as const }) };
    }, (view) => created(view, `/api/v1/comparisons/${id}/pairs/${view.id}`));
  }

  /** Confirmed once; the next run goes by it. */
  confirmAlias(requested: Requested, id: string, { left, right, same, note }: AliasDto): Promise<Answer<AliasView>> {
    return this.door.write(requested, async (writing) => {
      const before = await this.locked(writing, requested, id);
      if (before.state === 'QUEUED' || before.state === 'RUNNING' || before.state === 'PUBLISHED') mustAllow('rule', before.state);
      const [one, other] = [left, right].map((mention) => ({ name: mention.name.trim(), code: plainCode(mention.creditCode), town: mention.town.trim() }));
      const namesKey = sha256(canonical([keyOf(left), keyOf(right)].sort()));
      const alias: ComparisonAliasEntity = {
        id: newId(), countyCode: before.countyCode, comparisonId: id, namesKey, leftName: one?.name ?? '', leftCode: one?.code ?? null, leftTown: one?.town ?? '',
        rightName: other?.name ?? '', rightCode: other?.code ?? null, rightTown: other?.town ?? '', same, note: note ?? null,
        confirmedById: requested.caller.id, confirmedByName: requested.caller.name, confirmedAt: writing.at,
      };
      await this.comparisons.insert(writing, 'comparison_alias', [alias]);
      this.comparisons.store(writing, moved(writing, before, {}, { move: 'confirm-alias', opinion: note ?? null, detail: { left: one, right: other, same } }));
      return created(aliasView(alias), `/api/v1/comparisons/${id}/aliases`);
    });
  }

  private async locked(writing: Writing, requested: Requested, id: string): Promise<ComparisonEntity> {
    const before = await this.comparisons.lock(writing, { reach: requested.reach, organisationId: requested.caller.organisation.id }, id);
    if (!before) throw refuse('NOT_FOUND');
    requested.permit('comparison.rule');
    requested.mayMatch(before.version);
    return before;
  }

  private change(requested: Requested, id: string, decide: (standing: Standing) => Ruled, answer: (view: PairView) => Answer<PairView>): Promise<Answer<PairView>> {
    return this.door.write(requested, async (writing) => {
      const comparison = await this.locked(writing, requested, id);
      mustAllow('rule', comparison.state);
      const [rows, pairs, found] = await Promise.all([this.reader.rows(id), this.reader.pairs(id), this.reader.blocks(id)]);
      const blocks = blocksOf(found);
      const ruled = decide({ comparison, rows, pairs, blocks });
      const { pair, verdict, note } = ruled;
      const ruling: PairRuling | null = verdict === 'NONE' ? null : { verdict, note, by: requested.caller.name, at: writing.at, comparisonId: id };
      const after = { ...pair, ruling, decision: ruling || pair.origin === 'MATCHER' ? decisionOf(pair.tier, ruling?.verdict ?? null) : 'DIFFERENT' as const };
      if (ruled.isNew) await this.comparisons.insert(writing, 'comparison_pair', [after]);
      else await this.comparisons.rule(writing, after);
      const [left, right] = [rows.find(({ key }) => key === pair.leftKey), rows.find(({ key }) => key === pair.rightKey)];
      if (!left || !right) throw new Error(`pair ${pair.id} has no rows`);
      await this.comparisons.insert(writing, 'comparison_ruling', [rulingOf(requested, writing, comparison, { pair: after, verdict, note, left, right })]);
      await this.redraw(writing, comparison, { rows, pairs: [...pairs.filter((one) => one.id !== pair.id), after], blocks, changed: [left, right] }, ruled);
      return answer(pairView({ ...after, left, right }, true));
    });
  }

  private async redraw(writing: Writing, comparison: ComparisonEntity, { rows, pairs, blocks: { of, enterpriseIds }, changed }: Omit<Standing, 'comparison'> & { changed: ComparisonRowEntity[] }, { pair, verdict, note }: Ruled): Promise<void> {
    const { id } = comparison;
    const [inspections, current] = await Promise.all([this.reader.inspections(id), this.areas.currentTowns(comparison.countyCode)]);
    const visits = (comparison.parameters.inspections ?? null) === null ? null : inspections.map((one) => visitOf(one, ''));
    const drawing = {
      comparison, rows: new Map(rows.map((row) => [row.key, row])), records: rows.filter(({ key }) => of.has(key)), visits, parameters: comparison.parameters,
      towns: current.filter(({ code }) => code.startsWith(comparison.areaCode)), of: { all: [], of, proposals: [], guessed: new Set<string>() },
    };
    const groups = groupsDrawn(drawing, pairs);
    const { towns, figures, waits } = figuresDrawn(drawing, groups);
    const blocks = new Set(changed.flatMap(({ key }) => of.get(key)?.key ?? []));
    await this.comparisons.replaceHazards(writing, id, [...blocks], hazardsDrawn(drawing, groups.filter(({ enterprise }) => blocks.has(enterprise)), enterpriseIds), towns);
    this.comparisons.store(writing, moved(writing, comparison, { figures, resultHash: resultHashOf(pairs, groups, waits, towns) }, {
      move: verdict === 'NONE' ? 'unrule' : 'rule', opinion: note, detail: { pairId: pair.id, left: pair.leftKey, right: pair.rightKey, verdict },
    }));
  }
}

function blocksOf(found: readonly { block: string; enterpriseId: string | null; keys: readonly string[] }[]): Blocks {
  const of = new Map<string, Enterprise>();
  for (const { block, keys } of found) {
    const enterprise: Enterprise = { key: block, mentions: [] };
    for (const key of keys) of.set(key, enterprise);
  }
  return { of, enterpriseIds: new Map(found.map(({ block, enterpriseId }) => [block, enterpriseId])) };
}

const keyOf = ({ name, creditCode, town }: MentionDto): string[] => [plainName(name), plainCode(creditCode) ?? '', plainName(town)];

function pairIn({ pairs }: Standing, pairId: string): ComparisonPairEntity {
  const pair = pairs.find(({ id }) => id === pairId);
  if (!pair) throw refuse('NOT_FOUND');
  return pair;
}

function rowOf(rows: readonly ComparisonRowEntity[], { side, externalRef, hazardId }: RecordRefDto, path: string): ComparisonRowEntity {
  const found = externalRef === undefined && hazardId === undefined ? undefined : rows.find((row) => row.side === side &&
    (externalRef === undefined || row.externalRef === externalRef) && (hazardId === undefined || row.hazardId === hazardId));
  if (!found) throw refuse('PAIR_INVALID', undefined, path);
  return found;
}

function joinedPair({ id, parameters }: ComparisonEntity, one: ComparisonRowEntity, other: ComparisonRowEntity, { of }: Blocks): ComparisonPairEntity {
  const { left, right } = ordered(one.key, other.key);
  return {
    id: newId(), comparisonId: id, block: of.get(one.key)?.key ?? '', townCode: one.townCode === other.townCode ? one.townCode : null,
    enterpriseId: one.enterpriseId === other.enterpriseId ? one.enterpriseId : null, leftKey: left, rightKey: right, tier: 'REVIEW', origin: 'OFFICER', score: null,
    reasons: ['由审批人员指定'], covers: false, agreeing: { left: [], right: [] }, shown: parameters.levels === 'ALL' || one.level === 'MAJOR' || other.level === 'MAJOR',
    decision: 'SAME', ruling: null,
  };
}

function rulingOf({ caller }: Requested, { at }: Writing, { id, countyCode }: ComparisonEntity, { pair, verdict, note, left, right }: Ruled & { left: ComparisonRowEntity; right: ComparisonRowEntity }) {
  const [one, other] = left.print < right.print ? [left, right] : [right, left];
  const text = ({ side, enterpriseName, description, location }: ComparisonRowEntity) => ({ side, enterpriseName, description, location });
  return {
    id: newId(), countyCode, comparisonId: id, pairId: pair.id, leftPrint: one.print, rightPrint: other.print, verdict, note, texts: { left: text(one), right: text(other) },
    ruledById: caller.id, ruledByName: caller.name, ruledAt: at,
  };
}
