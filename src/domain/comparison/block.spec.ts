import fc from 'fast-check';
import { describe, expect, it } from '@jest/globals';
import { enterprisesOf, type Named } from './block.js';
import { nameLikeness, readName } from './names.js';
import type { Alias } from './record.js';

const AREAS = ['山西', '晋城', '泽州', '巴公', '南村', '大东沟'];
/** Valid by both check digits; the wrong one differs in its last character. */
const [CODE, OTHER, WRONG] = ['91140525MAXHU2WC3J', '91140525MAXK80E83J', '91140525MAXHU2WC3K'];
const row = (key: string, enterpriseName: string, creditCode: string | null = null, town = '巴公镇'): Named => ({ key, enterpriseId: null, enterpriseName, creditCode, town });
/** Keys that stand together, each group and all groups in order. */
const groups = (rows: readonly Named[], aliases: readonly Alias[] = []): string[] =>
  enterprisesOf(rows, AREAS, aliases).all.map(({ mentions }) => mentions.flatMap(({ keys }) => keys).sort().join('+')).sort();
const mention = (name: string, creditCode: string | null = null) => ({ name, creditCode, town: '巴公镇' });

describe('which enterprise', () => {
  it('one valid code is one enterprise under any name; a code mistyped, missing or spaced follows the name', () => {
    expect(groups([row('1', '泽州县宏达精细化工有限公司', CODE), row('2', '宏达化工', ` ${CODE.toLowerCase()}`), row('3', '宏达化工'), row('4', '泽州县宏达精细化工有限公司', WRONG)])).toEqual(['1+2+3+4']);
  });

  it('eighteen characters typed twice alike are one enterprise though their check character is wrong; a filling, another town, another valid code are not', () => {
    expect(groups([row('1', '宏达精细化工有限公司', WRONG), row('2', '瑞泰', WRONG)])).toEqual(['1+2']);
    expect(groups([row('1', '宏达精细化工有限公司', WRONG), row('2', '瑞泰', WRONG, '南村镇')])).toEqual(['1', '2']);
    expect(groups([row('1', '宏达精细化工有限公司', '911405250000000001'), row('2', '瑞泰', '911405250000000001')])).toEqual(['1', '2']);
    expect(groups([row('1', '宏达铸造一厂', WRONG), row('2', '宏达铸造二厂', WRONG)])).toEqual(['1', '2']);
    expect(groups([row('1', '宏达化工', CODE), row('2', '宏达化工', WRONG), row('3', '瑞泰铸造', OTHER), row('4', '瑞泰铸造', WRONG)])).toHaveLength(2);
  });

  it('what three names begin with is their county, whatever the list of areas holds', () => {
    const guessed = (...names: string[]): string[] => [...enterprisesOf(['宏达铸造有限公司', '清漳县宏达铸造有限公司', ...names].map((name, at) => row(`${at}`, name)), AREAS).guessed].sort();
    expect(guessed('清漳县瑞泰木业有限公司', '清漳县昌盛建材有限公司')).toEqual([]);
    expect(guessed('清漳县瑞泰木业有限公司')).not.toEqual([]);
    expect(guessed('惠民超市一店连锁', '惠民超市二店连锁', '惠民超市三店连锁')).not.toEqual([]);
  });

  it('a branch in brackets is that branch', () => {
    expect(groups([row('1', '宏达铸造(一厂)'), row('2', '宏达铸造有限公司一厂'), row('3', '宏达铸造（二厂）')])).toEqual(['1+2', '3']);
    expect(groups([row('1', '宏达铸造有限公司(南村分公司)'), row('2', '宏达铸造有限公司南村分公司'), row('3', '宏达铸造有限公司')])).toEqual(['1+2', '3']);
  });

  it('two valid codes are two enterprises, however alike the names', () => {
    expect(groups([row('1', '宏达化工有限公司', CODE), row('2', '宏达化工有限公司', OTHER)])).toEqual(['1', '2']);
  });

  it.each([
    ['full and without the county', '泽州县宏达铸造有限公司', '宏达铸造有限公司'],
    ['short', '泽州县宏达铸造有限公司', '宏达铸造'],
    ['with the town before it', '泽州县宏达铸造有限公司', '巴公宏达'],
    ['trade in other words', '泽州县宏达铸造有限公司', '宏达铸业'],
    ['厂 for 有限公司', '泽州县宏达铸造有限公司', '宏达铸造厂'],
    ['full width, brackets', '泽州县宏达（铸造）有限公司', '泽州县宏达铸造有限公司'],
  ])('the same: %s', (_, left, right) => {
    expect(groups([row('1', left, CODE), row('2', right)])).toEqual(['1+2']);
  });

  it.each([
    ['一厂 and 二厂', '宏达铸造一厂', '宏达铸造二厂'],
    ['branch and parent', '宏达铸造有限公司', '宏达铸造有限公司南村分公司'],
    ['two branches', '宏达铸造有限公司第一分公司', '宏达铸造有限公司第二分公司'],
    ['示例一 and 示例十一', '示例一化工有限公司', '示例十一化工有限公司'],
    ['another trade', '宏达铸造有限公司', '宏达化工有限公司'],
    ['another name', '宏达铸造有限公司', '宏远铸造有限公司'],
  ])('apart: %s', (_, left, right) => {
    expect(groups([row('1', left), row('2', right)])).toEqual(['1', '2']);
  });

  it('一厂 and 二厂 stay apart under one code, and 本部 is the parent', () => {
    expect(groups([row('1', '宏达铸造一厂', CODE), row('2', '宏达铸造二厂', CODE)])).toEqual(['1', '2']);
    expect(groups([row('1', '宏达铸造有限公司', CODE), row('2', '宏达铸造本部', CODE)])).toEqual(['1+2']);
    expect(groups([row('1', '宏达铸造第一分公司'), row('2', '宏达铸造有限公司一分公司')])).toEqual(['1+2']);
  });

  it('a building site is the same with its builder before it or without, and two sites of one builder are two', () => {
    const [full, short] = ['晋城市宏达建筑工程有限公司泽州锦绣苑项目部', '锦绣苑项目部'];
    expect(groups([row('1', full, CODE), row('2', short)])).toEqual(['1+2']);
    expect(groups([row('1', full, CODE), row('2', '晋城市宏达建筑工程有限公司泽州东岸项目部')])).toEqual(['1', '2']);
    expect(groups([row('1', full, CODE), row('2', '晋城市宏达建筑工程有限公司')])).toEqual(['1', '2']);
    expect(groups([row('1', full, CODE), row('2', '晋城市宏远建设工程有限公司泽州锦绣苑项目部', OTHER), row('3', short)])).toEqual(['1', '2', '3']);
  });

  it('a short name that two enterprises of the town could have is given to neither', () => {
    expect(groups([row('1', '宏达铸造有限公司', CODE), row('2', '宏达机械有限公司', OTHER), row('3', '宏达')])).toEqual(['1', '2', '3']);
  });

  it('a branch written short is the one that its code says, also where its code is missing', () => {
    const long = row('1', '泽州县宏达钢铁有限公司轧钢分公司', CODE);
    expect(groups([long, row('2', '宏达轧钢分公司', CODE), row('3', '宏达轧钢分公司')])).toEqual(['1+2+3']);
    expect(groups([long, row('2', '宏达轧钢分公司', OTHER)])).toEqual(['1', '2']);
    expect(groups([long, row('2', '宏达钢铁有限公司炼铁分公司', CODE), row('3', '宏达轧钢分公司', CODE)])).toEqual(['1+3', '2']);
    expect(groups([row('1', '宏达钢铁有限公司', CODE), row('2', '宏达轧钢分公司', CODE)])).toEqual(['1', '2']);
  });

  it('under the code of its own a branch is meant by every name but the parent\'s; under the parent\'s code it is not', () => {
    const parent = row('1', '泽州县宏达铁矿有限公司', OTHER);
    const branch = row('2', '泽州县宏达铁矿有限公司选矿分公司', CODE);
    expect(groups([parent, branch, row('3', '宏达选厂', CODE), row('4', '宏达铁矿选矿分公司', CODE)])).toEqual(['1', '2+3+4']);
    expect(groups([branch, row('3', '宏达选厂', CODE)])).toEqual(['2', '3']);
    expect(groups([parent, branch, row('3', '宏达选厂', CODE), row('4', '宏达铁矿有限公司炼铁分公司', CODE)])).toEqual(['1', '2', '3', '4']);
    expect(groups([parent, branch, row('3', '泽州县宏达铁矿有限公司', CODE)])).toEqual(['1', '2', '3']);
  });

  it('a branch written short without a code is the one that the town has under that name', () => {
    const branch = row('1', '泽州县宏达铁矿有限公司选矿分公司', CODE);
    expect(groups([branch, row('2', '宏达选矿分公司')])).toEqual(['1+2']);
    expect([...enterprisesOf([branch, row('2', '宏达选矿分公司')], AREAS, []).guessed]).toEqual(['2']);
    expect(groups([branch, row('2', '宏达炼铁分公司'), row('3', '远大选矿分公司')])).toEqual(['1', '2', '3']);
    expect(groups([branch, row('2', '宏达选矿分公司'), row('3', '宏达石灰石矿有限公司选矿分公司', OTHER)])).toEqual(['1', '2', '3']);
  });

  it('under its code a branch is meant by a name that holds its own, and by one without a code in the same letters; never by the name of a whole company', () => {
    const branch = row('1', '泽州县宏达冷链物流有限公司柳林分公司', CODE);
    expect(groups([branch, row('2', '宏达柳林库', CODE), row('3', '宏达柳林库')])).toEqual(['1+2+3']);
    expect(groups([branch, row('2', '宏达（柳林）', CODE)])).toEqual(['1+2']);
    expect(groups([row('1', '泽州县宏达化学有限公司农药分公司', WRONG), row('2', '宏达化学农药分公司', WRONG), row('3', '宏达化学农药分公司')])).toEqual(['1+2+3']);
    expect(groups([row('1', '泽州县宏达化学有限公司农药分公司', WRONG), row('2', '宏达化学涂料分公司', WRONG)])).toEqual(['1', '2']);
    expect(groups([branch, row('2', '宏达柳林有限公司', CODE)])).toEqual(['1', '2']);
    expect(groups([branch, row('2', '宏达柳林库', OTHER)])).toEqual(['1', '2']);
    expect(groups([branch, row('2', '宏达冷链物流有限公司石岭分公司', CODE), row('3', '宏达柳林库', CODE)])).toEqual(['1+3', '2']);
  });

  it('two writings of one building site under one code are one; its neighbour is not', () => {
    const site = row('1', '洛源县第二建筑工程有限公司清水湾项目部', CODE);
    expect(groups([site, row('2', '洛源二建清水湾项目部', CODE)])).toEqual(['1+2']);
    expect(groups([site, row('2', '洛源二建碧水湾项目部', CODE)])).toEqual(['1', '2']);
  });

  it('第二加油站 is 二站 of what is named before it; where only an area is, it is no branch', () => {
    expect(groups([row('1', '泽州县宏达石油销售有限公司第二加油站', CODE), row('2', '宏达二站', CODE), row('3', '宏达一站', CODE)])).toEqual(['1+2', '3']);
    expect(readName('泽州县第二化工厂', AREAS, '')).toMatchObject({ branch: '' });
    expect(readName('宏达十三一厂', AREAS, '')).toMatchObject({ branch: '1厂' });
  });

  it('a station is called by its place, the company before it or not; where two companies have one there, it is neither', () => {
    const full = row('1', '中路石油销售有限公司泽州巴公加油站', CODE);
    expect(groups([full, row('2', '巴公加油站'), row('3', '巴公镇加油站'), row('4', '中路石油巴公站')])).toEqual(['1+2+3+4']);
    expect(groups([full, row('2', '中路石油销售有限公司泽州东岭加油站', OTHER), row('3', '巴公加油站'), row('4', '东岭加油站')])).toEqual(['1+3', '2+4']);
    expect(groups([full, row('2', '东岭加油站')])).toEqual(['1', '2']);
    expect(groups([full, row('2', '民旺能源有限公司巴公加油站', OTHER), row('3', '巴公加油站')])).toEqual(['1', '2', '3']);
  });

  it('a code that is two characters off another that does not hold either is a typing error; three are another code', () => {
    expect(groups([row('1', '宏达精细化工有限公司', WRONG), row('2', '宏达铸造', '91140525MAXUH2WC3K')])).toEqual(['1+2']);
    expect(groups([row('1', '宏达精细化工有限公司', WRONG), row('2', '宏达铸造', '91140525MAXUH2WC3L')])).toEqual(['1', '2']);
    expect(groups([row('1', '宏达铸造一厂', WRONG), row('2', '宏达铸造二厂', '91140525MAXUH2WC3K')])).toEqual(['1', '2']);
  });

  it('a mistyped code says whose it is: not of the one whose name is like its own', () => {
    const [parent, branch] = [row('1', '宏达化工有限公司', CODE), row('2', '宏达化工有限公司氯碱分公司', OTHER)];
    expect(groups([parent, branch, row('3', '宏达氯碱', OTHER.replace('0', 'O')), row('4', '宏达氯碱')])).toEqual(['1', '2+3+4']);
    expect(groups([parent, branch, row('3', '宏达', OTHER.replace('0', 'O'))])).toEqual(['1', '2', '3']);
    expect(groups([parent, branch, row('3', '宏达', CODE.replace('0', 'O'))])).toEqual(['1+3', '2']);
  });

  it('of two codes that are nearly one and do not hold, the one that fewer records give is the mistyped one', () => {
    const branch = ['1', '2'].map((key) => row(key, '泽州县宏达冷链物流有限公司柳林分公司', WRONG));
    expect(groups([...branch, row('3', '宏达柳林库', '91140525MAXUH2WC3K')])).toEqual(['1+2+3']);
  });

  it('several short forms of one enterprise are no rivals of each other', () => {
    const full = row('1', '泽州县利民烟花爆竹零售店', CODE);
    expect(groups([full, row('2', '利民烟花'), row('3', '利民花炮店')])).toEqual(['1+2+3']);
    expect(groups([full, row('2', '利民烟花'), row('3', '利民花炮店'), row('4', '利民鞭炮批发部', OTHER)])).not.toContain('1+2+3');
  });

  it('泽州第五加油站 is 五站 where one code says so', () => {
    expect(groups([row('1', '海油五站', CODE), row('2', '泽州第五加油站', CODE)])).toEqual(['1+2']);
    expect(groups([row('1', '海油五站', CODE), row('2', '泽州第六加油站', CODE)])).toEqual(['1', '2']);
    expect(groups([row('1', '海油五站', CODE), row('2', '泽州第五加油站', OTHER)])).toEqual(['1', '2']);
  });

  it('采石场 and 石料 are one trade', () => {
    expect(groups([row('1', '泽州县宏达石料有限公司'), row('2', '宏达采石场', CODE)])).toEqual(['1+2']);
  });

  it('a short name of another town is another enterprise', () => {
    expect(groups([row('1', '宏达铸造有限公司', CODE, '南村镇'), row('2', '宏达铸造')])).toEqual(['1', '2']);
    expect(groups([row('1', '宏达铸造有限公司', CODE, '巴公'), row('2', '宏达铸造')])).toEqual(['1+2']);
  });

  it('what a person confirmed joins or parts, and is not proposed again', () => {
    const rows = [row('1', '宏达铸造有限公司', CODE), row('2', '老东沟机床厂'), row('3', '宏达铸业')];
    expect(groups(rows)).toEqual(['1+3', '2']);
    const aliases: Alias[] = [{ left: mention('宏达铸造有限公司', CODE), right: mention('老东沟机床厂'), same: true }, { left: mention('宏达铸造有限公司', CODE), right: mention('宏达铸业'), same: false }];
    expect(groups(rows, aliases)).toEqual(['1+2', '3']);
    expect(enterprisesOf(rows, AREAS, []).proposals).toHaveLength(1);
    expect(enterprisesOf(rows, AREAS, aliases).proposals).toHaveLength(0);
    expect([...enterprisesOf(rows, AREAS, []).guessed]).toEqual(['3']);
  });

  it('does not depend on the order of rows', () => {
    const rows = [
      row('1', '泽州县宏达铸造有限公司', CODE), row('2', '宏达铸造'), row('3', '宏达铸业', WRONG), row('4', '宏达铸造一厂', CODE), row('5', '宏远铸造有限公司', OTHER), row('6', '巴公宏远'), row('7', '宏'), row('8', ''),
    ];
    const expected = groups(rows);
    fc.assert(fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
      expect(groups(shuffled)).toEqual(expected);
    }), { numRuns: 40 });
  });
});

describe('names', () => {
  it('numerals are whole words: 二十 does not contain 二', () => {
    expect(nameLikeness(readName('示例二化工', AREAS, ''), readName('示例二十化工', AREAS, ''))).toBe(0);
  });
});
