import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import * as sample from '../../../test/support/samples.js';
import { handmadeWorkbook, withBytes, written } from '../../../test/support/workbooks.js';
import type { Handmade } from '../../../test/support/workbooks.js';
import { Refused } from '../../domain/refusal.js';
import { openWorkbook } from './open.js';
import { dayOfSerial, momentOfSerial, SHEET_LIMITS } from './sheet.js';
import type { Cell, SheetRow } from './sheet.js';
import { showsDay } from './xlsx-styles.js';

const rowsIn = (content: Buffer, sheet = 0): Promise<SheetRow[]> => withBytes(content, async (bytes) => {
  const rows: SheetRow[] = [];
  for await (const row of (await openWorkbook(bytes)).sheets[sheet]!.rows()) rows.push(row);
  return rows;
});
const values = async (content: Buffer): Promise<unknown[][]> => (await rowsIn(content)).map(({ cells }) => Array.from(cells, (cell) => cell?.value));
const why = (content: Buffer): Promise<string> => rowsIn(content).then(() => 'read', (error: unknown) => (error instanceof Refused ? error.code : String(error)));
const one = (data: string, more: Partial<Handmade> = {}): Buffer => handmadeWorkbook({ sheets: [`<sheetData>${data}</sheetData>`], ...more });
const cells = async (data: string, more: Partial<Handmade> = {}): Promise<Partial<Cell>[]> => ((await rowsIn(one(data, more)))[0]?.cells ?? []) as Cell[];

describe('cells of an XLSX file', () => {
  it('are read in every way programs write them', async () => {
    const data = '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="inlineStr"><is><r><t>喷</t></r><r><t>漆</t></r></is></c><c r="C2" t="str"><v>a&amp;b</v></c>'
      + '<c r="D2"><v>12.5</v></c><c r="E2" t="b"><v>1</v></c><c r="F2" t="e"><v>#REF!</v></c><c r="H2" t="d"><v>2024-03-05T00:00:00</v></c></row>';
    const shared = '<si><r><t>隐</t></r><rPh sb="0" eb="1"><t>yin</t></rPh><r><t xml:space="preserve">患 </t></r></si>';
    expect(await values(one(data, { shared }))).toEqual([['隐患 ', '喷漆', 'a&b', 12.5, true, '#REF!', undefined, '2024-03-05']]);
    expect((await rowsIn(one(data, { shared })))[0]?.number).toBe(2);
  });

  it('may have no numbers of their own, or names with a prefix', async () => {
    const plain = '<x:row><x:c><x:v>1</x:v></x:c><x:c t="inlineStr"><x:is><x:t>二</x:t></x:is></x:c></x:row><x:row/><x:row><x:c><x:v>3</x:v></x:c></x:row>';
    expect((await rowsIn(one(plain))).map(({ number, cells: of }) => [number, ...of.map((cell) => cell?.value)])).toEqual([[1, 1, '二'], [3, 3]]);
  });

  it('keep the value a formula had, and say that it was one', async () => {
    expect(await cells('<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1&amp;"x"</f><v>2x</v></c><c r="C1"><f>NOW()</f></c><c r="D1"><v>2</v></c></row>'))
      .toMatchObject([{ value: 2, formula: true }, { value: '2x', formula: true }, { value: '', formula: true }, { value: 2, formula: false }]);
  });

  it('are days where their style shows days, in either epoch', async () => {
    const styles = '<numFmts><numFmt numFmtId="170" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
      + '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="31"/><xf numFmtId="20"/></cellXfs>';
    const data = '<row r="1"><c r="A1" s="0"><v>45356</v></c><c r="B1" s="1"><v>45356</v></c><c r="C1" s="2"><v>45356.5</v></c><c r="D1" s="3"><v>1</v></c><c r="E1" s="4"><v>0.5</v></c></row>';
    expect(await values(one(data, { styles }))).toEqual([[45_356, '2024-03-05', '2024-03-05 12:00', '1900-01-01', 0.5]]);
    expect((await values(one(data, { styles, workbookPr: 'date1904="1"' })))[0]?.slice(0, 2)).toEqual([45_356, '2028-03-06']);
  });

  it('show what the first of merged cells holds', async () => {
    const data = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="C2"><v>2</v></c></row><row r="3"><c r="C3"><v>3</v></c></row><row r="5"><c r="C5"><v>5</v></c></row>';
    const rows = await rowsIn(handmadeWorkbook({ sheets: [`<sheetData>${data}</sheetData><mergeCells count="1"><mergeCell ref="A1:B3"/></mergeCells>`] }));
    expect(rows.map(({ cells: of }) => Array.from(of, (cell) => cell?.value))).toEqual([[1, 1], [1, 1, 2], [1, 1, 3], [undefined, undefined, 5]]);
    expect(rows.map(({ cells: of }) => Array.from(of, (cell) => cell?.merged)).slice(0, 2)).toEqual([[false, 'ACROSS'], ['DOWN', 'DOWN', false]]);
  });
});

