/** The papers as the county prints them (泽州 2023 附件): A4 across, merged heads, who filled them in and when. Pure. */
import { labelOf } from '../../domain/labels.js';
import type { Owner } from '../../domain/hazard.js';
import type { StreamedHazard } from '../../hazards/hazard.stream.reader.js';
import { serialOfDay } from '../../platform/sheets/sheet.js';
import type { CellOut, RowOut, SheetOut } from '../../platform/sheets/sheet-xml.js';
import type { Style } from '../../platform/sheets/style-table.js';
import { COLUMNS } from '../columns.js';
import type { Column } from '../columns.js';
import { saidOf } from '../imports/finders.js';
import { wordOf } from '../words.js';

/** A hazard with what the reader of the paper may see of it. */
export interface Shown { hazard: StreamedHazard; source: string; owner: Owner | null; externalRef: string | null; town: string }
export interface Heading { unit: string; by: string; on: string }

const TITLE: Style = { bold: true, size: 18, align: 'center', font: '黑体' };
const ABOUT: Style = { size: 11, align: 'left' };
const ABOUT_CENTRE: Style = { ...ABOUT, align: 'center' };
const ABOUT_RIGHT: Style = { ...ABOUT, align: 'right' };
const HEAD: Style = { bold: true, size: 11, border: 'thin', align: 'center', wrap: true, fill: 'F2F2F2' };
const BODY: Style = { size: 10, border: 'thin', wrap: true };
const CENTRE: Style = { ...BODY, align: 'center' };
const DAY: Style = { ...CENTRE, format: 'yyyy-mm-dd' };
const MONEY: Style = { ...BODY, align: 'right', format: '0.00' };
const MAJOR: Style = { ...CENTRE, bold: true, color: 'C00000' };
const FOOTER = '第 &P 页，共 &N 页';

export interface Field { head: string; group?: string; width: number; of: (shown: Shown, number: number) => CellOut }

const text = (value: string | null | undefined): CellOut => ({ value: value ?? null, style: BODY });
const centred = (value: string | number | null | undefined): CellOut => ({ value: value ?? null, style: CENTRE });
const day = (value: string | null | undefined): CellOut => ({ value: value ? serialOfDay(value) : null, style: DAY });
const money = (value: string | null | undefined): CellOut => ({ value: value ? Number(value) : null, style: MONEY });

/** What each column of an import reads back. */
const READ: Record<Column, (shown: Shown) => CellOut> = {
  ledgerNo: ({ hazard }) => centred(hazard.ledgerNo),
  externalRef: ({ externalRef }) => centred(externalRef),
  creditCode: ({ hazard }) => centred(hazard.creditCode),
  enterpriseName: ({ hazard }) => text(hazard.enterpriseName),
  town: ({ town }) => centred(town),
  address: () => text(null),
  level: ({ hazard }) => ({ value: labelOf('level', hazard.level), style: hazard.level === 'MAJOR' ? MAJOR : CENTRE }),
  source: ({ source }) => centred(labelOf('source', source)),
  sector: ({ hazard }) => centred(labelOf('sector', hazard.sector)),
  category: ({ hazard }) => centred(labelOf('category', hazard.category)),
  description: ({ hazard }) => text(hazard.description),
  location: ({ hazard }) => text(hazard.location),
  basisClause: ({ hazard }) => centred(hazard.basisClause),
  basisNote: ({ hazard }) => text(hazard.basisNote),
  foundOn: ({ hazard }) => day(hazard.foundOn),
  foundBy: ({ hazard }) => centred(saidOf(hazard.foundBy).names),
  foundByPost: ({ hazard }) => centred(saidOf(hazard.foundBy).posts),
  foundByOrganisation: ({ hazard }) => text(saidOf(hazard.foundBy).organisations),
  ownerName: ({ owner }) => centred(owner?.name),
  ownerPost: ({ owner }) => centred(owner?.post),
  ownerDepartment: ({ owner }) => text(owner?.department),
  ownerPhone: ({ owner }) => centred(owner?.phone),
  deadline: ({ hazard }) => day(hazard.deadline),
  supervisingOfficer: ({ hazard }) => centred(hazard.supervisingOfficer),
  interimMeasures: ({ hazard }) => text(hazard.interimMeasures),
  operationsSuspended: ({ hazard }) => centred(wordOf('yesNo', String(hazard.operationsSuspended))),
  measures: ({ hazard }) => text(hazard.fiveInPlace.measures),
  unit: ({ hazard }) => text(hazard.fiveInPlace.responsibility?.unit),
  person: ({ hazard }) => centred(hazard.fiveInPlace.responsibility?.person),
  fundsYuan: ({ hazard }) => money(hazard.fiveInPlace.funds?.amountYuan),
  fundsSource: ({ hazard }) => text(hazard.fiveInPlace.funds?.source),
  fundsZeroReason: ({ hazard }) => text(hazard.fiveInPlace.funds?.zeroReason),
  contingencyPlan: ({ hazard }) => text(hazard.fiveInPlace.contingencyPlan?.summary),
};
const read = (column: Column, width: number = COLUMNS[column].width, group?: string): Field => ({ head: COLUMNS[column].title, width, of: READ[column], ...(group && { group }) });
const shown = (head: string, width: number, of: (one: Shown) => CellOut, group?: string): Field => ({ head, width, of, ...(group && { group }) });

