/** From the pairs of a run to what is kept of it: pairs, hazards, towns, enterprises, figures. Pure but for the new ids. */
import { enterprisesOf } from '../domain/comparison/block.js';
import type { AliasProposal, Enterprise, Enterprises } from '../domain/comparison/block.js';
import type { MatchedBlock } from '../domain/comparison/match.js';
import type { Visit } from '../domain/comparison/outcome.js';
import type { ComparedRecord, MatchedPair } from '../domain/comparison/record.js';
import type { ComparisonEnterpriseEntity, ComparisonHazardEntity, ComparisonPairEntity, ComparisonTownEntity } from './comparison.entity.js';
import { Tally, totalFigures } from './figures.js';
import type { Figures, KeptTown } from './figures.js';
import { drawPart, partsHashOf, resultHashOf } from './run.drawing.js';
import type { Frame, PairDecided } from './run.drawing.js';
import { newId } from '../platform/clock/new-id.js';
import { isVisit, ordered } from './run.input.js';
import type { Compared, Input } from './run.input.js';
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

/** Records whose hazards are drawn at once: few enough to hold, many enough that drawing does not begin anew for each enterprise. */
const DRAWN_AT_ONCE = 500;

class Undrawn {
  readonly blocks: string[] = [];
  readonly records: Compared[] = [];
  readonly pairs: PairDecided[] = [];
  readonly visits: Visit[] = [];
  readonly enterprises: Omit<ComparisonEnterpriseEntity, 'partHash'>[] = [];
}

/**
 * Enterprise by enterprise, as the matcher goes: what is found of some of them is concluded and can be kept at once, and only
 * counts and hashes stay until the end. Enterprises that a ruling joins are concluded together, at the end.
 */
export class Concluding {
  private readonly rows: ReadonlyMap<string, Compared>;
  private readonly rulings: Rulings;
  private readonly rulingsIn = new Map<string, Input['rulings'][number][]>();
  private readonly joined: ReadonlySet<string>;
  private readonly joinedOver: ReadonlySet<string>;
  private readonly visitsIn: ReadonlyMap<string, Visit[]> | null;
  private readonly frame: Frame;
  private readonly enterpriseIds = new Map<string, string | null>();
  /** Of enterprises still to come. */
  private readonly own = new Map<string, Compared[]>();
  private readonly together = new Undrawn();
  private undrawn = new Undrawn();
  private readonly tally = new Tally();
  private readonly hashes: string[] = [];
  private readonly counts = { pairs: 0, hazards: 0 };

  constructor(private readonly input: Input, private readonly enterprises: Enterprises) {
    this.rows = new Map(input.records.map((row) => [row.key, row]));
    this.rulings = new Map(input.rulings.map((ruling) => [pairKey(ruling), ruling]));
    for (const ruling of this.rulings.values()) gather(this.rulingsIn, this.blockOf(ruling.left), ruling);
    this.joined = new Set(input.joined.map(({ left, right }) => pairKey(ordered(left, right))));
    const joins = [...input.joined, ...input.rulings].filter(({ left, right }) => this.blockOf(left) !== this.blockOf(right));
    this.joinedOver = new Set(joins.flatMap(({ left, right }) => [this.blockOf(left), this.blockOf(right)]));
    this.visitsIn = input.visits && byBlock(input.visits, ({ key }) => this.blockOf(key));
    this.frame = { comparison: input.comparison, towns: input.towns, parameters: input.parameters, of: enterprises, enterpriseIds: this.enterpriseIds };
    // of a pair over the border both ends' enterprises are asked for
    for (const enterprise of enterprises.all) {
      const own = this.ownRows(enterprise);
      this.own.set(enterprise.key, own);
      this.enterpriseIds.set(enterprise.key, only(own.map(({ enterpriseId }) => enterpriseId)));
    }
  }

  /** `enterprises` and `hazards` come some enterprises later than their pairs. */
  add({ enterprise, pairs: matched }: MatchedBlock): Kept {
    const own = this.own.get(enterprise.key) ?? [];
    this.own.delete(enterprise.key);
    if (own.length === 0) return { enterprises: [], pairs: [], hazards: [] };
    const pairs = this.pairsKept(enterprise.key, matched);
    this.counts.pairs += pairs.length;
    const visits = this.visitsIn?.get(enterprise.key) ?? [];
    const into = this.joinedOver.has(enterprise.key) ? this.together : this.undrawn;
    into.blocks.push(enterprise.key);
    into.records.push(...own);
    into.pairs.push(...pairs.map(decided));
    into.visits.push(...visits);
    into.enterprises.push(enterpriseKept(this.input.comparison.id, enterprise, own, this.enterpriseIds.get(enterprise.key) ?? null, visits));
    return { pairs, ...(this.undrawn.records.length < DRAWN_AT_ONCE ? { enterprises: [], hazards: [] } : this.drawn()) };
  }

