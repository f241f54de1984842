import { describe, expect, it } from '@jest/globals';
import { eventStands } from './likeness.js';
import { numberOf, tidy } from './normalise.js';
import { numbersIn } from './numbers.js';
import { numbersDoubtful, numbersStand, type Standing } from './same-number.js';

const units = (text: string): string[] => numbersIn(tidy(text).text).units.map(({ value, noun }) => `${value}${noun ?? '?'}`);
const days = (text: string): string[] => numbersIn(tidy(text).text).days.map(({ monthDay }) => monthDay);
const stand = (left: string, right: string): Standing => numbersStand(numbersIn(tidy(left).text).units, numbersIn(tidy(right).text).units);

describe('text as compared', () => {
  it('full width, circled and Roman figures, brackets and spaces are one way of writing', () => {
    expect(tidy('Ｒ２０１　釜（①号），〇').text).toBe('R201釜(1号),0');
  });

  it('every kept character knows where it stood', () => {
    const { text, stood } = tidy('a ㎡b');
    expect(text).toBe('AM2B');
    expect([0, 1, 2, 3, 4].map(stood)).toEqual([0, 2, 2, 3, 4]);
  });

  it.each([['一', 1], ['十', 10], ['十二', 12], ['二十', 20], ['一零五', 105], ['二百零一', 201], ['107', 107], ['两', 2], ['号', null], ['', null]])('%s is %s', (text, value) => {
    expect(numberOf(text)).toBe(value);
  });
});

