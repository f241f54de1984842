import { afterEach, describe, expect, it, jest } from '@jest/globals';
import type { ComparisonEntity, ComparisonTownEntity } from '../comparison.entity.js';
import { COUNTED, Tally } from '../figures.js';
import type { Counted } from '../figures.js';
import { circularDocx } from './circular.docx.js';
import { circularOf } from './circular.text.js';
import type { CircularInput } from './circular.text.js';
import { titleLines } from './title.js';

describe('the title of a circular', () => {
  it('is broken between words, into lines about as long as each other', () => {
    expect(titleLines('泽州县应急管理局关于“危险化学品企业重大事故隐患大比对”情况的通报')).toEqual(['泽州县应急管理局', '关于“危险化学品企业重大', '事故隐患大比对”情况的通报']);
    expect(titleLines('泽州县应急管理局关于“示例比对”情况的通报')).toEqual(['泽州县应急管理局', '关于“示例比对”情况的通报']);
    // 大比对 is one word to whoever reads it
    expect(titleLines('泽州县应急管理局关于“冶金工贸、危险化学品企业百日攻坚行动重大事故隐患大比对（第一阶段）”情况的通报').some((line) => line.endsWith('大'))).toBe(false);
    expect(titleLines('关于比对情况的通报')).toEqual(['关于比对情况的通报']);
  });

  it('loses no character, and begins no line with a closing mark', () => {
    for (let length = 5; length <= 100; length += 1) {
      const title = `泽州县应急管理局关于“${'危险化学品（含烟花爆竹）生产经营企业、冶金工贸企业安全生产警示教育活动重大事故隐患大比对'.repeat(3).slice(0, length)}”情况的通报`;
      const lines = titleLines(title);
      expect(lines.join('')).toBe(title);
      for (const line of lines) expect([line, line.length <= 24, /^[”）、，。的]/.test(line)]).toEqual([line, true, false]);
    }
  });
});

