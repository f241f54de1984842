/** Any table that somebody sends, opened safely: the bytes decide what it is, never its name (security S26). */
import { refuse } from '../../domain/refusal.js';
import type { Bytes } from '../media/bytes.js';
import { openCsv } from './csv.js';
import type { Workbook } from './sheet.js';
import { openXlsx } from './xlsx.js';

const ARCHIVE = 'PK';
/** Compound files: Excel until 2003, and any workbook that is locked with a password. */
const COMPOUND = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
const BEGINNING_BYTES = 8;
/** PDF, RTF, HTML and XML spreadsheets that call themselves .xls, pictures. */
const OTHER = /^(%PDF|\{\\rtf|\x89PNG|\xff\xd8\xff|GIF8|\s*<(!doctype|html|\?xml|table))/i;

/** Refuses what is neither XLSX nor CSV and says what to do instead. Rows are read later, and may refuse as well. */
export async function openWorkbook(bytes: Bytes): Promise<Workbook> {
  if (bytes.size === 0) throw refuse('SHEET_EMPTY');
  const beginning = await bytes.read(0, 64);
  if (beginning.toString('latin1', 0, 2) === ARCHIVE) return openXlsx(bytes);
  if (beginning.subarray(0, BEGINNING_BYTES).equals(COMPOUND)) throw refuse((await holds(bytes, ENCRYPTED)) ? 'SHEET_ENCRYPTED' : 'SHEET_OLD_EXCEL');
  if (OTHER.test(beginning.toString('latin1'))) throw refuse('SHEET_TYPE_NOT_ALLOWED');
  return openCsv(await bytes.read(0, bytes.size));
}

async function holds(bytes: Bytes, sought: Buffer): Promise<boolean> {
  return (await bytes.read(0, bytes.size)).includes(sought);
}
