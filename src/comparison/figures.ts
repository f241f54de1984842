/**
 * The figures of a comparison. Each hazard says in which it counts, a town counts its hazards, the whole is the sum of the
 * towns: what a ruling changes is taken off and put on again, and nothing else is counted anew. Pure.
 */
import { FORMULAS, shareOf, withRanks } from '../domain/comparison/figures.js';
import type { Rate } from '../domain/comparison/outcome.js';
import type { Side } from '../domain/comparison/record.js';
import type { FigureView } from './figure.view.js';

/** In the order in which they are shown. */
export const FIGURE_NAMES = {
  countyMajors: '县级比对重大隐患数', townMajors: '乡镇上报重大隐患数', matched: '县镇均已发现', missed: '镇级检查过而未发现（漏查漏报）',
  neverInspected: '镇级未检查该企业', foundAfterVisit: '镇级检查之后发现', missUnknown: '无检查记录，不能判定', townOnly: '仅镇级发现',
  enterpriseOnly: '仅企业自查发现', levelLower: '镇级定级偏低（避重就轻）', reopened: '销号后又发现', repeated: '同一来源重复',
  undecided: '涉及待核定记录', pending: '重大隐患尚未确认（另列）', detection: '镇级发现率', detectionAtLevel: '镇级发现率（等级一致）', selfCheck: '企业自查率',
} as const;
export type FigureName = keyof typeof FIGURE_NAMES;
export const RATES = ['detection', 'detectionAtLevel', 'selfCheck'] as const;
export type RateName = (typeof RATES)[number];
export const COUNTS = (Object.keys(FIGURE_NAMES) as FigureName[]).filter((name): name is Exclude<FigureName, RateName> => !(RATES as readonly string[]).includes(name));
export type CountName = (typeof COUNTS)[number];
const isRate = (name: FigureName): name is RateName => (RATES as readonly string[]).includes(name);

/** What a hazard counts in, a bit each: kept with the hazard, never numbered anew. A rate by its name is what it is divided by. */
export const COUNTED = {
  countyMajors: 1, townMajors: 2, matched: 4, missed: 8, neverInspected: 16, foundAfterVisit: 32, missUnknown: 64, townOnly: 128, enterpriseOnly: 256,
  levelLower: 512, reopened: 1_024, repeated: 2_048, undecided: 4_096, pending: 8_192, detection: 16_384, detectionNumerator: 32_768,
  detectionAtLevel: 65_536, detectionAtLevelNumerator: 131_072, selfCheck: 262_144, selfCheckNumerator: 524_288,
  /** The county holds it: the town is compared. */
  compared: 1_048_576,
  /** There is such a hazard at all. */
  any: 2_097_152,
} as const satisfies Record<FigureName | `${RateName}Numerator` | 'compared' | 'any', number>;
export type Counted = keyof typeof COUNTED;
/** What may be asked for: the hazards behind a figure. */
export const FIGURES_ASKED = [...(Object.keys(FIGURE_NAMES) as FigureName[]), 'detectionNumerator', 'detectionAtLevelNumerator', 'selfCheckNumerator'] as const satisfies readonly Counted[];

const ALL_COUNTED = Object.entries(COUNTED) as [Counted, number][];
type Counts = Record<Counted, number>;
const NOTHING = Object.fromEntries(ALL_COUNTED.map(([name]) => [name, 0])) as Counts;

const FORMULA: Record<FigureName, string> = {
  ...FORMULAS, matched: '县镇均已发现＝县级和镇级都查出的隐患（不论各自所定等级，按隐患去重）', pending: '重大隐患尚未确认（另列）＝各方所定重大均未完成两级确认的隐患，另列，不计入其他各项',
};

interface KeptCount { value: number; formula: string }
interface KeptRate { value: number | null; numerator: { value: number }; denominator: { value: number }; formula: string; rank: Rate['rank']; note: Rate['note'] }
/** A town's line. `counts`: what it is made of; absent of a run from before they were kept. */
export type KeptTown = { town: string; townCode: string | null; compared: boolean; counts?: Counts } & Record<CountName, KeptCount> & Record<RateName, KeptRate>;

/** As kept and shown of a town or of the whole. */
export interface KeptFigure { value: number | null; formula: string; numerator?: number; denominator?: number }
export type Figures = Partial<Record<FigureName, KeptFigure>>;

/** Counts hazards by town. */
export class Tally {
  private readonly towns = new Map<string, Counts>();

  /** Of towns as they were kept. */
  static of(kept: readonly KeptTown[]): Tally {
    const tally = new Tally();
    for (const { town, counts } of kept) if (counts) tally.towns.set(town, { ...NOTHING, ...counts });
    return tally;
  }

  add(town: string, countedIn: number, times: 1 | -1 = 1): void {
    const counts = this.towns.get(town) ?? { ...NOTHING };
    for (const [name, bit] of ALL_COUNTED) if ((countedIn & bit) !== 0) counts[name] += times;
    this.towns.set(town, counts);
  }

