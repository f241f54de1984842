import { describe, expect, it } from '@jest/globals';
import { growTrees } from '../../cli/comparison-trees.js';
import { learnWordings } from '../../cli/comparison-wordings.js';
import { LEXICON, WEIGHTS } from '../../reference/comparison.js';
import { contrary, sidesIn } from './contraries.js';
import { ready } from './lexicon.js';
import { match } from './match.js';
import { parse, type Parsed } from './parse.js';
import { RARE_FEATURES, Rarity } from './rare.js';
import type { ComparedRecord, MatchedPair } from './record.js';
import { treeOdds, type Trees } from './trees.js';
import { NO_WORDINGS, WORDING_FEATURES, wordingOf, type Wordings } from './wordings.js';

const lexicon = ready(LEXICON);
const row = (key: string, description: string, over: Partial<ComparedRecord> = {}): ComparedRecord => ({
  key, side: key.startsWith('C') ? 'COUNTY' : 'TOWN', externalRef: key, hazardId: null, enterpriseId: null, enterpriseName: '泽州县宏达铸造有限公司', creditCode: null, townCode: null, town: '巴公镇',
  sector: 'METALLURGY_TRADE', level: 'MAJOR', description, location: null, basisClause: null, foundOn: '2024-03-10', status: 'OPEN', closedOn: null, inspectors: [], ...over,
});
const read = (...texts: string[]): Parsed[] => texts.map((text, at) => parse(row(`C${at}`, text), lexicon));

describe('what few records of the enterprise say', () => {
  const at = (name: (typeof RARE_FEATURES)[number]): number => RARE_FEATURES.indexOf(name);
  const records = read('1号炉炉坑有积水', '1号炉风机轴承异响', '1号炉风机无防护罩', '1号炉电缆破损', '7号叉车轴承异响');
  const of = (left: number, right: number): number[] => new Rarity(records).of(records[left] as Parsed, records[right] as Parsed);

  it('weighs more than what most of them say', () => {
    expect(of(1, 4)[at('rare.text')]).toBeGreaterThan(of(1, 3)[at('rare.text')] as number);
    expect(of(1, 2)[at('rare.number')]).toBeLessThan(0.3);
  });

  it('is the same from both sides and in any order of the records', () => {
    const back = new Rarity([...records].reverse());
    for (const [left, right] of [[0, 1], [1, 4], [2, 3]] as const) {
      expect(back.of(records[right] as Parsed, records[left] as Parsed).map((one) => one.toFixed(9))).toEqual(of(left, right).map((one) => one.toFixed(9)));
    }
  });

  it('is nothing where nothing is said', () => {
    const [one, other] = read('', '，。') as [Parsed, Parsed];
    expect(new Rarity([one, other]).of(one, other)).toEqual(RARE_FEATURES.map(() => 0));
  });
});

describe('other characters and words for the same', () => {
  const [rust, rot, crack] = read('钢梯锈穿', '钢梯烂穿', '钢梯开裂') as [Parsed, Parsed, Parsed];
  const [shorted, failed, named] = read('限位开关被短接', '限位开关失效', '限位开关') as [Parsed, Parsed, Parsed];
  const told = (left: Parsed, right: Parsed, known: Partial<Wordings>): Record<string, number> =>
    Object.fromEntries(wordingOf(left, right, { ...NO_WORDINGS, ...known }, lexicon).flatMap((value, at): [string, number][] => (value === 0 ? [] : [[WORDING_FEATURES[at] ?? '', value]])));

  it.each<[string, Parsed, Parsed, Partial<Wordings>, Record<string, number>]>([
    ['a character', rust, rot, { characters: { 烂: '锈|裂' } }, { 'characters.both': 4, 'characters.better': 2 }],
    ['a weaker leaning', rust, rot, { characters: { 烂: '|锈' } }, { 'characters.both': 2, 'characters.better': 1 }],
    ['two characters', rust, rot, { pairs: { 烂穿: '锈穿|' } }, { 'pairs.both': 2, 'pairs.better': 1 }],
    ['a word', shorted, failed, { words: { 停用: '拆除 失效|' } }, { 'words.both': 4, 'words.better': 2 }],
    ['what is said of neither', rust, crack, { characters: { 烂: '锈|' } }, {}],
    ['what both say', failed, failed, { words: { 停用: '失效|' } }, {}],
    ['what one says alone', failed, named, { words: { 停用: '失效|' } }, {}],
    ['a word of another lexicon', shorted, failed, { words: { 停用: '没有的词|' } }, {}],
  ])('%s counts as far as it was learned to, from both sides alike', (_, left, right, known, found) => {
    expect(told(left, right, known)).toEqual(found);
    expect(told(right, left, known)).toEqual(found);
  });

  it('are learned where they stand across from each other in one hazard oftener than in two, and not from two lines', () => {
    const lines = (count: number, ...tellings: string[]): string[][] => Array.from({ length: count }, () => tellings);
    const common = (telling: string): string[][] => lines(40, telling);
    const learned = learnWordings([
      [...lines(3, '扶手锈', '扶手烂'), ['闸门卡住'], ['闸门脱开']], lines(2, '墙上渗水', '墙上漏水', '墙上冒水'), lines(2, '盖好', '罩好'), [...lines(3, '换纸', '换笔'), ...common('换纸'), ...common('换笔')],
    ], LEXICON);
    expect(learned.characters).toEqual({ 烂: '锈|' });
    expect(learned.pairs).toEqual({ 手烂: '手锈|' });
  });

  it('words are learned by what the lexicon calls them', () => {
    const others = Array.from({ length: 20 }, () => ['地面积水']);
    expect(learnWordings([[...Array.from({ length: 3 }, () => ['限位开关被短接', '限位开关失效']), ...others]], LEXICON).words).toEqual({ 停用: '失效|' });
  });
});

