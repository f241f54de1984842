/**
 * Which one of several: 1# / 1号 / 一号 / 1BF, R201, 二层, 105工房, 东墙, and the day of a job. Text similarity is blind to
 * these, and they decide. Works on tidied text.
 */
import { AMOUNT, NO_TAG } from './amounts.js';
import { numberOf } from './normalise.js';

export type NumberKind = 'UNIT' | 'TAG' | 'FLOOR' | 'DIRECTION' | 'PERSON';
export interface UnitNumber {
  readonly kind: NumberKind;
  readonly value: string;
  /** What it counts (炉, 罐, 库 …; letters of a tag), null when the text does not say. */
  readonly noun: string | null;
  readonly start: number;
  readonly end: number;
}
export interface EventDay {
  readonly monthDay: string;
  /** Of a day said without its month: the same of the month before. */
  readonly orBefore?: string;
  readonly start: number;
  readonly end: number;
}
export interface Numbers { readonly units: readonly UnitNumber[]; readonly days: readonly EventDay[] }

/** Longest first. Several words for one class where officers use them for each other. */
const NOUNS: readonly (readonly [RegExp, string])[] = [
  [/排水器/, '排水器'], [/高炉|转炉|电炉|炉/, '炉'], [/罐|储槽|槽/, '罐'], [/反应器|釜/, '釜'], [/铁水包|钢水包|钢包|中间包|包(?!装)/, '包'],
  [/加油机/, '加油机'], [/岛/, '岛'], [/^期/, '期'], [/装卸台|卸车位|鹤位|鹤管/, '鹤位'], [/升降机|电梯/, '梯'], [/起重机|行车|天车|吊车|航车/, '吊'],
  [/仓库|库房|中转库|库/, '库'], [/工房|药房|房(?!屋)/, '房'], [/车间|厂房/, '车间'], [/配电柜|开关柜|柜/, '柜'], [/配电箱|箱/, '箱'],
  [/输送带|皮带机|皮带|输送机/, '皮带'], [/生产线|流水线|(?<!接)线(?!路|缆|槽|管)/, '线'], [/塔/, '塔'], [/泵/, '泵'], [/除尘器|除尘/, '除尘'], [/冲床|车床|铣床|磨床|钻床|机床|床/, '床'],
  [/池/, '池'], [/井/, '井'], [/仓/, '仓'], [/窑/, '窑'], [/磨(?!损)/, '磨'], [/门/, '门'], [/楼|栋|幢/, '楼'], [/室/, '室'], [/区/, '区'], [/点/, '点'],
  [/机/, '机'], [/阀/, '阀'], [/站/, '站'], [/井/, '井'], [/台/, '台'], [/器/, '器'], [/口/, '口'],
];
const NOUN_AT_END = NOUNS.map(([pattern]) => new RegExp(`(?:${pattern.source})$`));
/** Which of them a character may belong to: most are not asked. */
const NOUNS_OF = new Map<string, number[]>();
for (const [at, [pattern]] of NOUNS.entries()) for (const one of new Set(pattern.source.match(/\p{Script=Han}/gu))) NOUNS_OF.set(one, [...(NOUNS_OF.get(one) ?? []), at]);
const NOUN_REACH = 8;
const CHINESE = '[零一二三四五六七八九十百]+';
const NUMBER = `(?:\\d{1,4}|${CHINESE})`;

