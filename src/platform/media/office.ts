/** DOCX and XLSX (ECMA-376): a sound archive whose list of parts names one document, and no macros or controls. */
import type { Bytes } from './bytes.js';
import { soundArchive, textOf } from './zip.js';

const PARTS = '[Content_Types].xml';
const PARTS_MAX_BYTES = 1_000_000;
const MAIN = /ContentType\s*=\s*["']application\/vnd\.openxmlformats-officedocument\.(wordprocessingml\.document|spreadsheetml\.sheet)\.main\+xml["']/g;
/** Macros in either language, controls, and ways to write the list so that a search does not see them. */
const ACTIVE_PART = /macro|vbaProject|activeX|&#|<!/i;
const ACTIVE_NAME = /(^|\/)(vbaProject|vbaData|macrosheets\/|activeX\/)/i;

export async function officeKind(bytes: Bytes): Promise<'docx' | 'xlsx' | null> {
  const entries = await soundArchive(bytes);
  const parts = entries?.find(({ name }) => name === PARTS);
  if (!entries || !parts || entries.some(({ name }) => ACTIVE_NAME.test(name))) return null;
  const text = await textOf(bytes, parts, PARTS_MAX_BYTES);
  if (text === null || ACTIVE_PART.test(text)) return null;
  const kinds = [...text.matchAll(MAIN)].map(([, kind]) => kind);
  if (kinds.length !== 1) return null;
  return kinds[0] === 'spreadsheetml.sheet' ? 'xlsx' : 'docx';
}
