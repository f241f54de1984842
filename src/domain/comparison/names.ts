/**
 * Enterprise names as people write them: 泽州县 …有限公司, …厂, short names, branches. 一厂 and 二厂, a branch and its parent
 * are different enterprises; a short name is the same one when nothing in it contradicts the long one.
 */
import { under } from './maps.js';
import { numberOf, tidy } from './normalise.js';

export interface ReadName {
  /** Name without area and legal form; numerals are one token. */
  readonly core: readonly string[];
  /** '' for the enterprise itself, otherwise which branch or plant. */
  readonly branch: string;
  /** Trades the name states, by family. */
  readonly trades: readonly string[];
  /** Tokens before the first word of trade: the name proper (字号). */
  readonly brand: readonly string[];
  /** Those of the core that are numbers. */
  readonly numerals: readonly string[];
}

const LEGAL = /(?:有限责任公司|股份有限公司|集团有限公司|有限公司|股份公司|集团公司|集团|总公司|公司|有限|\(普通合伙\)|\(有限合伙\))$/;
const PLACE_OF_TRADE = /(?:总厂|厂|商店|门店|商行|经营部|经销部|零售店|零售点|专卖店|销售部|门市部|门市|经销处|供应站|店|点)$/;
const HEAD = /(?:本部|总部|总公司|总厂|母公司|\(本部\)|\(总部\))$/;
const BRANCH = /(分公司|分厂|分店|分站|分部|分库|项目经理部|项目部|办事处)$/;
/** How a building site ends: named after what is built, with the builder's name before it or without. */
const SITE = '项目';
const NUMBERED = /(?:第)?([一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]|\d{1,2})(?:号)?(分厂|分公司|分店|厂区|厂|矿|车间|工厂|生产区|店|站)$/;
/** 鑫峰(一厂), 宏达有限公司(石岭分公司). */
const IN_BRACKETS = /\(([^()]+(?:厂|厂区|矿|店|站|分公司|分部|分库|项目部))\)$/;
/** 宏达石油有限公司第二加油站: 宏达二站. */
const ORDINAL = /第([一二三四五六七八九十]{1,3}|\d{1,2})(\p{Script=Han}{1,4})(站|厂|矿|店)$/u;
const SIDED = /([东西南北新老]|[A-D])(厂区|厂|区)$/;
const NUMERAL = /[零一二三四五六七八九十百\d]+/;

/** Words of trade, one family a line. From GB/T 4754 and common use. */
const TRADES: readonly (readonly [string, RegExp])[] = [
  ['烟花', /烟花爆竹|烟花|花炮|爆竹|鞭炮/], ['加油', /加油加气站|加油站|加油|加气站|油站/], ['油品', /石油|油品|油库|成品油|油料|燃料油/], ['燃气', /燃气|天然气|液化气|石油气|煤层气|LNG|CNG/],
  ['气体', /气体|制氧|氧气|乙炔|工业气/], ['煤化', /煤化工|焦化|煤化|焦炭/], ['医药', /医药化工|制药|医药|药业|生物制药/], ['涂料', /涂料|油漆|油墨|树脂/], ['化肥', /化肥|肥业|肥料|农化/],
  ['化工', /精细化工|化工|化学|石化|助剂|新材料/], ['铸造', /铸造|铸业|铸件|铸管|铸钢|铸铁|翻砂/], ['锻造', /锻造|锻压|锻件/], ['钢铁', /钢铁|炼铁|炼钢|轧钢|冶炼|特钢|钢业/], ['有色', /铝业|铜业|铝材|有色|镁业|锌业/],
  ['机械', /机械制造|机械|装备|机电|重工|机床/], ['金属', /金属制品|五金|金属|钢结构/], ['木业', /木业|木制品|木材|家具|人造板|板业|门业/], ['食品', /食品|粮油|面粉|粮业|饮料|酒业|酿造|乳业|肉类|屠宰|糖业/], ['冷链', /冷链|冷库|冷冻|冷藏|制冷/],
  ['造纸', /造纸|纸业|纸品|包装/], ['印染', /印染|纺织|染整|纱业|服装|织造|棉业/], ['建材', /建材|水泥|商砼|混凝土|砖业|砖厂|石材|石料|采石|陶瓷|瓷业|玻璃/], ['耐火', /耐火材料|耐火|耐材/], ['塑料', /塑料|塑业|塑胶|橡胶|橡塑/],
  ['电池', /电池|电源|锂电|储能/], ['电子', /电子|电器|电气|电缆/], ['物流', /物流|运输|仓储/], ['矿业', /矿业|煤业|采石|石料|石材|选矿/], ['汽车', /汽车|汽配|车辆|汽修/], ['电力', /电力|热电|发电|供热|热力/], ['水务', /水务|污水|自来水|供水/], ['饲料', /饲料|生物颗粒|生物质/], ['商贸', /商贸|贸易|经贸|商场|超市|酒店|宾馆|餐饮/],
];

