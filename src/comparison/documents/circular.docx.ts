/** The circular as a DOCX in the layout of official documents (GB/T 9704—2012): A4, 仿宋三号, 28 磅行距, 页码居外侧. */
import {
  AlignmentType, BorderStyle, convertMillimetersToTwip, Document, Footer, LineRuleType, Packer, PageNumber, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun,
  VerticalAlign, WidthType,
} from 'docx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { Circular, CircularBlock, CircularTable } from './circular.text.js';
import { titleLines } from './title.js';

/** Half points: 二号 22 pt, 三号 16 pt, 五号 10.5 pt. */
const SIZE = { title: 44, body: 32, table: 21, small: 21 } as const;
const FONT = { title: '方正小标宋简体', body: '仿宋', heading: '黑体', sub: '楷体' } as const;
/** Twentieths of a point: 28 pt between lines. */
const LINE = 560;
const TWO_CHARACTERS = 640;
const PAGE = { top: 37, bottom: 35, left: 28, right: 26 } as const;
/** A4 less the margins, in twentieths of a point. */
const TEXT_WIDTH = convertMillimetersToTwip(210 - PAGE.left - PAGE.right);

type Face = keyof typeof FONT;
const run = (text: string, face: Face, size: number, more: { bold?: boolean; color?: string } = {}): TextRun =>
  new TextRun({ text, size, font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: FONT[face], cs: 'Times New Roman' }, ...more });

const spacing = { line: LINE, lineRule: LineRuleType.EXACT } as const;
const body = (text: string, isLast: boolean): Paragraph => new Paragraph({
  children: [run(text, 'body', SIZE.body)], indent: { firstLine: TWO_CHARACTERS }, spacing, alignment: AlignmentType.JUSTIFIED,
  // who signs does not stand on a sheet without text (GB/T 9704)
  ...(isLast && { keepNext: true, keepLines: true }),
});

export async function circularDocx(circular: Circular, creator: string): Promise<Buffer> {
  const document = new Document({
    creator, title: circular.title,
    styles: { default: { document: { run: { font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: FONT.body }, size: SIZE.body } } } },
    sections: [{
      properties: { page: {
        size: { width: convertMillimetersToTwip(210), height: convertMillimetersToTwip(297) },
        margin: { top: convertMillimetersToTwip(PAGE.top), bottom: convertMillimetersToTwip(PAGE.bottom), left: convertMillimetersToTwip(PAGE.left), right: convertMillimetersToTwip(PAGE.right) },
      } },
      footers: { default: pageNumber() },
      children: [
        ...head(circular),
        ...circular.blocks.flatMap((one, at) => block(one, at === circular.blocks.length - 1)),
        ...signature(circular),
        ...notes(circular),
      ],
    }],
  });
  return timeless(await Packer.toBuffer(document));
}

const CORE = 'docProps/core.xml';
/** One instant for all parts: the same words make the same bytes, so that a draft read twice has one ETag. */
const PART_TIME = '2000-01-01T00:00:00Z';

function timeless(docx: Buffer): Buffer {
  const parts = unzipSync(docx);
  const core = parts[CORE];
  const told = core && strToU8(strFromU8(core).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, PART_TIME));
  return Buffer.from(zipSync({ ...parts, ...(told && { [CORE]: told }) }, { mtime: PART_TIME }));
}

const pageNumber = (): Footer => new Footer({ children: [new Paragraph({
  alignment: AlignmentType.CENTER,
  children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], size: 28, font: { ascii: 'SimSun', hAnsi: 'SimSun', eastAsia: '宋体' } })],
})] });

function head({ title, number, draft, addressees }: Circular): Paragraph[] {
  const centred = (text: string, face: Face, size: number, after: number): Paragraph => new Paragraph({
    alignment: AlignmentType.CENTER, spacing: { line: size > SIZE.body ? 680 : LINE, lineRule: LineRuleType.EXACT, after }, children: [run(text, face, size)],
  });
  const lines = titleLines(title);
  return [
    ...(number ? [centred(number, 'body', SIZE.body, 280)] : []),
    ...lines.map((line, at) => centred(line, 'title', SIZE.title, at === lines.length - 1 ? (draft ? 120 : 400) : 0)),
    ...(draft ? [centred('（征求意见稿）', 'sub', SIZE.body, 320)] : []),
    new Paragraph({ children: [run(addressees, 'body', SIZE.body)], spacing }),
  ];
}