describe('what is hidden', () => {
  it('is told: sheets, rows and columns', async () => {
    const content = handmadeWorkbook({
      sheets: ['<cols><col min="2" max="3" hidden="1"/><col min="4" max="4" width="22.5"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2"><v>2</v></c></row></sheetData>', '<sheetData/>'],
      states: ['', 'state="veryHidden"'],
    });
    await withBytes(content, async (bytes) => {
      const { sheets } = await openWorkbook(bytes);
      expect(sheets.map(({ name, hidden, hiddenColumns }) => [name, hidden, hiddenColumns])).toEqual([['表1', false, [1, 2]], ['表2', true, []]]);
      expect(sheets[0]?.widths.get(3)).toBe(22.5);
    });
    expect((await rowsIn(content)).map(({ hidden }) => hidden)).toEqual([false, true]);
  });
});

describe('what is not opened', () => {
  it('is told by its kind, whatever it is called', async () => {
    expect(await why(sample.macroWorkbook())).toBe('SHEET_HAS_MACROS');
    expect(await why(one('', { more: { 'xl/vbaProject.bin': 'VBA' } }))).toBe('SHEET_HAS_MACROS');
    expect(await why(one('', { more: { zeros: Buffer.alloc(3_000_000) } }))).toBe('SHEET_UNFOLDS_TOO_FAR');
    expect(await why(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]))).toBe('SHEET_OLD_EXCEL');
    expect(await why(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]))).toBe('SHEET_ENCRYPTED');
    for (const other of [sample.pdf(), sample.png(), sample.jpeg(), sample.HTML, sample.office('docx')]) expect(await why(other)).toBe('SHEET_TYPE_NOT_ALLOWED');
    expect(await why(Buffer.alloc(0))).toBe('SHEET_EMPTY');
  });

  it('is damaged: cut off, no XML, or XML that brings its own words', async () => {
    const whole = one('<row r="1"><c r="A1"><v>1</v></c></row>');
    expect(await why(whole)).toBe('read');
    expect(await why(whole.subarray(0, whole.length - 40))).toBe('SHEET_DAMAGED');
    for (const wrong of ['<row r="1">', '<row r="1"><c r="A1"><v>&lol;</v></c></row>', '<row r="2"/><row r="1"/>', '<row r="1"><c r="?"><v>1</v></c></row>', '<row r="1"><c t="s"><v>7</v></c></row>', '<row r="1"><c><v>12x</v></c></row>']) {
      expect([wrong, await why(one(wrong))]).toEqual([wrong, 'SHEET_DAMAGED']);
    }
    const withDoctype = handmadeWorkbook({ sheets: [''], more: { 'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet><sheetData/></worksheet>' } });
    expect(await why(withDoctype)).toBe('SHEET_DAMAGED');
  });

  it('has too many columns, sheets, or too long a text', async () => {
    expect(await why(one('<row r="1"><c r="GS1"><v>1</v></c></row>'))).toBe('SHEET_TOO_LARGE');
    expect(await why(handmadeWorkbook({ sheets: Array.from({ length: 51 }, () => '<sheetData/>') }))).toBe('SHEET_TOO_LARGE');
    expect(await why(one(`<row r="1"><c t="inlineStr"><is><t>${'长'.repeat(32_768)}</t></is></c></row>`))).toBe('SHEET_TOO_LARGE');
  });
});

