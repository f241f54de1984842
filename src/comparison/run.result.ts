/** From the pairs of a run to what is kept of it: pairs, hazards, towns, enterprises, figures. Pure but for the new ids. */
import { v7 as newId } from 'uuid';
import { enterprisesOf } from '../domain/comparison/block.js';
import type { AliasProposal, Enterprise, Enterprises } from '../domain/comparison/block.js';
import type { MatchedBlock } from '../domain/comparison/match.js';
import type { HazardGroup, Visit } from '../domain/comparison/outcome.js';
import type { ComparedRecord, MatchedPair } from '../domain/comparison/record.js';
import type { ComparisonEnterpriseEntity, ComparisonHazardEntity, ComparisonPairEntity, ComparisonRowEntity, ComparisonTownEntity } from './comparison.entity.js';
import type { Figures } from './figures.js';
import { figuresDrawn, groupsDrawn, hazardsDrawn, resultHashOf } from './run.drawing.js';
import type { Drawing, PairDecided } from './run.drawing.js';
import { isVisit, ordered } from './run.input.js';
import type { Input } from './run.input.js';
import { decisionOf } from './run.state.js';

/** What is kept of some enterprises. */
export interface Kept { enterprises: ComparisonEnterpriseEntity[]; pairs: ComparisonPairEntity[]; hazards: ComparisonHazardEntity[] }
/** What can be said when all is matched. */
export interface Conclusion { kept: Kept; towns: ComparisonTownEntity[]; figures: Figures; proposals: AliasProposal[]; resultHash: string; counts: { pairs: number; hazards: number } }

export const enterprisesIn = ({ records, visits, lexicon, aliases }: Input): Enterprises => enterprisesOf([...records, ...asMentions(visits ?? [])], lexicon.areas, aliases);

/** The same without the visits: only records are matched. */
export const toMatch = (enterprises: Enterprises, { visits }: Pick<Input, 'visits'>): Enterprises => (!visits?.length ? enterprises : {
  ...enterprises, all: enterprises.all.map((one) => ({ ...one, mentions: one.mentions.map((mention) => ({ ...mention, keys: mention.keys.filter((key) => !isVisit(key)) })) })),
});

/** A visit belongs to an enterprise by the same rules as a record does. */
const asMentions = (visits: readonly Visit[]): ComparedRecord[] => visits.map((visit) => ({
  ...visit, side: visit.by, externalRef: null, hazardId: null, townCode: null, sector: '', level: 'GENERAL', description: '', location: null, basisClause: null,
  foundOn: visit.on, status: 'OPEN', closedOn: null, inspectors: [],
}));

type Rulings = ReadonlyMap<string, Input['rulings'][number]>;
const pairKey = ({ left, right }: { left: string; right: string }): string => `${left}\n${right}`;

/**
 * Enterprise by enterprise, as the matcher goes: what is found of one can be kept at once, and only the few words that the
 * figures and the hash are made of stay until the end. Enterprises that a ruling joins are concluded together, at the end.
 */
export class Concluding {
  private readonly rows: ReadonlyMap<string, ComparisonRowEntity>;
  private readonly rulings: Rulings;
  private readonly rulingsIn = new Map<string, Input['rulings'][number][]>();
  private readonly joined: ReadonlySet<string>;
  private readonly joinedOver: ReadonlySet<string>;
  private readonly visitsIn: ReadonlyMap<string, Visit[]> | null;
  private readonly drawing: Omit<Drawing, 'records' | 'visits'>;
  private readonly enterpriseIds = new Map<string, string | null>();
  private readonly together: { records: ComparisonRowEntity[]; pairs: PairDecided[]; visits: Visit[] } = { records: [], pairs: [], visits: [] };
  private readonly pairs: PairDecided[] = [];
  private readonly groups: HazardGroup[] = [];

  constructor(private readonly input: Input, private readonly enterprises: Enterprises) {
    this.rows = new Map(input.records.map((row) => [row.key, row]));
    this.rulings = new Map(input.rulings.map((ruling) => [pairKey(ruling), ruling]));
    for (const ruling of this.rulings.values()) gather(this.rulingsIn, this.blockOf(ruling.left), ruling);
    this.joined = new Set(input.joined.map(({ left, right }) => pairKey(ordered(left, right))));
    const joins = [...input.joined, ...input.rulings].filter(({ left, right, verdict }) => verdict === 'SAME' && this.blockOf(left) !== this.blockOf(right));
    this.joinedOver = new Set(joins.flatMap(({ left, right }) => [this.blockOf(left), this.blockOf(right)]));
    this.visitsIn = input.visits && byBlock(input.visits, ({ key }) => this.blockOf(key));
    this.drawing = { ...input, of: enterprises, rows: this.rows };
    // of a pair over the border both ends' enterprises are asked for
    for (const enterprise of enterprises.all) this.enterpriseIds.set(enterprise.key, only(this.ownRows(enterprise).map(({ enterpriseId }) => enterpriseId)));
  }

  add({ enterprise, pairs: matched }: MatchedBlock): Kept {
    const own = this.ownRows(enterprise);
    if (own.length === 0) return { enterprises: [], pairs: [], hazards: [] };
    const pairs = this.pairsKept(enterprise.key, matched);
    for (const pair of pairs) this.pairs.push(decided(pair));
    const visits = this.visitsIn?.get(enterprise.key) ?? [];
    const enterprises = [enterpriseKept(this.input.comparison.id, enterprise, own, this.enterpriseIds.get(enterprise.key) ?? null, visits)];
    if (!this.joinedOver.has(enterprise.key)) return { enterprises, pairs, hazards: this.draw(own, pairs, visits) };
    this.together.records.push(...own);
    this.together.pairs.push(...pairs.map(decided));
    this.together.visits.push(...visits);
    return { enterprises, pairs, hazards: [] };
  }

