/** Workbooks made here, part by part, as various programs write them; and tables as buffers. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { Bytes } from '../../src/platform/media/bytes.js';
import type { SheetOut } from '../../src/platform/sheets/sheet-xml.js';
import { writeWorkbook } from '../../src/platform/sheets/workbook-writer.js';
import { archive } from './samples.js';

/** As the service reads it: from a file. */
export async function withBytes<T>(content: Buffer, look: (bytes: Bytes) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'sheet-'));
  const path = join(directory, 'file');
  writeFileSync(path, content);
  const handle = await open(path, 'r');
  try {
    return await look(new Bytes(handle, content.length));
  } finally {
    await handle.close();
    rmSync(directory, { recursive: true });
  }
}

/** Our own writer's file. */
export async function written(sheets: readonly SheetOut[]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const sink = new Writable({ write: (piece: Buffer, _encoding, next) => { pieces.push(piece); next(); } });
  await writeWorkbook(sink, sheets, { title: '表', creator: '测试', createdAt: '2026-11-25T00:00:00Z' });
  return Buffer.concat(pieces);
}

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

export interface Handmade {
  /** What stands in `<worksheet>`, of each sheet. */
  sheets: string[];
  shared?: string;
  styles?: string;
  workbookPr?: string;
  /** Attributes of each `<sheet>`. */
  states?: string[];
  types?: string;
  more?: Record<string, string | Buffer>;
}

/** A workbook of another program's hand. */
export const handmadeWorkbook = ({ sheets, shared, styles, workbookPr = '', states = [], types = '', more = {} }: Handmade): Buffer => archive({
  '[Content_Types].xml': `<Types><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${types}</Types>`,
  '_rels/.rels': `<Relationships><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns:r="${RELATIONS}"><workbookPr ${workbookPr}/><sheets>${sheets.map((_, at) => `<sheet name="表${at + 1}" sheetId="${at + 1}" ${states[at] ?? ''} r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships>${sheets.map((_, at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/worksheet" Target="/xl/worksheets/sheet${at + 1}.xml"/>`).join('')}<Relationship Id="s" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="y" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
  ...Object.fromEntries(sheets.map((text, at) => [`xl/worksheets/sheet${at + 1}.xml`, `<worksheet>${text}</worksheet>`])),
  ...(shared !== undefined && { 'xl/sharedStrings.xml': `<sst>${shared}</sst>` }),
  ...(styles !== undefined && { 'xl/styles.xml': `<styleSheet>${styles}</styleSheet>` }),
  ...more,
});