const DAY = /(?:\d{2,4}[年\-/.])?(1[0-2]|0?[1-9])(?:月(3[01]|[12]\d|0?[1-9])[日号]?|(?<=\d{4}[-/.]\d{1,2})[-/.](3[01]|[12]\d|0?[1-9])(?!\d))/g;
const UNITS_AFTER = '[\\d.%]|[A-Z]|米|毫米|厘米|吨|公斤|千克|倍|万|元|级|度|小时|兆|千|平|立方|升|秒|分';
/** 3.18 is a day when nothing makes it an amount: two digits for the day, no unit after, no digit before. So is 3.5 where a job's paper begins with it. */
const DOTTED_DAY = new RegExp(`(?<![\\d.])(1[0-2]|[1-9])\\.(3[01]|[12]\\d)(?!${UNITS_AFTER})|(?<=^|[,;:(])(1[0-2]|[1-9])\\.([1-9])(?!${UNITS_AFTER})(?=[^,;:.]*(?:票|动火|作业))`, 'g');
/** 16号进磨换衬板, 12号下氧化沟: the day of a job, of the month in which or before which it was found, and no number of a machine. */
const DAY_OF_JOB = /(?<![\d.#-])(3[01]|[12]\d|[1-9])[号日](?=上午|下午|晚上|夜里|夜班|当天|那天|[进下]了?(?:去|磨|罐|釜|池|仓|塔|沟|井(?!口)|氧化沟)|焊(?![机工接台枪])|换(?![热气向])|动火(?![点区])|动焊|割(?!机)|检修(?![平间通孔门井口])|吊装(?![孔口])|爆破|放炮)/g;
const LIST = new RegExp(`${NUMBER}(?:(?:号|#)?(?:[、,/和及与]|至|到|~|-)(?:第)?${NUMBER})+(?=号|#)`, 'g');
const MARKED = new RegExp(`(?:(?<![A-Z]-?\\d{0,3})(${NUMBER})(?:号(?!令|文|公告|标准)|#)|#(\\d{1,4})(?!\\d)|(?<![A-Z])NO\\.?(\\d{1,4}))`, 'g');
const TAG = /(?<![A-Z])([A-Z]{1,4})-?(\d{1,5})(?:-?([A-Z])(?![A-Z]))?((?:\/[A-Z](?![A-Z]))*)/g;
/** A number plate, the number of a working face: long enough to stand alone. */
const LONG = /(?:[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]-?(?=[A-Z]?\d)([A-Z0-9]{5,6})|(?<![\d.A-Z])(\d{5}|\d{4}(?=工作面|面|巷|顺槽|综采|综放|回风|运输|掘进|上隅角|下隅角|切眼|采面|轨道巷|皮带巷|机巷)))(?![\d.A-Z])/g;
/** Cranes and presses of one bay are told apart by what they bear: 5t / 10吨行车, 冲床（160t）. */
const MACHINE = '起重机|行车|天车|吊车|行吊|航车|桥吊|门吊|冲床|压力机|锻锤|空气锤|电动葫芦|葫芦';
const KIND_OF_CRANE = '单梁|双梁|桥式|门式|悬臂|汽车|铸造|冶金|废钢|钢水|铁水|兑铁|加料|电动|开式|闭式|的';
const BEARS = new RegExp(`(?<![\\d.])(\\d{1,4}(?:\\.\\d)?|${CHINESE})(?:T(?![A-Z])|吨)(?=(?:${KIND_OF_CRANE})?(?:${MACHINE}|吊(?![钩具装运挂物带索环链篮])))|(?<=(?:${MACHINE})\\(?)(\\d{1,4}(?:\\.\\d)?|${CHINESE})(?:T(?![A-Z])|吨)`, 'g');
export const BEARS_NOUN = '吨位';
/** 冲床两台:160的…,80的…: of several machines named before, the one that bears so much; of tanks, the one that holds 92 (the grades of petrol, anywhere). */
const WHICH = /(?<=[,、:;]|^)(\d{2,4})(?=的)|(?<![\d.A-Z])(9[258])(?=的)/g;
const IS_MACHINE = new RegExp(MACHINE);
const FURNACE = /(\d{1,2})(BF|EAF|LF|BOF|TRT|CC)(?![A-Z])/g;
const ROOM = /(\d{1,4})(?=(?:装药|配药|混药|筑药|造粒|包装|封口|插引|结鞭)(?:间|的?屋)|工房|药房|房|库|仓库|车间|室|栋|幢|号楼|窑|(?:高|电|转|加热|中频|熔炼|熔铝|回转)?炉|岛|罐|釜|线|机|柜|塔|泵|池|仓|井|站|配电|车(?!间))/g;
const CHINESE_ROOM = new RegExp(`(?<![第0-9零一二三四五六七八九十百两])(${CHINESE})(?=车间|厂区|分厂|工段|库(?!存)|仓库|工区|号|期|(?:高|电|转|加热|中频|熔炼|熔铝|回转)?炉|罐(?!车)|窑|配电)`, 'g');
/** 四级筒, 一级坝, 二级站: one after the other in a row; 一级重大危险源 and 三级教育 are none. */
const STAGE = new RegExp(`(?<![第0-9零一二三四五六七八九十百两])(\\d|${CHINESE})级(?=旋风筒|预热器|筒|坝|电?站|泵|破碎|压缩|除尘|沉淀|分离|洗涤|吸收|反应|闸|筛)`, 'g');
/** C5: of the cyclones of a preheater, the fifth. */
const CYCLONE = /(?<![A-Z])C([1-6])(?=级?筒|旋风|捅|锥|下料|翻板|分离器)/g;
const LETTER = /(?<![A-Z])([A-H])(?=区|栋|座|罐|线|库|跨|塔|炉|机|泵|柜|釜|门|仓)/g;
const FLOOR = new RegExp(`(负|地下)?(?<![第0-9零一二三四五六七八九十百两]|堆|叠|码放|高)(\\d{1,2}|${CHINESE})(?:层(?!灰|粉尘|浮|积|尘|锈|霜|冰|油[污泥])|楼)|(?<![A-Z0-9])(\\d{1,2})F(?![A-Z0-9])|(?<![A-Z])B(\\d)(?=层|$)`, 'g');
/** 二三楼: two floors, one upon the other. */
const TOGETHER = '一二三四五六七八九';
/** 工作塔二、三层: the floors before the last of a list. */
const FLOORS = new RegExp(`(?<=\\p{Script=Han})(?<![第零一二三四五六七八九十百])(\\d{1,2}|${CHINESE})(?=[、和及与](?:\\d{1,2}|${CHINESE})(?:层|楼(?!梯)))`, 'gu');
/** What stands after a bare number that names something. */
const NO_AMOUNT = '(?!多|余|来|几|伏|千|瓦|安|号|年|分|元|度|级)';
/** 301温湿度没记, 302引线中转库: a room that a text or a place begins with; not an amount, and no number to call. */
const BARE = new RegExp(`(?<=^|[,;:(])(?!11[09]|12[02])(\\d{3})(?=\\p{Script=Han}|$)${NO_AMOUNT}`, 'gu');
/** Levels of a mine are named by their height: +920m中段, 1180平台; a text or a place that begins with four figures names a level in tens of metres (1280就一条路), or else a working face (3105局扇). */
const LEVEL = /([+-]?)(\d{3,4})(?:M|米)?(?=中段|水平|平台|平盘|平巷|台阶|阶段|盘区|标高|掘进|独头|采场)/g;
const LEVEL_ALONE = new RegExp(`(?<=^|[,;:(])([1-9]\\d{3})(?=\\p{Script=Han}|$)${NO_AMOUNT}`, 'gu');
/** 张某, 姓李的: two persons without a certificate are two. */
const SURNAMES = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';
const PERSON = new RegExp(`姓([${SURNAMES}])|([${SURNAMES}])(?=某|师傅)`, 'g');
const DIRECTION = /([东西南北]{1,2})(?=侧|墙|门|面|边|帮|坡|区|头|跨|部|角|端|段|库|车间|厂区|罐区|塔|炉|出口|入口|排)/g;
/** No letters of a tag are these. */
export const LONG_NOUN = '长号';
const FURNACE_NOUN: Readonly<Record<string, string>> = { BF: '炉', EAF: '炉', LF: '炉', BOF: '炉', TRT: '机', CC: '机' };

/** Without any of these there is neither a number nor anything that stands for one. */
const SIGNS = /[\dA-H零一二三四五六七八九十百姓某师东西南北]/;

/** `foundOn`: which month a day is of that is said alone. */
export function numbersIn(text: string, foundOn = ''): Numbers {
  if (!SIGNS.test(text)) return { units: [], days: [] };
  const taken = new Uint8Array(text.length + 1);
  const [units, days]: [UnitNumber[], EventDay[]] = [[], []];
  const free = (start: number, end: number): boolean => {
    for (let at = start; at < end; at += 1) if (taken[at]) return false;
    return true;
  };
  const take = (start: number, end: number): void => { taken.fill(1, start, end); };
  const add = (kind: NumberKind, value: string, noun: string | null, start: number, end: number): void => { units.push({ kind, value, noun, start, end }); };
  // most texts hold few of the signs: what cannot be there is not looked for
  const [digits, numerals, capitals] = [/\d/.test(text), /[\d零一二三四五六七八九十百]/.test(text), /[A-Z]/.test(text)];
  const each = (pattern: RegExp, work: (match: RegExpExecArray, start: number, end: number) => void, possible = digits): void => {
    if (!possible) return;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const end = match.index + match[0].length;
      if (free(match.index, end)) work(match, match.index, end);
    }
  };

  each(PERSON, (match, start, end) => { add('PERSON', match[1] ?? match[2] ?? '', null, start, end); }, /[姓某师]/.test(text));
  each(DAY, (match, start, end) => {
    take(start, end);
    if (!isTerm(text, start, end)) days.push({ monthDay: `${Number(match[1])}-${Number(match[2] ?? match[3])}`, start, end });
  }, digits && /[月\-/.]/.test(text));
  each(DOTTED_DAY, (match, start, end) => {
    take(start, end);
    if (!isTerm(text, start, end)) days.push({ monthDay: `${Number(match[1] ?? match[3])}-${Number(match[2] ?? match[4])}`, start, end });
  }, digits && text.includes('.'));
  each(DAY_OF_JOB, (match, start, end) => {
    take(start, end);
    const [monthDay, orBefore] = monthDaysBefore(Number(match[1]), foundOn);
    days.push({ monthDay, orBefore, start, end });
  }, digits && foundOn !== '' && /[号日]/.test(text));
  each(LIST, (match, start, end) => {
    take(start, end);
    const noun = nounAfter(text, end + 1) ?? nounBefore(text, start);
    for (const value of listed(match[0])) add('UNIT', String(value), noun, start, end + 1);
  }, numerals && /[号#]/.test(text));
  each(MARKED, (match, start, end) => {
    const value = numberOf(match[1] ?? match[2] ?? match[3] ?? '');
    if (value === null) return;
    take(start, end);
    add('UNIT', String(value), nounAfter(text, end) ?? nounBefore(text, start), start, end);
  }, numerals);
  each(BEARS, (match, start, end) => {
    const load = match[1] ?? match[2] ?? '';
    take(start, end);
    add('TAG', String(numberOf(load) ?? Number(load)), BEARS_NOUN, start, end);
  }, numerals && /[T吨]/.test(text));
  each(WHICH, (match, start, end) => {
    take(start, end);
    add(IS_MACHINE.test(text) ? 'TAG' : 'UNIT', String(Number(match[1] ?? match[2])), IS_MACHINE.test(text) ? BEARS_NOUN : null, start, end);
  });
  each(LONG, (match, start, end) => {
    if (AMOUNT.test(text.slice(end))) return;
    take(start, end);
    add('TAG', match[1] ?? match[2] ?? '', LONG_NOUN, start, end);
  }, digits && (capitals || /\d{4}/.test(text)));
  each(FURNACE, (match, start, end) => { take(start, end); add('UNIT', String(Number(match[1])), FURNACE_NOUN[match[2] ?? ''] ?? null, start, end); }, digits && capitals);
  each(CYCLONE, (match, start, end) => { take(start, end); add('TAG', match[1] ?? '', '级', start, end); }, digits && capitals);
  each(TAG, (match, start, end) => {
    const letters = match[1] ?? '';
    if (NO_TAG.has(letters) || (letters === 'B' && /^层/.test(text.slice(end)))) return;
    take(start, end);
    const suffixes = [match[3], ...(match[4] ?? '').split('/')].filter((suffix) => suffix);
    for (const suffix of suffixes.length ? suffixes : ['']) add('TAG', `${Number(match[2])}${suffix}`, letters, start, end);
  }, digits && capitals);
  each(LEVEL, (match, start, end) => { take(start, end); add('FLOOR', `${match[1] === '-' ? '-' : ''}${Number(match[2])}`, null, start, end); }, /\d{3}/.test(text));
  each(LEVEL_ALONE, (match, start, end) => {
    if (AMOUNT.test(text.slice(end))) return;
    take(start, end);
    const figures = match[1] ?? '';
    if (figures.endsWith('0')) add('FLOOR', figures, null, start, end);
    else add('TAG', figures, LONG_NOUN, start, end);
  }, /\d{4}/.test(text));
  each(FLOOR, (match, start, end) => {
    const said = match[2] ?? match[3] ?? '';
    const value = match[4] ?? numberOf(said);
    if (value === null) return;
    take(start, end);
    const floors = said.length === 2 && TOGETHER.includes(said) ? [...said].map(numberOf) : [match[1] || match[4] ? `-${value}` : value];
    for (const floor of floors) add('FLOOR', String(floor), null, start, end);
  }, numerals);
  each(FLOORS, (match, start, end) => {
    const value = numberOf(match[1] ?? '');
    if (value === null) return;
    take(start, end);
    add('FLOOR', String(value), null, start, end);
  }, numerals && /[层楼]/.test(text));
  each(ROOM, (match, start, end) => {
    if (AMOUNT.test(text.slice(end)) || /[A-Z.\-~]$/.test(text.slice(0, start))) return;
    take(start, end);
    add('UNIT', String(Number(match[1])), nounAfter(text, end), start, end);
  });
  each(BARE, (match, start, end) => {
    if (AMOUNT.test(text.slice(end))) return;
    take(start, end);
    add('UNIT', String(Number(match[1])), nounAfter(text, end), start, end);
  });
  each(CHINESE_ROOM, (match, start, end) => {
    const value = numberOf(match[1] ?? '');
    if (value === null) return;
    take(start, end);
    add('UNIT', String(value), nounAfter(text, end), start, end);
  }, numerals);
  each(STAGE, (match, start, end) => {
    take(start, end);
    add('TAG', String(numberOf(match[1] ?? '')), '级', start, end);
  }, numerals && text.includes('级'));
  each(LETTER, (match, start, end) => { take(start, end); add('UNIT', match[1] ?? '', nounAfter(text, end), start, end); }, /[A-H]/.test(text));
  each(DIRECTION, (match, start, end) => { for (const way of match[1] ?? '') add('DIRECTION', way, null, start, end); }, /[东西南北]/.test(text));
  return { units, days };
}

/** 1、2 → [1, 2]; 1至3 and 1-3 → [1, 2, 3]. */
function listed(text: string): number[] {
  const range = new RegExp(`^(${NUMBER})(?:号|#)?(?:至|到|~|-)第?(${NUMBER})$`).exec(text);
  const [from, to] = [numberOf(range?.[1] ?? ''), numberOf(range?.[2] ?? '')];
  if (from !== null && to !== null && to > from && to - from <= 20) return Array.from({ length: to - from + 1 }, (_, step) => from + step);
  return [...text.matchAll(new RegExp(NUMBER, 'g'))].flatMap(([one]) => numberOf(one) ?? []);
}

function nounAfter(text: string, from: number): string | null {
  const ahead = /^[^,.;:、()"0-9#]*/.exec(text.slice(from, from + NOUN_REACH))?.[0] ?? '';
  const asked = new Set<number>();
  for (const character of ahead) for (const at of NOUNS_OF.get(character) ?? []) asked.add(at);
  let [best, first] = [Infinity, NOUNS.length];
  for (const at of asked) {
    const found = NOUNS[at]?.[0].exec(ahead);
    if (!found) continue;
    const end = found.index + found[0].length;
    if (end < best || (end === best && at < first)) [best, first] = [end, at];
  }
  return NOUNS[first]?.[1] ?? null;
}

function nounBefore(text: string, to: number): string | null {
  const behind = text.slice(Math.max(0, to - 4), to).replace(/[("]$/, '');
  const found = NOUNS_OF.get(behind.at(-1) ?? '')?.find((at) => NOUN_AT_END[at]?.test(behind));
  return found === undefined ? null : NOUNS[found]?.[1] ?? null;
}

/** The last such day of a month up to the one it was found on, and the one before. */
function monthDaysBefore(day: number, foundOn: string): [monthDay: string, orBefore: string] {
  const [month, last] = [Number(foundOn.slice(5, 7)), Number(foundOn.slice(8, 10))];
  const back = (months: number): string => `${((month + 11 - months) % 12) + 1}-${day}`;
  return day <= last ? [back(0), back(1)] : [back(1), back(2)];
}

/** A day that something is valid until, or was last tested on, is no event. */
function isTerm(text: string, start: number, end: number): boolean {
  return /(?:有效期|到期|截止|检定|校验|标定|检验|复审|下次|期限)[^,.;]{0,6}$/.test(text.slice(0, start)) || /^(?:[之以]?前|[^,.;]{0,3}(?:到期|过期|失效|检定|校验|标定))/.test(text.slice(end));
}
