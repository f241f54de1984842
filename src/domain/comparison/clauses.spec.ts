import { describe, expect, it } from '@jest/globals';
import { LEXICON, WEIGHTS } from '../../reference/comparison.js';
import { ready } from './lexicon.js';
import { match } from './match.js';
import { parse, type Parsed } from './parse.js';
import type { ComparedRecord, MatchedPair } from './record.js';
import { wordsOf } from './score.js';

const lexicon = ready(LEXICON);
const row = (key: string, description: string, over: Partial<ComparedRecord> = {}): ComparedRecord => ({
  key, side: key.startsWith('C') ? 'COUNTY' : key.startsWith('T') ? 'TOWN' : 'ENTERPRISE', externalRef: key, hazardId: null, enterpriseId: null, enterpriseName: '泽州县宏达铸造有限公司',
  creditCode: null, townCode: null, town: '巴公镇', sector: 'METALLURGY_TRADE', level: 'MAJOR', description, location: null, basisClause: null, foundOn: '2024-03-10', status: 'OPEN', closedOn: null, inspectors: [], ...over,
});
const read = (description: string, location: string | null = null): Parsed => parse(row('C1', description, { location }), lexicon);
const typed = (description: string): string[] => read(description).clauses.map(({ span }) => description.slice(span?.[0], span?.[1]));
const numbers = (description: string, location: string | null = null): string[][] => read(description, location).clauses.map(({ units }) => units.map(({ value, noun }) => `${value}${noun ?? ''}`));
const words = (description: string): string[][] => read(description).clauses.map(({ found }) => found.map(({ concept }) => lexicon.concepts[concept]?.id ?? ''));
const run = (records: readonly ComparedRecord[]): MatchedPair[] => match({ records, lexicon: LEXICON, weights: WEIGHTS, aliases: [], rulings: [] });
const excluded = (left: string, right: string): boolean => wordsOf(read(left), parse(row('T1', right), lexicon), lexicon, WEIGHTS) === null;

describe('a record is cut into its findings', () => {
  it.each([
    ['by a comma', '1号窑炉观火孔破损,2号窑炉燃气阀泄漏', ['1号窑炉观火孔破损', '2号窑炉燃气阀泄漏']],
    ['by 、 where each side is a finding', '3号包耳轴未探伤、4号包包衬破损', ['3号包耳轴未探伤', '4号包包衬破损']],
    ['by 且', '空压机安全阀未校验且皮带轮无防护罩', ['空压机安全阀未校验', '皮带轮无防护罩']],
    ['after what is said of all', '配电室:绝缘垫破损,挡鼠板缺失', ['绝缘垫破损', '挡鼠板缺失']],
  ])('%s', (_, text, expected) => {
    expect(typed(text)).toEqual(expected);
  });

  it.each([
    ['one finding', '砂轮机未设置防护罩'],
    ['a list of machines with one defect', '1号、2号窑炉燃气阀泄漏'],
    ['what is only said of the finding', '2号窑炉燃气阀泄漏,未及时处理'],
    ['what stands in brackets', '窑炉燃气阀(手动阀,电磁阀)泄漏'],
  ])('not cut: %s', (_, text) => {
    expect(typed(text)).toEqual([]);
  });

  it('whatever is typed, within bounds', () => {
    for (const text of ['', ',,,、、', '1号、2号、3号', `${'1号炉漏水,'.repeat(40)}`]) expect(read(text).clauses.length).toBeLessThanOrEqual(9);
  });
});

