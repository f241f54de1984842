/**
 * The words of the circular (通报): title, numbered sections, the table of towns, the lists, what is required, who signs.
 * No published circular with a filled table is known: structure and wording are ours (docs/COMPARISON.md). Pure.
 */
import { withRanks } from '../../domain/comparison/figures.js';
import { labelOf } from '../../domain/labels.js';
import type { ComparisonEntity, ComparisonTownEntity } from '../comparison.entity.js';
import { circularName } from '../comparison.view.js';
import { totalFigures } from '../figures.js';
import type { FigureName, KeptFigure } from '../figures.js';
import { vagueSentence } from '../result.view.js';
import type { HazardWithRows } from '../result.view.js';

export interface CircularTable { caption: string; head: string[]; rows: string[][]; widths: number[]; note?: string }
export type CircularBlock =
  | { kind: 'HEADING'; text: string } | { kind: 'SUBHEADING'; text: string } | { kind: 'TEXT'; text: string } | { kind: 'TABLE'; table: CircularTable };

export interface Circular {
  /** null on a draft. */
  number: string | null;
  title: string;
  draft: boolean;
  addressees: string;
  blocks: CircularBlock[];
  signedBy: string;
  signedOn: string;
  notes: string[];
}

export interface CircularInput {
  comparison: ComparisonEntity;
  areaName: string;
  towns: readonly ComparisonTownEntity[];
  missed: readonly HazardWithRows[];
  playedDown: readonly HazardWithRows[];
  reopened: readonly HazardWithRows[];
  /** More than is listed. */
  left: { missed: number; playedDown: number; reopened: number };
  today: string;
  followUpBy?: string;
}

const WAITS = '待核定';
/** A blank as wide as a character. */
const GAP = '\u3000';
const percent = (value: number | null): string => (value === null ? '—' : `${(value * 100).toFixed(1)}%`);
const dayInWords = (day: string): string => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;

export function circularOf(input: CircularInput): Circular {
  const { comparison, today } = input;
  const draft = comparison.state !== 'PUBLISHED';
  const named = input.towns.map((town) => ({ ...town, waits: town.figures.undecided.value > 0 && !comparison.signedOff.some((one) => one.town === town.town) }));
  return {
    number: draft ? null : comparison.documentNo ?? `大比对通报${circularName(comparison)}`,
    title: `${comparison.organisationName}关于“${comparison.name}”情况的通报`,
    draft,
    addressees: '各镇应急管理中心，各有关企业：',
    blocks: numbered([...opening(input), ...figuresOf(input, named), ...townsOf(rankedAnew(named, comparison), levelWord(comparison)), ...problemsOf(input, named), ...requirements(input, named)]),
    signedBy: comparison.organisationName,
    signedOn: dayInWords(today),
    notes: notesOf(input, draft),
  };
}

/** 表1, 表2 … in the order in which they stand. */
function numbered(blocks: readonly CircularBlock[]): CircularBlock[] {
  let last = 0;
  return blocks.map((one) => (one.kind === 'TABLE' ? { ...one, table: { ...one.table, caption: `表${last += 1}${GAP}${one.table.caption}` } } : one));
}

const levelWord = ({ parameters }: ComparisonEntity): string => (parameters.levels === 'ALL' ? '事故隐患' : '重大事故隐患');

function opening({ comparison, areaName }: CircularInput): CircularBlock[] {
  const sides = comparison.sides.includes('ENTERPRISE') ? '县、镇两级检查和企业自查' : '县、镇两级检查';
  const sectors = comparison.sectors.length === 0 ? '' : `${comparison.sectors.map((sector) => labelOf('sector', sector)).join('、')}行业`;
  return [{
    kind: 'TEXT',
    text: `为核实各镇隐患排查质效，县应急管理局对${dayInWords(comparison.periodFrom)}至${dayInWords(comparison.periodTo)}期间${areaName}${sectors}${sides}发现的${levelWord(comparison)}逐企业、逐条进行了分析比对。现将情况通报如下。`,
  }];
}

