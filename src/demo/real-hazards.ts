import { parse } from 'csv-parse/sync';
import { isDay } from '../domain/deadline.js';
import { labelOf } from '../domain/labels.js';
import { DEMO_AREA } from './county.js';
import { CATEGORY_OF, FINDER_NOT_STATED, LEVEL_OF, SECTOR_OF, SOURCE_OF } from './real-hazards.tables.js';

/**
 * Published hazards of other places as the table that a town centre would send in (contract §7): the county's heads above, every
 * row below, nothing made up and nothing judged. What the publication does not state stays empty; the service says what is missing.
 * The word tables stand in real-hazards.tables.ts.
 */

// prettier-ignore
type Published =
  | 'deadline' | 'description' | 'enterprise_name' | 'found_by' | 'found_date' | 'hazard_id' | 'legal_basis' | 'level'
  | 'level_origin' | 'region' | 'sector' | 'source_title' | 'standard_clause_code';
type Row = Readonly<Record<Published, string>>;

/** A column of the county's table, and what a published row says there. */
const COLUMNS: readonly (readonly [head: string, said: (row: Row) => string])[] = [
  ['自编号', (row) => row.hazard_id],
  ['企业名称', (row) => row.enterprise_name],
  ['所在镇', () => DEMO_AREA.name],
  ['企业地址', (row) => row.region],
  ['隐患等级', (row) => labelled('level', LEVEL_OF, row.level)],
  ['隐患来源', (row) => labelled('source', SOURCE_OF, row.found_by) || row.found_by],
  ['行业类别', (row) => worded('sector', firstOf(SECTOR_OF, (word) => row.sector.startsWith(word))) || row.sector],
  ['隐患类别', (row) => worded('category', firstOf(CATEGORY_OF, (word) => row.description.includes(word)) ?? 'ENVIRONMENT')],
  ['隐患描述', (row) => row.description],
  ['判定条款', (row) => row.standard_clause_code],
  ['判定依据', (row) => (row.standard_clause_code === '' ? row.legal_basis : '')],
  ['发现日期', (row) => row.found_date],
  ['检查人员', () => FINDER_NOT_STATED],
  ['检查人员职务', () => FINDER_NOT_STATED],
  ['检查单位', (row) => row.source_title],
  ['整改期限', deadlineOf],
];

export interface CountyTable {
  /** CSV, UTF-8. */
  csv: string;
  rowCount: number;
  /** What the table says otherwise than the publication, and of how many rows. */
  readings: [reading: string, rowCount: number][];
}

/** Throws on a malformed CSV. */
export function countyTable(published: string): CountyTable {
  const rows = parse(published, { columns: true, bom: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n'] }) as unknown as Row[];
  const lines = [COLUMNS.map(([head]) => head), ...rows.map((row) => COLUMNS.map(([, said]) => said(row)))];
  const inferred = rows.filter((row) => row.level_origin === 'inferred').length;
  const clauses = rows.filter((row) => row.standard_clause_code !== '').length;
  const leftOut = rows.filter((row) => row.deadline !== '' && deadlineOf(row) === '').length;
  return {
    csv: lines.map((line) => line.map(quoted).join(',')).join('\r\n'),
    rowCount: rows.length,
    readings: [
      ['等级是数据整理者推断的，公布材料没有写明', inferred],
      ['判定条款是数据整理者的对应，公布材料未必引用', clauses],
      ['公布的期限不是日期（如“立即”），一般隐患不填整改期限', leftOut],
    ],
  };
}

/** A general hazard may stand without a deadline; a major may not, and its words go to the service as they are. */
function deadlineOf({ deadline, level }: Row): string {
  return isDay(deadline) || level === 'major' ? deadline : '';
}

const quoted = (value: string): string => `"${value.replaceAll('"', '""')}"`;

const labelled = (group: 'level' | 'source', codes: Readonly<Record<string, string>>, word: string): string =>
  worded(group, Object.hasOwn(codes, word) ? codes[word] : undefined);

const worded = (group: 'level' | 'source' | 'sector' | 'category', code: string | undefined): string => (code === undefined ? '' : labelOf(group, code) ?? code);

function firstOf<C>(table: readonly (readonly [C, readonly string[]])[], holds: (word: string) => boolean): C | undefined {
  return table.find(([, words]) => words.some(holds))?.[0];
}