  conclude(): Conclusion {
    const { records, pairs, visits } = this.together;
    const hazards = this.draw(records, pairs, visits);
    const { groups } = this;
    groups.sort((one, other) => (one.id < other.id ? -1 : 1));
    const { towns, figures, waits } = figuresDrawn({ ...this.drawing, records: this.input.records }, groups);
    return {
      kept: { enterprises: [], pairs: [], hazards }, towns, figures, proposals: [...this.enterprises.proposals],
      resultHash: resultHashOf(this.pairs, groups, waits, towns), counts: { pairs: this.pairs.length, hazards: groups.length },
    };
  }

  private draw(records: readonly ComparisonRowEntity[], pairs: readonly PairDecided[], visits: readonly Visit[]): ComparisonHazardEntity[] {
    const groups = groupsDrawn({ ...this.drawing, records, visits: this.visitsIn && visits }, pairs);
    for (const group of groups) this.groups.push(slender(group));
    return hazardsDrawn(this.drawing, groups, this.enterpriseIds);
  }

  private blockOf(key: string): string {
    return this.enterprises.of.get(key)?.key ?? '';
  }

  private ownRows({ mentions }: Enterprise): ComparisonRowEntity[] {
    return mentions.flatMap(({ keys }) => keys.flatMap((key) => this.rows.get(key) ?? []));
  }

  private pairsKept(block: string, matched: readonly MatchedPair[]): ComparisonPairEntity[] {
    const proposed = new Set(matched.map(pairKey));
    const ruledOnly = (this.rulingsIn.get(block) ?? []).filter((ruling) => !proposed.has(pairKey(ruling)));
    return [...matched.map((pair) => this.pairKept(block, this.withReason(pair), 'MATCHER')), ...ruledOnly.map(({ left, right, verdict }) => this.pairKept(block, {
      left, right, tier: 'REVIEW', score: 0, covers: false, agreeing: { left: [], right: [] },
      reasons: [verdict === 'SAME' ? '审批人员此前认定为同一隐患' : '审批人员此前核定不是同一隐患'],
    }, 'OFFICER'))];
  }

  private withReason(pair: MatchedPair): MatchedPair {
    return this.joined.size > 0 && this.joined.has(pairKey(pair)) ? { ...pair, reasons: ['台账中已作为重复并入，发现单位同列'] } : pair;
  }

  private pairKept(block: string, { left, right, tier, score, reasons, covers, agreeing }: MatchedPair, origin: ComparisonPairEntity['origin']): ComparisonPairEntity {
    const ruling = (this.rulings.size > 0 && this.rulings.get(`${left}\n${right}`)) || null;
    const [one, other] = [this.rows.get(left), this.rows.get(right)];
    return {
      id: newId(), comparisonId: this.input.comparison.id, block, townCode: one && one.townCode === other?.townCode ? one.townCode : null,
      enterpriseId: block === this.blockOf(right) ? this.enterpriseIds.get(block) ?? null : null,
      leftKey: left, rightKey: right, tier, origin, score: origin === 'MATCHER' ? score : null, reasons: [...reasons], covers, agreeing,
      shown: this.input.parameters.levels === 'ALL' || one?.level === 'MAJOR' || other?.level === 'MAJOR', decision: decisionOf(tier, ruling?.verdict ?? null),
      ruling: ruling && { verdict: ruling.verdict, note: ruling.note, by: ruling.by, at: ruling.at, comparisonId: ruling.comparisonId },
    };
  }
}

const decided = ({ leftKey, rightKey, tier, score, covers, decision }: ComparisonPairEntity): PairDecided => ({ leftKey, rightKey, tier, score, covers, decision });

/** Most hazards are held by one or two sides, with nothing to say against them: all of those share their emptiness. */
const NONE: readonly never[] = [];
const orNone = <T>(list: readonly T[]): readonly T[] => (list.length === 0 ? NONE : list);
const slender = (group: HazardGroup): HazardGroup => ({
  ...group, county: orNone(group.county), townRecords: orNone(group.townRecords), enterpriseRecords: orNone(group.enterpriseRecords), findings: orNone(group.findings), undecided: orNone(group.undecided),
});

function gather<T>(lists: Map<string, T[]>, key: string, one: T): void {
  const list = lists.get(key);
  if (list) list.push(one);
  else lists.set(key, [one]);
}

function byBlock<T>(all: readonly T[], blockOf: (one: T) => string): Map<string, T[]> {
  const lists = new Map<string, T[]>();
  for (const one of all) gather(lists, blockOf(one), one);
  return lists;
}

function enterpriseKept(comparisonId: string, { key: block, mentions }: Enterprise, own: readonly ComparisonRowEntity[], enterpriseId: string | null, visits: readonly Visit[]): ComparisonEnterpriseEntity {
  const names = [...new Set(own.map(({ enterpriseName }) => enterpriseName))].sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
  return {
    id: newId(), comparisonId, block, enterpriseId, name: names[0] ?? '', names, keys: [...own, ...visits].map(({ key }) => key),
    creditCode: mentions.find(({ code }) => code)?.code ?? null, townCode: only(own.map(({ townCode }) => townCode)), town: own.find(({ townCode }) => townCode)?.town ?? own[0]?.town ?? '',
  };
}

/** The one value there is; two make none, so that nobody sees what may be another's. */
function only(values: readonly (string | null)[]): string | null {
  const distinct = [...new Set(values.filter((value) => value !== null))];
  return distinct.length === 1 ? distinct[0] ?? null : null;
}