/** Of the towns that may be named: what a draft says of the whole must not tell by subtraction what it withholds of one. */
function figuresOf({ comparison }: CircularInput, towns: readonly NamedTown[]): CircularBlock[] {
  const open = towns.filter(({ waits }) => !waits);
  const withheld = towns.length - open.length;
  const figures = totalFigures(open.map((town) => town.figures));
  const of = (name: FigureName): number => figures[name]?.value ?? 0;
  const { COUNTY = 0, TOWN = 0, ENTERPRISE = 0 } = comparison.listCounts;
  const own = comparison.sides.includes('ENTERPRISE') ? `，企业自查 ${ENTERPRISE} 条` : '';
  const pending = of('pending') > 0 ? `另有 ${of('pending')} 条重大事故隐患尚未完成确认，单独列示，未计入以上各项。` : '';
  const besides = withheld > 0 ? `另有 ${withheld} 个镇尚有待核定的记录，其数字未计入。` : '';
  return [
    { kind: 'HEADING', text: '一、总体情况' },
    { kind: 'TEXT', text: `参加比对的记录：县级 ${COUNTY} 条，镇级 ${TOWN} 条${own}。合并同一隐患后，县级比对${levelWord(comparison)} ${of('countyMajors')} 条，乡镇上报 ${of('townMajors')} 条。${alsoByTowns(of('countyMajors'), figures.detection)}` },
    { kind: 'TEXT', text: `仅县级发现的隐患中，镇级检查过而未发现的 ${of('missed')} 条，镇级未检查该企业的 ${of('neverInspected')} 条，镇级检查之后发现的 ${of('foundAfterVisit')} 条，缺少检查记录、不能判定的 ${of('missUnknown')} 条。镇级定级偏低的 ${of('levelLower')} 条，销号后又发现的 ${of('reopened')} 条。仅镇级发现的 ${of('townOnly')} 条，不作为问题。${pending}${besides}` },
  ];
}

/** Numbers of which the reader makes the rate himself. */
function alsoByTowns(county: number, detection: KeptFigure | undefined): string {
  const { value = null, numerator = 0, denominator = 0 } = detection ?? {};
  const undecided = county > denominator ? `（另有 ${county - denominator} 条涉及待核定的记录，不计入）` : '';
  return value === null ? '' : `县级比对的 ${denominator} 条中${undecided}，镇级也上报的 ${numerator} 条，镇级发现率为 ${percent(value)}。`;
}

type NamedTown = ComparisonTownEntity & { waits: boolean };

/** Those whose figures are withheld come last, and the others are ranked without them: a gap in the ranks would tell. */
function rankedAnew(towns: readonly NamedTown[], { parameters }: ComparisonEntity): NamedTown[] {
  const open = towns.filter(({ waits }) => !waits);
  if (open.length === towns.length) return open;
  const anew = withRanks(open.map(({ figures }) => figures), parameters);
  return [...open.map((town, at) => ({ ...town, figures: anew[at] ?? town.figures })), ...towns.filter(({ waits }) => waits)];
}

function townsOf(towns: readonly NamedTown[], what: string): CircularBlock[] {
  const compared = towns.filter(({ figures, waits }) => figures.compared || waits);
  const ranked = compared.filter(({ figures, waits }) => figures.detection.rank !== null && !waits);
  const first = ranked.filter(({ figures }) => figures.detection.rank === 1);
  const absent = towns.filter(({ figures, waits }) => !figures.compared && !waits).map(({ town }) => town);
  const few = compared.filter(({ figures, waits }) => figures.detection.note === '基数不足' && !waits).map(({ town }) => town);
  const sentences = [
    ranked.length > 0 && `参加排名的 ${ranked.length} 个镇中，${first.map(({ town, figures }) => `${town}（${percent(figures.detection.value)}）`).join('、')}镇级发现率居首。`,
    few.length > 0 && `${few.join('、')}县级比对的隐患数量较少，只列数字，不参加排名。`,
    absent.length > 0 && `县级在${absent.length > 8 ? `其余 ${absent.length} 个镇` : absent.join('、')}期间没有发现列入比对的隐患，为“未比对”。`,
  ].filter(Boolean);
  return [
    { kind: 'HEADING', text: '二、各镇情况' },
    { kind: 'TEXT', text: sentences.join('') || '各镇情况见表1。' },
    { kind: 'TABLE', table: {
      caption: `各镇${what}比对情况`, widths: [5, 13, 10, 10, 10, 12, 8, 8, 8, 8, 9],
      head: ['名次', '镇', '县级比对重大隐患数', '乡镇上报重大隐患数', '县级比对中镇级也上报', '镇级发现率', '漏查漏报', '镇级未检查', '定级偏低', '销号后又发现', '备注'],
      rows: compared.map(townRow), note: absent.length > 0 ? `未比对：${absent.join('、')}。` : undefined,
    } },
  ];
}

