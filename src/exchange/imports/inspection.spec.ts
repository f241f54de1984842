import { describe, expect, it } from '@jest/globals';
import { handmadeWorkbook, withBytes } from '../../../test/support/workbooks.js';
import { Refused } from '../../domain/refusal.js';
import { inspected } from './inspection.js';

const LIMIT = 100;
const row = (...texts: string[]): string => `<row>${texts.map((text) => `<c t="str"><v>${text}</v></c>`).join('')}</row>`;
const sheet = (numbers: readonly string[]): string => `<sheetData>${row('台账编号', '隐患描述', '部位')}${numbers.map((number) => row(number, '护栏缺失')).join('')}</sheetData>`;
const numbers = (prefix: string, count: number): string[] => Array.from({ length: count }, (_, at) => `${prefix}${at}`);

const said = (...sheets: string[]): Promise<string> => withBytes(handmadeWorkbook({ sheets }), (bytes) => inspected(bytes, LIMIT).then(({ tables }) => `${tables.length} tables`, (error: unknown) => {
  if (error instanceof Refused) return `${error.code} ${String(error.reasons[0]?.params?.['limit'])}`;
  throw error;
}));

describe('how many hazards a file may hold', () => {
  it('counts one that stands on several sheets under its number once, as 三清单 shows it', async () => {
    const half = numbers('', LIMIT / 2 + 1);
    expect(await said(sheet(half), sheet(half), sheet(half))).toBe('3 tables');
    expect(await said(sheet(half), sheet(numbers('another-', LIMIT / 2)))).toBe(`SHEET_TOO_LARGE ${LIMIT}`);
  });

  it('counts each row of one sheet, and each without a number', async () => {
    expect(await said(sheet(Array<string>(LIMIT + 1).fill('the-same')))).toBe(`SHEET_TOO_LARGE ${LIMIT}`);
    expect(await said(sheet(Array<string>(LIMIT / 2).fill('')), sheet(Array<string>(LIMIT / 2 + 1).fill('')))).toBe(`SHEET_TOO_LARGE ${LIMIT}`);
    expect(await said(sheet(numbers('', LIMIT)), sheet(numbers('', LIMIT)), sheet(numbers('', LIMIT)))).toBe('3 tables');
    expect(await said(...Array.from({ length: 4 }, () => sheet(numbers('', LIMIT))))).toBe(`SHEET_TOO_LARGE ${LIMIT}`);
  });
});
