import { Injectable } from '@nestjs/common';
import { v7 as newId } from 'uuid';
import type { Enterprise } from '../domain/comparison/block.js';
import { canonical, sha256 } from '../domain/fact.js';
import { refuse } from '../domain/refusal.js';
import { created, ok } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { Door } from '../platform/ledger/door.js';
import type { Writing } from '../platform/ledger/door.js';
import type { AliasDto, JoinPairDto, MentionDto, RecordRefDto } from './comparison.dto.js';
import type { ComparisonEntity, ComparisonHazardEntity, ComparisonPairEntity, ComparisonRowEntity, PairRuling } from './comparison.entity.js';
import { ComparisonRepository } from './comparison.repository.js';
import { moved } from './comparison.service.js';
import type { PairView } from './comparison.view.js';
import { Tally, totalFigures } from './figures.js';
import { plainName } from './known.js';
import { plainCode } from './list.rows.js';
import { aliasView, pairView } from './result.view.js';
import type { AliasView } from './result.view.js';
import type { ComparisonAliasEntity } from './ruling.entity.js';
import { RulingRepository } from './ruling.repository.js';
import type { Block, StoredPart, TakenOff } from './ruling.repository.js';
import { ordered, visitOf } from './run.input.js';
import { drawPart, resultHashOf } from './run.drawing.js';
import type { DrawnPart } from './run.drawing.js';
import { townsKept } from './run.result.js';
import { decisionOf, mustAllow } from './run.state.js';

type Ruled = { pair: ComparisonPairEntity; verdict: 'SAME' | 'DIFFERENT' | 'NONE'; note: string | null; isNew?: true };
type Decide = (writing: Writing, comparison: ComparisonEntity) => Promise<Ruled>;

/** Officers rule on pairs: kept for good, re-used by later runs, and the figures follow at once. */
@Injectable()
export class RulingService {
  constructor(private readonly door: Door, private readonly comparisons: ComparisonRepository, private readonly standing: RulingRepository) {}

  rule(requested: Requested, id: string, pairId: string, verdict: 'SAME' | 'DIFFERENT', note: string): Promise<Answer<PairView>> {
    return this.change(requested, id, async (writing) => ({ pair: await this.pairIn(writing, id, pairId), verdict, note }), ok);
  }

  unrule(requested: Requested, id: string, pairId: string, note: string | null): Promise<Answer<PairView>> {
    return this.change(requested, id, async (writing) => {
      const pair = await this.pairIn(writing, id, pairId);
      if (!pair.ruling) throw refuse('RULING_ABSENT');
      return { pair, verdict: 'NONE', note };
    }, ok);
  }