const NUMBER: Field = { head: '序号', width: 5, of: (_, number) => centred(number) };
const STATUS = shown('状态', 8, ({ hazard }) => centred(labelOf('status', hazard.status)));
const supervisor = ({ hazard }: Shown): CellOut => text(hazard.supervision?.unit);
const confirmedBy = (level: 'TOWN' | 'COUNTY') => ({ hazard }: Shown): CellOut => centred(hazard.confirmedBy.find((one) => one.level === level)?.name);

const PROBLEMS: Field[] = [
  NUMBER, read('ledgerNo', 13), read('enterpriseName', 18), read('town', 8), read('sector', 9), read('level', 6), read('description', 40), read('location', 14),
  read('basisClause', 10), read('basisNote', 18), read('foundOn', 11), read('foundBy', 11), read('foundByOrganisation', 16), STATUS,
];
const MEASURES: Field[] = [
  NUMBER, read('ledgerNo', 13), read('enterpriseName', 18), read('description', 30), read('measures', 30), read('fundsYuan', 11), read('fundsSource', 12), read('deadline', 11),
  read('interimMeasures', 20), read('contingencyPlan', 20), shown('整改进展', 20, ({ hazard }) => text([labelOf('status', hazard.status), hazard.submissionSummary].filter(Boolean).join('：'))),
  shown('完成日期', 11, ({ hazard }) => day(hazard.completedOn)),
];
const DUTIES: Field[] = [
  NUMBER, read('ledgerNo', 13), read('enterpriseName', 18), read('town', 8), read('description', 34),
  read('unit', 16, '企业'), read('ownerName', 10, '企业'), read('ownerPost', 10, '企业'), read('ownerPhone', 13, '企业'), shown('主要负责人', 10, ({ hazard }) => centred(hazard.signedBy), '企业'),
  shown('镇级监管责任人', 13, confirmedBy('TOWN'), '监管'), shown('县级监管责任人', 13, confirmedBy('COUNTY'), '监管'), read('supervisingOfficer', 10, '监管'), shown('挂牌督办单位', 14, supervisor, '监管'), STATUS,
];
export const LEDGER: Field[] = [
  NUMBER, read('ledgerNo', 13), read('externalRef', 9), read('level', 6), read('source', 9), read('category', 9), read('description', 34), read('location', 12), read('basisClause', 10), read('basisNote', 14),
  read('foundOn', 11, '排查'), read('foundBy', 10, '排查'), read('ownerName', 9, '整改'), read('ownerPhone', 13, '整改'), read('measures', 24, '整改'), read('fundsYuan', 10, '整改'), read('deadline', 11, '整改'),
  STATUS, shown('销号日期', 11, ({ hazard }) => day(hazard.closedOn)),
];
/** All that an import reads: what was taken out to be worked on comes back. */
const DATA: Field[] = [
  'ledgerNo', 'externalRef', 'creditCode', 'enterpriseName', 'town', 'level', 'source', 'sector', 'category', 'description', 'location', 'basisClause', 'basisNote', 'foundOn', 'foundBy',
  'foundByPost', 'foundByOrganisation', 'ownerName', 'ownerPost', 'ownerDepartment', 'ownerPhone', 'deadline', 'supervisingOfficer', 'interimMeasures', 'operationsSuspended',
  'measures', 'unit', 'person', 'fundsYuan', 'fundsSource', 'fundsZeroReason', 'contingencyPlan',
].map((column) => read(column as Column));

const DETAIL: Field[] = [
  NUMBER, { ...read('enterpriseName', 24) }, read('town', 10), { ...read('sector', 12) }, shown('挂牌督办单位', 18, supervisor), shown('重大隐患明细及整改计划', 84, (one) => text(detailOf(one))),
];

