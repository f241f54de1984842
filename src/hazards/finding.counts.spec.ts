import { describe, expect, it } from '@jest/globals';
import { areKept, keptSql } from './finding.counts.js';
import type { SummaryQuery } from './finding.dto.js';

const county = { scopes: [{ column: 'county_code' as const, value: '140525' }] };
const query = (more: Partial<SummaryQuery> = {}): SummaryQuery => ({ groupBy: ['level'], ...more });

describe('what kept counts can answer', () => {
  it.each<[string, Partial<SummaryQuery>, boolean]>([
    ['no filter', {}, true],
    ['area, level, status, source, sector', { areaCode: ['140525100'], level: ['MAJOR'], status: ['CLOSED'], source: ['PUBLIC_REPORT'], sector: ['FIRE'] }, true],
    ['fields that were not sent', { q: undefined, overdue: undefined }, true],
    ['a day', { foundFrom: '2026-01-01' }, false],
    ['overdue, even if false', { overdue: false }, false],
    ['a word', { q: '未设置' }, false],
  ])('%s', (_, more, kept) => expect(areKept(query(more), county)).toBe(kept));

  it('not those of an enterprise, which sees other sources', () => {
    expect(areKept(query(), { scopes: [{ column: 'enterprise_id', value: 'x' }] })).toBe(false);
  });
});

describe('how they are asked for', () => {
  it('of all sources and sectors together, unless one of the two is asked for', () => {
    expect(keptSql({ ...county, lanes: [11] }, query()).text).toContain("source = ''");
    for (const more of [{ source: ['PUBLIC_REPORT' as const] }, { groupBy: ['sector' as const] }]) {
      expect(keptSql({ ...county, lanes: [11] }, query(more)).text).toContain("source <> ''");
    }
  });

  it('values travel as parameters, towns with their county', () => {
    const { text, values } = keptSql({ scopes: [{ column: 'town_code', value: '140525100' }], lanes: [11, 21] }, query({ sector: ['FIRE'] }));
    expect(values).toEqual(['140525', [11, 21], ['140525100'], [], ['FIRE']]);
    expect(text).not.toMatch(/140525|FIRE'\]/);
  });

  it('what everybody asks for has one text, planned once: the usual lanes and one county are no lists', () => {
    const { text, values } = keptSql({ ...county, lanes: [11, 12, 13, 14, 15, 21, 22, 23, 24, 25] }, query());
    expect(values).toEqual(['140525']);
    expect(text).toContain('lane in (11, 12, 13, 14, 15, 21, 22, 23, 24, 25)');
    expect(text).not.toContain('any(');
  });
});
