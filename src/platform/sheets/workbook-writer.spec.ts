import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { withBytes, written } from '../../../test/support/workbooks.js';
import { officeKind } from '../media/office.js';
import { asTyped, neutralised } from './neutral.js';
import { openWorkbook } from './open.js';
import { heightOf } from './row-height.js';
import { sheetName, writeWorkbook } from './workbook-writer.js';

const partsOf = (content: Buffer): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(new Uint8Array(content))).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));

const RED = { fill: 'FFC7CE', border: 'thin', wrap: true } as const;

describe('a written workbook', () => {
  it('is sound, and of a kind that we accept ourselves', async () => {
    const content = await written([{ name: '表', rows: [{ cells: [{ value: '一', comment: '批注' }] }] }]);
    expect(await withBytes(content, officeKind)).toBe('xlsx');
  });

  it('has looks, merges, comments, choices, and prints with its heading on every page', async () => {
    const parts = partsOf(await written([{
      name: "六月'明细", landscape: true, titleRows: [1, 2], frozen: { rows: 2, columns: 1 }, widths: [8, undefined, 30], footer: '第 &P 页，共 &N 页', filter: { row: 2, columns: 3 },
      choices: [{ column: 1, from: 3, to: 9, list: ['一般', '重大'] }, { column: 2, from: 3, to: 9, title: '描述', hint: '必填' }],
      rows: [{ cells: [{ value: '题目', across: 3, style: { bold: true, size: 16, align: 'center' } }], height: 30 }, { cells: ['甲', 1.5, { value: '乙', style: RED, comment: '不对\n请改' }] }],
    }, { name: '另一', rows: [{ cells: ['x'] }] }]));
    const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
    for (const piece of [
      '<mergeCell ref="A1:C1"/>', 'orientation="landscape"', 'fitToHeight="0"', '<oddFooter>第 &amp;P 页，共 &amp;N 页</oddFooter>', 'ySplit="2"', '<row r="1" ht="30" customHeight="1">',
      '<dataValidation type="list" allowBlank="1" showErrorMessage="1"', '<formula1>"一般,重大"</formula1>', 'prompt="必填"', '<legacyDrawing r:id="rId1"/>', '<col min="3" max="3" width="30" customWidth="1"/>',
    ]) expect(sheet).toContain(piece);
    expect(parts['xl/workbook.xml']).toContain(`<definedName name="_xlnm.Print_Titles" localSheetId="0">'六月''明细'!$1:$2</definedName>`);
    expect(parts['xl/comments1.xml']).toContain('<comment ref="C2"');
    expect(parts['xl/comments1.xml']).toContain('不对\n请改');
    expect(parts['xl/styles.xml']).toContain('<fgColor rgb="FFFFC7CE"/>');
    expect(Object.keys(parts)).not.toContain('xl/comments2.xml');
  });

  it('carries any text, and no formula', async () => {
    const texts = ['a<b>&"c"', '换\n行', '\u0001_x0041_', '\ud800', '👷', '=1+1', "'=1+1", '+86', '-1层', '@x', '\t=1', '＝1', "'好", '普通'];
    const content = await written([{ name: '表', rows: texts.map((text) => ({ cells: [text] })) }]);
    expect(partsOf(content)['xl/worksheets/sheet1.xml']).not.toContain('<f>');
    const read = await withBytes(content, async (bytes) => {
      const found: unknown[] = [];
      for await (const { cells } of (await openWorkbook(bytes)).sheets[0]!.rows()) found.push(cells[0]?.value);
      return found;
    });
    expect(read).toEqual(['a<b>&"c"', '换\n行', '\u0001_x0041_', '\ufffd', '👷', "'=1+1", "''=1+1", "'+86", "'-1层", "'@x", "'\t=1", "'＝1", "'好", '普通']);
    expect(texts.map((text) => asTyped(neutralised(text)))).toEqual(texts);
  });

  it('is the same for the same rows', async () => {
    const make = () => written([{ name: '表', rows: [{ cells: ['一'] }] }]);
    expect((await make()).equals(await make())).toBe(true);
  });

  it('ends with the error of its rows, or of whoever takes it', async () => {
    const about = { title: '', creator: '', createdAt: '2026-11-25T00:00:00Z' };
    const sink = () => new Writable({ write: (_piece, _encoding, next) => next() });
    const failing = (async function* () { yield { cells: ['一'] }; throw new Error('rows'); })();
    await expect(writeWorkbook(sink(), [{ name: '表', rows: failing }], about)).rejects.toThrow('rows');
    const full = new Writable({ write: (_piece, _encoding, next) => next(new Error('disk')) });
    const many = Array.from({ length: 20_000 }, (_, at) => ({ cells: [`第 ${at} 行`, Math.sin(at)] }));
    await expect(writeWorkbook(full, [{ name: '表', rows: many }], about)).rejects.toThrow('disk');
  });
});

it('makes a row as high as its wrapped texts', () => {
  const wrap = { wrap: true, size: 10 };
  expect(heightOf([{ value: '一行', style: wrap }], [20])).toBeNull();
  expect(heightOf([{ value: '很'.repeat(40), style: wrap }], [21])).toBe(60);
  expect(heightOf([{ value: '甲\n乙\n丙', style: wrap }, '长'.repeat(99)], [21])).toBe(46);
  expect(heightOf([{ value: '很'.repeat(40), style: wrap, across: 4 }], [21, 21, 21, 21])).toBeNull();
});

describe('names of sheets', () => {
  it('are such as Excel takes, each once', () => {
    expect(sheetName('问题/清单[2026]:*?')).toBe('问题 清单 2026');
    expect(sheetName('问题清单', ['问题清单', '问题清单(2)'])).toBe('问题清单(3)');
    expect(sheetName('很'.repeat(40))).toHaveLength(31);
    expect(sheetName('//')).toBe('表');
  });
});