describe('a CSV file', () => {
  const GBK = Buffer.from('c6f3d2b5c3fbb3c62c0a', 'hex'); // 企业名称,
  it('is UTF-8 with or without its mark, or GB18030', async () => {
    for (const content of [Buffer.from('企业名称,'), Buffer.from('\ufeff企业名称,'), GBK]) expect(await values(content)).toEqual([['企业名称', undefined]]);
    expect(await why(Buffer.from([0x41, 0xff, 0xff, 0x41]))).toBe('SHEET_CHARSET_UNKNOWN');
    expect(await why(Buffer.from('a企业', 'utf16le'))).toBe('SHEET_CHARSET_UNKNOWN');
  });

  it('is separated by commas, tabs or semicolons, with quotes and line breaks inside', async () => {
    expect(await values(Buffer.from('a,"b\r\n""c"""\r\n\r\nd,e'))).toEqual([['a', 'b\r\n"c"'], ['d', 'e']]);
    expect(await values(Buffer.from('a\tb，c\n'))).toEqual([['a', 'b，c']]);
    expect(await values(Buffer.from('a;b\n'))).toEqual([['a', 'b']]);
    expect((await rowsIn(Buffer.from('a\n\nb'))).map(({ number }) => number)).toEqual([1, 3]);
    expect(await why(Buffer.from('"a'))).toBe('SHEET_DAMAGED');
  });

  it('without quotes is read as the same text is where something is quoted', async () => {
    const piece = fc.constantFrom('a', '企业', ' ', ',', ',', '\n', '\r\n', '\r', '\t', ';', "'", '');
    const long = Array.from({ length: 9_000 }, (_, at) => `第${at}行,护栏缺失\r\n`);
    const texts = fc.array(piece, { minLength: 1, maxLength: 30 }).map((pieces) => `名称,编号,${pieces.join('')}`);
    const same = async (text: string): Promise<void> => {
      const quoted = await why(Buffer.from(`${text}\n"zz"`));
      expect(await why(Buffer.from(text))).toBe(quoted);
      if (quoted === 'read') expect(await rowsIn(Buffer.from(text))).toEqual((await rowsIn(Buffer.from(`${text}\n"zz"`))).slice(0, -1));
    };
    await fc.assert(fc.asyncProperty(texts, same), { numRuns: 60 });
    await same(long.join(''));
    await same(long.join('x'));
    expect(await why(Buffer.from('长'.repeat(6_600_000)))).toBe('SHEET_DAMAGED');
  });

  it('has as many rows as a sheet of Excel has, and no more', async () => {
    expect(SHEET_LIMITS.rows).toBe(1_048_576);
    const fewer = jest.replaceProperty<{ rows: number }, 'rows'>(SHEET_LIMITS, 'rows', 1_000);
    expect([await why(Buffer.from('1\n'.repeat(1_000))), await why(Buffer.from('1\n'.repeat(1_001)))]).toEqual(['read', 'SHEET_TOO_LARGE']);
    const row = (number: number) => `<row r="${number}"><c><v>1</v></c></row>`;
    expect(await why(one(Array.from({ length: 1_001 }, (_, at) => row(at + 1)).join('')))).toBe('SHEET_TOO_LARGE');
    fewer.restore();
  });
});

describe('serial numbers', () => {
  it('are days as Excel counts them, the feigned leap day of 1900 included', () => {
    expect([1, 59, 61, 45_356, 2_958_465].map((serial) => dayOfSerial(serial, '1900'))).toEqual(['1900-01-01', '1900-02-28', '1900-03-01', '2024-03-05', '9999-12-31']);
    expect(dayOfSerial(1, '1904')).toBe('1904-01-02');
    expect([0, -1, 2_958_466, Number.NaN].map((serial) => dayOfSerial(serial, '1900'))).toEqual([null, null, null, null]);
    expect(momentOfSerial(45_356.604166, '1900')).toBe('2024-03-05 14:30');
  });

  it('are told from numbers by the format', () => {
    expect(['yyyy/m/d', '[$-804]yyyy"年"m"月"d"日"', 'm/d', 'e"年"'].map(showsDay)).toEqual([true, true, true, true]);
    expect(['General', '0.00', '0.00E+00', 'h:mm', '"day"0', '\\d0', '[Red]0'].map(showsDay)).toEqual([false, false, false, false, false, false, false]);
  });
});

it('reads what our own writer wrote', async () => {
  expect(await values(await written([{ name: '表', rows: [{ cells: ['一', 2, null, { value: '三', across: 2 }] }] }]))).toEqual([['一', 2, undefined, '三', '三']]);
});