  conclude(): Conclusion {
    const parts = [this.drawn(), this.draw(this.together)];
    const { input: { towns: area, parameters, comparison } } = this;
    const figures = this.tally.kept(area, parameters);
    return {
      kept: { pairs: [], enterprises: parts.flatMap(({ enterprises }) => enterprises), hazards: parts.flatMap(({ hazards }) => hazards) },
      towns: townsKept(comparison.id, figures), figures: totalFigures(figures), proposals: [...this.enterprises.proposals],
      resultHash: resultHashOf(partsHashOf(this.hashes), figures), counts: this.counts,
    };
  }

  private drawn(): Omit<Kept, 'pairs'> {
    const { undrawn } = this;
    this.undrawn = new Undrawn();
    return this.draw(undrawn);
  }

  private draw({ enterprises, visits, ...part }: Undrawn): Omit<Kept, 'pairs'> {
    const { hazards, hashes } = drawPart(this.frame, { ...part, visits: this.visitsIn && visits });
    for (const { town, countedIn } of hazards) this.tally.add(town, countedIn);
    this.counts.hazards += hazards.length;
    this.hashes.push(...hashes.values());
    return { hazards, enterprises: enterprises.map((one) => ({ ...one, partHash: hashes.get(one.block) ?? null })) };
  }

  private blockOf(key: string): string {
    return this.enterprises.of.get(key)?.key ?? '';
  }

  private ownRows({ mentions }: Enterprise): Compared[] {
    return mentions.flatMap(({ keys }) => keys.flatMap((key) => this.rows.get(key) ?? []));
  }

  private pairsKept(block: string, matched: readonly MatchedPair[]): ComparisonPairEntity[] {
    const ruled = this.rulingsIn.get(block) ?? [];
    const proposed = new Set(ruled.length > 0 ? matched.map(pairKey) : []);
    const ruledOnly = ruled.filter((ruling) => !proposed.has(pairKey(ruling)));
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
    const there = this.blockOf(right);
    return {
      id: newId(), comparisonId: this.input.comparison.id, block, otherBlock: there === block ? null : there, townCode: one && one.townCode === other?.townCode ? one.townCode : null,
      enterpriseId: block === there ? this.enterpriseIds.get(block) ?? null : null,
      leftKey: left, rightKey: right, tier, origin, score: origin === 'MATCHER' ? score : null, reasons: [...reasons], covers, agreeing,
      shown: this.input.parameters.levels === 'ALL' || one?.level === 'MAJOR' || other?.level === 'MAJOR', decision: decisionOf(tier, ruling?.verdict ?? null),
      ruling: ruling && { verdict: ruling.verdict, note: ruling.note, by: ruling.by, at: ruling.at, comparisonId: ruling.comparisonId },
    };
  }
}

const decided = ({ block, leftKey, rightKey, tier, score, covers, decision }: ComparisonPairEntity): PairDecided => ({ block, leftKey, rightKey, tier, score, covers, decision });

export const townsKept = (comparisonId: string, towns: readonly KeptTown[]): ComparisonTownEntity[] =>
  towns.map((figures, at) => ({ comparisonId, number: at + 1, townCode: figures.townCode, town: figures.town, figures }));

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

function enterpriseKept(comparisonId: string, { key: block, mentions }: Enterprise, own: readonly Compared[], enterpriseId: string | null, visits: readonly Visit[]): Omit<ComparisonEnterpriseEntity, 'partHash'> {
  const names = [...new Set(own.map(({ enterpriseName }) => enterpriseName))].sort((one, other) => other.length - one.length || (one < other ? -1 : 1));
  return {
    id: newId(), comparisonId, block, enterpriseId, name: names[0] ?? '', names, keys: [...own, ...visits].map(({ key }) => key),
    creditCode: mentions.find(({ code }) => code)?.code ?? null, townCode: only(own.map(({ townCode }) => townCode)), town: own.find(({ townCode }) => townCode)?.town ?? own[0]?.town ?? '',
  };
}

/** The one value there is; two make none, so that nobody sees what may be another's. */
function only(values: readonly (string | null)[]): string | null {
  let one: string | null = null;
  for (const value of values) {
    if (value === null || value === one) continue;
    if (one !== null) return null;
    one = value;
  }
  return one;
}