describe('which one of several', () => {
  it.each([
    ['1#炉', ['1炉']], ['1号炉', ['1炉']], ['一号高炉', ['1炉']], ['1BF顶压', ['1炉']], ['＃2储罐', ['2罐']], ['NO.3风机', ['3机']],
    ['R201釜', ['201R']], ['P-101A/B泵', ['101AP', '101BP']], ['V101A（1#罐）', ['1罐', '101AV']],
    ['105工房', ['105房']], ['107号装药工房', ['107房']], ['301库', ['301库']], ['二车间', ['2车间']],
    ['硝化车间二层', ['2?']], ['2楼', ['2?']], ['负一层', ['-1?']], ['西墙', ['西?']], ['1#、2#炉', ['1炉', '2炉']], ['1至3号罐', ['1罐', '2罐', '3罐']],
  ])('%s', (text, found) => {
    expect(units(text).sort()).toEqual([...found].sort());
  });

  it.each(['核2人实4人', '两台泵', '2处', '一处', '3厘米', '堆高三层', '应急管理部令第10号令', '第十二条', '10kV线路', '0.8MPa', 'GB50016', 'CO报警', '一级重大危险源', '三级教育', '二级负荷', '一级标准化', '一线员工', '二甲苯', '东西放在通道', '380伏线路', '119电话不通', '200多人'])('%s names none', (text) => {
    expect(units(text)).toEqual([]);
  });

  it.each<[string, string, Standing]>([
    ['1#炉', '一号炉', 'AGREE'], ['1号高炉', '1BF', 'AGREE'], ['1号炉', '2号炉', 'CONFLICT'], ['1#高炉', '2BF', 'CONFLICT'],
    ['R201釜', 'R202釜', 'CONFLICT'], ['R201釜', '反应釜（R-201）', 'AGREE'], ['P101A泵', 'P101B泵', 'CONFLICT'], ['P101泵', 'P101B泵', 'AGREE'],
    ['一层洗眼器', '二层洗眼器', 'CONFLICT'], ['2楼洗眼器', '二层洗眼器', 'AGREE'], ['105工房', '107工房', 'CONFLICT'], ['105号装药工房', '105号房', 'AGREE'],
    ['西墙', '东墙', 'CONFLICT'], ['1号车间2号罐', '1号车间3号罐', 'CONFLICT'], ['1号车间2号罐', '2#罐', 'AGREE'], ['1号车间', '2号罐', 'ONE_SIDED'],
    ['R302釜', '302釜', 'AGREE'], ['R302釜', '303釜', 'CONFLICT'], ['V105储罐', '103罐、104罐', 'CONFLICT'], ['R302釜', '303泵房', 'ONE_SIDED'], ['3107工作面', '3103上隅角', 'CONFLICT'], ['十吨行车', '5t起重机', 'CONFLICT'], ['3#发油岛', '2岛溢油保护器', 'CONFLICT'], ['四级筒捅灰孔', '五级筒捅料孔', 'CONFLICT'], ['一级坝2号闸', '二级站2号闸', 'CONFLICT'], ['一级站2号闸', '一级坝2#闸门', 'AGREE'], ['四级筒', '一级重大危险源', 'ONE_SIDED'], ['C5捅灰孔', '四级筒捅灰孔', 'CONFLICT'], ['C5捅灰孔', '五级筒捅灰孔', 'AGREE'], ['302引线中转库', '301温湿度没记', 'CONFLICT'], ['301', '301库', 'AGREE'], ['850掘进', '810独头没装局扇', 'CONFLICT'], ['一期罐区T-101', '101罐', 'AGREE'], ['一期罐区', '二期罐区', 'CONFLICT'], ['二三楼', '三层', 'AGREE'], ['二三楼', '四层', 'CONFLICT'], ['二十三楼', '二三楼', 'CONFLICT'], ['115工房', '112装药间', 'CONFLICT'], ['112工房', '112装药的屋里', 'AGREE'], ['工作塔二、三层', '工作塔2楼', 'AGREE'], ['工作塔二、三层', '工作塔4楼', 'CONFLICT'], ['2楼刮板机上一层灰', '二层刮板机', 'AGREE'], ['油罐那边92的不报', '92号罐', 'AGREE'], ['油罐那边92的不报', '95#罐', 'CONFLICT'], ['晋E72318', '318车', 'AGREE'], ['晋E72318', '72318号车', 'AGREE'], ['晋E72318', '晋E72311', 'CONFLICT'],
    ['15101综采工作面', '15101面', 'AGREE'], ['15101综采工作面', '15103面', 'CONFLICT'], ['3105工作面', '3107工作面', 'CONFLICT'], ['罚款10000元', '15101面', 'ONE_SIDED'],
    ['5t桥式起重机', '10吨天车', 'CONFLICT'], ['5吨天车', '起重机（5t）', 'AGREE'], ['50吨铸造吊', '32t冶金起重机', 'CONFLICT'], ['50吨铸造吊', '50t桥式起重机', 'AGREE'], ['5吨吊钩', '10吨天车', 'ONE_SIDED'], ['冲床（80t）', '160吨冲床', 'CONFLICT'], ['FC-08号叉车（2号库）', 'FC-07号叉车（2号库）', 'CONFLICT'], ['3号烃泵', '烃泵1号接线盒', 'CONFLICT'], ['FC-07号叉车（2号库）', '7号叉车', 'AGREE'], ['FC-07号叉车（2号库）', '8号叉车', 'CONFLICT'], ['堆了5吨钢材', '10吨天车', 'ONE_SIDED'],
    ['1号、2号炉', '2号炉', 'AGREE'], ['1号炉', '炉', 'ONE_SIDED'], ['炉', '釜', 'NONE'], ['二号机', '2号加油机', 'AGREE'], ['A区', 'B区', 'CONFLICT'], ['301库', '302库', 'CONFLICT'],
    ['+920m中段平巷', '960中段平巷', 'CONFLICT'], ['1180平台', '+1180m平台', 'AGREE'], ['1280就一条路能上去', '1280中段只有一个安全出口', 'AGREE'], ['1280就一条路能上去', '1240水平', 'CONFLICT'], ['3105局扇倒不过去', '3105掘进工作面', 'AGREE'], ['3105局扇倒不过去', '3107回采工作面', 'CONFLICT'], ['2500吨挤压机', '1280中段', 'ONE_SIDED'], ['2024年以来未检', '1280中段', 'ONE_SIDED'], ['王某无证', '姓赵的没证', 'CONFLICT'], ['王某无证', '姓王的没证', 'AGREE'], ['二高炉', '1高炉', 'CONFLICT'],
    ['冲床两台:160的护罩缺失', '冲床(80t)护罩缺失', 'CONFLICT'], ['冲床两台:160的护罩缺失', '160t冲床护罩缺失', 'AGREE'],
  ])('%s and %s: %s', (left, right, standing) => {
    expect(stand(left, right)).toBe(standing);
    expect(stand(right, left)).toBe(standing);
  });
});

