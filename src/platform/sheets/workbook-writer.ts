/** Writes an XLSX workbook to a stream while its rows come: what is held does not grow with them (comments do). */
import { Readable } from 'node:stream';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { commentsXml, drawingXml } from './comments-xml.js';
import { chartDrawingXml, chartXml } from './chart-xml.js';
import { columnName } from './sheet.js';
import { CHART_RELATION, SheetXml } from './sheet-xml.js';
import type { SheetOut } from './sheet-xml.js';
import { attribute, escaped, StyleTable } from './style-table.js';

export interface About { title: string; creator: string; /** RFC 3339. */ createdAt: string }

const COMMENTS_RELATION = 'rId1';
/** Level 6 takes twice the time of 3 for a tenth of the size. */
const COMPRESSION_LEVEL = 4;
/** One instant for all parts: the same rows make the same bytes. */
const PART_TIME = new Date(Date.UTC(2000, 0, 1));
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Resolves when all is written and the stream has ended; rejects, with the stream destroyed, where rows fail. */
export async function writeWorkbook(to: Writable, sheets: readonly SheetOut[], about: About): Promise<void> {
  const archive = new ZipFile();
  archive.on('error', () => undefined); // told by the part that failed
  const written = pipeline(archive.outputStream as Readable, to);
  const streamed = new Streamed(archive);
  const fill = (async () => {
    const styles = new StyleTable();
    const commented: number[] = [];
    for (const [at, sheet] of sheets.entries()) {
      const xml = new SheetXml(sheet, styles, COMMENTS_RELATION);
      await streamed.add(`xl/worksheets/sheet${at + 1}.xml`, xml.pieces());
      const relations: Relation[] = [];
      if (sheet.chart) relations.push(addChart(archive, sheet, at));
      if (xml.comments.length > 0) {
        commented.push(at);
        add(archive, `xl/comments${at + 1}.xml`, commentsXml(xml.comments));
        add(archive, `xl/drawings/vmlDrawing${at + 1}.vml`, drawingXml(xml.comments));
        relations.push([COMMENTS_RELATION, `${OFFICE}/relationships/vmlDrawing`, `../drawings/vmlDrawing${at + 1}.vml`], ['rId2', `${OFFICE}/relationships/comments`, `../comments${at + 1}.xml`]);
      }
      if (relations.length > 0) add(archive, `xl/worksheets/_rels/sheet${at + 1}.xml.rels`, relationsXml(relations));
    }
    add(archive, 'xl/styles.xml', styles.xml());
    addAround(archive, sheets, commented, about);
    archive.end();
  })();
  try {
    await Promise.all([fill, written]);
  } catch (error) {
    streamed.stop(error as Error);
    to.destroy();
    (archive.outputStream as Readable).destroy();
    await Promise.allSettled([fill, written]);
    throw error;
  }
}

const OPTIONS = { mtime: PART_TIME, compressionLevel: COMPRESSION_LEVEL };
const add = (archive: ZipFile, path: string, text: string): void => archive.addBuffer(Buffer.from(text), path, OPTIONS);

function addChart(archive: ZipFile, { name, chart }: SheetOut, at: number): Relation {
  if (chart) {
    add(archive, `xl/charts/chart${at + 1}.xml`, chartXml(name, chart));
    add(archive, `xl/drawings/drawing${at + 1}.xml`, chartDrawingXml(chart));
    add(archive, `xl/drawings/_rels/drawing${at + 1}.xml.rels`, relationsXml([['rId1', `${OFFICE}/relationships/chart`, `../charts/chart${at + 1}.xml`]]));
  }
  return [CHART_RELATION, `${OFFICE}/relationships/drawing`, `../drawings/drawing${at + 1}.xml`];
}

/** Parts that are made while they are written, one at a time: the part behind one depends on what was in it. */
class Streamed {
  private current: Readable | null = null;

  constructor(private readonly archive: ZipFile) {}

