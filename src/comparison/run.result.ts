/** From the pairs of a run to what is kept of it: pairs, hazards, towns, enterprises, figures. Pure but for the new ids. */
import { createHash } from 'node:crypto';
import { v7 as newId } from 'uuid';
import { enterprisesOf } from '../domain/comparison/block.js';
import type { AliasProposal, Enterprises } from '../domain/comparison/block.js';
import { townFigures } from '../domain/comparison/figures.js';
import { outcomes } from '../domain/comparison/hazards.js';
import type { HazardGroup, OutcomeParameters, Visit } from '../domain/comparison/outcome.js';
import type { ComparedRecord, MatchedPair } from '../domain/comparison/record.js';
import type { ComparisonEnterpriseEntity, ComparisonEntity, ComparisonHazardEntity, ComparisonPairEntity, ComparisonRowEntity, ComparisonTownEntity } from './comparison.entity.js';
import { totalFigures } from './figures.js';
import type { Figures, KeptTown } from './figures.js';
import { byKeys, isVisit, ordered, visitKey } from './run.input.js';
import type { Input } from './run.input.js';
import { decisionOf } from './run.state.js';

export interface Result {
  blocks: Map<string, string>;
  visitBlocks: Map<number, string>;
  enterprises: ComparisonEnterpriseEntity[];
  pairs: ComparisonPairEntity[];
  hazards: ComparisonHazardEntity[];
  towns: ComparisonTownEntity[];
  figures: Figures;
  proposals: AliasProposal[];
}

export const enterprisesIn = ({ records, visits, lexicon, aliases }: Input): Enterprises => enterprisesOf([...records, ...asMentions(visits ?? [])], lexicon.areas, aliases);

/** The same without the visits: only records are matched. */
export const toMatch = (enterprises: Enterprises): Enterprises => ({
  ...enterprises, all: enterprises.all.map((one) => ({ ...one, mentions: one.mentions.map((mention) => ({ ...mention, keys: mention.keys.filter((key) => !isVisit(key)) })) })),
});

/** A visit belongs to an enterprise by the same rules as a record does. */
const asMentions = (visits: readonly Visit[]): ComparedRecord[] => visits.map((visit) => ({
  ...visit, side: visit.by, externalRef: null, hazardId: null, townCode: null, sector: '', level: 'GENERAL', description: '', location: null, basisClause: null,
  foundOn: visit.on, status: 'OPEN', closedOn: null, inspectors: [],
}));

export function conclude(input: Input, matched: readonly MatchedPair[], enterprises: Enterprises): Result {
  const rows = new Map(input.rows.map((row) => [row.key, row]));
  const blockOf = (key: string): string => enterprises.of.get(key)?.key ?? '';
  const blocks = new Map(input.records.map(({ key }) => [key, blockOf(key)]));
  const known = enterprisesKept(input, enterprises, rows);
  const enterpriseIds = new Map(known.map(({ block, enterpriseId }) => [block, enterpriseId]));
  const rulings = new Map(input.rulings.map((ruling) => [`${ruling.left}\n${ruling.right}`, ruling]));
  const joined = new Set(input.joined.map(({ left, right }) => Object.values(ordered(left, right)).join('\n')));
  const pairs = [...matched.map((pair) => pairKept(input.comparison.id, withReason(pair, joined), 'MATCHER', rulings)), ...ruledOnly(input, matched, rulings)]
    .sort(byKeys)
    .map((pair): ComparisonPairEntity => {
      const [left, right] = [rows.get(pair.leftKey), rows.get(pair.rightKey)];
      const block = blockOf(pair.leftKey);
      return {
        ...pair, id: newId(), block, enterpriseId: block === blockOf(pair.rightKey) ? enterpriseIds.get(block) ?? null : null,
        townCode: left && left.townCode === right?.townCode ? left.townCode : null,
        shown: input.parameters.levels === 'ALL' || left?.level === 'MAJOR' || right?.level === 'MAJOR',
      };
    });
  const drawn = draw({ ...input, rows: input.rows, of: enterprises }, pairs, enterpriseIds);
  return {
    ...drawn, blocks, pairs, enterprises: known, proposals: [...enterprises.proposals],
    visitBlocks: new Map(input.inspections.flatMap(({ number }) => { const block = blockOf(visitKey(number)); return block ? [[number, block] as const] : []; })),
  };
}