/** 明细及整改计划: what is wrong, and the five parts that are to be in place. */
function detailOf({ hazard, owner }: Shown): string {
  const { measures, responsibility, funds, contingencyPlan } = hazard.fiveInPlace;
  const person = [responsibility?.unit, responsibility?.person ?? owner?.name, owner?.post].filter(Boolean).join(' ');
  return [
    `隐患：${hazard.description}${hazard.location ? `（${hazard.location}）` : ''}`,
    `依据：${[hazard.basisClause, hazard.basisNote].filter(Boolean).join('；') || '未填'}`,
    `措施：${measures ?? '未填'}`, `责任：${person || '未填'}`,
    `资金：${funds ? `${funds.amountYuan} 元（${funds.source}）` : '未填'}`, `时限：${hazard.deadline ?? '未定'}`, `预案：${contingencyPlan?.summary ?? '未填'}`,
  ].join('\n');
}

type Rows = () => AsyncIterable<Shown>;

export const threeLists = (rows: Rows, heading: Heading): SheetOut[] => [
  listSheet('问题清单', '事故隐患问题清单', PROBLEMS, rows, heading), listSheet('整改清单', '事故隐患整改清单', MEASURES, rows, heading), listSheet('责任清单', '事故隐患责任清单', DUTIES, rows, heading),
];
export const majorDetail = (rows: Rows, heading: Heading): SheetOut[] => [
  listSheet('重大隐患明细', '重大隐患明细', DETAIL, rows, heading), { ...listSheet('台账数据', '重大隐患台账数据（可改后导入）', DATA, rows, heading) },
];

function listSheet(name: string, title: string, fields: readonly Field[], rows: Rows, heading: Heading): SheetOut {
  const heads = headRows(fields);
  return {
    name, landscape: true, widths: fields.map(({ width }) => width), titleRows: [1, 2 + heads.length], frozen: { rows: 2 + heads.length }, footer: FOOTER,
    rows: (async function* (): AsyncGenerator<RowOut> {
      yield { height: 34, cells: [{ value: title, style: TITLE, across: fields.length }] };
      yield aboutRow(fields, heading);
      yield* heads;
      let number = 0;
      for await (const one of rows()) {
        number += 1;
        yield bodyRow(fields, one, number);
      }
      if (number === 0) yield noneRow(fields);
    })(),
  };
}

export const bodyRow = (fields: readonly Field[], one: Shown, number: number): RowOut => ({ cells: fields.map(({ of }) => of(one, number)) });
export const noneRow = (fields: readonly Field[]): RowOut => ({ height: 24, cells: fields.map((_, at): CellOut => ({ value: at === 0 ? '（无）' : null, style: CENTRE, ...(at === 0 && { across: fields.length }) })) });

/** 填报单位, 填表人, 填表日期 over thirds of the paper. */
export function aboutRow(fields: readonly Field[], { unit, by, on }: Heading): RowOut {
  const total = fields.reduce((sum, { width }) => sum + width, 0);
  const upTo = (part: number): number => {
    let [at, width] = [0, 0];
    for (; at < fields.length && width < total * part; at += 1) width += fields[at]?.width ?? 0;
    return at;
  };
  const first = Math.min(Math.max(1, upTo(1 / 3)), fields.length - 2);
  const second = Math.min(Math.max(first + 1, upTo(2 / 3)), fields.length - 1);
  const cells: (CellOut | null)[] = Array.from({ length: fields.length }, () => null);
  cells[0] = { value: `填报单位：${unit}`, style: ABOUT, across: first };
  cells[first] = { value: `填表人：${by}`, style: ABOUT_CENTRE, across: second - first };
  cells[second] = { value: `填表日期：${on}`, style: ABOUT_RIGHT, across: fields.length - second };
  return { height: 22, cells };
}

/** One row, or two where heads stand under a common one. */
export function headRows(fields: readonly Field[]): RowOut[] {
  if (fields.every(({ group }) => group === undefined)) return [{ height: 32, cells: fields.map(({ head }): CellOut => ({ value: head, style: HEAD })) }];
  const upper = fields.map(({ head, group }, at): CellOut => {
    if (group === undefined) return { value: head, style: HEAD, down: 2 };
    if (fields[at - 1]?.group === group) return { value: null, style: HEAD };
    let across = 1;
    while (fields[at + across]?.group === group) across += 1;
    return { value: group, style: HEAD, across };
  });
  return [{ height: 22, cells: upper }, { height: 32, cells: fields.map(({ head, group }): CellOut => ({ value: group === undefined ? null : head, style: HEAD })) }];
}

export const BLOCK = { title: TITLE, about: ABOUT, footer: FOOTER };