describe('the day of a job', () => {
  it.each([
    ['3月4日清理浆池', ['3-4']], ['2024年3月12日', ['3-12']], ['2024-03-12动火', ['3-12']], ['3.18气柜检修', ['3-18']], ['4.6罐顶动火票无人签字', ['4-6']], ['(4.6)进罐作业未检测', ['4-6']], ['间距4.5不足仍动火', []], ['4.5米高处作业无票', []],
    ['4月10日炉前动火', ['4-10']], ['4月10日前整改', []], ['校验有效期至2024年1月5日', []], ['检定日期3月4日', []], ['0.8MPa', []], ['长3.15米', []],
  ])('%s', (text, found) => {
    expect(days(text)).toEqual(found);
  });
});

describe('the day of a job, said without its month', () => {
  it.each([
    ['12号下氧化沟换曝气头', '2024-09-20', ['9-12']], ['20号焊氨管', '2024-11-05', ['10-20']], ['31号夜里进罐', '2024-01-15', ['12-31']], ['5号进磨换衬板', '2024-03-05', ['3-5']],
    ['1号焊机无接地', '2024-03-05', []], ['2号进料口', '2024-03-05', []], ['3号换热器泄漏', '2024-03-05', []], ['4号检修平台', '2024-03-05', []], ['2#下料口', '2024-03-05', []],
  ])('%s, found on %s', (text, foundOn, found) => {
    const { days: said, units: numbered } = numbersIn(tidy(text).text, foundOn);
    expect(said.map(({ monthDay }) => monthDay)).toEqual(found);
    expect(numbered).toHaveLength(found.length ? 0 : 1);
  });
});

describe('two days of a job', () => {
  const onDays = (left: string, right: string, found: readonly [string, string]): Standing => eventStands(numbersIn(tidy(left).text, found[0]), numbersIn(tidy(right).text, found[1]));

  it.each<[string, string, [string, string], Standing]>([
    ['3月6日清库没有票', '6号那天清库没开票', ['2024-03-07', '2024-04-08'], 'AGREE'], ['3月6日清库没有票', '6号那天清库没开票', ['2024-03-07', '2024-03-08'], 'AGREE'],
    ['3月6日清库没有票', '7号那天清库没开票', ['2024-03-07', '2024-03-08'], 'CONFLICT'], ['1月6日清库没有票', '6号那天清库没开票', ['2024-01-07', '2024-04-08'], 'CONFLICT'],
    ['6号那天清库没有票', '6号那天清库没开票', ['2024-03-07', '2024-04-05'], 'AGREE'], ['12月31日进罐', '31号夜里进罐', ['2024-01-02', '2024-02-03'], 'AGREE'],
  ])('%s and %s: %s', (left, right, found, standing) => {
    expect(onDays(left, right, found)).toBe(standing);
    expect(onDays(right, left, [found[1], found[0]])).toBe(standing);
  });
});

describe('another number by another word', () => {
  const doubtful = (left: string, right: string): boolean => numbersDoubtful(numbersIn(tidy(left).text).units, numbersIn(tidy(right).text).units);

  it.each([['2线窑尾风机', '1#高温风机', true], ['1线窑尾风机', '1#高温风机', false], ['2号库', '1号泵', false], ['1号井', '2号铸造机', true], ['2线1#风机', '1#风机', false]])('%s and %s: %s', (left, right, expected) => {
    expect(doubtful(left, right)).toBe(expected);
    expect(doubtful(right, left)).toBe(expected);
  });
});