  add(path: string, pieces: AsyncGenerator<string>): Promise<void> {
    return new Promise((resolve, reject) => {
      const content = Readable.from(pieces, { objectMode: false });
      this.current = content;
      content.once('end', resolve).once('error', reject);
      this.archive.addReadStream(content, path, OPTIONS);
    });
  }

  /** Nobody takes what it makes any more. */
  stop(error: Error): void {
    this.current?.destroy(error);
  }
}

function addAround(archive: ZipFile, sheets: readonly SheetOut[], commented: readonly number[], about: About): void {
  const type = (part: string, kind: string) => `<Override PartName="/${part}" ContentType="application/vnd.openxmlformats-${kind}+xml"/>`;
  add(archive, '[Content_Types].xml', `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>${
    type('xl/workbook.xml', 'officedocument.spreadsheetml.sheet.main')}${sheets.map((_, at) => type(`xl/worksheets/sheet${at + 1}.xml`, 'officedocument.spreadsheetml.worksheet')).join('')}${
    sheets.map(({ chart }, at) => (chart ? type(`xl/charts/chart${at + 1}.xml`, 'officedocument.drawingml.chart') + type(`xl/drawings/drawing${at + 1}.xml`, 'officedocument.drawing') : '')).join('')}${
    commented.map((at) => type(`xl/comments${at + 1}.xml`, 'officedocument.spreadsheetml.comments')).join('')}${type('xl/styles.xml', 'officedocument.spreadsheetml.styles')}${
    type('docProps/core.xml', 'package.core-properties')}</Types>`);
  add(archive, '_rels/.rels', relationsXml([
    ['rId1', `${OFFICE}/relationships/officeDocument`, 'xl/workbook.xml'],
    ['rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
  ]));
  add(archive, 'xl/_rels/workbook.xml.rels', relationsXml([
    ...sheets.map((_, at): Relation => [`rId${at + 1}`, `${OFFICE}/relationships/worksheet`, `worksheets/sheet${at + 1}.xml`]),
    [`rId${sheets.length + 1}`, `${OFFICE}/relationships/styles`, 'styles.xml'],
  ]));
  add(archive, 'xl/workbook.xml', workbookXml(sheets));
  add(archive, 'docProps/core.xml', `${HEAD}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(about.title)}</dc:title><dc:creator>${escaped(about.creator)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${about.createdAt}</dcterms:created></cp:coreProperties>`);
}

function workbookXml(sheets: readonly SheetOut[]): string {
  const quoted = (name: string) => `'${name.replace(/'/g, "''")}'`;
  const names = sheets.flatMap(({ name, titleRows, filter }, at) => [
    ...(filter ? [`<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${escaped(quoted(name))}!$A$${filter.row}:$${columnName(filter.columns - 1)}$${filter.row}</definedName>`] : []),
    ...(titleRows ? [`<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${escaped(quoted(name))}!$${titleRows[0]}:$${titleRows[1]}</definedName>`] : []),
  ]);
  const listed = sheets.map(({ name, hidden }, at) => `<sheet name="${attribute(name)}" sheetId="${at + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`);
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}/relationships"><bookViews><workbookView/></bookViews><sheets>${listed.join('')}</sheets>${names.length > 0 ? `<definedNames>${names.join('')}</definedNames>` : ''}</workbook>`;
}

type Relation = [id: string, type: string, target: string];
const relationsXml = (relations: readonly Relation[]): string =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${relations.map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`).join('')}</Relationships>`;

const SHEET_NAME_MAX = 31;
/** A name that a sheet may have (no `[]:*?/\`, at most 31 characters), not yet among `taken`. */
export function sheetName(wanted: string, taken: readonly string[] = []): string {
  const plain = wanted.replace(/[[\]:*?/\\\x00-\x1f]/g, ' ').replace(/^'+|'+$/g, '').trim().slice(0, SHEET_NAME_MAX) || '表';
  const used = new Set(taken.map((name) => name.toLowerCase()));
  for (let number = 2, name = plain; ; number += 1) {
    if (!used.has(name.toLowerCase())) return name;
    name = `${plain.slice(0, SHEET_NAME_MAX - String(number).length - 2)}(${number})`;
  }
}
