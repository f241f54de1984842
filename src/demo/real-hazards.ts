import { parse } from 'csv-parse/sync';
import { compareDays, isDay, type Day } from '../domain/deadline.js';
import { clauseByCode } from '../reference/reference.js';
import { DEMO_AREA } from './county.js';
import { CATEGORY_OF, FINDER_NOT_STATED, LEVEL_OF, SECTOR_OF, SOURCE_OF } from './real-hazards.tables.js';

/**
 * How published hazards of other places become requests to register in the demonstration area (contract §3).
 * What the publication does not state is refused with its reason or said to be unknown; nothing is made up.
 * The word tables stand in real-hazards.tables.ts.
 */

type Source = (typeof SOURCE_OF)[keyof typeof SOURCE_OF];
type Sector = (typeof SECTOR_OF)[number][0];
type Category = (typeof CATEGORY_OF)[number][0] | 'ENVIRONMENT';
type Level = (typeof LEVEL_OF)[keyof typeof LEVEL_OF];

export interface RegisterRequest {
  readonly externalRef: string;
  readonly enterprise: { readonly name: string; readonly address: string; readonly areaCode: string };
  readonly level: Level;
  readonly source: Source;
  readonly sector: Sector;
  readonly category: Category;
  readonly description: string;
  readonly basisClause?: string;
  readonly basisNote?: string;
  readonly foundOn: Day;
  readonly foundBy: readonly { readonly name: string; readonly post: string; readonly organisation: string }[];
  readonly deadline?: Day;
}

export interface AcceptedRow {
  /** Line of the file, the header being line 1. */
  readonly line: number;
  readonly externalRef: string;
  readonly request: RegisterRequest;
  readonly readings: readonly string[];
}

export interface RefusedRow {
  readonly line: number;
  readonly id: string;
  readonly reasons: readonly string[];
}

// prettier-ignore
type Column =
  | 'deadline' | 'description' | 'enterprise_name' | 'found_by' | 'found_date' | 'hazard_id' | 'legal_basis' | 'level'
  | 'level_origin' | 'region' | 'sector' | 'source_title' | 'standard_clause_code';
type Row = Readonly<Record<Column, string>>;

/** Every row of the file is either accepted or refused with all its reasons. Throws on a malformed CSV. */
export function mapRealHazards(csvText: string): { accepted: AcceptedRow[]; refused: RefusedRow[] } {
  const accepted: AcceptedRow[] = [];
  const refused: RefusedRow[] = [];
  for (const { record: row, info } of readRows(csvText)) {
    const outcome = requestOf(row);
    if (Array.isArray(outcome)) refused.push({ line: info.lines, id: row.hazard_id, reasons: outcome });
    else accepted.push({ line: info.lines, externalRef: row.hazard_id, request: outcome, readings: readingsOf(row) });
  }
  return { accepted, refused };
}

function readRows(csvText: string): { record: Row; info: { lines: number } }[] {
  return parse(csvText, {
    columns: true,
    bom: true,
    info: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n'],
  });
}

/** The request, or every reason why there is none. */
function requestOf(row: Row): RegisterRequest | string[] {
  const level = lookUp(LEVEL_OF, row.level);
  const source = lookUp(SOURCE_OF, row.found_by);
  const sector = firstMatch(SECTOR_OF, (word) => row.sector.startsWith(word));
  const reasons = [...reasonsOfText(row), ...reasonsOfDays(row), ...reasonsOfBasis(row)];
  if (level === undefined) reasons.push('公布材料未写明隐患等级，不能代为认定');
  if (source === undefined) reasons.push(`发现层级“${row.found_by}”没有对应的隐患来源`);
  if (sector === undefined) reasons.push(`行业领域“${row.sector}”没有对应的代码`);
  if (reasons.length > 0 || level === undefined || source === undefined || sector === undefined) return reasons;
  return {
    externalRef: row.hazard_id,
    enterprise: { name: row.enterprise_name, address: row.region, areaCode: DEMO_AREA.code },
    level,
    source,
    sector,
    category: firstMatch(CATEGORY_OF, (word) => row.description.includes(word)) ?? 'ENVIRONMENT',
    description: row.description,
    ...basisOf(row),
    foundOn: row.found_date,
    foundBy: [{ name: FINDER_NOT_STATED, post: FINDER_NOT_STATED, organisation: row.source_title }],
    ...(isDay(row.deadline) ? { deadline: row.deadline } : {}),
  };
}

function reasonsOfText(row: Row): string[] {
  const needed = {
    hazard_id: '编号',
    enterprise_name: '企业名称',
    region: '地区',
    description: '隐患描述',
    source_title: '来源',
  } as const;
  return Object.entries(needed).flatMap(([column, name]) =>
    row[column as keyof typeof needed].trim() === '' ? [`缺少${name}`] : [],
  );
}

function reasonsOfDays(row: Row): string[] {
  const reasons: string[] = [];
  if (row.found_date === '') reasons.push('公布材料没有发现日期');
  else if (!isDay(row.found_date)) reasons.push(`发现日期不是完整的年月日（公布为“${row.found_date}”）`);
  if (row.level === 'major' && row.deadline === '') reasons.push('重大隐患登记须有整改期限，公布材料没有期限');
  else if (row.level === 'major' && !isDay(row.deadline))
    reasons.push(`重大隐患登记须有整改期限，公布的“${row.deadline}”不是日期`);
  if (isDay(row.found_date) && isDay(row.deadline) && compareDays(row.deadline, row.found_date) < 0)
    reasons.push('整改期限早于发现日期');
  return reasons;
}

function reasonsOfBasis(row: Row): string[] {
  const code = row.standard_clause_code;
  if (code !== '' && clauseByCode(code) === undefined) return [`判定条款“${code}”不在已收录的判定标准中`];
  if (row.level === 'major' && code === '' && row.legal_basis === '')
    return ['重大隐患登记须有判定条款或依据，公布材料没有'];
  return [];
}

function basisOf(row: Row): Pick<RegisterRequest, 'basisClause' | 'basisNote'> {
  if (row.standard_clause_code !== '') return { basisClause: row.standard_clause_code };
  return row.legal_basis === '' ? {} : { basisNote: row.legal_basis };
}

function readingsOf(row: Row): string[] {
  const readings: string[] = [];
  if (row.level_origin === 'inferred') readings.push('等级是数据整理者推断的，公布材料没有写明');
  if (row.standard_clause_code !== '') readings.push('判定条款是数据整理者的对应，公布材料未必引用');
  if (row.deadline !== '' && !isDay(row.deadline)) readings.push(`公布的期限“${row.deadline}”不是日期，未填整改期限`);
  return readings;
}

function lookUp<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function firstMatch<C>(
  table: readonly (readonly [C, readonly string[]])[],
  holds: (word: string) => boolean,
): C | undefined {
  return table.find(([, words]) => words.some(holds))?.[0];
}
