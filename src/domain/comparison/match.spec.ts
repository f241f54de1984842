import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { LEXICON, WEIGHTS } from '../../reference/comparison.js';
import { match, matchByBlock, similarTo } from './match.js';
import type { ComparedRecord, MatchedPair, Ruling } from './record.js';

/** C… is the county's, T… the town's, E… the enterprise's own; one enterprise unless said. */
const row = (key: string, description: string, over: Partial<ComparedRecord> = {}): ComparedRecord => ({
  key, side: key.startsWith('C') ? 'COUNTY' : key.startsWith('T') ? 'TOWN' : 'ENTERPRISE', externalRef: key, hazardId: null, enterpriseId: null, enterpriseName: '泽州县宏达化工有限公司',
  creditCode: null, townCode: null, town: '巴公镇', sector: 'HAZCHEM', level: 'MAJOR', description, location: null, basisClause: null, foundOn: '2024-03-10', status: 'OPEN', closedOn: null, inspectors: [], ...over,
});
const run = (records: readonly ComparedRecord[], rulings: readonly Ruling[] = []): MatchedPair[] => match({ records, lexicon: LEXICON, weights: WEIGHTS, aliases: [], rulings });
const tier = (left: string, right: string, over: Partial<ComparedRecord> = {}): string => run([row('C1', left), row('T1', right, over)])[0]?.tier ?? 'NONE';

describe('one hazard in two wordings', () => {
  it.each([
    ['1号储罐安全阀超期未校验', '1#罐安全阀过期没检验'],
    ['2号电炉旁行车吊钩无防脱钩装置', '二号电炉天车的钩子没有防脱装置'],
    ['自动化控制系统未设置不间断电源', 'DCS没配UPS'],
    ['砂轮机未设置防护罩', '砂轮没有护罩'],
    ['105号工房作业人员超过核定人数', '105工房超员'],
  ])('%s / %s', (left, right) => {
    expect(tier(left, right)).not.toBe('NONE');
  });

  it('weeks apart, another level, another status and a wrong clause decide nothing', () => {
    const left = '液氨罐区1号储罐安全阀超过检验有效期未校验';
    const plain = tier(left, '1#氨罐安全阀过期没检验');
    expect(plain).toBe('AUTO');
    expect(tier(left, '1#氨罐安全阀过期没检验', { foundOn: '2024-04-02', level: 'GENERAL', status: 'CLOSED', closedOn: '2024-04-03', basisClause: '化工判定标准第1条' })).toBe(plain);
  });

  it('a place said only in the description is a place', () => {
    expect(run([row('C1', '地面有积水', { location: '1号中频炉炉坑' }), row('T1', '1#炉坑里有水')]).map(({ left, right }) => [left, right])).toEqual([['C1', 'T1']]);
  });
});

describe('never one hazard', () => {
  it.each([
    ['1号炉 and 2号炉', '1号炉炉坑有积水', '2号炉炉坑有积水'],
    ['1# and 2BF', '1#高炉炉台积水', '2BF炉台积水'],
    ['R201 and R202', 'R201反应釜温度联锁被摘除', 'R202反应釜温度联锁被摘除'],
    ['一层 and 二层', '硝化车间一层洗眼器无水', '硝化车间2楼洗眼器无水'],
    ['105 and 107', '105工房超员', '107工房超员'],
    ['east and west', '库区东墙破损', '库区西墙破损'],
    ['two jobs', '3月4日清理浆池未办理作业票', '3月12日清理浆池未办理作业票'],
  ])('%s', (_, left, right) => {
    expect(run([row('C1', left), row('T1', right)])).toEqual([]);
  });

  it('another enterprise, a branch, 一厂 and 二厂', () => {
    const same = '1号储罐安全阀超期未校验';
    for (const enterpriseName of ['泽州县宏远化工有限公司', '泽州县宏达化工有限公司南村分公司', '宏达化工二厂']) expect(run([row('C1', same), row('T1', same, { enterpriseName })])).toEqual([]);
    expect(run([row('C1', same, { enterpriseName: '宏达化工一厂' }), row('T1', same, { enterpriseName: '宏达化工二厂' })])).toEqual([]);
  });

  it('two lines of one source of one day; where the words are as like as those of one hazard, a person is asked, and found again on another day is a repeat', () => {
    const twice = [row('T1', '砂轮机无防护罩，托架间隙过大'), row('T2', '砂轮机没有防护罩，托架间隙大')];
    expect(run([row('T1', '砂轮机无防护罩'), row('T2', '砂轮机托架间隙过大')])).toEqual([]);
    expect(run(twice)).toMatchObject([{ tier: 'REVIEW' }]);
    expect(run(twice)[0]?.reasons).toContain('同一来源同一天的两条，请人工确认是否重复记录');
    expect(run([twice[0] as ComparedRecord, { ...(twice[1] as ComparedRecord), foundOn: '2024-03-20' }])).toHaveLength(1);
  });
});

