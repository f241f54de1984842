import type { Span } from './record.js';

/** 主井 and 副井, 进口 and 出口, 机头 and 机尾: words that name the one of two, and say it is not the other. Works on tidied text. */
export interface Sides { readonly first: number; readonly second: number }

const TWO: readonly (readonly [first: string, second: string, of: string])[] = [
  ['主', '副', '竖井|斜井|立井|井|扇|风机|绳|钩|厂房|坝|泵|操作|驾驶'], ['[进入]', '出', '口|水|气|料|风|线|管|车|库'], ['上', '下', '料|站|限|游|部|段|山|井口|行|极限'], ['左', '右', '侧|边|手|帮|路|车门|转'],
  ['[机车筒炉]头', '[机车筒炉]尾', ''], ['头', '尾', '轮|部|架|滚筒'], ['前', '后', '门|轮|桥|院|处理|端'], ['内', '外', '墙|侧|架|圈|门|电源'], ['高', '低', '压|限|配|区|温|位'], ['主用|常用|在用', '备用', ''], ['新', '[旧老]', '厂|线|库|系统|车间|楼'],
  ['[纵]', '[横]', '向|梁|移'], ['送', '[排回]', '风'], ['一次', '二次', ''], ['单', '双', '排|梁|轨'], ['冷', '热', '水|端|风|源'], ['正', '负', '压|极'], ['甲', '乙|丙', '类'], ['氧气', '乙炔', '瓶|管|表|软管|钢瓶|胶管'], ['瓦斯|甲烷', '一氧化碳|(?<![A-Z])CO(?![A-Z0-9])', ''],
];
const READ = TWO.map(([first, second, of]) => [first, second].map((one) => new RegExp(of ? `(?:${one})(?=${of})` : `(?:${one})`)) as [RegExp, RegExp]);
/** Which of them a character may belong to: most texts have few such characters, and are asked for few. */
const MAY_BE = new Int32Array(65_536);
for (const [at, [first, second]] of TWO.entries()) for (const one of `${first}${second}`) if (/[\p{Script=Han}A-Z]/u.test(one)) MAY_BE[one.charCodeAt(0)] = (MAY_BE[one.charCodeAt(0)] ?? 0) | (1 << at);

/** Of a text, or a part of it, and the stated place after it. */
export function sidesIn(text: string, place = '', span: Span | null = null): Sides {
  const start = span === null ? 0 : span[0];
  const end = span === null ? text.length : span[1];
  let may = 0;
  for (let at = start; at < end; at += 1) may |= MAY_BE[text.charCodeAt(at)] as number;
  for (let at = 0; at < place.length; at += 1) may |= MAY_BE[place.charCodeAt(at)] as number;
  if (may === 0) return NEITHER;
  const said = text.slice(start, end) + place;
  let first = 0;
  let second = 0;
  for (let at = 0; at < READ.length; at += 1) {
    if (!(may & (1 << at))) continue;
    const [one, other] = READ[at] as [RegExp, RegExp];
    const here = one.test(said);
    if (here === other.test(said)) continue;
    if (here) first |= 1 << at;
    else second |= 1 << at;
  }
  return { first, second };
}
const NEITHER: Sides = { first: 0, second: 0 };

export const contrary = (left: Sides, right: Sides): boolean => ((left.first & right.second) | (left.second & right.first)) !== 0;
