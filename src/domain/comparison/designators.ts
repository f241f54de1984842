/**
 * Whatever tells one thing from another like it, whether or not it is known what it counts: figures, letters, 甲乙丙丁, 东西南北,
 * numerals before a noun. `numbers` knows kinds, and excludes; this knows none, and only keeps a pair from being accepted without
 * a person: every county numbers something (islands, phases, rooms) that no other did. Works on tidied text.
 */
import { AMOUNT, NO_TAG } from './amounts.js';
import { numberOf } from './normalise.js';
import { sameValue } from './same-number.js';
import type { Parsed } from './parse.js';

interface Designator { readonly value: string; readonly before: string; readonly at: number }

const NOUN = '[行天吊]车|[桥门]?式?起重机|电梯|风机|水泵|压缩机|加油机|储[罐槽]|反应釜|锅炉|变压器|冷库|号(?!令|文|公告|标准)|#|车间|分?厂|工?段|[仓工]?库(?!存)|仓|[工采库灌]?区|期|[高电转]炉|炉|罐|窑|釜|塔|机(?!构|关|制)|泵|线(?!路|员|工)|楼|室|房|池|井|班(?!前|后)|跨|栋|幢|队|组|站|床|柜|箱|梯|门|岛|磨|皮带|配电|支洞|采面|工作面|船[排台坞]|泊位';
/** 3.5米, 第12条, 2024年: an amount, a clause, a day. What a crane bears names it (80吨行车). */
const FIGURES = /(?<![\d.A-Z])([A-Z]{1,4})?-?(\d+)([A-Z](?![A-Z\d]))?(?![\d.]*\d)/g;
const NUMERALS = new RegExp(`(?<![零一二三四五六七八九十百]|一[\\p{Script=Han}])([零一二三四五六七八九十百]{1,4})(?=${NOUN}|层(?!灰|粉尘|浮|积|尘|锈))(?!.一)`, 'gu');
/** Before whatever they name; not of a class, a shape, a licence (A级, T型, C照), nor of a substance (甲醇, 乙二醇, 甲乙酮). */
const LETTERS = /(?<![A-Z\d-])([A-Z])(?=[#]|(?![级类型形字证照本光值])\p{Script=Han})/gu;
const STEMS = /([甲乙丙丁])(?![苯醇醛烷烯炔酸酮胺酯醚酚腈烃酰硫基二三氧环缩类级方乙])(?=\p{Script=Han}|#)/gu;
const SIDES = /东西(?![侧墙面向两头端帮翼])|([东西南北])/g;
const SIGNED = [[LETTERS, /[A-Z]/], [STEMS, /[甲乙丙丁]/], [SIDES, /[东西南北]/]] as const;
const NUMERAL = /[零一二三四五六七八九十百]/;
/** Most texts hold few of the signs: what cannot be there is not looked for. */
const ANY = /[\dA-Z零一二三四五六七八九十百甲乙丙丁东西南北]/;
const MARKS = '号#"(';
const OF_A_CRANE = /^(?:T(?![A-Z])|吨)/;
/** The stated place stands before the text. */
const PLACE_AT = -10_000;

/** Neither names what the other does; or they have one in common, and each another in the same place of the phrase. */
export function designatedApart(left: Parsed, right: Parsed): boolean {
  const [ours, theirs] = [designatorsOf(left), designatorsOf(right)];
  if (ours.length === 0 || theirs.length === 0) return false;
  const shared = ours.flatMap((one) => theirs.filter((other) => isSame(one, other)).map((other) => [one, other] as const));
  if (shared.length === 0) return true;
  const [mine, yours] = [ours.filter((one) => !shared.some(([common]) => isSame(common, one))), theirs.filter((one) => !shared.some(([, common]) => isSame(common, one)))];
  return mine.some((one) => yours.some((other) => one.before === other.before || shared.some(([here, there]) => one.at < here.at === other.at < there.at)));
}

function isSame({ value: one }: Designator, { value: other }: Designator): boolean {
  return sameValue(one, other) || (one.length >= 3 && other.endsWith(one)) || (other.length >= 3 && one.endsWith(other));
}

/** A record stands in several pairs. */
const known = new WeakMap<Parsed, readonly Designator[]>();
function designatorsOf(view: Parsed): readonly Designator[] {
  let found = known.get(view);
  if (!found) known.set(view, (found = readIn(view)));
  return found;
}

function readIn({ tidied: { text }, span, units, days, placeText }: Parsed): Designator[] {
  const [from, to] = span ?? [0, text.length];
  const carried = units.filter(({ kind, start }) => kind !== 'PERSON' && (start < from || start >= to)).map(({ value, start, end }) => ({ value, before: text.charAt(end), at: start }));
  const dated = days.map(({ monthDay, start, end }) => ({ value: monthDay.replace(/^.*-/, ''), before: text.charAt(end), at: start }));
  return [...scan(placeText, PLACE_AT), ...carried, ...dated, ...scan(text.slice(from, to), from)];
}

function scan(text: string, from: number): Designator[] {
  const found: Designator[] = [];
  if (!ANY.test(text)) return found;
  const add = (value: string, start: number, end: number): void => { found.push({ value, before: text.charAt(MARKS.includes(text.charAt(end)) ? end + 1 : end), at: from + start }); };
  if (/\d/.test(text)) for (const match of text.matchAll(FIGURES)) {
    const end = match.index + match[0].length;
    const after = text.slice(end);
    if (NO_TAG.has(match[1] ?? '') || (AMOUNT.test(`${match[3] ?? ''}${after}`) && !OF_A_CRANE.test(`${match[3] ?? ''}${after}`)) || /^(?:号(?:令|文|公告|标准)|条|[-/.]\d)/.test(after)) continue;
    add(`${Number(match[2])}${OF_A_CRANE.test(`${match[3] ?? ''}${after}`) ? '' : match[3] ?? ''}`, match.index, end);
  }
  if (NUMERAL.test(text)) for (const match of text.matchAll(NUMERALS)) {
    const value = numberOf(match[1] ?? '');
    if (value !== null) add(String(value), match.index, match.index + match[0].length);
  }
  for (const [pattern, sign] of SIGNED) if (sign.test(text)) for (const match of text.matchAll(pattern)) if (match[1]) add(match[1], match.index, match.index + match[0].length);
  return found;
}
