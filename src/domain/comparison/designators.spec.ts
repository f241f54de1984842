import { describe, expect, it } from '@jest/globals';
import { LEXICON } from '../../reference/comparison.js';
import { designatedApart } from './designators.js';
import { ready } from './lexicon.js';
import { parse } from './parse.js';
import type { ComparedRecord } from './record.js';

const record = (description: string, location: string | null = null): ComparedRecord => ({
  key: description, side: 'COUNTY', externalRef: null, hazardId: null, enterpriseId: null, enterpriseName: '某厂', creditCode: null, townCode: null, town: '某镇',
  sector: 'OTHER', level: 'MAJOR', description, location, basisClause: null, foundOn: '2026-01-05', status: 'OPEN', closedOn: null, inspectors: [],
});
type Said = readonly [description: string, location?: string];
const apart = (left: Said, right: Said): boolean => {
  const [one, other] = [left, right].map((said) => parse(record(...said), ready(LEXICON)));
  return designatedApart(one as never, other as never);
};

describe('designators, whatever they count', () => {
  it.each<[string, Said, Said]>([
    // what first looks at strangers' counties accepted
    ['loads of cranes', ['80吨废钢吊钢丝绳断丝'], ['125t起重机钢丝绳断丝']],
    ['a line and a fan', ['2线窑尾风机轴承振动大'], ['1#高温风机轴承振动']],
    ['islands', ['3#发油岛溢油探头损坏'], ['2岛溢油保护器坏了', '发油岛']],
    ['bare rooms', ['302中转库温湿度计损坏'], ['301温湿度没记', '301']],
    ['phases of a plant', ['罐区防火堤开裂', '一期'], ['二期围堰裂了']],
    // kinds nobody has listed
    ['wings', ['西翼胶带3#机头堆煤保护失效'], ['东翼3部皮带堆煤保护不动作']],
    ['machines named before their kind', ['甲行车吊钩没有防脱扣'], ['乙行车吊钩防脱扣断']],
    ['teams', ['甲班组长未持证', '甲班'], ['乙班的组长没有证']],
    ['one of a row, in the same place of the phrase', ['2号线5号辊道护罩缺失'], ['2号线6号辊道没有护罩']],
    ['slipways', ['二船排那边的电箱缺漏保'], ['配电箱未装漏电保护器', '1号船排']],
    ['letters', ['K跨天车滑线无防护'], ['M跨行车滑触线裸露']],
  ])('%s: for a person', (_, left, right) => {
    expect(apart(left, right)).toBe(true);
    expect(apart(right, left)).toBe(true);
  });

  it.each<[string, Said, Said]>([
    ['one side says none', ['3#发油岛溢油探头损坏'], ['发油岛溢油探头坏了']],
    ['the same, written otherwise', ['一号发油岛溢油探头损坏'], ['1岛溢油探头坏了']],
    ['the same, and more on one side only', ['2号车间3号泵漏'], ['3#泵漏油']],
    ['the same tag', ['R201釜安全阀过期'], ['201釜安全阀没校验']],
    ['amounts', ['栏杆缺失3米'], ['栏杆缺2米多']],
    ['how many', ['缺2个灭火器，3处堵塞'], ['少了4个灭火器']],
    ['standards and days', ['不符合GB50016，3月4日检查'], ['不符合GB50140']],
    ['substances', ['甲醇罐区泡沫失效'], ['乙二醇罐泡沫坏了']],
    ['classes', ['A级防火门损坏'], ['C类灭火器过期']],
    ['things', ['堆放东西堵塞通道'], ['南侧通道被堵']],
    ['words that hold a numeral', ['二氧化碳灭火器过期'], ['一氧化碳报警器']],
    ['each to each', ['一机一闸未落实'], ['二楼未一机一闸']],
  ])('%s: nothing against it', (_, left, right) => {
    expect(apart(left, right)).toBe(false);
    expect(apart(right, left)).toBe(false);
  });
});