describe('the words of a circular', () => {
  /** Hazards of a town, by what each counts in. */
  const HAZARD: Record<string, Counted[]> = {
    seen: ['countyMajors', 'townMajors', 'matched', 'detection', 'detectionNumerator', 'compared', 'any'],
    missed: ['countyMajors', 'missed', 'detection', 'compared', 'any'],
    // the county took it for a general one, the town for a major one: both know it, and it is no major of the county
    lowerThere: ['townMajors', 'matched', 'compared', 'any'],
    undecided: ['countyMajors', 'undecided', 'compared', 'any'],
  };
  const towns = (made: Record<string, (keyof typeof HAZARD)[]>): ComparisonTownEntity[] => {
    const tally = new Tally();
    for (const [town, kinds] of Object.entries(made)) for (const kind of kinds) tally.add(town, (HAZARD[kind] ?? []).reduce((bits, name) => bits | COUNTED[name], 0));
    return tally.kept([], { minDenominator: 3 }).map((figures, at) => ({ comparisonId: '', number: at + 1, townCode: null, town: figures.town, figures }));
  };
  const comparison = (state: string, signedOff: string[] = []): ComparisonEntity => ({
    name: '示例', organisationName: '泽州县应急管理局', state, sides: ['COUNTY', 'TOWN'], sectors: [], periodFrom: '2026-11-01', periodTo: '2026-11-20', listCounts: { COUNTY: 9, TOWN: 9 },
    parameters: { levels: 'MAJOR', minDenominator: 3 }, signedOff: signedOff.map((town) => ({ town, reason: '已核', by: '示例丙', at: '', hazards: 1 })), circularYear: 2026, circularNumber: 1, documentNo: null, resultHash: 'a',
  } as unknown as ComparisonEntity);
  const said = (one: ComparisonEntity, of: ComparisonTownEntity[]): { text: string; rows: string[][] } => {
    const { blocks } = circularOf({ comparison: one, areaName: '泽州县', towns: of, missed: [], playedDown: [], reopened: [], left: { missed: 0, playedDown: 0, reopened: 0 }, today: '2026-11-26' });
    return { text: blocks.flatMap((block) => (block.kind === 'TABLE' ? [] : [block.text])).join('\n'), rows: blocks.flatMap((block) => (block.kind === 'TABLE' ? block.table.rows : [])) };
  };

  it('gives the numbers of which the reader makes the rate himself', () => {
    const of = towns({ 南村镇: ['seen', 'seen', 'missed', 'lowerThere'], 巴公镇: ['seen', 'seen', 'seen', 'undecided'] });
    const { text, rows } = said(comparison('PUBLISHED', ['巴公镇']), of);
    expect(text).toContain('县级比对重大事故隐患 7 条，乡镇上报 6 条。县级比对的 6 条中（另有 1 条涉及待核定的记录，不计入），镇级也上报的 5 条，镇级发现率为 83.3%。');
    expect(rows).toEqual([
      ['1', '巴公镇', '4', '3', '3', '100.0%', '0', '0', '0', '0', ''],
      ['2', '南村镇', '3', '3', '2', '66.7%', '1', '0', '0', '0', ''],
    ]);
  });

  it('does not say of a town that is withheld that nothing was found there, and requires of nobody what nobody failed in', () => {
    const withheld = said(comparison('DONE'), towns({ 南村镇: ['seen', 'seen', 'seen'], 巴公镇: ['seen', 'missed', 'undecided'] })).text;
    expect(withheld).toContain('已核定的各镇没有发现镇级检查过而未发现的重大事故隐患；其余 1 个镇待核定后列出。');
    const all = said(comparison('DONE'), towns({ 巴公镇: ['seen', 'missed', 'undecided'] })).text;
    expect(all.match(/有关的 1 个镇待核定后列出。/g)).toHaveLength(3);
    for (const one of [withheld, all]) for (const never of ['补报隐患', '重新研判', '虚假整改']) expect(one).not.toContain(never);
    expect(said(comparison('PUBLISHED'), towns({ 巴公镇: ['seen', 'missed'] })).text).toContain('（一）有漏查漏报的镇，要逐条查明原因，补报隐患，对照清单组织复查。\n（二）有关企业');
  });

  it('says once who closed a hazard when, and who found it again, and numbers the tables that there are', () => {
    const row = (key: string, side: string): unknown => ({ key, side, enterpriseName: '示例厂', location: null, description: '炉前坑积水', foundOn: '2026-11-10', inspectors: [] });
    const findings = [['Z1', '2026-11-05', 'X1', '2026-11-10'], ['Z1', '2026-11-05', 'X2', '2026-11-10'], ['Z2', '2026-11-02', 'X1', '2026-11-10']].map(([closed, closedOn, foundAgain, foundAgainOn]) => ({ kind: 'STATUS_DIFFERS', closed, closedOn, foundAgain, foundAgainOn }));
    const hazard = { town: '巴公镇', rows: [row('X1', 'COUNTY'), row('X2', 'COUNTY'), row('Z1', 'TOWN'), row('Z2', 'TOWN')], detail: { findings } } as unknown as CircularInput['reopened'][number];
    const { blocks } = circularOf({ comparison: comparison('PUBLISHED'), areaName: '泽州县', towns: towns({ 巴公镇: ['seen'] }), missed: [], playedDown: [], reopened: [hazard], left: { missed: 0, playedDown: 0, reopened: 0 }, today: '2026-11-26' });
    const tables = blocks.flatMap((block) => (block.kind === 'TABLE' ? [block.table] : []));
    expect(tables.map(({ caption }) => caption)).toEqual(['表1　各镇重大事故隐患比对情况', '表2　销号后又发现的隐患']);
    expect(tables[1]?.rows).toEqual([['1', '示例厂', '巴公镇', '炉前坑积水', '镇级 2026-11-02、镇级 2026-11-05 销号；县级 2026-11-10 又被发现（待核）']]);
  });

  it('of a town whose figures are withheld tells nothing, not even by a gap in the ranks', () => {
    const of = towns({ 南村镇: ['seen', 'seen', 'missed'], 巴公镇: ['seen', 'seen', 'seen', 'undecided'], 周村镇: ['missed', 'missed', 'missed'] });
    const { text, rows } = said(comparison('DONE'), of);
    expect(rows).toEqual([
      ['1', '南村镇', '3', '2', '2', '66.7%', '1', '0', '0', '0', ''],
      ['2', '周村镇', '3', '0', '0', '0.0%', '3', '0', '0', '0', ''],
      ['—', '巴公镇', '—', '—', '—', '—', '—', '—', '—', '—', '待核定'],
    ]);
    expect(text).toContain('参加排名的 2 个镇中，南村镇（66.7%）镇级发现率居首。');
    expect(text).toContain('县级比对重大事故隐患 6 条，乡镇上报 2 条。县级比对的 6 条中，镇级也上报的 2 条，镇级发现率为 33.3%。');
  });
});

describe('the file of a circular', () => {
  afterEach(() => { jest.useRealTimers(); });

  it('is the same bytes whenever it is made of the same words', async () => {
    const circular = { number: null, title: '关于“示例”情况的通报', draft: true, addressees: '各镇：', blocks: [{ kind: 'TEXT' as const, text: '示例。' }], signedBy: '泽州县应急管理局', signedOn: '2026年11月26日', notes: [] };
    const at = async (now: string): Promise<Buffer> => {
      jest.useFakeTimers({ now: new Date(now), toFake: ['Date'] } as never);
      return circularDocx(circular, '泽州县应急管理局');
    };
    const one = await at('2026-11-26T01:00:00Z');
    expect((await at('2026-11-26T09:30:00Z')).equals(one)).toBe(true);
    expect(one.equals(await circularDocx({ ...circular, signedOn: '2026年11月27日' }, '泽州县应急管理局'))).toBe(false);
  });
});