export interface Drawing {
  comparison: ComparisonEntity;
  rows: readonly ComparisonRowEntity[];
  records: readonly ComparedRecord[];
  visits: readonly Visit[] | null;
  towns: Input['towns'];
  parameters: Input['parameters'];
  of: Enterprises;
}

/** Hazards and figures of the pairs as they are decided now: drawn anew after every ruling. */
export function draw(input: Drawing, pairs: readonly ComparisonPairEntity[], enterpriseIds: ReadonlyMap<string, string | null>): Pick<Result, 'hazards' | 'towns' | 'figures'> {
  const { comparison, records, visits, towns } = input;
  const parameters: OutcomeParameters = { levels: input.parameters.levels, minDenominator: input.parameters.minDenominator, period: { from: comparison.periodFrom, to: comparison.periodTo }, towns };
  const decided = pairs.filter(({ decision }) => decision !== 'DIFFERENT').map((pair): MatchedPair => ({
    left: pair.leftKey, right: pair.rightKey, tier: pair.decision === 'SAME' ? 'AUTO' : 'REVIEW', score: pair.score ?? 1, reasons: pair.reasons, covers: pair.covers, agreeing: pair.agreeing,
  }));
  const groups = outcomes({ records, pairs: decided, enterprises: input.of, visits, inspectedTowns: input.parameters.inspectedTowns ?? null, parameters });
  const rows = new Map(input.rows.map((row) => [row.key, row]));
  const unconfirmed = new Set(input.rows.filter(({ level, pending }) => level === 'MAJOR' && pending).map(({ key }) => key));
  const waits = new Set(groups.filter((group) => isPending(group, rows)).map(({ id }) => id));
  const counted = groups.filter(({ id }) => !waits.has(id));
  const keptTowns = townFigures(counted, records, parameters, unconfirmed).map((town): KeptTown => ({
    ...town,
    matched: figureOf(counted.filter((group) => group.town === town.town && group.shown && group.outcome === 'MATCHED'), '县镇均已发现＝县级和乡镇都查出的隐患（按隐患去重）'),
    pending: figureOf(groups.filter((group) => group.town === town.town && waits.has(group.id)), '尚未确认＝各方所定重大均未完成两级确认的隐患，另列，不计入其他各项'),
  }));
  return {
    hazards: groups.map((group) => hazardKept(comparison.id, group, towns, waits.has(group.id), enterpriseIds.get(group.enterprise) ?? null)),
    towns: ranked(keptTowns).map((figures, at) => ({ comparisonId: comparison.id, number: at + 1, townCode: figures.townCode, town: figures.town, figures })),
    figures: totalFigures(keptTowns),
  };
}

const figureOf = (groups: readonly HazardGroup[], formula: string) => ({ value: groups.length, of: 'HAZARDS' as const, ids: groups.map(({ id }) => id), formula });

/** The ranked first, by rank; then those without a rank, and last those that were not compared. */
function ranked(towns: readonly KeptTown[]): KeptTown[] {
  const place = ({ detection, compared }: KeptTown): number => detection.rank ?? (compared ? 10_000 : 20_000);
  return [...towns].sort((one, other) => place(one) - place(other) || (one.townCode ?? '9').localeCompare(other.townCode ?? '9') || (one.town < other.town ? -1 : 1));
}

function isPending(group: HazardGroup, rows: ReadonlyMap<string, ComparisonRowEntity>): boolean {
  const majors = [...group.county, ...group.townRecords, ...group.enterpriseRecords].flatMap((key) => rows.get(key) ?? []).filter(({ level }) => level === 'MAJOR');
  return majors.length > 0 && majors.every(({ pending }) => pending);
}

function hazardKept(comparisonId: string, group: HazardGroup, towns: Input['towns'], pending: boolean, enterpriseId: string | null): ComparisonHazardEntity {
  const { id: ref, enterprise: block, town, outcome, miss: missed, level, findings, county, townRecords, enterpriseRecords, undecided, shown } = group;
  return {
    id: newId(), comparisonId, ref, block, town, townCode: towns.find(({ name }) => name === town)?.code ?? null, enterpriseId, outcome, missed, level,
    findings: [...new Set(findings.map(({ kind }) => kind))], keys: [...county, ...townRecords, ...enterpriseRecords], undecided: [...undecided], pending, shown,
    detail: { county: [...county], town: [...townRecords], enterprise: [...enterpriseRecords], findings: [...findings] },
  };
}

