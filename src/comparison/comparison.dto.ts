import type { Side } from '../domain/comparison/record.js';
import { OUTCOMES } from '../domain/comparison/outcome.js';
import type { Outcome } from '../domain/comparison/outcome.js';
import { SECTORS } from '../domain/hazard.js';
import type { Sector } from '../domain/hazard.js';
import { Day, Flag, Id, Matching, OneOf, Text, Whole } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { ListOf, ListOfCodes, ListOfObjects, Part } from '../platform/http/parts.js';
import { QueryFlag, QueryList, QueryTexts } from '../platform/http/query-fields.js';
import { FIGURES_ASKED } from './figures.js';
import { DECISIONS, INSPECTIONS_MAX, LEVELS_SHOWN, LIST_MAX_ROWS, SIDES, STATES, TAKEN_FROM } from './run.state.js';
import type { Decision, LevelShown, State, TakenFrom } from './run.state.js';

/** 新建一次大比对 */
export class NewComparisonDto {
  /** 名称 @example "危险化学品企业警示教育活动重大事故隐患大比对" */
  @Text(1, 100) name: string;
  /** 期间的第一天（按发现日期，含当天） @example "2026-10-01" */
  @Day() periodFrom: string;
  /** 期间的最后一天（含当天） @example "2026-11-20" */
  @Day() periodTo: string;
  /** 比对的区域：县或一个镇的区划代码 @example "140525" */
  @Matching(/^\d{6}(\d{3})?$/, '140525 / 140525100') areaCode: string;
  /** 比对的行业；不填为全部 @example ["HAZCHEM"] */
  @ListOfCodes(SECTORS, 0, SECTORS.length, { optional: true }) sectors?: Sector[];
  /** 比对的各方；须有县级和镇级 @example ["COUNTY", "TOWN", "ENTERPRISE"] */
  @ListOfCodes(SIDES, 1, 10) sides: Side[];
  /** 数据来自台账（LEDGER），或另行报送的清单（LISTS） @example "LISTS" */
  @OneOf(TAKEN_FROM) from: TakenFrom;
  /** 统计和通报显示的等级：任一方定为重大的（MAJOR，默认），或全部（ALL） @example "MAJOR" */
  @OneOf(LEVELS_SHOWN, { optional: true }) levels?: LevelShown;
}

/** 清单的一行 */
export class ListRowDto {
  /** 编号，各行不同 @example "Z-001" */
  externalRef: string;
  /** 企业名称 @example "示例甲铸造有限公司" */
  enterpriseName: string;
  /** 统一社会信用代码；有误的照收并标记 @example "91140525XXXX00011F" */
  creditCode?: string | null;
  /** 所在镇的名称，乡、镇字样可省；不详的照收并标记 @example "南村镇" */
  town: string;
  /** 行业：代码，或中文名称；不在代码表中的照收并标记 @example "METALLURGY" */
  sector: string;
  /** 等级 @example "MAJOR" */
  level: 'GENERAL' | 'MAJOR';
  /** 隐患内容，1–2,000 个字符 @example "2号炉炉前坑积水" */
  description: string;
  /** 部位 @example "熔炼车间" */
  location?: string | null;
  /** 判定依据，文字 @example "《工贸企业重大事故隐患判定标准》第五条" */
  basisClause?: string | null;
  /** 发现日期，YYYY-MM-DD @example "2026-11-12" */
  foundOn: string;
  /** 状态 @example "OPEN" */
  status: 'OPEN' | 'RECTIFYING' | 'CLOSED';
  /** 销号日期，YYYY-MM-DD；只随 CLOSED @example null */
  closedOn?: string | null;
  /** 检查人员的姓名 @example ["示例检查员乙"] */
  inspectors?: string[] | null;
}

/** 镇级的一次检查 */
export class ListInspectionDto {
  /** 企业名称 @example "示例甲铸造有限公司" */
  enterpriseName: string;
  /** 统一社会信用代码 @example "91140525XXXX00011F" */
  creditCode?: string | null;
  /** 检查日期，YYYY-MM-DD @example "2026-11-12" */
  inspectedOn: string;
}

/** 一方的清单：逐行核对，任何一行不合格则整份不收；镇名不详、代码有误的照收并标记 */
export class ListDto {
  /** 隐患，每行：externalRef、enterpriseName、creditCode、town、sector、level、description、location、basisClause、foundOn、status、closedOn、inspectors */
  @ListOfObjects(0, LIST_MAX_ROWS, {}, () => ListRowDto) rows: object[];
  /** 镇级检查记录（只随镇级清单）：enterpriseName、creditCode、inspectedOn；没有它，漏查与未查不能区分 */
  @ListOfObjects(0, INSPECTIONS_MAX, { optional: true }, () => ListInspectionDto) inspections?: object[];
}

/** 一条记录：清单中的编号，或台账中隐患的编号 */
export class RecordRefDto {
  /** 哪一方 @example "COUNTY" */
  @OneOf(SIDES) side: Side;
  /** 清单中的编号 @example "X-001" */
  @Text(1, 100, { optional: true }) externalRef?: string;
  /** 台账中的隐患编号 */
  @Id({ optional: true }) hazardId?: string;
}

/** 审批人员把两条记录认定为同一隐患 */
export class JoinPairDto {
  /** 一条记录 */
  @Part(() => RecordRefDto) left: RecordRefDto;
  /** 另一条记录 */
  @Part(() => RecordRefDto) right: RecordRefDto;
  /** 理由 @example "同一台行车，两份记录措辞不同" */
  @Text(1, 500) note: string;
}