function townRow({ town, figures, waits }: NamedTown): string[] {
  const { detection } = figures;
  if (waits) return ['—', town, ...Array.from({ length: 8 }, () => '—'), WAITS];
  return [
    detection.rank === null ? '—' : String(detection.rank), town, String(figures.countyMajors.value), String(figures.townMajors.value), String(detection.numerator.value),
    percent(detection.value), String(figures.missed.value), String(figures.neverInspected.value), String(figures.levelLower.value), String(figures.reopened.value), detection.note ?? '',
  ];
}

/** Nothing of a kind, as far as may be said: a town that is withheld is not said to be without fault. */
function noneOf(what: string, towns: readonly NamedTown[]): CircularBlock {
  const withheld = towns.filter(({ waits }) => waits).length;
  const settled = towns.some(({ figures, waits }) => figures.compared && !waits);
  return text(withheld === 0 ? `没有发现${what}。` : `${settled ? `已核定的各镇没有发现${what}；` : ''}其余 ${withheld} 个镇待核定后列出。`.replace(/^其余/, '有关的'));
}

function problemsOf({ comparison, missed, playedDown, reopened, left }: CircularInput, towns: readonly NamedTown[]): CircularBlock[] {
  const what = levelWord(comparison);
  const unknown = towns.some(({ figures, waits }) => figures.missUnknown.value > 0 && !waits) ? '在有检查记录可以判定的范围内，' : '';
  const list = (caption: string, hazards: readonly HazardWithRows[], rest: number, last: string, say: (hazard: HazardWithRows) => string): CircularBlock => ({
    kind: 'TABLE', table: {
      caption, widths: [7, 21, 12, 35, 25], head: ['序号', '企业名称', '所在镇', '隐患内容（县级记录）', last],
      rows: hazards.map((hazard, at) => [String(at + 1), enterpriseOf(hazard), hazard.town, wordingOf(hazard), say(hazard)]),
      note: rest > 0 ? `另有 ${rest} 条，见随附工作簿。` : undefined,
    },
  });
  return [
    { kind: 'HEADING', text: '三、存在的主要问题' },
    { kind: 'SUBHEADING', text: '（一）漏查漏报' },
    ...(missed.length === 0 ? [noneOf(`${unknown}镇级检查过而未发现的${what}`, towns)] : [
      text('下列隐患在镇级检查时存在，县级已发现而镇级没有上报。'),
      list(`漏查漏报的${what}`, missed, left.missed, '县级发现日期、检查人员', (hazard) => foundBy(hazard)),
    ]),
    { kind: 'SUBHEADING', text: '（二）定级偏低、避重就轻' },
    ...(playedDown.length === 0 ? [noneOf('镇级定级低于他方的情形', towns)] : [
      text('下列隐患他方定为重大，镇级定为一般，应当重新研判定级。'),
      list('镇级定级偏低的隐患', playedDown, left.playedDown, '镇级记录', (hazard) => sideWords(hazard, 'TOWN')),
    ]),
    { kind: 'SUBHEADING', text: '（三）销号后又发现' },
    ...(reopened.length === 0 ? [noneOf('销号后又发现的情形', towns)] : [
      text('下列隐患一方已经销号，其后又被发现，应当核查是否真改实改。'),
      list('销号后又发现的隐患', reopened, left.reopened, '销号与再次发现', closedAndFound),
    ]),
  ];
}

const text = (said: string): CircularBlock => ({ kind: 'TEXT', text: said });

