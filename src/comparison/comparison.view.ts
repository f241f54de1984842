import { ApiExtraModels } from '@nestjs/swagger';
import type { Side } from '../domain/comparison/record.js';
import { labelOf } from '../domain/labels.js';
import type { ComparisonEntity } from './comparison.entity.js';
import { Agreeing, FigureView, NamedFigures } from './figure.view.js';
import type { Decision, LevelShown, State, Step, TakenFrom } from './run.state.js';
import { Coded } from '../platform/http/coded.js';

export { FigureView };

/** 进度 */
export class ProgressView {
  /** @example "MATCHING" */
  step: Step;
  /** @example "逐企业比对" */
  stepLabel: string;
  /** 百分比 @example 60 */
  percent: number;
}

/** 比对所用的全部参数：同样的清单和参数，得到同样的结果 */
export class ParametersView {
  /** 统计和通报显示的等级 @example "MAJOR" */
  @Coded('levelsShown')
  levels: LevelShown;
  /** 其名称 */
  levelsLabel: string;
  /** 县级重大隐患少于此数的镇，只列数字，不排名 @example 3 */
  minDenominator: number;
  /** 大比对设置（/settings/comparison）的版本 @example 0 */
  settingVersion?: number;
  /** 词表版本 @example "2026-11" */
  lexiconVersion?: string;
  /** 权重版本 @example "2026-11" */
  weightsVersion?: string;
  /** 沿用的企业名称确认（条） @example 2 */
  aliases?: number;
  /** 沿用的人工核定（对） @example 4 */
  rulings?: number;
  /** 镇级检查记录（条）；没有则为 null，漏查与未查不能区分 @example 120 */
  inspections?: number | null;
  /** 期间登记过检查的镇；其他镇只答“不能判定”。为 null 时，随镇级清单交来的检查记录适用于各镇 @example ["南村镇"] */
  inspectedTowns?: string[] | null;
}

export class SignOffView {
  /** @example "南村镇" */
  town: string;
  /** @example "已与镇应急管理中心当面核对" */
  reason: string;
  /** 签发人 @example "示例丙" */
  by: string;
  at: string;
  /** 涉及待核定记录的隐患（条） @example 1 */
  hazards: number;
  /** 所签发的待核定隐患及其记录对的 SHA-256 */
  seen?: string;
}

export class PublicationView {
  /** 县内当年的通报编号 @example "〔2026〕第1号" */
  number: string;
  /** 发文字号 @example "泽应急发〔2026〕88号" */
  documentNo: string | null;
  publishedAt: string;
  /** 公布人 @example "示例丙" */
  publishedBy: string;
  /** 所公布内容的 SHA-256 */
  hash: string;
  signedOff: SignOffView[];
}

/** 一次大比对 */
@ApiExtraModels(FigureView)
export class ComparisonView {
  id: string;
  /** @example 4 */
  version: number;
  /** @example "危险化学品企业警示教育活动重大事故隐患大比对" */
  name: string;
  /** @example "2026-10-01" */
  periodFrom: string;
  /** @example "2026-11-20" */
  periodTo: string;
  /** @example "140525" */
  areaCode: string;
  /** 行业；空为全部 @example ["HAZCHEM"] */
  @Coded('sector', { many: true })
  sectors: string[];
  /** 其名称，次序相同 */
  sectorsLabel: string[];
  /** @example ["COUNTY", "TOWN", "ENTERPRISE"] */
  sides: Side[];
  /** 其名称，次序相同 */
  sidesLabel: string[];
  /** @example "LISTS" */
  from: TakenFrom;
  /** @example "清单" */
  fromLabel: string;
  /** @example "DONE" */
  state: State;
  /** @example "已完成" */
  stateLabel: string;
  progress: ProgressView;
  /** 未能完成的原因 @example null */
  failure: string | null;
  /** 各方清单的行数，及检查记录的条数 @example { "COUNTY": 12, "TOWN": 9, "INSPECTIONS": 30 } */
  lists: Record<string, number>;
  parameters: ParametersView;
  /** 各项数字：数值、计算方法、所据的记录；未完成时为空 */
  @NamedFigures() figures: Record<string, FigureView>;
  /** 输入的 SHA-256 */
  inputHash: string | null;
  /** 结果的 SHA-256：同样的输入和参数，得到同样的结果 */
  resultHash: string | null;
  publication: PublicationView | null;
  /** @example "泽州县应急管理局" */
  organisation: string;
  createdBy: string;
  createdAt: string;
  updatedAt: string;
  finishedAt: string | null;
}

