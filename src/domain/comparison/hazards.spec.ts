import { describe, expect, it } from '@jest/globals';
import { enterprisesOf } from './block.js';
import { enterpriseSheets, townFigures } from './figures.js';
import { outcomes } from './hazards.js';
import type { OutcomeParameters, Visit } from './outcome.js';
import type { ComparedRecord, MatchedPair } from './record.js';

const row = (key: string, over: Partial<ComparedRecord> = {}): ComparedRecord => ({
  key, side: key.startsWith('C') ? 'COUNTY' : key.startsWith('T') ? 'TOWN' : 'ENTERPRISE', externalRef: key, hazardId: null, enterpriseId: 'e1',
  enterpriseName: '泽州县甲化工有限公司', creditCode: null, townCode: null, town: '巴公镇', sector: 'HAZCHEM', level: 'MAJOR', description: '1号罐安全阀超期未校验',
  location: null, basisClause: null, foundOn: '2024-03-10', status: 'OPEN', closedOn: null, inspectors: [], ...over,
});
const pair = (left: string, right: string, over: Partial<MatchedPair> = {}): MatchedPair =>
  ({ left, right, tier: 'AUTO', score: 0.99, reasons: [], covers: false, agreeing: { left: [], right: [] }, ...over });
const visit = (on: string, by: Visit['by'] = 'TOWN'): Visit =>
  ({ key: `v ${by} ${on}`, by, enterpriseId: 'e1', enterpriseName: '泽州县甲化工有限公司', creditCode: null, town: '巴公镇', on });
const parameters: OutcomeParameters = {
  levels: 'MAJOR', minDenominator: 3, period: { from: '2024-02-27', to: '2024-03-31' },
  towns: [{ code: '140525100', name: '巴公镇' }, { code: '140525101', name: '南村镇' }],
};
const run = (records: ComparedRecord[], pairs: MatchedPair[], visits: Visit[] | null = null, over: Partial<OutcomeParameters> = {}) =>
  outcomes({ records, pairs, visits, enterprises: enterprisesOf([...records, ...(visits ?? [])], []), parameters: { ...parameters, ...over } });

