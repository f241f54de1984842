import { describe, expect, it } from '@jest/globals';
import { enterpriseNamed, townNamed } from './known.js';
import { isLeftOut, keptRow, listFaults } from './list.rows.js';
import type { ListRow } from './list.rows.js';

const TODAY = '2026-11-20';
const row = (said: Partial<ListRow> = {}): ListRow => ({
  externalRef: 'X1', enterpriseName: '示例铸造一厂', town: '巴公镇', sector: 'METALLURGY', level: 'MAJOR', description: '炉前坑积水', foundOn: '2026-11-10', status: 'OPEN', ...said,
});
const TOWNS = [{ code: '140525100', name: '南村镇' }, { code: '140525108', name: '巴公镇' }, { code: '140525105', name: '晋庙铺镇' }];
const PARENT = { id: 'parent', name: '示例铸造有限公司', shortNames: ['示例铸造'], creditCode: '91140525MA0K00001A', townCode: '140525100' };
const BRANCH = { id: 'branch', name: '示例铸造有限公司二厂', shortNames: [], creditCode: null, townCode: '140525108' };
const SCOPE = { periodFrom: '2026-11-01', periodTo: '2026-11-15', sectors: ['METALLURGY'], areaCode: '140525', today: TODAY };
const kept = (said: Partial<ListRow>, scope = SCOPE) => keptRow('COUNTY', row(said), 1, { towns: TOWNS, enterprises: [PARENT, BRANCH] }, scope);
const told = (rows: unknown[], inspections: unknown[] = []) => listFaults(rows, inspections, TODAY).map(({ code, path }) => `${path} ${code}`);

describe('a list', () => {
  it('tells every fault of form of every row at once', () => {
    expect(told([row(), { ...row(), town: undefined, level: 'BIG', foundOn: '2026-02-30' }, { ...row(), extra: 1 }, 'x'])).toEqual([
      'rows[1].town REQUIRED', 'rows[1].level WRONG_CODE', 'rows[1].foundOn WRONG_DAY', 'rows[2].extra UNKNOWN_FIELD', 'rows[3] WRONG_TYPE',
    ]);
    expect(told([row({ description: '' }), row({ inspectors: ['甲', ''] })])).toEqual(['rows[0].description WRONG_LENGTH', 'rows[1].inspectors[1] WRONG_LENGTH']);
    expect(told([], [{ enterpriseName: '某厂', inspectedOn: '昨天' }])).toEqual(['inspections[0].inspectedOn WRONG_DAY']);
  });

  it('takes no reference twice, no day to come, and no closing before the finding', () => {
    expect(told([row(), row({ externalRef: ' X1 ' })])).toEqual(['rows[1].externalRef LIST_REFERENCE_TWICE']);
    expect(told([row({ foundOn: '2026-11-21' }), row({ externalRef: 'X2', status: 'CLOSED', closedOn: '2026-11-09' })])).toEqual(['rows[0].foundOn FOUND_IN_FUTURE', 'rows[1].closedOn DAY_BEFORE_FOUND']);
    expect(told([], [{ enterpriseName: '某厂', inspectedOn: '2026-11-21' }])).toEqual(['inspections[0].inspectedOn DAY_IN_FUTURE']);
  });

  it('reads levels and states as a list on paper writes them', () => {
    expect(told([row({ level: '重大' as 'MAJOR', status: '已销号' as 'CLOSED' })])).toEqual([]);
    expect(kept({ level: '重大' as 'MAJOR', status: '已销号' as 'CLOSED', closedOn: '2026-11-12' })).toMatchObject({ level: 'MAJOR', status: 'CLOSED', closedOn: '2026-11-12' });
  });
});

describe('a row', () => {
  it('keeps what it cannot place, and flags it', () => {
    expect(kept({ town: '不存在镇', creditCode: '91140525MA0K00001B', sector: '冶金铸造' })).toMatchObject({ town: '不存在镇', townCode: null, creditCode: '91140525MA0K00001B', sector: '冶金铸造', flags: expect.arrayContaining(['TOWN_UNKNOWN', 'CREDIT_CODE_WRONG', 'SECTOR_UNKNOWN']) as unknown });
    expect(isLeftOut(kept({ town: '不存在镇', sector: '冶金铸造' }))).toBe(false);
  });

  it('is compared on both ends of the period, and left out beyond them, in another sector and in another area', () => {
    expect(['2026-10-31', '2026-11-01', '2026-11-15', '2026-11-16'].map((foundOn) => isLeftOut(kept({ foundOn })))).toEqual([true, false, false, true]);
    expect(isLeftOut(kept({ sector: 'HAZCHEM' }))).toBe(true);
    expect(isLeftOut(kept({ town: '南村镇' }, { ...SCOPE, areaCode: '140525108' }))).toBe(true);
  });

  it('has one print whatever the blanks, another for other words', () => {
    expect(kept({ enterpriseName: ' 示例 铸造一厂' }).print).toBe(kept({}).print);
    expect(kept({ description: '炉前坑有积水' }).print).not.toBe(kept({}).print);
  });
});

describe('names', () => {
  it('find a town whatever stands around its stem', () => {
    expect(['巴公', '巴公乡', '泽州县巴公镇', '巴公镇应急管理中心', '140525108', '山西省晋城市泽州县巴公镇'].map((name) => townNamed(TOWNS, name)?.code)).toEqual(Array(6).fill('140525108'));
    expect(townNamed(TOWNS, '铺')).toBeNull();
  });

  it('find an enterprise by code or by its only name, and never a branch for its parent', () => {
    const found = (name: string, code: string | null = null) => enterpriseNamed([PARENT, BRANCH], name, code)?.id ?? null;
    expect([found('示例铸造'), found('示例 铸造有限公司二厂'), found('无名小厂'), found('某某', PARENT.creditCode)]).toEqual(['parent', 'branch', null, 'parent']);
    expect(found('示例铸造有限公司三分厂', PARENT.creditCode)).toBeNull();
  });
});