/** 逐对核定 */
export class RulePairDto {
  /** 同一隐患，或不是 @example "SAME" */
  @OneOf(['SAME', 'DIFFERENT']) verdict: 'SAME' | 'DIFFERENT';
  /** 理由 @example "部位和缺陷一致" */
  @Text(1, 500) note: string;
}

export class UnrulePairDto {
  /** 撤销的理由 @example "核定有误" */
  @Text(1, 500, { optional: true }) note?: string;
}

/** 清单中的一种企业写法 */
export class MentionDto {
  /** 名称 @example "示例甲铸造" */
  @Text(1, 200) name: string;
  /** 统一社会信用代码，有则填写 */
  @Text(1, 50, { optional: true, nullable: true }) creditCode?: string | null;
  /** 所在镇 @example "南村镇" */
  @Text(1, 50) town: string;
}

/** 确认两种写法是（或不是）同一家企业；确认一次，以后的比对沿用 */
export class AliasDto {
  /** 一种写法 */
  @Part(() => MentionDto) left: MentionDto;
  /** 另一种写法 */
  @Part(() => MentionDto) right: MentionDto;
  /** 是否同一家 @example true */
  @Flag() same: boolean;
  /** 依据 @example "营业执照曾用名" */
  @Text(1, 500, { optional: true }) note?: string;
}

/** 数字涉及待核定记录的镇，由审批人员说明理由后仍予点名 */
export class SignOffDto {
  /** 镇的名称 @example "南村镇" */
  @Text(1, 50) town: string;
  /** 理由 @example "已与镇应急管理中心当面核对" */
  @Text(1, 500) reason: string;
  /** 签发时所见的该镇待核定隐患条数（figures.undecided），数字已变的不予公布；不填的为公布时的条数。比对完成之后才成为待核定的（如撤销核定）不在其内：数字相同的也可能已换了别的，须填写 seen 或带 If-Match @example 1 */
  @Whole(1, 100_000, { optional: true }) hazards?: number;
  /** 签发时所见：各镇数字（towns）中该镇的 undecidedSeen；已变的不予公布 @example "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9" */
  @Matching(/^[0-9a-f]{64}$/, '64 位十六进制', { optional: true }) seen?: string;
}

/** 公布：冻结、编号、留存校验值 */
export class PublishDto {
  /** 发文字号，由县局自行编定 @example "泽应急发〔2026〕88号" */
  @Text(1, 50, { optional: true }) documentNo?: string;
  /** 要求各镇书面报送整改情况的日期，写入通报 @example "2026-12-15" */
  @Day({ optional: true }) followUpBy?: string;
  /** 签发说明 */
  @ListOf(() => SignOffDto, 0, 100, { optional: true }) signOffs?: SignOffDto[];
}

export class ComparisonQuery extends PageQuery {
  /** 状态 @example ["DONE"] */
  @QueryList(STATES) state?: State[];
  /** 区划代码 @example ["140525"] */
  @QueryTexts(6, 9) areaCode?: string[];
}

export class PairQuery extends PageQuery {
  /** 自动认定，或待人工核定 @example ["REVIEW"] */
  @QueryList(['AUTO', 'REVIEW']) tier?: ('AUTO' | 'REVIEW')[];
  /** 是否同一隐患 @example ["UNDECIDED"] */
  @QueryList(DECISIONS) decision?: Decision[];
  /** 只看（或只看不）列入统计和通报的：任一方为重大 @example true */
  @QueryFlag() shown?: boolean;
  /** 镇的区划代码 @example ["140525100"] */
  @QueryTexts(6, 9) townCode?: string[];
}

export const FINDINGS = ['LEVEL_DIFFERS', 'STATUS_DIFFERS', 'REPEATED'] as const;
export const MISSED = ['MISSED', 'NEVER_INSPECTED', 'FOUND_AFTER_VISIT', 'UNKNOWN'] as const;

export class OutcomeQuery extends PageQuery {
  /** 比对结果 @example ["COUNTY_ONLY"] */
  @QueryList(OUTCOMES) outcome?: Outcome[];
  /** 发现的问题 @example ["LEVEL_DIFFERS"] */
  @QueryList(FINDINGS) finding?: (typeof FINDINGS)[number][];
  /** 仅县级发现的，镇级为何没有 @example ["MISSED"] */
  @QueryList(MISSED) missed?: (typeof MISSED)[number][];
  /** 镇的区划代码 @example ["140525100"] */
  @QueryTexts(6, 9) townCode?: string[];
  /** 涉及待核定的记录 @example true */
  @QueryFlag() undecided?: boolean;
  /** 某项数字所据的隐患；比率为分母所据，名称加 Numerator 为分子所据 @example ["countyMajors"] */
  @QueryList(FIGURES_ASKED) figure?: (typeof FIGURES_ASKED)[number][];
  /** 显示的等级：默认与统计、通报一致；ALL 为全部 @example ["ALL"] */
  @QueryList(LEVELS_SHOWN) levels?: LevelShown[];
}

export class RowQuery extends PageQuery {
  /** 只看有标记的 @example true */
  @QueryFlag() flagged?: boolean;
}

/** 会议用页面：选看一个镇 */
export class MeetingQuery {
  /** 镇的区划代码 */
  @Text(0, 9, { optional: true }) town?: string;
}