function block(one: CircularBlock, isLast: boolean): (Paragraph | Table)[] {
  switch (one.kind) {
    case 'HEADING': return [new Paragraph({ children: [run(one.text, 'heading', SIZE.body)], indent: { firstLine: TWO_CHARACTERS }, spacing, keepNext: true })];
    case 'SUBHEADING': return [new Paragraph({ children: [run(one.text, 'sub', SIZE.body)], indent: { firstLine: TWO_CHARACTERS }, spacing, keepNext: true })];
    case 'TEXT': return [body(one.text, isLast)];
    case 'TABLE': return table(one.table);
  }
}

const EDGE = { style: BorderStyle.SINGLE, size: 6, color: '000000' } as const;
const THIN = { style: BorderStyle.SINGLE, size: 4, color: '7F7F7F' } as const;

function table({ caption, head: heads, rows, widths, note }: CircularTable): (Paragraph | Table)[] {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const columns = widths.map((width) => Math.round((TEXT_WIDTH * width) / total));
  // a column is centred or not, as a whole
  const centred = columns.map((_, at) => rows.every((cells) => (cells[at]?.length ?? 0) <= 8));
  const cell = (text: string, at: number, isHead: boolean): TableCell => new TableCell({
    width: { size: columns[at] ?? 0, type: WidthType.DXA }, verticalAlign: VerticalAlign.CENTER, margins: { top: 50, bottom: 50, left: 70, right: 70 },
    ...(isHead && { shading: { fill: 'F2F2F2' } }),
    children: [new Paragraph({
      alignment: isHead || centred[at] ? AlignmentType.CENTER : AlignmentType.LEFT, spacing: { line: 300, lineRule: LineRuleType.EXACT },
      children: [run(text, isHead ? 'heading' : 'body', SIZE.table)],
    })],
  });
  const row = (cells: string[], isHead: boolean): TableRow => new TableRow({ tableHeader: isHead, cantSplit: true, children: cells.map((text, at) => cell(text, at, isHead)) });
  return [
    new Paragraph({ alignment: AlignmentType.CENTER, keepNext: true, spacing: { before: 160, after: 80 }, children: [run(caption, 'heading', 28)] }),
    new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA }, columnWidths: columns, layout: TableLayoutType.FIXED,
      borders: { top: EDGE, bottom: EDGE, left: EDGE, right: EDGE, insideHorizontal: THIN, insideVertical: THIN },
      rows: [row(heads, true), ...rows.map((cells) => row(cells, false))],
    }),
    new Paragraph({ spacing: { before: 60, after: 200 }, children: note ? [run(note, 'body', SIZE.small)] : [] }),
  ];
}

/** 落款: the name of the authority and the day, set in from the right edge. */
function signature({ signedBy, signedOn }: Circular): Paragraph[] {
  const line = (text: string, inset: number): Paragraph => new Paragraph({ alignment: AlignmentType.RIGHT, indent: { right: inset }, spacing, keepNext: true, children: [run(text, 'body', SIZE.body)] });
  return [new Paragraph({ spacing, keepNext: true }), new Paragraph({ spacing, keepNext: true }), line(signedBy, 640), line(signedOn, 1_280), new Paragraph({ spacing })];
}

function notes({ notes: lines }: Circular): Paragraph[] {
  return lines.map((text, at) => new Paragraph({
    spacing: { line: 340, lineRule: LineRuleType.EXACT, ...(at === 0 && { before: 200 }) },
    ...(at === 0 && { border: { top: { style: BorderStyle.SINGLE, size: 4, color: '7F7F7F', space: 6 } } }),
    children: [run(at === 0 ? `说明：${text}` : text, 'body', SIZE.small)],
  }));
}