  /** Two records that nobody proposed; where they are a pair already, it is ruled on. */
  join(requested: Requested, id: string, { left, right, note }: JoinPairDto): Promise<Answer<PairView>> {
    return this.change(requested, id, async (writing, comparison) => {
      const [one, other] = [await this.compared(writing, id, left, 'left'), await this.compared(writing, id, right, 'right')];
      if (one.row.key === other.row.key) throw refuse('PAIR_INVALID', undefined, 'right');
      const known = ordered(one.row.key, other.row.key);
      const pair = await this.standing.pairOf(writing, id, known.left, known.right);
      if (pair) return { pair, verdict: 'SAME', note };
      return { pair: known.left === one.row.key ? joinedPair(comparison, one, other) : joinedPair(comparison, other, one), verdict: 'SAME', note, isNew: true };
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

  private change(requested: Requested, id: string, decide: Decide, answer: (view: PairView) => Answer<PairView>): Promise<Answer<PairView>> {
    return this.door.write(requested, async (writing) => {
      const comparison = await this.locked(writing, requested, id);
      mustAllow('rule', comparison.state);
      const { pair, verdict, note, isNew = false } = await decide(writing, comparison);
      const ruling: PairRuling | null = verdict === 'NONE' ? null : { verdict, note, by: requested.caller.name, at: writing.at, comparisonId: id };
      const after = { ...pair, ruling, decision: ruling || pair.origin === 'MATCHER' ? decisionOf(pair.tier, ruling?.verdict ?? null) : 'DIFFERENT' as const };
      await this.standing.rule(writing, after, isNew);
      const ends = await this.standing.rows(writing, id, [pair.leftKey, pair.rightKey]);
      const [left, right] = [ends.find(({ key }) => key === pair.leftKey), ends.find(({ key }) => key === pair.rightKey)];
      if (!left || !right) throw new Error(`pair ${pair.id} has no rows`);
      await this.comparisons.insert(writing, 'comparison_ruling', [rulingOf(requested, writing, comparison, { pair: after, verdict, note, left, right })]);
      const result = await this.redraw(writing, comparison, after);
      this.comparisons.store(writing, moved(writing, comparison, result, {
        move: verdict === 'NONE' ? 'unrule' : 'rule', opinion: note, detail: { pairId: pair.id, left: pair.leftKey, right: pair.rightKey, verdict },
      }));
      return answer(pairView({ ...after, left, right }, true));
    });
  }

  /** The enterprises of the pair are drawn anew; the towns count off what stood there, and on what stands there now. */
  private async redraw(writing: Writing, comparison: ComparisonEntity, { block, otherBlock }: ComparisonPairEntity): Promise<Pick<ComparisonEntity, 'figures' | 'resultHash'>> {
    const { id, parameters } = comparison;
    const [before, all] = [(await this.standing.towns(writing, id)).map(({ figures }) => figures), await this.standing.blocksUncounted(writing, id)];
    const blocks = all ?? await this.standing.blocksAround(writing, id, [block, ...(otherBlock === null ? [] : [otherBlock])]);
    // as the run knew them
    const area = before.flatMap(({ town: name, townCode: code }) => (code === null ? [] : [{ code, name }]));
    const { hazards, hashes } = drawn(comparison, area, blocks, await this.standing.part(writing, id, blocks));
    const tally = all ? new Tally() : Tally.of(before);
    const stood = await this.standing.takeOff(writing, id, [...hashes.keys()]);
    for (const { town, countedIn } of stood) if (!all) tally.add(town, countedIn, -1);
    for (const { town, countedIn } of hazards) tally.add(town, countedIn);
    const towns = tally.kept(area, parameters);
    const partsHash = await this.standing.put(writing, id, withReopened(hazards, stood), hashes);
    await this.standing.putTowns(writing, id, townsKept(id, towns));
    return { figures: totalFigures(towns), resultHash: resultHashOf(partsHash, towns) };
  }

  private async pairIn(writing: Writing, id: string, pairId: string): Promise<ComparisonPairEntity> {
    const pair = await this.standing.pair(writing, id, pairId);
    if (!pair) throw refuse('NOT_FOUND');
    return pair;
  }

  /** A record of the run, with its enterprise there. */
  private async compared(writing: Writing, id: string, { side, externalRef, hazardId }: RecordRefDto, path: string): Promise<End> {
    const named = { side, ...(externalRef !== undefined && { externalRef }), ...(hazardId !== undefined && { hazardId }) };
    const row = externalRef === undefined && hazardId === undefined ? undefined : await this.standing.rowNamed(writing, id, named);
    const [of] = row ? await this.standing.blocksWith(writing, id, [row.key]) : [];
    if (!row || !of) throw refuse('PAIR_INVALID', undefined, path);
    return { row, block: of.block };
  }
}

interface End { row: ComparisonRowEntity; block: string }

function drawn(comparison: ComparisonEntity, towns: { code: string; name: string }[], blocks: readonly Block[], { rows, pairs, visits }: StoredPart): DrawnPart {
  const of = new Map<string, Enterprise>();
  for (const { block, keys } of blocks) {
    const enterprise: Enterprise = { key: block, mentions: [] };
    for (const key of keys) of.set(key, enterprise);
  }
  const enterprises = { all: [], of, proposals: [], guessed: new Set<string>() };
  const enterpriseIds = new Map(blocks.map(({ block, enterpriseId }) => [block, enterpriseId]));
  return drawPart({ comparison, towns, parameters: comparison.parameters, of: enterprises, enterpriseIds }, {
    blocks: blocks.map(({ block }) => block), records: rows, pairs, visits: (comparison.parameters.inspections ?? null) === null ? null : visits.map((one) => visitOf(one, '')),
  });
}

/** What is undecided now and was not when the run ended: a sign-off covers it only where the officer is known to have seen it. */
function withReopened(hazards: readonly ComparisonHazardEntity[], stood: readonly TakenOff[]): ComparisonHazardEntity[] {
  const left = new Set(stood.flatMap(({ undecided, reopened }) => undecided.filter((pair) => !reopened.includes(pair))));
  return hazards.map((hazard) => {
    const reopened = hazard.undecided.filter((pair) => !left.has(pair));
    return reopened.length === 0 ? hazard : { ...hazard, detail: { ...hazard.detail, reopened } };
  });
}

const keyOf = ({ name, creditCode, town }: MentionDto): string[] => [plainName(name), plainCode(creditCode) ?? '', plainName(town)];

function joinedPair({ id, parameters }: ComparisonEntity, left: End, right: End): ComparisonPairEntity {
  const [one, other] = [left.row, right.row];
  return {
    id: newId(), comparisonId: id, block: left.block, otherBlock: right.block === left.block ? null : right.block, townCode: one.townCode === other.townCode ? one.townCode : null,
    enterpriseId: one.enterpriseId === other.enterpriseId ? one.enterpriseId : null, leftKey: one.key, rightKey: other.key, tier: 'REVIEW', origin: 'OFFICER', score: null,
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
