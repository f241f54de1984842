/** The figures of a comparison: each with its value, how it is computed, and the records behind it. Pure. */
import type { Figure, TownFigures } from '../domain/comparison/outcome.js';
import type { Side } from '../domain/comparison/record.js';
import type { FigureView } from './figure.view.js';

/** As kept: ids are the refs of hazards, or the keys of records; of a rate, those of its denominator, and which of them are its numerator. */
export interface KeptFigure { value: number | null; formula: string; of: 'HAZARDS' | 'RECORDS'; ids: string[]; numeratorIds?: string[] }
export type Figures = Record<string, KeptFigure>;

/** In the order in which they are shown. */
export const FIGURE_NAMES = {
  countyMajors: '县级比对重大隐患数', townMajors: '乡镇上报重大隐患数', matched: '县镇均已发现', missed: '镇级检查过而未发现（漏查漏报）',
  neverInspected: '镇级未检查该企业', foundAfterVisit: '镇级检查之后发现', missUnknown: '无检查记录，不能判定', townOnly: '仅镇级发现',
  enterpriseOnly: '仅企业自查发现', levelLower: '镇级定级偏低（避重就轻）', reopened: '销号后又发现', repeated: '同一来源重复',
  undecided: '涉及待核定记录', pending: '重大隐患尚未确认（另列）', detection: '镇级发现率', detectionAtLevel: '镇级发现率（等级一致）', selfCheck: '企业自查率',
} as const;
export type FigureName = keyof typeof FIGURE_NAMES;
export const RATES = ['detection', 'detectionAtLevel', 'selfCheck'] as const;

export type KeptTown = TownFigures & { matched: Figure; pending: Figure };

/** One town's line as figures by name. */
export function figuresOfTown(town: KeptTown): Figures {
  const counts = (Object.keys(FIGURE_NAMES) as FigureName[]).filter((name): name is Exclude<FigureName, (typeof RATES)[number]> => !(RATES as readonly string[]).includes(name));
  return {
    ...Object.fromEntries(counts.map((name) => [name, kept(town[name])])),
    ...Object.fromEntries(RATES.map((name) => {
      const { value, formula, numerator, denominator } = town[name];
      return [name, { value, formula, of: denominator.of, ids: [...denominator.ids], numeratorIds: [...numerator.ids] }];
    })),
  };
}

const kept = ({ value, formula, of, ids }: Figure): KeptFigure => ({ value, formula, of, ids: [...ids] });

/** The whole of the towns: sums of counts, and rates of the sums. */
export function totalFigures(towns: readonly KeptTown[]): Figures {
  const [first] = towns;
  if (!first) return {};
  const each = towns.map(figuresOfTown);
  const sums = Object.entries(figuresOfTown(first)).map(([name, { formula, of }]) => {
    const parts = each.map((figures) => figures[name]);
    return [name, { value: parts.reduce((sum, part) => sum + (part?.value ?? 0), 0), formula, of, ids: parts.flatMap((part) => part?.ids ?? []) }] as const;
  });
  const rates = RATES.map((name) => {
    const [above, below] = (['numerator', 'denominator'] as const).map((part) => towns.reduce((sum, town) => sum + town[name][part].value, 0));
    const value = below ? Math.round(((above ?? 0) / below) * 10_000) / 10_000 : null;
    const idsOf = (part: 'numerator' | 'denominator'): string[] => towns.flatMap((town) => [...town[name][part].ids]);
    return [name, { value, formula: first[name].formula, of: first[name].denominator.of, ids: idsOf('denominator'), numeratorIds: idsOf('numerator') }] as const;
  });
  return { ...Object.fromEntries(sums), ...Object.fromEntries(rates) };
}

/** What one side holds is told by that side's records alone. */
const ONE_SIDE: Partial<Record<FigureName, Side>> = { countyMajors: 'COUNTY', townMajors: 'TOWN' };

/** For an answer, in the order of the names: ids become the records as their lists or the ledger name them. */
export function figureViews(figures: Figures, recordsOf: (ref: string) => readonly { side: Side; id: string }[]): Record<string, FigureView> {
  return Object.fromEntries((Object.keys(FIGURE_NAMES) as FigureName[]).flatMap((name) => {
    const figure = figures[name];
    if (!figure) return [];
    const named = (refs: readonly string[]): string[] => [...new Set(refs.flatMap(recordsOf).filter(({ side }) => (ONE_SIDE[name] ?? side) === side).map(({ id }) => id))];
    const { value, formula, ids, numeratorIds } = figure;
    return [[name, {
      value, label: FIGURE_NAMES[name], formula, ids: named(ids),
      ...(numeratorIds && { numerator: { value: numeratorIds.length, ids: named(numeratorIds) }, denominator: { value: ids.length, ids: named(ids) } }),
    }]];
  }));
}