describe('not without a person', () => {
  it.each([
    ['same place, other defect', '调漆间灯具不防爆', '调漆间通风机损坏'],
    ['same machine, other part', '1号氨罐安全阀未检验', '1号氨罐压力表未检验'],
    ['same clause, other item', '电工未取得特种作业操作证', '焊工未取得特种作业操作证'],
    ['other gas', '变换工段一氧化碳报警仪故障', '变换工段硫化氢报警仪故障'],
    ['too vague', '破碎车间粉尘危害告知牌未设置', '安全标识不全'],
  ])('%s', (_, left, right) => {
    expect(tier(left, right)).not.toBe('AUTO');
  });

  it('the better of two town findings takes the county finding', () => {
    const pairs = run([row('C1', '液氨罐区1号储罐安全阀超期未校验'), row('T1', '1#氨罐安全阀没检验'), row('T2', '1#氨罐压力表没检验')]);
    expect(pairs.filter((pair) => pair.tier === 'AUTO').map(({ right }) => right)).toEqual(['T1']);
  });
});

describe('a finding that does not say which', () => {
  it('is given to one of two that exclude each other, never to both without a person', () => {
    const pairs = run([row('C1', '1号电炉炉坑有积水'), row('T1', '电炉炉坑有积水'), row('E1', '2号电炉炉坑有积水')]);
    expect(pairs.filter((pair) => pair.tier === 'AUTO').length).toBeLessThanOrEqual(1);
    expect(pairs.some(({ left, right }) => left === 'C1' && right === 'E1')).toBe(false);
  });
});

describe('merged findings', () => {
  it('match both, which do not match each other', () => {
    const pairs = run([
      row('C1', '砂处理皮带机尾轮无防护罩，急停拉绳开关失效', { location: '砂处理' }),
      row('T1', '砂处理皮带机尾轮没有护罩'), row('T2', '砂处理皮带机急停拉绳坏了'),
    ]);
    expect(pairs.map(({ left, right }) => [left, right])).toEqual([['C1', 'T1'], ['C1', 'T2']]);
    expect(pairs.every(({ covers }) => covers)).toBe(true);
  });
});

