/** Figures of the towns and sheets of the enterprises. Every figure lists the hazards behind it and says its formula. */
import type { Enterprises } from './block.js';
import type { EnterpriseSheet, Figure, HazardGroup, Miss, OutcomeParameters, Rate, SheetWording, TownFigures } from './outcome.js';
import type { ComparedRecord, Side } from './record.js';

/** Rates are shown to four decimals; formulas are the wording shown beside the figure, each by the name that the figure has everywhere. */
export const FORMULAS = {
  countyMajors: '县级比对重大隐患数＝县级在本镇查出、已确认的重大隐患（按隐患去重，合并记录按所含条数计）',
  townMajors: '乡镇上报重大隐患数＝本镇上报、已确认的重大隐患（按隐患去重，合并记录按所含条数计）',
  detection: '镇级发现率＝县级查出且镇级也上报的重大隐患数÷县级查出的重大隐患数（涉及待核定记录的不计入分子分母）',
  detectionAtLevel: '镇级发现率（等级一致）＝县级查出且镇级同样定为重大的隐患数÷县级查出的重大隐患数（涉及待核定记录的不计入分子分母）',
  selfCheck: '企业自查率＝县、镇查出且企业自查也报告的隐患数÷县、镇查出的隐患数（涉及待核定记录的不计入分子分母）',
  levelLower: '镇级定级偏低（避重就轻）＝同一隐患他方定为重大、镇级定为一般',
  reopened: '销号后又发现＝一方称已整改销号，其后又被查出未整改（虚假整改或反弹，待核）',
  repeated: '同一来源重复＝同一来源两次以上记录同一隐患',
  missed: '镇级检查过而未发现（漏查漏报）＝县级查出、镇级未报，且隐患存续期间镇级到过该企业',
  neverInspected: '镇级未检查该企业＝县级查出、镇级未报，期间镇级未到该企业检查',
  foundAfterVisit: '镇级检查之后发现＝县级查出、镇级未报，镇级检查均早于县级发现',
  missUnknown: '无检查记录，不能判定＝县级查出、镇级未报，缺少镇级检查记录',
  townOnly: '仅镇级发现＝镇级查出、县级未查出（不作为过错）',
  enterpriseOnly: '仅企业自查发现＝企业自查报告、县镇均未查出',
  undecided: '涉及待核定记录＝涉及尚待人工核定的记录对，不计入漏查漏报',
} as const;

/** `unconfirmed`: majors that wait for their confirmation. A side holds a major when it has a confirmed one (domain rules, 6). */
export function townFigures(groups: readonly HazardGroup[], records: readonly ComparedRecord[], parameters: OutcomeParameters, unconfirmed: ReadonlySet<string> = new Set()): TownFigures[] {
  const levels = new Map(records.map(({ key, level }) => [key, unconfirmed.has(key) ? 'WAITING' : level]));
  const byTown = new Map<string, HazardGroup[]>(parameters.towns.map(({ name }) => [name, []]));
  for (const group of groups) (byTown.get(group.town) ?? byTown.set(group.town, []).get(group.town))?.push(group);
  const figures = [...byTown].map(([town, own]) => ofTown(town, own, levels, parameters));
  return withRanks(figures, parameters);
}

function ofTown(town: string, all: readonly HazardGroup[], levels: ReadonlyMap<string, string>, parameters: OutcomeParameters): TownFigures {
  const shown = all.filter((group) => group.shown);
  const counted = (keys: readonly string[]): boolean => parameters.levels === 'ALL' ? keys.some((key) => levels.get(key) !== 'WAITING') : keys.some((key) => levels.get(key) === 'MAJOR');
  const county = shown.filter((group) => counted(group.county));
  const decided = county.filter((group) => group.undecided.length === 0 || group.outcome === 'MATCHED');
  const seen = decided.filter((group) => group.townRecords.length > 0);
  const supervised = shown.filter((group) => group.county.length + group.townRecords.length > 0).filter((group) => group.undecided.length === 0 || group.enterpriseRecords.length > 0);
  const missing = (miss: Miss) => shown.filter((group) => group.miss === miss);
  const finding = (kind: string, direction?: string) => shown.filter(({ findings }) => findings.some((one) => one.kind === kind && (!direction || (one.kind === 'LEVEL_DIFFERS' && one.direction === direction))));
  return {
    town,
    townCode: parameters.towns.find(({ name }) => name === town)?.code ?? null,
    compared: all.some((group) => group.county.length > 0),
    countyMajors: figure(county, FORMULAS.countyMajors),
    townMajors: figure(shown.filter((group) => counted(group.townRecords)), FORMULAS.townMajors),
    detection: rate(seen, decided, FORMULAS.detection),
    detectionAtLevel: rate(seen.filter((group) => counted(group.townRecords)), decided, FORMULAS.detectionAtLevel),
    selfCheck: rate(supervised.filter((group) => group.enterpriseRecords.length > 0), supervised, FORMULAS.selfCheck),
    levelLower: figure(finding('LEVEL_DIFFERS', 'TOWN_LOWER'), FORMULAS.levelLower),
    reopened: figure(finding('STATUS_DIFFERS'), FORMULAS.reopened),
    repeated: figure(finding('REPEATED'), FORMULAS.repeated),
    missed: figure(missing('MISSED'), FORMULAS.missed),
    neverInspected: figure(missing('NEVER_INSPECTED'), FORMULAS.neverInspected),
    foundAfterVisit: figure(missing('FOUND_AFTER_VISIT'), FORMULAS.foundAfterVisit),
    missUnknown: figure(missing('UNKNOWN'), FORMULAS.missUnknown),
    townOnly: figure(shown.filter(({ outcome }) => outcome === 'TOWN_ONLY'), FORMULAS.townOnly),
    enterpriseOnly: figure(shown.filter(({ outcome }) => outcome === 'ENTERPRISE_ONLY'), FORMULAS.enterpriseOnly),
    undecided: figure(shown.filter(({ undecided }) => undecided.length > 0), FORMULAS.undecided),
  };
}

