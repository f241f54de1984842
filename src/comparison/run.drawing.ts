/** Hazards and figures of the pairs as they are decided now: by a run enterprise by enterprise, and anew after every ruling. Pure but for the new ids. */
import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import type { Enterprises } from '../domain/comparison/block.js';
import { townFigures } from '../domain/comparison/figures.js';
import { outcomes } from '../domain/comparison/hazards.js';
import type { Figure, HazardGroup, OutcomeParameters, Visit } from '../domain/comparison/outcome.js';
import type { ComparedRecord, MatchedPair } from '../domain/comparison/record.js';
import type { ComparisonEntity, ComparisonHazardEntity, ComparisonPairEntity, ComparisonRowEntity, ComparisonTownEntity } from './comparison.entity.js';
import { totalFigures } from './figures.js';
import type { Figures, KeptTown } from './figures.js';
import { byKeys } from './run.input.js';
import type { Input } from './run.input.js';

/** Of a pair, what hazards, figures and the hash are made of. */
export type PairDecided = Pick<ComparisonPairEntity, 'leftKey' | 'rightKey' | 'tier' | 'score' | 'covers' | 'decision'>;

export interface Drawing {
  comparison: ComparisonEntity;
  /** By key; more than `records` where a part is drawn. */
  rows: ReadonlyMap<string, ComparisonRowEntity>;
  records: readonly ComparedRecord[];
  visits: readonly Visit[] | null;
  towns: Input['towns'];
  parameters: Input['parameters'];
  of: Enterprises;
}

const outcomeParameters = ({ comparison, parameters: { levels, minDenominator }, towns }: Pick<Drawing, 'comparison' | 'parameters' | 'towns'>): OutcomeParameters =>
  ({ levels, minDenominator, period: { from: comparison.periodFrom, to: comparison.periodTo }, towns });

/** The distinct hazards of these records. */
export function groupsDrawn(drawing: Drawing, pairs: readonly PairDecided[]): HazardGroup[] {
  const { records, visits, of: enterprises, parameters } = drawing;
  const standing = pairs.filter(({ decision }) => decision !== 'DIFFERENT').map(({ leftKey, rightKey, decision, score, covers }): MatchedPair => ({
    left: leftKey, right: rightKey, tier: decision === 'SAME' ? 'AUTO' : 'REVIEW', score: score ?? 1, reasons: [], covers, agreeing: NO_SPANS,
  }));
  return outcomes({ records, pairs: standing, enterprises, visits, inspectedTowns: parameters.inspectedTowns ?? null, parameters: outcomeParameters(drawing) });
}
const NO_SPANS: MatchedPair['agreeing'] = { left: [], right: [] };

export const hazardsDrawn = ({ comparison, towns, rows }: Pick<Drawing, 'comparison' | 'towns' | 'rows'>, groups: readonly HazardGroup[], enterpriseIds: ReadonlyMap<string, string | null>): ComparisonHazardEntity[] =>
  groups.map((group) => hazardKept(comparison.id, group, towns, isPending(group, rows), enterpriseIds.get(group.enterprise) ?? null));

/** Of all hazards of the run, in the order of their ids. `waits`: those whose majors all wait for their confirmation. */
export function figuresDrawn(drawing: Omit<Drawing, 'visits'>, groups: readonly HazardGroup[]): { towns: ComparisonTownEntity[]; figures: Figures; waits: ReadonlySet<string> } {
  const { comparison, records, rows } = drawing;
  const unconfirmed = new Set<string>();
  for (const { key, level, pending } of rows.values()) if (level === 'MAJOR' && pending) unconfirmed.add(key);
  const waits = new Set(unconfirmed.size === 0 ? [] : groups.filter((group) => isPending(group, rows)).map(({ id }) => id));
  const counted = groups.filter(({ id }) => !waits.has(id));
  const [matchedIn, waitingIn] = [counted.filter(({ shown, outcome }) => shown && outcome === 'MATCHED'), groups.filter(({ id }) => waits.has(id))].map((all) => byTown(all));
  const keptTowns = townFigures(counted, records, outcomeParameters(drawing), unconfirmed).map((town): KeptTown => ({
    ...town,
    matched: figureOf(matchedIn?.get(town.town) ?? [], '县镇均已发现＝县级和乡镇都查出的隐患（按隐患去重）'),
    pending: figureOf(waitingIn?.get(town.town) ?? [], '尚未确认＝各方所定重大均未完成两级确认的隐患，另列，不计入其他各项'),
  }));
  return {
    towns: ranked(keptTowns).map((figures, at) => ({ comparisonId: comparison.id, number: at + 1, townCode: figures.townCode, town: figures.town, figures })),
    figures: totalFigures(keptTowns), waits,
  };
}