const enterpriseOf = ({ rows }: HazardWithRows): string => rows.map(({ enterpriseName }) => enterpriseName).sort((one, other) => other.length - one.length)[0] ?? '';
const wordingOf = ({ rows }: HazardWithRows): string => {
  const row = rows.find(({ side }) => side === 'COUNTY') ?? rows[0];
  return row ? `${row.location ? `${row.location}：` : ''}${row.description}` : '';
};
const foundBy = ({ rows, vagueRows }: HazardWithRows): string => {
  const row = rows.find(({ side }) => side === 'COUNTY');
  const found = row ? `${row.foundOn}${row.inspectors.length > 0 ? `${GAP}${row.inspectors.join('、')}` : ''}` : '';
  return [found, vagueSentence(vagueRows)].filter(Boolean).join('；');
};
const sideWords = ({ rows }: HazardWithRows, side: string): string =>
  rows.filter((row) => row.side === side).map(({ description, level, foundOn }) => `${foundOn}${GAP}${labelOf('level', level)}${GAP}${description}`).join('；');

/** Who closed it when, and who found it again when: once each, however many records say so. */
function closedAndFound({ rows, detail: { findings } }: HazardWithRows): string {
  const told = findings.flatMap((one) => (one.kind === 'STATUS_DIFFERS' ? [one] : []));
  const sideOf = new Map(rows.map(({ key, side }) => [key, labelOf('comparisonSide', side)]));
  const days = (all: readonly [key: string, day: string][]): string =>
    [...new Set(all.map(([key, day]) => `${sideOf.get(key) ?? ''} ${day}`))].sort((one, other) => (one.slice(-10) < other.slice(-10) ? -1 : 1)).join('、');
  return `${days(told.map(({ closed, closedOn }) => [closed, closedOn]))} 销号；${days(told.map(({ foundAgain, foundAgainOn }) => [foundAgain, foundAgainOn]))} 又被发现（待核）`;
}

/** What nobody is found to have failed in is not required of anybody. */
function requirements({ followUpBy }: CircularInput, towns: readonly NamedTown[]): CircularBlock[] {
  const by = followUpBy ? `于${dayInWords(followUpBy)}前` : '及时';
  const some = (name: 'missed' | 'levelLower' | 'reopened' | 'neverInspected'): boolean => towns.some(({ figures, waits }) => !waits && figures[name].value > 0);
  const required = [
    some('missed') && '有漏查漏报的镇，要逐条查明原因，补报隐患，对照清单组织复查。',
    some('levelLower') && '对定级偏低的隐患，要会同县应急管理局重新研判；确属重大事故隐患的，按重大事故隐患登记、整改、验收。',
    some('reopened') && '对销号后又发现的隐患，要现场核查，属于虚假整改的，依法处理并重新整改。',
    some('neverInspected') && '对镇级尚未检查的企业，有关镇要列入近期检查计划，做到全覆盖。',
    '有关企业要落实主体责任，对各级检查发现的隐患制定整改措施，明确责任、资金、时限和预案，整改到位。',
    `有关镇要将落实情况${by}书面报送县应急管理局。`,
  ].filter((one) => one !== false);
  return [{ kind: 'HEADING', text: '四、有关要求' }, ...required.map((one, at) => text(`（${NUMERALS[at] ?? ''}）${one}`))];
}
const NUMERALS = '一二三四五六';

function notesOf({ comparison, towns }: CircularInput, draft: boolean): string[] {
  const formulas = towns[0] ? [towns[0].figures.countyMajors.formula, towns[0].figures.townMajors.formula, towns[0].figures.detection.formula, towns[0].figures.missed.formula, towns[0].figures.levelLower.formula, towns[0].figures.reopened.formula] : [];
  return [
    ...formulas.map((formula, at) => `${at + 1}. ${formula}。`),
    `${formulas.length + 1}. 县级比对的重大隐患少于 ${comparison.parameters.minDenominator} 条的镇不参加排名；名次相同的并列。`,
    ...(comparison.signedOff.length > 0 ? [`${formulas.length + 2}. ${comparison.signedOff.map(({ town }) => town).join('、')}的数字经县应急管理局审批人员核签。`] : []),
    draft ? '征求意见稿，数字以正式公布的为准；有待核定记录的镇不点名。' : `比对结果校验值（SHA-256）：${comparison.resultHash ?? ''}`,
  ];
}