describe('a number belongs to the finding it is said with', () => {
  it('each finding has its own, and one without takes the one said before', () => {
    expect(numbers('1号窑炉观火孔破损,2号窑炉燃气阀泄漏')).toEqual([['1窑'], ['2窑']]);
    expect(numbers('5号砂轮机护罩缺失,托架间隙过大')).toEqual([['5机'], ['5机']]);
  });

  it('in brackets at the end it is said of all', () => {
    expect(numbers('钢包耳轴磨损,包衬破损(6号包)')).toEqual([['6包'], ['6包']]);
  });

  it('that of the stated place holds where the finding names none of its kind', () => {
    expect(numbers('1号炉水温未联锁,2号炉漏水', '1号炉')).toEqual([['1炉'], ['2炉']]);
    expect(numbers('安全阀未校验,压力表破损', '7号罐')).toEqual([['7罐'], ['7罐']]);
  });

  it('as do the machine and the place, unless the finding names its own', () => {
    expect(words('抛丸机门联锁失效,护罩缺失')[1]).toContain('抛丸机');
    expect(words('抛丸机门联锁失效,空压机皮带轮护罩缺失')[1]).not.toContain('抛丸机');
  });

  it('what is wrong with both, said at the end, is wrong with both', () => {
    expect(words('3号包耳轴、4号包吊环均破损').map((found) => found.includes('破损'))).toEqual([true, true]);
  });
});

describe('the record of several findings against a record of one', () => {
  it.each([
    ['the defect of the other machine', '1号窑炉观火孔破损,2号窑炉燃气阀泄漏', '2号窑炉观火孔破损'],
    ['a machine it does not name', '3号包耳轴未探伤、4号包包衬破损', '5号包耳轴未探伤'],
    ['the defect of the other, numbered in brackets', '钢包耳轴磨损,包衬破损(6号包)', '7号包包衬破损'],
  ])('never accepted: %s', (_, merged, single) => {
    expect(run([row('C1', merged), row('T1', single)]).filter(({ tier }) => tier === 'AUTO')).toEqual([]);
  });

  it('is excluded only where each of its findings is', () => {
    expect(excluded('3号包耳轴未探伤、4号包包衬破损', '5号包耳轴未探伤')).toBe(true);
    expect(excluded('3号包耳轴未探伤、4号包包衬破损', '4号包包衬破损')).toBe(false);
  });

  it('is matched by the finding alone, however long the others are', () => {
    const [pair] = run([row('C1', '1号窑炉观火孔玻璃破损未更换,2号窑炉燃气切断阀阀体泄漏,3号窑炉排烟风机轴承无防护罩'), row('T1', '2号窑燃气切断阀泄漏')]);
    expect(pair?.tier).toBe('AUTO');
    expect(pair?.reasons).toContain('所对的是其中一项：“2号窑炉燃气切断阀阀体泄漏”');
  });
});

describe('merged records', () => {
  const [first, second] = ['1号窑炉观火孔破损', '2号窑炉燃气阀泄漏'];

  it('match each their own, which do not match each other', () => {
    const pairs = run([row('C1', `${first},${second}`), row('T1', first), row('T2', second)]);
    expect(pairs.map(({ left, right, tier }) => [left, right, tier])).toEqual([['C1', 'T1', 'AUTO'], ['C1', 'T2', 'AUTO']]);
    expect(pairs.every(({ covers }) => covers)).toBe(true);
  });

  it('match each other by the one finding they share', () => {
    const [pair] = run([row('C1', `${first}、3号窑炉点火装置失效`), row('T1', `4号窑炉测温仪表失效,${first}`)]);
    expect(pair).toMatchObject({ left: 'C1', right: 'T1', tier: 'AUTO' });
  });

  it('do not match where no finding of one is a finding of the other', () => {
    expect(run([row('C1', `${first},${second}`), row('T1', '1号窑炉燃气阀泄漏,2号窑炉观火孔破损')]).filter(({ tier }) => tier === 'AUTO')).toEqual([]);
  });

  it('are marked in the finding that was matched only', () => {
    const text = `${first},${second}`;
    const [pair] = run([row('C1', text), row('T1', second)]);
    const marked = pair?.agreeing.left.map(([start, end]) => text.slice(start, end)).join('');
    expect(marked).toContain('2号');
    expect(marked).not.toContain('观火孔');
  });
});
