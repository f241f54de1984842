/** The workbook (XLSX): summary, towns with a chart, every pair, enterprises side by side, what is undecided. */
import { Writable } from 'node:stream';
import { labelOf } from '../../domain/labels.js';
import type { Side } from '../../domain/comparison/record.js';
import type { CellOut, RowOut, SheetOut } from '../../platform/sheets/sheet-xml.js';
import { writeWorkbook } from '../../platform/sheets/workbook-writer.js';
import type { ComparisonEntity, ComparisonRowEntity, ComparisonTownEntity } from '../comparison.entity.js';
import { circularName } from '../comparison.view.js';
import { Behind, FIGURE_NAMES, figureViews, totalFigures } from '../figures.js';
import type { FigureName } from '../figures.js';
import { findingSentence, vagueSentence } from '../result.view.js';
import type { HazardWithRows, PairWithRows } from '../result.view.js';

export interface WorkbookInput {
  comparison: ComparisonEntity;
  towns: readonly ComparisonTownEntity[];
  hazards: readonly HazardWithRows[];
  pairs: readonly PairWithRows[];
}

const TITLE = { bold: true, size: 16, font: '黑体', align: 'center' } as const;
const HEAD = { bold: true, fill: 'DCE6F1', border: 'thin', align: 'center', wrap: true } as const;
const CELL = { border: 'thin', vertical: 'top', wrap: true } as const;
const NUMBER = { border: 'thin', align: 'center', vertical: 'top' } as const;
const RATE = { ...NUMBER, format: '0.0%' } as const;
const NOTE = { size: 9, color: '595959', wrap: true } as const;
/** Two blanks as wide as a character. */
const GAP = '\u3000\u3000';
const FOOTER = '第 &P 页，共 &N 页';

const title = (text: string, across: number): RowOut => ({ height: 30, cells: [{ value: text, style: TITLE, across }] });
const head = (names: readonly string[], height = 32): RowOut => ({ height, cells: names.map((value): CellOut => ({ value, style: HEAD })) });
const cells = (values: readonly (string | number | null)[]): RowOut => ({ cells: values.map((value): CellOut => ({ value, style: typeof value === 'number' ? NUMBER : CELL })) });

export async function comparisonWorkbook(input: WorkbookInput): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const into = new Writable({ write: (chunk: Buffer, _encoding, done) => { chunks.push(chunk); done(); } });
  const { comparison } = input;
  await writeWorkbook(into, [summary(input), towns(input), hazardSheet(input), pairSheet('记录对', input.pairs), pairSheet('待核定', input.pairs.filter(({ decision }) => decision === 'UNDECIDED'))],
    { title: comparison.name, creator: comparison.organisationName, createdAt: comparison.finishedAt ?? comparison.updatedAt });
  return Buffer.concat(chunks);
}

function summary({ comparison, towns: lines, hazards }: WorkbookInput): SheetOut {
  const behind = new Behind(Infinity);
  for (const { countedIn, rows } of hazards) behind.add(countedIn, rows.map(({ side, externalRef, hazardId }) => ({ side, id: externalRef ?? hazardId ?? '' })));
  const figures = figureViews(totalFigures(lines.map((town) => town.figures)), behind);
  const published = comparison.state === 'PUBLISHED' ? ['已公布', comparison.documentNo, `通报${circularName(comparison)}`].filter(Boolean).join('，') : '内部资料，尚未公布';
  const about: [string, string][] = [
    ['期间', `${comparison.periodFrom} 至 ${comparison.periodTo}`], ['行业', comparison.sectors.map((sector) => labelOf('sector', sector)).join('、') || '全部'],
    ['来源', labelOf('comparisonFrom', comparison.takenFrom)], ['参加比对的记录', comparison.sides.map((side) => `${labelOf('comparisonSide', side)} ${comparison.listCounts[side] ?? 0} 条`).join('，')],
    ['状态', published], ['词表、权重版本', `${comparison.parameters.lexiconVersion ?? ''}，${comparison.parameters.weightsVersion ?? ''}`],
    ['输入校验值', comparison.inputHash ?? ''], ['结果校验值', comparison.resultHash ?? ''],
  ];
  return {
    name: '汇总', landscape: true, widths: [30, 9, 50, 110], footer: FOOTER,
    rows: [
      title(comparison.name, 4),
      ...about.map(([name, value]): RowOut => ({ cells: [{ value: name, style: HEAD }, { value, style: CELL, across: 3 }, { value: null, style: CELL }, { value: null, style: CELL }] })),
      { cells: [] }, head(['项目', '数值', '计算方法', '所据记录']),
      ...(Object.keys(FIGURE_NAMES) as FigureName[]).flatMap((name): RowOut[] => {
        const figure = figures[name];
        if (!figure) return [];
        const { value, formula, ids, numerator, denominator } = figure;
        const line = (told: string, count: number | null, how: string, records: readonly string[], style: typeof RATE | typeof NUMBER = NUMBER): RowOut =>
          ({ cells: [{ value: told, style: CELL }, { value: count, style }, { value: how, style: CELL }, { value: asFarAsItGoes(records), style: CELL }] });
        if (!numerator || !denominator) return [line(FIGURE_NAMES[name], value, formula, ids)];
        return [line(FIGURE_NAMES[name], value, formula, [], RATE), line(`${GAP}分子`, numerator.value, '', numerator.ids), line(`${GAP}分母`, denominator.value, '', ids)];
      }),
    ],
  };
}