describe('outcomes', () => {
  it('names who holds a hazard: county and town, one of them, or the enterprise alone', () => {
    const records = ['C1', 'T1', 'E1', 'C2', 'E2', 'T3', 'E3', 'E4'].map((key) => row(key));
    const pairs = [pair('C1', 'T1'), pair('C1', 'E1'), pair('C2', 'E2'), pair('E3', 'T3')];
    expect(run(records, pairs).map(({ id, outcome, miss }) => [id, outcome, miss])).toEqual([
      ['C1', 'MATCHED', null], ['C2', 'COUNTY_ONLY', 'UNKNOWN'], ['E3', 'TOWN_ONLY', null], ['E4', 'ENTERPRISE_ONLY', null],
    ]);
  });

  it('a merged finding stands in every hazard it covers, and joins them not', () => {
    const records = [row('C1', { description: '尾轮无防护罩，急停拉绳失效' }), row('T1'), row('T2')];
    const groups = run(records, [pair('C1', 'T1', { covers: true }), pair('C1', 'T2', { covers: true })]);
    expect(groups.map(({ county, townRecords }) => [county, townRecords])).toEqual([[['C1'], ['T1']], [['C1'], ['T2']]]);
    expect(townFigures(groups, records, parameters)[0]?.countyMajors).toMatchObject({ value: 2, ids: ['T1', 'T2'] });
  });

  it.each([
    ['the town was there while it stood', [visit('2024-03-12')], 'MISSED'],
    ['on the very day', [visit('2024-03-10')], 'MISSED'],
    ['the town was there before only', [visit('2024-03-09')], 'FOUND_AFTER_VISIT'],
    ['the town never came', [], 'NEVER_INSPECTED'],
    ['only the county came again', [visit('2024-03-12', 'COUNTY')], 'NEVER_INSPECTED'],
    ['outside the period', [visit('2024-04-01')], 'NEVER_INSPECTED'],
    ['nobody gave the visits', null, 'UNKNOWN'],
  ])('county only, %s', (_, visits, miss) => {
    expect(run([row('C1')], [], visits)[0]).toMatchObject({ outcome: 'COUNTY_ONLY', miss });
  });

  it('a visit after it was closed is no miss, and another finding of the town there is a visit', () => {
    expect(run([row('C1', { status: 'CLOSED', closedOn: '2024-03-11' })], [], [visit('2024-03-12')])[0]?.miss).toBe('NEVER_INSPECTED');
    expect(run([row('C1'), row('T9', { foundOn: '2024-03-15' })], [], [])[0]?.miss).toBe('MISSED');
  });

  it('an undecided pair is its own column and never a miss', () => {
    const records = [row('C1'), row('T1')];
    const groups = run(records, [pair('C1', 'T1', { tier: 'REVIEW' })], [visit('2024-03-12')]);
    expect(groups.map(({ id, miss, undecided }) => [id, miss, undecided])).toEqual([['C1', null, ['C1|T1']], ['T1', null, ['C1|T1']]]);
    const [town] = townFigures(groups, records, parameters);
    expect(town).toMatchObject({ missed: { value: 0 }, undecided: { value: 2 }, countyMajors: { value: 1 }, detection: { value: null } });
  });

  it('tells who graded lower', () => {
    const [group] = run([row('C1'), row('T1', { level: 'GENERAL' }), row('E1', { level: 'GENERAL' })], [pair('C1', 'T1'), pair('C1', 'E1')]);
    expect(group?.findings).toEqual([
      { kind: 'LEVEL_DIFFERS', direction: 'TOWN_LOWER', major: ['C1'], general: ['T1'] },
      { kind: 'LEVEL_DIFFERS', direction: 'ENTERPRISE_LOWER', major: ['C1'], general: ['E1'] },
    ]);
    const [other] = run([row('C1', { level: 'GENERAL' }), row('T1')], [pair('C1', 'T1')]);
    expect(other?.findings).toMatchObject([{ direction: 'COUNTY_LOWER' }]);
  });

  it('closed and found again later is told; closed after the later finding, on its day, or both closed is not', () => {
    const found = (closedOn: string, again: Partial<ComparedRecord>) =>
      run([row('T1', { foundOn: '2024-03-01', status: 'CLOSED', closedOn }), row('C1', { foundOn: '2024-03-08', ...again })], [pair('C1', 'T1')])[0]?.findings;
    expect(found('2024-03-05', {})).toEqual([{ kind: 'STATUS_DIFFERS', closed: 'T1', closedOn: '2024-03-05', foundAgain: 'C1', foundAgainOn: '2024-03-08' }]);
    expect(found('2024-03-08', {})).toEqual([]);
    expect(found('2024-03-20', {})).toEqual([]);
    expect(found('2024-03-05', { status: 'CLOSED', closedOn: '2024-03-09' })).toEqual([]);
  });

  it('twice in one source is repeated', () => {
    expect(run([row('T1'), row('T2', { foundOn: '2024-03-20' })], [pair('T1', 'T2')])[0]?.findings).toEqual([{ kind: 'REPEATED', side: 'TOWN', records: ['T1', 'T2'] }]);
  });

  it('a hazard that is major on one side only is shown; one that is general everywhere only when all are asked for', () => {
    const records = [row('C1', { level: 'GENERAL' }), row('T1'), row('C2', { level: 'GENERAL' })];
    expect(run(records, [pair('C1', 'T1')]).map(({ id, shown }) => [id, shown])).toEqual([['C1', true], ['C2', false]]);
    expect(run(records, [], null, { levels: 'ALL' }).every(({ shown }) => shown)).toBe(true);
  });
});