export function readName(name: string, areas: readonly string[], town: string): ReadName {
  let text = tidy(name).text.replace(/["',.\-·]/g, '').replace(IN_BRACKETS, '$1');
  let branch = '';
  if (HEAD.test(text) && !/[一-龥]分总/.test(text)) text = text.replace(HEAD, '');
  else if (BRANCH.test(text) || NUMBERED.test(text) || ORDINAL.test(text) || SIDED.test(text)) [text, branch] = withoutBranch(text, [...areas, townOf(town)]);
  text = calledByPlace(text.replace(/[()]/g, ''), [townOf(town), townOf(town).slice(-2), ...areas]);
  for (let shorter = text.replace(LEGAL, ''); shorter !== text && shorter.length >= 2; shorter = text.replace(LEGAL, '')) text = shorter;
  const bare = text.replace(PLACE_OF_TRADE, '');
  if (bare.length >= 2) text = bare;
  const trades: string[] = [];
  let firstTrade = text.length;
  for (const [family, words] of TRADES) {
    const at = text.search(words);
    if (at < 0) continue;
    trades.push(family);
    firstTrade = Math.min(firstTrade, at);
  }
  const core = tokens(text);
  return { core, branch, trades, brand: tokens(text.slice(0, firstTrade)), numerals: core.filter((token) => /^\d+$/.test(token)) };
}

const COUNTY = /^(\p{Script=Han}{2,3}?)(?:县|(?<![超城夜门菜])市)(?=.{4})/u;
const NAMES_OF_A_COUNTY = 3;
/** What several names begin with is their county, whether or not a list of areas holds it. */
export function areasIn(records: readonly { readonly enterpriseName: string }[]): string[] {
  const names = new Map<string, Set<string>>();
  for (const enterpriseName of new Set(records.map((record) => record.enterpriseName))) {
    const area = COUNTY.exec(enterpriseName)?.[1];
    if (area) under(names, area, () => new Set()).add(enterpriseName);
  }
  return [...names].flatMap(([area, own]) => (own.size >= NAMES_OF_A_COUNTY ? [area] : [])).sort();
}

/** Towns are few and asked about for every record. */
const towns = new Map<string, string>();
const MOST_TOWNS = 10_000;
export function townOf(town: string): string {
  let known = towns.get(town);
  if (known === undefined) {
    known = tidy(town).text.replace(/(?:镇|乡|街道办事处|街道|办事处)$/, '');
    if (towns.size < MOST_TOWNS) towns.set(town, known);
  }
  return known;
}

function withoutBranch(text: string, areas: readonly string[]): [string, string] {
  const numbered = NUMBERED.exec(text);
  if (numbered) return [text.slice(0, numbered.index), `${numberOf(numbered[1] ?? '') ?? ''}${(numbered[2] ?? '').replace(/^(?:分厂|工厂|厂区|厂|车间)$/, '厂')}`];
  const ordinal = ORDINAL.exec(text);
  if (ordinal) return withOrdinal(text, ordinal, areas);
  const sided = SIDED.exec(text);
  if (sided) return [text.slice(0, sided.index), `${sided[1] ?? ''}厂`];
  const kind = BRANCH.exec(text)?.[1] ?? '';
  const before = text.slice(0, text.length - kind.length);
  if (kind.startsWith(SITE)) return withSite(before, areas);
  const afterLegal = /^(.+?(?:有限责任公司|有限公司|集团|公司|厂))\(?(.*?)\)?$/.exec(before);
  if (afterLegal?.[2]) return [afterLegal[1] ?? '', plainBranch(afterLegal[2], kind)];
  const area = areas.find((one) => one && before.endsWith(one) && before.length - one.length >= 2);
  return area ? [before.slice(0, before.length - area.length), plainBranch(area, kind)] : [before, plainBranch('', kind)];
}

/** 泽州县第二化工厂 is no branch: nothing but an area stands before its number. */
function withOrdinal(text: string, { index, 1: number = '', 2: trade = '', 3: kind = '' }: RegExpExecArray, areas: readonly string[]): [string, string] {
  const before = text.slice(0, index);
  const parent = withoutArea(before, areas);
  if (parent.length < 2 || areas.some((area) => parent.replace(/[省市县区镇乡]$/, '') === area)) return [text, ''];
  return [LEGAL.test(before) ? before : before + trade, `${numberOf(number) ?? ''}${kind}`];
}

/** 鸿基建筑有限公司锦绣苑项目部 → the builder, and its site 锦绣苑; 锦绣苑项目部 → only the site. */
function withSite(before: string, areas: readonly string[]): [string, string] {
  const [, builder, site] = /^(.+?(?:有限责任公司|有限公司|集团|公司))\(?(.*?)\)?$/.exec(before) ?? ['', '', before];
  return [builder || site || '', `${withoutArea(site ?? '', areas)}${SITE}`];
}

/** A branch that does not say which. */
export const UNNAMED_BRANCH = '分';
/** 第一分公司 = 一分公司 = 1分厂; the kind of branch is left out, people mix them. */
function plainBranch(which: string, kind: string): string {
  const number = numberOf(which.replace(/^第/, ''));
  return `${number ?? which.replace(/[省市县区镇乡]$/, '')}${kind ? UNNAMED_BRANCH : ''}`;
}

/** 北湾加油站, 北湾镇化工厂: nothing but a trade would be left, so the place is its name. */
function calledByPlace(text: string, areas: readonly string[]): string {
  const own = withoutArea(text, areas);
  if (own === text || !TRADES.some(([, words]) => own.replace(words, '').replace(PLACE_OF_TRADE, '') === '')) return own;
  return text.replace(/(?<=^\p{Script=Han}{2,3})(?:镇|乡|街道)(?=\p{Script=Han}{2})/u, '');
}

function withoutArea(text: string, areas: readonly string[]): string {
  for (let again = true; again; ) {
    again = false;
    for (const area of areas) {
      if (!area || !text.startsWith(area)) continue;
      const rest = text.slice(area.length).replace(/^(?:省|市|县|区|镇|乡|街道|村)(?=.{2})/, '');
      if (rest.length < 2) continue;
      text = rest;
      again = true;
      break;
    }
  }
  return text;
}

function tokens(text: string): string[] {
  return text.split(/([零一二三四五六七八九十百]+|\d+)/).flatMap((piece) => (NUMERAL.test(piece) ? [String(numberOf(piece) ?? piece)] : [...piece]));
}

/** 1 the same name, from 0.8 a short or old form of it, 0.6 perhaps one; 0 when something contradicts or nothing speaks for it. */
export function nameLikeness(left: ReadName, right: ReadName): number {
  if (left.branch !== right.branch || left.core.length === 0 || right.core.length === 0) return 0;
  if (left.numerals.length && right.numerals.length && !sameTokens(left.numerals, right.numerals)) return 0;
  if (sameTokens(left.core, right.core)) return 1;
  if (siteOf(left) && [left, right].some(({ core }) => core.join('') === siteOf(left))) return 0.85;
  if (left.trades.length && right.trades.length && !left.trades.some((trade) => right.trades.includes(trade))) return 0;
  const [short, long] = left.core.length <= right.core.length ? [left, right] : [right, left];
  const [brand, other] = [short.brand, long.brand];
  const sameBrand = brand.length >= 2 && sameTokens(brand, other);
  if (sameBrand) return left.numerals.length === right.numerals.length ? 0.95 : 0.6;
  if (short.core.length >= 2 && inOrder(short.core, long.core)) {
    if (left.numerals.length !== right.numerals.length) return 0.6;
    return short.core[0] === long.core[0] ? 0.9 : 0.8;
  }
  return 0;
}

/** The name of the building site, '' when it is none. */
export const siteOf = ({ branch }: Pick<ReadName, 'branch'>): string => (branch.endsWith(SITE) ? branch.slice(0, -SITE.length) : '');

/** 泽州第五加油站 numbers 五站. */
export function isNumberedAs(name: string, branch: string): boolean {
  const ordinal = ORDINAL.exec(tidy(name).text);
  return ordinal !== null && `${numberOf(ordinal[1] ?? '') ?? ''}${ordinal[3] ?? ''}` === branch;
}

/** What the branch is named after, '' for a numbered one and for one that does not say. */
export function placeOfBranch(read: Pick<ReadName, 'branch'>): string {
  const place = siteOf(read) || (read.branch.endsWith(UNNAMED_BRANCH) ? read.branch.slice(0, -UNNAMED_BRANCH.length) : '');
  return /^\p{Script=Han}{2,}$/u.test(place) ? place : '';
}

const sameTokens = (left: readonly string[], right: readonly string[]): boolean => left.length === right.length && left.every((token, at) => token === right[at]);

function inOrder(short: readonly string[], long: readonly string[]): boolean {
  let at = 0;
  for (const token of long) if (token === short[at]) at += 1;
  return at === short.length;
}