function byTown(groups: readonly HazardGroup[]): Map<string, HazardGroup[]> {
  const of = new Map<string, HazardGroup[]>();
  for (const group of groups) (of.get(group.town) ?? of.set(group.town, []).get(group.town))?.push(group);
  return of;
}

const figureOf = (groups: readonly HazardGroup[], formula: string): Figure => ({ value: groups.length, of: 'HAZARDS', ids: groups.map(({ id }) => id), formula });

/** The ranked first, by rank; then those without a rank, and last those that were not compared. */
function ranked(towns: readonly KeptTown[]): KeptTown[] {
  const place = ({ detection, compared }: KeptTown): number => detection.rank ?? (compared ? 10_000 : 20_000);
  return [...towns].sort((one, other) => place(one) - place(other) || (one.townCode ?? '9').localeCompare(other.townCode ?? '9') || (one.town < other.town ? -1 : 1));
}

function isPending({ county, townRecords, enterpriseRecords }: HazardGroup, rows: ReadonlyMap<string, ComparisonRowEntity>): boolean {
  let waiting = false;
  for (const keys of [county, townRecords, enterpriseRecords]) {
    for (const key of keys) {
      const row = rows.get(key);
      if (row?.level !== 'MAJOR') continue;
      if (!row.pending) return false;
      waiting = true;
    }
  }
  return waiting;
}

const kindsOf = ({ findings }: HazardGroup): ComparisonHazardEntity['findings'] => [...new Set(findings.map(({ kind }) => kind))];
const keysOf = ({ county, townRecords, enterpriseRecords }: HazardGroup): string[] => [...county, ...townRecords, ...enterpriseRecords];

function hazardKept(comparisonId: string, group: HazardGroup, towns: Input['towns'], pending: boolean, enterpriseId: string | null): ComparisonHazardEntity {
  const { id: ref, enterprise: block, town, outcome, miss: missed, level, findings, county, townRecords, enterpriseRecords, undecided, shown } = group;
  return {
    id: newId(), comparisonId, ref, block, town, townCode: towns.find(({ name }) => name === town)?.code ?? null, enterpriseId, outcome, missed, level,
    findings: kindsOf(group), keys: keysOf(group), undecided: [...undecided], pending, shown,
    detail: { county: [...county], town: [...townRecords], enterprise: [...enterpriseRecords], findings: [...findings] },
  };
}

/** Of what came out, whatever the order of rows and the ids given to it; `groups` in the order of their ids. */
export function resultHashOf(pairs: readonly PairDecided[], groups: readonly HazardGroup[], waits: ReadonlySet<string>, towns: readonly ComparisonTownEntity[]): string {
  const hash = createHash('sha256');
  for (const { leftKey, rightKey, tier, score, covers, decision } of [...pairs].sort(byKeys)) hash.update(JSON.stringify([leftKey, rightKey, tier, score, covers, decision]));
  for (const group of groups) {
    const { id, outcome, miss, level, undecided } = group;
    hash.update(JSON.stringify([id, outcome, miss, level, kindsOf(group), keysOf(group), undecided, waits.has(id)]));
  }
  for (const { town, figures } of towns) hash.update(JSON.stringify([town, figures]));
  return hash.digest('hex');
}