/** `whole`: what concerns everybody (list sizes, hashes, sign-offs) is for whoever sees the whole of it. */
export function comparisonView(row: ComparisonEntity, figures: Record<string, FigureView>, whole: boolean): ComparisonView {
  return {
    id: row.id, version: row.version, name: row.name, periodFrom: row.periodFrom, periodTo: row.periodTo, areaCode: row.areaCode,
    sectors: row.sectors, sectorsLabel: row.sectors.map((one) => labelOf('sector', one)), sides: row.sides, sidesLabel: row.sides.map((one) => labelOf('comparisonSide', one)), from: row.takenFrom, fromLabel: labelOf('comparisonFrom', row.takenFrom),
    state: row.state, stateLabel: labelOf('comparisonState', row.state),
    progress: { ...row.progress, stepLabel: labelOf('comparisonStep', row.progress.step) }, failure: row.failure,
    lists: whole ? row.listCounts : {},
    parameters: { ...(whole ? row.parameters : { levels: row.parameters.levels, minDenominator: row.parameters.minDenominator }), levelsLabel: labelOf('levelsShown', row.parameters.levels) },
    figures, inputHash: whole ? row.inputHash : null, resultHash: whole ? row.resultHash : null, publication: publicationOf(row, whole),
    organisation: row.organisationName, createdBy: row.createdByName, createdAt: row.createdAt, updatedAt: row.updatedAt, finishedAt: row.finishedAt,
  };
}

export const circularName = ({ circularYear, circularNumber }: Pick<ComparisonEntity, 'circularYear' | 'circularNumber'>): string =>
  `〔${circularYear ?? ''}〕第${circularNumber ?? ''}号`;

function publicationOf(row: ComparisonEntity, whole: boolean): PublicationView | null {
  if (row.state !== 'PUBLISHED' || row.publishedAt === null || row.publishedHash === null) return null;
  return {
    number: circularName(row), documentNo: row.documentNo, publishedAt: row.publishedAt, publishedBy: row.publishedByName ?? '',
    hash: row.publishedHash, signedOff: whole ? row.signedOff : [],
  };
}

export class FlaggedRowView {
  /** @example "rows[3]" */
  path: string;
  /** @example "Z-004" */
  externalRef: string;
  /** @example "TOWN_UNKNOWN" */
  @Coded('rowFlag')
  flag: string;
  /** @example "没有这个镇" */
  flagLabel: string;
}

/** 收下的清单 */
export class ListTakenView {
  /** 比对的版本号，下一份清单的 If-Match 用它 @example 2 */
  version: number;
  /** @example "TOWN" */
  side: Side;
  /** @example "镇级" */
  sideLabel: string;
  /** 收下的行数 @example 9 */
  rows: number;
  /** 收下的检查记录 @example 30 */
  inspections: number;
  /** 参加比对的行数：期间、行业、区域之外的不参加 @example 9 */
  compared: number;
  /** 照收而须注意的行，至多列 500 项 */
  flags: FlaggedRowView[];
}

/** 一条参加比对的记录 */
export class RecordView {
  /** @example "COUNTY" */
  side: Side;
  /** @example "县级" */
  sideLabel: string;
  /** @example "X-001" */
  externalRef: string | null;
  hazardId: string | null;
  /** @example "示例甲铸造有限公司" */
  enterpriseName: string;
  /** @example "91140525XXXX00011F" */
  creditCode: string | null;
  /** @example "南村镇" */
  town: string;
  /** @example "METALLURGY" */
  sector: string;
  /** 其名称 */
  sectorLabel: string;
  /** @example "MAJOR" */
  @Coded('level')
  level: string;
  /** @example "重大" */
  levelLabel: string;
  /** @example "2号炉炉前坑积水" */
  description: string;
  /** @example "熔炼车间" */
  location: string | null;
  /** @example null */
  basisClause: string | null;
  /** @example "2026-10-12" */
  foundOn: string;
  /** @example "OPEN" */
  @Coded('comparedStatus')
  status: string;
  /** @example "未整改" */
  statusLabel: string;
  /** @example null */
  closedOn: string | null;
  /** 检查人员 @example ["示例检查员甲"] */
  inspectors: string[];
  /** 重大隐患尚未完成确认 @example false */
  pending: boolean;
  /** @example ["TOWN_UNKNOWN"] */
  @Coded('rowFlag', { many: true })
  flags: string[];
  /** 其名称，次序相同 */
  flagsLabel: string[];
}

export class RulingView {
  /** @example "SAME" */
  @Coded('rulingVerdict')
  verdict: string;
  /** 其名称 */
  verdictLabel: string;
  /** @example "部位和缺陷一致" */
  note: string | null;
  /** 核定人 @example "示例丙" */
  by: string;
  at: string;
  /** 沿用自此前的比对 @example false */
  reused: boolean;
}

/** 可能为同一隐患的两条记录 */
export class PairView {
  id: string;
  /** @example "AUTO" */
  tier: 'AUTO' | 'REVIEW';
  /** @example "自动认定" */
  tierLabel: string;
  /** 由比对得出，或由审批人员指定 @example "MATCHER" */
  origin: 'MATCHER' | 'OFFICER';
  /** 其名称 */
  originLabel: string;
  /** @example "SAME" */
  decision: Decision;
  /** @example "同一隐患" */
  decisionLabel: string;
  left: RecordView;
  right: RecordView;
  /** 0–1；由审批人员指定的为 null @example 0.96 */
  score: number | null;
  /** 理由 @example ["同一家企业（统一社会信用代码一致）", "同一部位：熔炼车间"] */
  reasons: string[];
  /** 一方的记录合写了几条隐患 @example false */
  covers: boolean;
  /** 两段描述中相符的部分：起止字符位置 @example { "left": [[0, 3]], "right": [[2, 5]] } */
  @Agreeing() agreeing: object;
  ruling: RulingView | null;
}