describe('figures of towns', () => {
  const four = (town: string, seen: number, from = 0) => Array.from({ length: 4 }, (_, at) => [
    row(`C${from + at}`, { town }), ...(at < seen ? [row(`T${from + at}`, { town })] : []),
  ]).flat();
  const pairs = (records: ComparedRecord[]) => records.filter(({ side, key }) => side === 'TOWN' && key !== 'T91').map(({ key }) => pair(`C${key.slice(1)}`, key));

  it('rate, ranks that tie, too few to rank, and 未比对', () => {
    const towns = ['甲镇', '乙镇', '丙镇', '丁镇', '戊镇'].map((name) => ({ code: null, name }));
    const records = [...four('甲镇', 2, 10), ...four('乙镇', 2, 20), ...four('丙镇', 1, 30), row('C90', { town: '丁镇' }), row('T91', { town: '戊镇' })];
    const own = { ...parameters, towns };
    const figures = townFigures(run(records, pairs(records), null, { towns }), records, own);
    expect(figures.map(({ town, compared, detection: { value, rank, note } }) => [town, compared, value, rank, note])).toEqual([
      ['甲镇', true, 0.5, 1, null], ['乙镇', true, 0.5, 1, null], ['丙镇', true, 0.25, 3, null], ['丁镇', true, 0, null, '基数不足'], ['戊镇', false, null, null, '未比对'],
    ]);
    expect(figures[0]?.detection.numerator.ids).toEqual(['C10', 'C11']);
    expect(figures[0]?.detection.denominator.ids).toEqual(['C10', 'C11', 'C12', 'C13']);
    expect(figures[0]?.missUnknown.ids).toEqual(['C12', 'C13']);
    expect(figures[4]).toMatchObject({ townMajors: { value: 1, ids: ['T91'] }, townOnly: { value: 1 }, countyMajors: { value: 0 } });
  });

  it('a town with just enough is ranked; one with too few pushes nobody down, however well it did', () => {
    const towns = ['甲镇', '乙镇'].map((name) => ({ code: null, name }));
    const records = [row('C1', { town: '甲镇' }), row('C2', { town: '甲镇' }), row('C3', { town: '甲镇' }), row('T1', { town: '甲镇' }), row('C4', { town: '乙镇' }), row('T4', { town: '乙镇' })];
    const figures = townFigures(run(records, [pair('C1', 'T1'), pair('C4', 'T4')], null, { towns }), records, { ...parameters, towns });
    expect(figures.map(({ town, detection: { value, rank, note } }) => [town, value, rank, note])).toEqual([['甲镇', 0.3333, 1, null], ['乙镇', 1, null, '基数不足']]);
  });

  it('an unconfirmed major is none: neither the town is credited with it nor the county', () => {
    const records = [row('C1'), row('T1'), row('C2'), row('T2')];
    const [town] = townFigures(run(records, [pair('C1', 'T1'), pair('C2', 'T2')]), records, parameters, new Set(['T1', 'C2']));
    expect(town).toMatchObject({ countyMajors: { ids: ['C1'] }, townMajors: { ids: ['C2'] }, detection: { value: 1 }, detectionAtLevel: { value: 0 } });
  });

  it('at the same level counts what the town called major too', () => {
    const records = [row('C1'), row('T1', { level: 'GENERAL' }), row('C2'), row('T2'), row('C3')];
    const [town] = townFigures(run(records, [pair('C1', 'T1'), pair('C2', 'T2')]), records, parameters);
    expect(town).toMatchObject({ countyMajors: { value: 3 }, townMajors: { value: 1 }, detection: { value: 0.6667 }, detectionAtLevel: { value: 0.3333 }, levelLower: { ids: ['C1'] } });
  });

  it('a town is found by its name without 镇, and one outside the list has its own row', () => {
    const records = [row('C1', { town: '巴公' }), row('C2', { town: '不知道镇' })];
    expect(townFigures(run(records, []), records, parameters).map(({ town, townCode, countyMajors: { value } }) => [town, townCode, value]))
      .toEqual([['巴公镇', '140525100', 1], ['南村镇', '140525101', 0], ['不知道镇', null, 1]]);
  });

  it('the sheet of an enterprise sets the wordings side by side', () => {
    const records = [row('C1'), row('T1', { description: '1#罐安全阀没校验', level: 'GENERAL' })];
    const enterprises = enterprisesOf(records, []);
    const [sheet] = enterpriseSheets(outcomes({ records, pairs: [pair('C1', 'T1')], visits: null, enterprises, parameters }), records, enterprises);
    expect(sheet).toMatchObject({ enterprise: 'e1', name: '泽州县甲化工有限公司', hazards: [{ hazard: 'C1', outcome: 'MATCHED', sides: { COUNTY: [{ key: 'C1', level: 'MAJOR' }], TOWN: [{ description: '1#罐安全阀没校验', level: 'GENERAL' }], ENTERPRISE: [] } }] });
  });
});