/** A cell takes 32,767 characters. */
const LIST_CHARACTERS = 30_000;
function asFarAsItGoes(names: readonly string[]): string {
  const all = names.join('、');
  if (all.length <= LIST_CHARACTERS) return all;
  const told = all.slice(0, all.lastIndexOf('、', LIST_CHARACTERS));
  return `${told} 等 ${names.length} 条，其余见“企业三方对照”`;
}

const TOWN_COLUMNS = ['countyMajors', 'townMajors', 'matched', 'missed', 'neverInspected', 'foundAfterVisit', 'missUnknown', 'levelLower', 'reopened', 'repeated', 'townOnly', 'enterpriseOnly', 'undecided', 'pending'] as const;

function towns({ comparison, towns: all }: WorkbookInput): SheetOut {
  const first = 3;
  const compared = all.filter(({ figures }) => figures.compared).length;
  return {
    name: '各镇', landscape: true, widths: [7, 16, ...TOWN_COLUMNS.map(() => 10), 11, 11, 11, 11], titleRows: [2, 2], frozen: { rows: 2, columns: 2 }, footer: FOOTER,
    ...(compared > 0 && { chart: {
      title: '各镇重大事故隐患比对', categories: { column: 1, from: first, to: first + compared - 1 },
      series: [{ name: FIGURE_NAMES.countyMajors, column: 2, color: '1F4E79' }, { name: FIGURE_NAMES.townMajors, column: 3, color: '5B9BD5' }, { name: '漏查漏报', column: 5, color: 'C00000' }],
      at: { column: 1, row: first + all.length + 1, columns: 13, rows: 20 },
    } }),
    rows: [
      title(`${comparison.name}：各镇情况`, TOWN_COLUMNS.length + 6), head(['名次', '镇', ...TOWN_COLUMNS.map((name) => FIGURE_NAMES[name]), '镇级发现率', '等级一致的发现率', '企业自查率', '备注'], 48),
      ...all.map(({ town, figures }): RowOut => ({ cells: [
        { value: figures.detection.rank, style: NUMBER }, { value: town, style: CELL }, ...TOWN_COLUMNS.map((name): CellOut => ({ value: figures[name].value, style: NUMBER })),
        ...[figures.detection, figures.detectionAtLevel, figures.selfCheck].map(({ value }): CellOut => ({ value, style: RATE })), { value: figures.detection.note ?? '', style: CELL },
      ] })),
      { cells: [] },
    ],
  };
}

const said = (rows: readonly ComparisonRowEntity[], side: Side): string => rows.filter((row) => row.side === side)
  .map((row) => `〔${row.externalRef ?? ''}〕${row.foundOn} ${labelOf('level', row.level)} ${labelOf('comparedStatus', row.status)}${row.closedOn ? ` ${row.closedOn}` : ''}\n${row.location ? `${row.location}：` : ''}${row.description}`).join('\n');

function hazardSheet({ comparison, hazards }: WorkbookInput): SheetOut {
  const names = ['序号', '镇', '企业', '比对结果', '镇级为何没有', '等级', '县级记录', '镇级记录', '企业自查记录', '发现的问题', '备注'];
  return {
    name: '企业三方对照', landscape: true, widths: [6, 12, 24, 14, 16, 8, 40, 40, 40, 28, 12], titleRows: [2, 2], frozen: { rows: 2 }, footer: FOOTER, filter: { row: 2, columns: names.length },
    rows: [
      title(`${comparison.name}：逐条对照`, names.length), head(names),
      ...hazards.map(({ rows, vagueRows, town, outcome, missed, level, detail, undecided, pending }, at) => cells([
        at + 1, town, rows[0]?.enterpriseName ?? '', labelOf('outcome', outcome), labelOf('missed', missed) ?? '', labelOf('level', level),
        said(rows, 'COUNTY'), said(rows, 'TOWN'), said(rows, 'ENTERPRISE'), detail.findings.map(findingSentence).join('\n'), [undecided.length > 0 && '有待核定', pending && '尚未确认', vagueSentence(vagueRows)].filter(Boolean).join('；'),
      ])),
    ],
  };
}

function pairSheet(name: string, pairs: readonly PairWithRows[]): SheetOut {
  const names = ['序号', '镇', '企业', '甲方', '甲方记录', '乙方', '乙方记录', '得分', '类别', '结论', '理由', '核定'];
  const record = ({ externalRef, foundOn, level, location, description }: ComparisonRowEntity): string =>
    `〔${externalRef ?? ''}〕${foundOn} ${labelOf('level', level)}\n${location ? `${location}：` : ''}${description}`;
  return {
    name, landscape: true, widths: [6, 12, 24, 8, 42, 8, 42, 8, 12, 14, 34, 24], titleRows: [2, 2], frozen: { rows: 2 }, footer: FOOTER, filter: { row: 2, columns: names.length },
    rows: [
      title(name, names.length), head(names),
      ...pairs.map(({ left, right, score, tier, decision, reasons, ruling }, at) => cells([
        at + 1, left.town, left.enterpriseName, labelOf('comparisonSide', left.side), record(left), labelOf('comparisonSide', right.side), record(right), score ?? '',
        labelOf('pairTier', tier), labelOf('pairDecision', decision), reasons.join('；'), ruling ? `${ruling.by}：${ruling.note ?? ''}` : '',
      ])),
      ...(pairs.length === 0 ? [{ cells: [{ value: '没有。', style: NOTE }] }] : []),
    ],
  };
}