  /** Every town of the area and those that only records name: the ranked first, by rank; then those without a rank, and last those that were not compared. */
  kept(area: readonly { code: string; name: string }[], parameters: { minDenominator: number }): KeptTown[] {
    const codes = new Map(area.map(({ code, name }) => [name, code]));
    const named = new Set([...codes.keys(), ...[...this.towns].filter(([, counts]) => counts.any > 0).map(([town]) => town)]);
    const lines = [...named].map((town) => lineOf(town, codes.get(town) ?? null, this.towns.get(town) ?? { ...NOTHING }));
    return ranked(withRanks(lines, parameters));
  }
}

function lineOf(town: string, townCode: string | null, counts: Counts): KeptTown {
  const count = (name: CountName): KeptCount => ({ value: counts[name], formula: FORMULA[name] });
  const rate = (name: RateName): KeptRate => {
    const [numerator, denominator] = [counts[`${name}Numerator`], counts[name]];
    return { value: shareOf(numerator, denominator), numerator: { value: numerator }, denominator: { value: denominator }, formula: FORMULA[name], rank: null, note: null };
  };
  return {
    town, townCode, compared: counts.compared > 0, counts,
    ...(Object.fromEntries(COUNTS.map((name) => [name, count(name)])) as Record<CountName, KeptCount>),
    ...(Object.fromEntries(RATES.map((name) => [name, rate(name)])) as Record<RateName, KeptRate>),
  };
}

function ranked(towns: readonly KeptTown[]): KeptTown[] {
  const place = ({ detection, compared }: KeptTown): number => detection.rank ?? (compared ? 10_000 : 20_000);
  return [...towns].sort((one, other) => place(one) - place(other) || (one.townCode ?? '9').localeCompare(other.townCode ?? '9') || (one.town < other.town ? -1 : 1));
}

const byName = (count: (name: CountName) => KeptFigure, rate: (name: RateName) => KeptFigure): Figures =>
  Object.fromEntries((Object.keys(FIGURE_NAMES) as FigureName[]).map((name) => [name, isRate(name) ? rate(name) : count(name)]));

/** One town's line as figures by name. */
export const figuresOfTown = (town: KeptTown): Figures => byName(
  (name) => ({ value: town[name].value, formula: town[name].formula }),
  (name) => {
    const { value, formula, numerator, denominator } = town[name];
    return { value, formula, numerator: numerator.value, denominator: denominator.value };
  });

/** The whole of the towns: sums of counts, and rates of the sums. */
export function totalFigures(towns: readonly KeptTown[]): Figures {
  const [first] = towns;
  if (!first) return {};
  const sum = (valueOf: (town: KeptTown) => number): number => towns.reduce((all, town) => all + valueOf(town), 0);
  return byName(
    (name) => ({ value: sum((town) => town[name].value), formula: first[name].formula }),
    (name) => {
      const [numerator, denominator] = [sum((town) => town[name].numerator.value), sum((town) => town[name].denominator.value)];
      return { value: shareOf(numerator, denominator), formula: first[name].formula, numerator, denominator };
    });
}

export interface RecordNamed { side: Side; id: string }
/** What one side holds is told by that side's records alone. */
const ONE_SIDE: Partial<Record<Counted, Side>> = { countyMajors: 'COUNTY', townMajors: 'TOWN' };
/** Records told behind one figure: the rest is found under `hazards?figure=`. */
export const FIGURE_IDS_MAX = 500;
/** The same in a page of several towns, each with seventeen figures. */
export const FIGURE_IDS_OF_A_TOWN_MAX = 100;

/** The records behind figures, gathered hazard by hazard, as far as an answer tells them. */
export class Behind {
  private readonly records = new Map<Counted, Set<string>>();
  private open = FIGURES_ASKED.reduce((bits, name) => bits | COUNTED[name], 0);

  constructor(private readonly most: number = FIGURE_IDS_MAX) {}

  /** The bits of what is not full yet. */
  get wanted(): number {
    return this.open;
  }

  add(countedIn: number, named: readonly RecordNamed[]): void {
    for (const name of FIGURES_ASKED) {
      if ((countedIn & this.open & COUNTED[name]) === 0) continue;
      const told = this.records.get(name) ?? new Set();
      this.records.set(name, told);
      for (const { side, id } of named) if ((ONE_SIDE[name] ?? side) === side) told.add(id);
      if (told.size > this.most) this.open &= ~COUNTED[name];
    }
  }

  ids(name: Counted): string[] {
    return [...this.records.get(name) ?? []].slice(0, this.most);
  }

  hasMore(name: Counted): boolean {
    return (this.records.get(name)?.size ?? 0) > this.most;
  }
}

/** For an answer, in the order of the names, with the records behind each as their lists or the ledger name them. */
export function figureViews(figures: Figures, behind: Behind): Record<string, FigureView> {
  return Object.fromEntries((Object.keys(FIGURE_NAMES) as FigureName[]).flatMap((name) => {
    const figure = figures[name];
    if (!figure) return [];
    const { value, formula, numerator = 0, denominator = 0 } = figure;
    return [[name, {
      value, label: FIGURE_NAMES[name], formula, ids: behind.ids(name), more: behind.hasMore(name),
      ...(isRate(name) && { numerator: { value: numerator, ids: behind.ids(`${name}Numerator`) }, denominator: { value: denominator, ids: behind.ids(name) } }),
    }]];
  }));
}
