import { describe, expect, it } from '@jest/globals';
import { CLAUSES } from '../reference/reference.js';
import { clauseView } from './clause.view.js';
import { fits } from './standards.controller.js';

const found = (query: Parameters<typeof fits>[1]) => CLAUSES.filter((clause) => fits(clause, query)).map(({ code }) => code);

describe('the criteria by sector', () => {
  it('are all there without a filter, and each belongs to a sector', () => {
    expect(found({})).toHaveLength(105);
    expect(CLAUSES.every((clause) => clauseView(clause).sectors.length > 0)).toBe(true);
  });

  it('are the twenty of chemicals, the twenty of fireworks, and none for gas', () => {
    expect(found({ sector: ['HAZCHEM'] })).toHaveLength(20);
    expect(found({ sector: ['HAZCHEM', 'FIREWORKS'] })).toHaveLength(40);
    expect(found({ sector: ['GAS'] })).toEqual([]);
  });

  it('hold in all of trade and industry where the order says so', () => {
    expect(CLAUSES.filter(({ code }) => code === 'GM-2023-03-02').map(clauseView)[0]).toMatchObject({
      sectors: ['METALLURGY', 'OTHER_INDUSTRY'], sectorsLabel: ['冶金', '其他工贸'], industry: '通用（管理类）', verified: true,
    });
  });

  it('are found by any part of what they say', () => {
    expect(found({ q: '特种作业人员未按照规定' })).toContain('GM-2023-03-02');
    expect(found({ q: '特种作业人员未按照规定', sector: ['FIREWORKS'] })).not.toContain('GM-2023-03-02');
  });
});
