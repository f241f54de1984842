/** An XLSX file (ECMA-376): its parts found by their relations, its sheets read when asked for. */
import type { Readable } from 'node:stream';
import { refuse } from '../../domain/refusal.js';
import type { Bytes } from '../media/bytes.js';
import { contentOf, examinedArchive } from '../media/zip.js';
import type { Entry } from '../media/zip.js';
import { SHEET_LIMITS } from './sheet.js';
import type { Epoch, Sheet, Workbook } from './sheet.js';
import { aroundRows } from './xlsx-merges.js';
import { rowsOf, unescaped } from './xlsx-rows.js';
import { dayStyles } from './xlsx-styles.js';
import { readXmlWhole } from './xml.js';

const PARTS = '[Content_Types].xml';
const MACROS = /macro|vbaProject|activeX/i;
const MACRO_NAME = /(^|\/)(vbaProject|vbaData|macrosheets\/|activeX\/)/i;
const MAIN = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';
/** The content types are a list of names; a longer one is none. */
const PARTS_MAX_BYTES = 1_000_000;

export async function openXlsx(bytes: Bytes): Promise<Workbook> {
  const entries = await examinedArchive(bytes);
  if (entries === 'UNFOLDS_TOO_FAR') throw refuse('SHEET_UNFOLDS_TOO_FAR');
  if (entries === 'DAMAGED') throw refuse('SHEET_DAMAGED');
  const parts = new Parts(bytes, entries);
  const main = await mainPart(parts, entries);
  const { epoch, listed } = await workbookPart(parts, main);
  if (listed.length > SHEET_LIMITS.sheets) throw refuse('SHEET_TOO_LARGE', { what: '工作表', limit: SHEET_LIMITS.sheets });
  const targets = await relations(parts, main);
  const byType = (type: string) => [...targets.values()].find((target) => target.type.endsWith(`/${type}`))?.path;
  const context = { shared: await sharedTexts(parts, byType('sharedStrings')), dayStyles: await stylesIn(parts, byType('styles')), epoch };
  const sheets: Sheet[] = [];
  for (const { name, hidden, relation } of listed) {
    const target = targets.get(relation);
    if (!target?.type.endsWith('/worksheet')) continue; // a sheet that is a chart has no rows
    const { path } = target;
    const around = await aroundRows(await parts.open(path));
    sheets.push({ name, hidden, ...around, rows: async function* () { yield* rowsOf(await parts.open(path), { ...context, merges: around.merges }); } });
  }
  if (sheets.length === 0) throw refuse('SHEET_DAMAGED');
  return { kind: 'XLSX', epoch, sheets };
}

class Parts {
  private readonly byName: Map<string, Entry>;

  constructor(private readonly bytes: Bytes, entries: readonly Entry[]) {
    this.byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]));
  }

  has(name: string): boolean {
    return this.byName.has(name.toLowerCase());
  }

  async open(name: string, limitBytes = Infinity): Promise<Readable> {
    const entry = this.byName.get(name.toLowerCase());
    const content = entry && entry.unfoldedBytes <= limitBytes ? await contentOf(this.bytes, entry) : null;
    if (!content) throw refuse('SHEET_DAMAGED');
    return content;
  }
}

/** The one workbook of the archive; refuses documents of other kinds, and whatever could run. */
async function mainPart(parts: Parts, entries: readonly Entry[]): Promise<string> {
  if (entries.some(({ name }) => MACRO_NAME.test(name))) throw refuse('SHEET_HAS_MACROS');
  const mains: string[] = [];
  await readXmlWhole(await parts.open(PARTS, PARTS_MAX_BYTES), {
    open: (_, { ContentType = '', PartName = '' }) => {
      if (MACROS.test(ContentType)) throw refuse('SHEET_HAS_MACROS');
      if (ContentType === MAIN && PartName !== '') mains.push(PartName.replace(/^\//, ''));
    },
  });
  const [main] = mains;
  if (main === undefined || mains.length !== 1) throw refuse('SHEET_TYPE_NOT_ALLOWED');
  return main;
}

interface Listed { name: string; hidden: boolean; relation: string }

async function workbookPart(parts: Parts, main: string): Promise<{ epoch: Epoch; listed: Listed[] }> {
  let epoch: Epoch = '1900';
  const listed: Listed[] = [];
  await readXmlWhole(await parts.open(main), {
    open: (name, attributes) => {
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? '')) epoch = '1904';
      if (name !== 'sheet') return;
      const relation = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      listed.push({ name: attributes['name'] ?? '', hidden: (attributes['state'] ?? 'visible') !== 'visible', relation });
    },
  });
  return { epoch, listed };
}

/** Targets of a part's relations, as paths in the archive. */
async function relations(parts: Parts, part: string): Promise<Map<string, { type: string; path: string }>> {
  const [, folder = '', name = ''] = /^(.*\/)?([^/]*)$/.exec(part) ?? [];
  const found = new Map<string, { type: string; path: string }>();
  await readXmlWhole(await parts.open(`${folder}_rels/${name}.rels`), {
    open: (_, { Id, Type = '', Target = '', TargetMode }) => {
      if (Id === undefined || TargetMode === 'External') return;
      found.set(Id, { type: Type, path: new URL(Target, `file:///${folder}`).pathname.slice(1) });
    },
  });
  return found;
}

async function sharedTexts(parts: Parts, path: string | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (path === undefined || !parts.has(path)) return texts;
  let text: string | null = null;
  let [within, phonetic, characters] = [false, 0, 0];
  await readXmlWhole(await parts.open(path), {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 't') within = true;
      else if (name === 'rPh') phonetic += 1;
    },
    text: (said) => {
      if (!within || phonetic > 0 || text === null) return;
      text += said;
      characters += said.length;
      if (text.length > SHEET_LIMITS.cellCharacters) throw refuse('SHEET_TOO_LARGE', { what: '单元格字符', limit: SHEET_LIMITS.cellCharacters });
      if (characters > SHEET_LIMITS.sharedCharacters) throw refuse('SHEET_TOO_LARGE', { what: '文字总数', limit: SHEET_LIMITS.sharedCharacters });
    },
    close: (name) => {
      if (name === 't') within = false;
      else if (name === 'rPh') phonetic -= 1;
      else if (name === 'si' && text !== null) {
        texts.push(unescaped(text));
        text = null;
      }
    },
  });
  return texts;
}

async function stylesIn(parts: Parts, path: string | undefined): Promise<boolean[]> {
  return path !== undefined && parts.has(path) ? dayStyles(await parts.open(path)) : [];
}