describe('trees', () => {
  const hand: Trees = { bias: -1, features: ['a', 'b'], trees: [{ asks: [0, -1, 1], upTo: [0.5, 0, 2], adds: [1, 9, 2, 4] }] };

  it.each([[[0.5, 9], 0], [[0.6, 2], 1], [[0.6, 2.1], 3]])('%j adds up to %d', (features, odds) => {
    expect(treeOdds(features, [], hand)).toBe(odds);
    expect(treeOdds(features.slice(0, 1), features.slice(1), hand)).toBe(odds);
  });

  it('learn what a weighted sum cannot: one only without the other; and the same every time', () => {
    const examples = Array.from({ length: 400 }, (_, at) => {
      const [one, other] = [at % 2, Math.floor(at / 2) % 2];
      return { features: [one, other], same: one !== other, enterprise: '', pair: String(at), world: '' };
    });
    const grown = growTrees(examples.slice(1), ['one', 'other']);
    expect([[0, 0], [1, 1], [0, 1], [1, 0]].map((features) => treeOdds(features, [], grown) > 0)).toEqual([false, false, true, true]);
    expect(growTrees(examples.slice(1), ['one', 'other'])).toEqual(grown);
  });
});

describe('the other of two', () => {
  it.each([
    ['主井提升机制动失效', '副井提升机制动失效', true], ['进气阀泄漏', '出气阀泄漏', true], ['机头护罩缺失', '机尾护罩缺失', true], ['甲烷传感器未校验', 'CO传感器未校验', true],
    ['主井提升机制动失效', '提升机制动失效', false], ['进气阀、出气阀泄漏', '进气阀泄漏', false], ['出口堵塞', '出口被占用', false],
  ])('%s / %s: %s', (left, right, other) => {
    expect(contrary(sidesIn(left), sidesIn(right))).toBe(other);
    expect(contrary(sidesIn(right), sidesIn(left))).toBe(other);
  });

  it('is never accepted without a person', () => {
    const pairs = match({ records: [row('C1', '副井提升机制动闸间隙超限'), row('T1', '主井提升机制动闸间隙超限')], lexicon: LEXICON, weights: WEIGHTS, aliases: [], rulings: [] });
    expect(pairs.filter(({ tier }) => tier === 'AUTO')).toEqual([]);
  });
});

describe('one source twice', () => {
  const run = (records: readonly ComparedRecord[]): MatchedPair[] => match({ records, lexicon: LEXICON, weights: WEIGHTS, aliases: [], rulings: [] });

  it('two lines on one machine, of two defects, are not accepted', () => {
    expect(run([row('C1', '2号行车吊钩防脱装置缺失'), row('C2', '2号行车钢丝绳断丝超标', { foundOn: '2024-04-02' })]).filter(({ tier }) => tier === 'AUTO')).toEqual([]);
  });

  it('a finding of a merged record told again the same day in a line of its own is for a person, two plain lines of one day are two', () => {
    expect(run([row('C1', '3号冷库聚氨酯裸露，库内呼叫按钮失灵'), row('C2', '3#冷库内报警按钮按了不响')])).toMatchObject([{ left: 'C1', right: 'C2', tier: 'REVIEW' }]);
    expect(run([row('C1', '3号冷库聚氨酯裸露'), row('C2', '3#冷库内报警按钮按了不响')])).toEqual([]);
  });

  it('the same line found again is', () => {
    expect(run([row('C1', '2号行车吊钩防脱装置缺失'), row('C2', '2号行车吊钩无防脱装置', { foundOn: '2024-04-02' })])).toMatchObject([{ left: 'C1', right: 'C2' }]);
  });
});