type PairDraft = Omit<ComparisonPairEntity, 'id' | 'block' | 'enterpriseId' | 'townCode' | 'shown'>;

type Rulings = ReadonlyMap<string, Input['rulings'][number]>;

const withReason = (pair: MatchedPair, joined: ReadonlySet<string>): MatchedPair =>
  (joined.has(`${pair.left}\n${pair.right}`) ? { ...pair, reasons: ['台账中已作为重复并入，发现单位同列'] } : pair);

function pairKept(comparisonId: string, pair: MatchedPair, origin: ComparisonPairEntity['origin'], rulings: Rulings): PairDraft {
  const ruling = rulings.get(`${pair.left}\n${pair.right}`) ?? null;
  return {
    comparisonId, leftKey: pair.left, rightKey: pair.right, tier: pair.tier, origin, score: origin === 'MATCHER' ? pair.score : null,
    reasons: [...pair.reasons], covers: pair.covers, agreeing: pair.agreeing, decision: decisionOf(pair.tier, ruling?.verdict ?? null),
    ruling: ruling && { verdict: ruling.verdict, note: ruling.note, by: ruling.by, at: ruling.at, comparisonId: ruling.comparisonId },
  };
}

/** Rulings on pairs that the matcher does not propose by itself: they stand, and can be taken back. */
function ruledOnly(input: Input, matched: readonly MatchedPair[], rulings: Rulings): PairDraft[] {
  const proposed = new Set(matched.map(({ left, right }) => `${left}\n${right}`));
  return [...rulings].filter(([key]) => !proposed.has(key)).map(([, { left, right, verdict }]) => pairKept(input.comparison.id, {
    left, right, tier: 'REVIEW', score: 0, covers: false, agreeing: { left: [], right: [] },
    reasons: [verdict === 'SAME' ? '审批人员此前认定为同一隐患' : '审批人员此前核定不是同一隐患'],
  }, 'OFFICER', rulings));
}

function enterprisesKept({ comparison, records }: Input, { all }: Enterprises, rows: ReadonlyMap<string, ComparisonRowEntity>): ComparisonEnterpriseEntity[] {
  const compared = new Set(records.map(({ key }) => key));
  return all.flatMap(({ key: block, mentions }) => {
    const own = mentions.flatMap(({ keys }) => keys).filter((key) => compared.has(key)).flatMap((key) => rows.get(key) ?? []);
    if (own.length === 0) return [];
    const names = [...new Set(own.map(({ enterpriseName }) => enterpriseName))].sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
    return [{
      id: newId(), comparisonId: comparison.id, block, enterpriseId: only(own.map(({ enterpriseId }) => enterpriseId)), name: names[0] ?? '', names,
      creditCode: mentions.find(({ code }) => code)?.code ?? null, townCode: only(own.map(({ townCode }) => townCode)), town: own.find(({ townCode }) => townCode)?.town ?? own[0]?.town ?? '',
    }];
  });
}

/** The one value there is; two make none, so that nobody sees what may be another's. */
function only(values: readonly (string | null)[]): string | null {
  const distinct = [...new Set(values.filter((value) => value !== null))];
  return distinct.length === 1 ? distinct[0] ?? null : null;
}

/** Of what came out, whatever the order of rows and the ids given to it. */
export function resultHashOf({ pairs, hazards, towns }: Pick<Result, 'pairs' | 'hazards' | 'towns'>): string {
  const hash = createHash('sha256');
  for (const { leftKey, rightKey, tier, score, covers, decision } of pairs) hash.update(JSON.stringify([leftKey, rightKey, tier, score, covers, decision]));
  const byRef = [...hazards].sort((one, other) => (one.ref < other.ref ? -1 : 1));
  for (const { ref, outcome, missed, level, findings, keys, undecided, pending } of byRef) hash.update(JSON.stringify([ref, outcome, missed, level, findings, keys, undecided, pending]));
  for (const { town, figures } of towns) hash.update(JSON.stringify([town, figures]));
  return hash.digest('hex');
}
