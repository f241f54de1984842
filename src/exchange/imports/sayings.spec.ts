import { describe, expect, it } from '@jest/globals';
import type { Reading } from './reading.js';
import { Sayings } from './sayings.js';

const reading = (row: number, said: Reading['said'], sheet = '表'): Reading => ({ sheet, row, hidden: false, said, reasons: [], formulas: [] });
const codes = (sayings: Sayings, ...asked: Parameters<Sayings['contradictions']>): string[] => sayings.contradictions(...asked).map(({ path, code, params }) => `${path} ${code} ${String(params?.['row'])}`);

describe('what rows of one file say of one hazard', () => {
  const begun = (said: Reading['said'], changed: ('location' | 'measures')[]): Sayings => {
    const sayings = new Sayings();
    sayings.add('h', reading(2, said), changed);
    sayings.settle();
    return sayings;
  };

  it('contradicts where either of the two would change the ledger', () => {
    const edited = begun({ location: '东', measures: '围挡' }, ['location']);
    expect(codes(edited, 'h', reading(3, { location: '西' }), ['location'])).toEqual(['location ROW_CONTRADICTS 第 2 行']);
    expect(codes(edited, 'h', reading(3, { location: '旧' }, '另一表'), [])).toEqual(['location ROW_CONTRADICTS 工作表“表”第 2 行']);
    expect(codes(begun({ location: '旧' }, []), 'h', reading(3, { location: '西' }), ['location'])).toEqual(['location ROW_CONTRADICTS 第 2 行']);
  });

  it('does not where they speak of other things, say the same, or nobody changes anything', () => {
    const edited = begun({ location: '东', measures: '围挡' }, ['location']);
    expect(codes(edited, 'h', reading(3, { description: '新' }), [])).toEqual([]);
    expect(codes(edited, 'h', reading(3, { location: ' 东\r\n' }), ['location'])).toEqual([]);
    expect(codes(edited, 'h', reading(3, { measures: '围 挡' }), [])).toEqual([]);
    expect(codes(edited, 'another', reading(3, { location: '西' }), ['location'])).toEqual([]);
    expect(codes(begun({ location: '旧' }, []), 'h', reading(3, { location: '旧2' }), [])).toEqual([]);
  });

  it('is an edit once where the same is said again, and one of its own where it says more', () => {
    const edited = begun({ location: '东' }, ['location']);
    expect(edited.repeats('h', reading(9, { location: '东' }), ['location'])).toBe('第 2 行');
    expect(edited.repeats('h', reading(9, { location: '东', measures: '围挡' }), ['location', 'measures'])).toBeNull();
    expect(edited.repeats('h', reading(9, { location: '东' }), [])).toBeNull();
  });

  it('is forgotten where the slice that said it begins again', () => {
    const sayings = new Sayings();
    sayings.add('h', reading(2, { location: '东' }), ['location']);
    expect(codes(sayings, 'h', reading(3, { location: '西' }), ['location'])).toHaveLength(1);
    sayings.begin();
    expect(codes(sayings, 'h', reading(3, { location: '西' }), ['location'])).toEqual([]);
  });
});