describe('what is told of a pair', () => {
  const [pair] = run([row('C1', '液氨罐区1号储罐安全阀超期未校验'), row('T1', '1#氨罐安全阀没检验', { level: 'GENERAL' })]);

  it('says in Chinese what agrees', () => {
    expect(pair?.reasons).toEqual(expect.arrayContaining(['部件相同：安全阀', '问题相同：超期', '编号、楼层或方位一致', '两方定级不同']));
  });

  it('marks the agreeing parts of both wordings as typed', () => {
    const marked = (text: string, spans: MatchedPair['agreeing']['left']): string[] => spans.map(([start, end]) => text.slice(start, end));
    expect(marked('液氨罐区1号储罐安全阀超期未校验', pair?.agreeing.left ?? [])).toEqual(expect.arrayContaining([expect.stringContaining('安全阀')]));
    expect(marked('1#氨罐安全阀没检验', pair?.agreeing.right ?? [])[0]).toMatch(/^1#/);
  });
});

describe('rulings', () => {
  const records = [row('C1', '1号储罐安全阀超期未校验'), row('T1', '1#罐安全阀过期没检验'), row('T2', '食堂液化气瓶与灶台同室')];

  it('different takes a pair away, same makes one, and says who decided', () => {
    expect(run(records).map(({ right }) => right)).toEqual(['T1']);
    const ruled = run(records, [{ left: 'T1', right: 'C1', verdict: 'DIFFERENT' }, { left: 'C1', right: 'T2', verdict: 'SAME' }]);
    expect(ruled).toMatchObject([{ left: 'C1', right: 'T2', tier: 'AUTO', score: 1, ruled: true, reasons: ['经办人员认定为同一隐患'] }]);
  });

  it('same overrules a conflict, and a ruling on a record of another run is nothing', () => {
    const other = [row('C1', '1号炉炉坑积水'), row('T1', '2号炉炉坑积水')];
    expect(run(other, [{ left: 'C1', right: 'T1', verdict: 'SAME' }, { left: 'X', right: 'Y', verdict: 'SAME' }])).toHaveLength(1);
  });

  it('same joins two records that stand under different enterprises', () => {
    const apart = [row('C1', '1号炉炉坑积水'), row('T1', '1号炉炉坑积水', { enterpriseName: '老东沟机床厂' })];
    expect(run(apart)).toEqual([]);
    expect(run(apart, [{ left: 'C1', right: 'T1', verdict: 'SAME' }])).toMatchObject([{ left: 'C1', right: 'T1', ruled: true }]);
  });
});

describe('a run', () => {
  const records = ['炉坑有积水', '炉台防护栏缺失', '煤气报警器未标定', '冷却水无流量监测', '安全标识不全', '行车限位失效'].flatMap((text, at) => ['一', '二'].flatMap((name, enterprise) => [
    row(`C${at}${enterprise}`, `${at % 3}号${text}`, { enterpriseName: `示例${name}铸造有限公司` }),
    row(`T${at}${enterprise}`, `${(at % 3) + (at === 5 ? 1 : 0)}#${text}`, { enterpriseName: `示例${name}铸造`, level: 'GENERAL' }),
    row(`E${at}${enterprise}`, text, { enterpriseName: `示例${name}铸造厂`, foundOn: '2024-03-01' }),
  ]));

  it('ends with the same pairs in whatever order the rows come', () => {
    const expected = run(records);
    expect(expected.length).toBeGreaterThan(5);
    fc.assert(fc.property(fc.shuffledSubarray(records, { minLength: records.length }), (shuffled) => {
      expect(run(shuffled)).toEqual(expected);
    }), { numRuns: 8 });
  });

  it('goes enterprise by enterprise, and resumed after any of them ends the same', () => {
    const input = { records, lexicon: LEXICON, weights: WEIGHTS, aliases: [], rulings: [] };
    const blocks = [...matchByBlock(input)];
    expect(blocks.map(({ done, total }) => [done, total])).toEqual([[18, 36], [36, 36]]);
    const resumed = [...matchByBlock(input, (enterprise) => enterprise === blocks[0]?.enterprise.key)];
    expect([...(blocks[0]?.pairs ?? []), ...resumed.flatMap(({ pairs }) => pairs)]).toEqual(run(records));
  });

  it('an empty side, empty texts and texts of signs only do no harm', () => {
    expect(run([])).toEqual([]);
    expect(run([row('C1', ''), row('T1', '，。！'), row('T2', '   ')])).toEqual([]);
  });

  it('refuses two records with one key', () => {
    expect(() => run([row('C1', '积水'), row('C1', '积尘')])).toThrow(RangeError);
  });
});

describe('similar hazards at registration', () => {
  it('best first, without the hazard itself', () => {
    const sought = row('C1', '液氨罐区1号储罐安全阀超期未校验');
    const found = similarTo(sought, [sought, row('T1', '食堂液化气瓶与灶台同室'), row('T2', '1#氨罐安全阀没检验', { foundOn: '2023-05-01', status: 'CLOSED', closedOn: '2023-06-01' }), row('T3', '2#氨罐安全阀没检验')], { lexicon: LEXICON, weights: WEIGHTS });
    expect(found.map(({ right }) => right)).toEqual(['T2']);
    expect(found[0]).toMatchObject({ left: 'C1', tier: 'AUTO' });
  });

  it('also the one that the same source registered on the same day', () => {
    const [sought, twice] = [row('T1', '砂轮机无防护罩，托架间隙过大'), row('T2', '砂轮机没有防护罩，托架间隙大')];
    expect(similarTo(sought, [twice], { lexicon: LEXICON, weights: WEIGHTS })).toMatchObject([{ left: 'T1', right: 'T2' }]);
  });
});