function figure(groups: readonly HazardGroup[], formula: string): Figure {
  return { value: groups.length, of: 'HAZARDS', ids: groups.map(({ id }) => id), formula };
}

function rate(part: readonly HazardGroup[], whole: readonly HazardGroup[], formula: string): Rate {
  return {
    value: shareOf(part.length, whole.length),
    numerator: figure(part, formula), denominator: figure(whole, formula), formula, rank: null, note: null,
  };
}

/** 0–1, four decimals; null of nothing. */
export const shareOf = (part: number, whole: number): number | null => (whole ? Math.round((part / whole) * 10_000) / 10_000 : null);

type Rates = Record<'detection' | 'detectionAtLevel' | 'selfCheck', Pick<Rate, 'value' | 'rank' | 'note'> & { readonly denominator: { readonly value: number } }>;

/** Ranks of all towns by each rate: ties share one, too few are not ranked, and where the county found nothing there is no rate. */
export function withRanks<T extends Rates & { readonly compared: boolean }>(towns: readonly T[], { minDenominator }: Pick<OutcomeParameters, 'minDenominator'>): T[] {
  const ranked = (town: T, name: keyof Rates): Rates[keyof Rates] => {
    const own: Rates[keyof Rates] = town[name];
    if (own.value === null || (name !== 'selfCheck' && !town.compared)) return { ...own, value: null, note: '未比对' };
    if (own.denominator.value < minDenominator) return { ...own, note: '基数不足' };
    const value = own.value;
    const better = towns.filter(({ [name]: other }) => other.denominator.value >= minDenominator && (other.value ?? -1) > value);
    return { ...own, rank: better.length + 1 };
  };
  return towns.map((town) => ({ ...town, detection: ranked(town, 'detection'), detectionAtLevel: ranked(town, 'detectionAtLevel'), selfCheck: ranked(town, 'selfCheck') }));
}

export function enterpriseSheets(groups: readonly HazardGroup[], records: readonly ComparedRecord[], { all }: Enterprises): EnterpriseSheet[] {
  const byKey = new Map(records.map((record) => [record.key, record]));
  const byEnterprise = groupsByEnterprise(groups);
  return all.flatMap(({ key, mentions }) => {
    const hazards = byEnterprise.get(key);
    if (!hazards) return [];
    const names = [...new Set(mentions.map(({ name }) => name))].sort((left, right) => right.length - left.length || (left < right ? -1 : 1));
    const said = (keys: readonly string[]): SheetWording[] => keys.flatMap((one) => byKey.get(one) ?? []).map(({ key: own, description, location, level, foundOn, status, closedOn }) => ({ key: own, description, location, level, foundOn, status, closedOn }));
    return [{
      enterprise: key, name: names[0] ?? '', names, creditCodes: [...new Set(mentions.flatMap(({ code }) => code ?? []))], town: hazards[0]?.town ?? '',
      hazards: hazards.map(({ id, outcome, miss, findings, undecided, county, townRecords, enterpriseRecords }) => ({
        hazard: id, outcome, miss, findings, undecided,
        sides: { COUNTY: said(county), TOWN: said(townRecords), ENTERPRISE: said(enterpriseRecords) } satisfies Record<Side, SheetWording[]>,
      })),
    }];
  });
}

function groupsByEnterprise(groups: readonly HazardGroup[]): Map<string, HazardGroup[]> {
  const of = new Map<string, HazardGroup[]>();
  for (const group of groups) (of.get(group.enterprise) ?? of.set(group.enterprise, []).get(group.enterprise))?.push(group);
  return of;
}
