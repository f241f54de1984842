import { CATEGORIES, HAZARD_LEVELS, SECTORS, SOURCES } from '../domain/hazard.js';
import type { Category, HazardLevel, Sector, Source } from '../domain/hazard.js';
import { CreditCode, Day, Flag, Id, Money, OneOf, Phone, Text } from '../platform/http/fields.js';
import { ListOf, ListOfIds, Part } from '../platform/http/parts.js';

export class FoundByDto {
  /** 姓名：谁检查、谁签名、谁负责 @example "示例检查员甲" */
  @Text(1, 50) name: string;
  /** 职务 @example "安全员" */
  @Text(1, 50, { optional: true, nullable: true }) post?: string | null;
  /** 单位 @example "示例甲铸造有限公司" */
  @Text(1, 100, { optional: true, nullable: true }) organisation?: string | null;
}

export class OwnerDto {
  /** 整改责任人姓名 @example "示例责任人乙" */
  @Text(1, 50) name: string;
  /** 职务 @example "车间主任" */
  @Text(1, 50, { optional: true, nullable: true }) post?: string | null;
  /** 联系电话，加密保存，对无关人员打码 @example "13800005678" */
  @Phone({ optional: true, nullable: true }) phone?: string | null;
  /** 部门 @example "铸造车间" */
  @Text(1, 100, { optional: true, nullable: true }) department?: string | null;
}

export class ProvisionalEnterpriseDto {
  /** 企业名称 @example "示例待核企业" */
  @Text(1, 100) name: string;
  /** 地址 @example "南村镇示例路 1 号" */
  @Text(1, 200) address: string;
  /** 所在镇的区划代码 @example "140525100" */
  @Text(6, 12) areaCode: string;
}

/** 登记一条隐患。企业以 enterpriseId、enterpriseCreditCode、enterprise（仅监管单位）三者之一指明。 */
export class RegisterHazardDto {
  /** 企业编号 @example "019a9f00-0000-7000-8000-000000000101" */
  @Id({ optional: true }) enterpriseId?: string;
  /** 统一社会信用代码（GB 32100，校验码须正确） */
  @CreditCode({ optional: true }) enterpriseCreditCode?: string;
  /** 台账中没有的企业：先建临时企业，由管理员归并（仅监管单位） */
  @Part(() => ProvisionalEnterpriseDto, { optional: true }) enterprise?: ProvisionalEnterpriseDto;
  /** 隐患等级：一般、重大 @example "MAJOR" */
  @OneOf(HAZARD_LEVELS) level: HazardLevel;
  /** 隐患来源 @example "ENTERPRISE_SELF_CHECK" */
  @OneOf(SOURCES) source: Source;
  /** 代报：监管单位代企业登记自查隐患 @example false */
  @Flag({ optional: true }) enteredByProxy?: boolean;
  /** 行业领域 @example "METALLURGY" */
  @OneOf(SECTORS) sector: Sector;
  /** 隐患类别：人、物、环境、管理 @example "EQUIPMENT" */
  @OneOf(CATEGORIES) category: Category;
  /** 隐患描述 @example "2号中频炉冷却水未设置进出水流量差监测报警装置" */
  @Text(1, 2000) description: string;
  /** 隐患部位 @example "铸造车间2号炉" */
  @Text(0, 200, { optional: true, nullable: true }) location?: string | null;
  /** 判定条款代码，见 GET /standards/clauses；重大隐患须有条款或说明之一 @example "GM-2023-05-05" */
  @Text(1, 40, { optional: true, nullable: true }) basisClause?: string | null;
  /** 判定依据说明 @example "专家现场认定" */
  @Text(1, 500, { optional: true, nullable: true }) basisNote?: string | null;
  /** 发现日期，不晚于今天 @example "2026-11-20" */
  @Day() foundOn: string;
  /** 检查（发现）人员，1–10 人 */
  @ListOf(() => FoundByDto, 1, 10) foundBy: FoundByDto[];
  /** 整改责任人；最迟在首次签字、确认等手续之前填写 */
  @Part(() => OwnerDto, { optional: true, nullable: true }) owner?: OwnerDto | null;
  /** 整改期限，不早于发现日期；重大隐患登记时必填 @example "2027-01-15" */
  @Day({ optional: true, nullable: true }) deadline?: string | null;
  /** 督办人员 @example "示例督办员丙" */
  @Text(1, 50, { optional: true, nullable: true }) supervisingOfficer?: string | null;
  /** 整改期间的防范措施 @example "停用2号炉，设置警戒" */
  @Text(1, 1000, { optional: true, nullable: true }) interimMeasures?: string | null;
  /** 是否已停产 @example false */
  @Flag({ optional: true }) operationsSuspended?: boolean;
  /** 所属检查：同一企业、未作废的检查 */
  @Id({ optional: true, nullable: true }) inspectionId?: string | null;
  /** 所属专项行动，最多 20 个 @example [] */
  @ListOfIds(0, 20, { optional: true }) campaignIds?: string[];
  /** 调用方自己的编号，在本单位内唯一 @example "EHS-2026-0001" */
  @Text(1, 100, { optional: true, nullable: true }) externalRef?: string | null;
  /** 重复出现的前一条隐患 */
  @Id({ optional: true, nullable: true }) repeatOf?: string | null;
}

/** 修改隐患；只送要改的字段。签字后修改签字内容，已有的签字和确认失效，回到起始状态。 */
export class PatchHazardDto {
  /** 隐患描述 @example "2号、3号中频炉冷却水均未设置进出水流量差监测报警装置" */
  @Text(1, 2000, { optional: true }) description?: string;
  /** 隐患部位 @example "铸造车间2、3号炉" */
  @Text(0, 200, { optional: true, nullable: true }) location?: string | null;
  /** 判定条款代码 @example "GM-2023-05-05" */
  @Text(1, 40, { optional: true, nullable: true }) basisClause?: string | null;
  /** 判定依据说明 */
  @Text(1, 500, { optional: true, nullable: true }) basisNote?: string | null;
  /** 行业领域。按审批层级的设置须走另一条路的：整改前已有的签字和确认失效，整改后不能改 @example "METALLURGY" */
  @OneOf(SECTORS, { optional: true }) sector?: Sector;
  /** 隐患类别：人、物、环境、管理 @example "EQUIPMENT" */
  @OneOf(CATEGORIES, { optional: true }) category?: Category;
  /** 检查人员 */
  @ListOf(() => FoundByDto, 1, 10, { optional: true }) foundBy?: FoundByDto[];
  /** 整改责任人 */
  @Part(() => OwnerDto, { optional: true, nullable: true }) owner?: OwnerDto | null;
  /** 整改期限；首次签字、确认等手续之后只能延期 @example "2027-01-20" */
  @Day({ optional: true }) deadline?: string;
  /** 督办人员 */
  @Text(1, 50, { optional: true, nullable: true }) supervisingOfficer?: string | null;
  /** 整改期间的防范措施 */
  @Text(1, 1000, { optional: true, nullable: true }) interimMeasures?: string | null;
  /** 是否已停产 */
  @Flag({ optional: true }) operationsSuspended?: boolean;
  /** 所属检查：同一企业、未作废的检查 */
  @Id({ optional: true, nullable: true }) inspectionId?: string | null;
  /** 所属专项行动 */
  @ListOfIds(0, 20, { optional: true }) campaignIds?: string[];
  /** 重复出现的前一条隐患 */
  @Id({ optional: true, nullable: true }) repeatOf?: string | null;
}

export class ResponsibilityDto {
  /** 责任单位 @example "铸造车间" */
  @Text(1, 100) unit: string;
  /** 责任人 @example "示例责任人乙" */
  @Text(1, 50) person: string;
  /** 电话 @example "13800005678" */
  @Phone({ optional: true, nullable: true }) phone?: string | null;
}
export class FundsDto {
  /** 整改资金金额（元） @example "12000.00" */
  @Money() amountYuan: string;
  /** 资金来源 @example "安全生产费用" */
  @Text(1, 200) source: string;
  /** 金额为零的理由 @example "本厂人员自行整改，不需费用" */
  @Text(1, 200, { optional: true, nullable: true }) zeroReason?: string | null;
}
export class MilestoneDto {
  /** 时间节点 @example "2026-12-10" */
  @Day() day: string;
  /** 节点要求 @example "完成装置采购" */
  @Text(1, 200) goal: string;
}
export class ScheduleDto {
  /** 完成时限，须与隐患的整改期限一致；隐患尚无期限时以此为准 @example "2027-01-15" */
  @Day({ optional: true }) deadline?: string;
  /** 时间节点，最多 50 个 */
  @ListOf(() => MilestoneDto, 0, 50, { optional: true }) milestones?: MilestoneDto[];
}
export class ContingencyPlanDto {
  /** 预案要点 @example "断水立即停炉，人员撤离至炉台外 20 米" */
  @Text(1, 2000) summary: string;
  /** 预案文件（已上传的佐证编号） */
  @Id({ optional: true, nullable: true }) evidenceId?: string | null;
}

/** 五到位（泽州 2023）：整体替换；缺的部分视为未填。 */
export class FiveInPlaceDto {
  /** 措施 @example "加装进出水流量差监测报警装置并与电源联锁" */
  @Text(1, 2000, { optional: true, nullable: true }) measures?: string | null;
  /** 责任 */
  @Part(() => ResponsibilityDto, { optional: true, nullable: true }) responsibility?: ResponsibilityDto | null;
  /** 资金 */
  @Part(() => FundsDto, { optional: true, nullable: true }) funds?: FundsDto | null;
  /** 时限 */
  @Part(() => ScheduleDto, { optional: true, nullable: true }) schedule?: ScheduleDto | null;
  /** 预案 */
  @Part(() => ContingencyPlanDto, { optional: true, nullable: true }) contingencyPlan?: ContingencyPlanDto | null;
}

/** 七溯源一分析（上党 2024）：责任、标准、能力、管理、制度、考评、资源溯源和本质安全分析 */
export class CauseAnalysisDto {
  /** 责任溯源 @example "炉长未按规定巡检冷却水" */
  @Text(1, 2000, { optional: true }) responsibility?: string;
  /** 标准溯源 */
  @Text(1, 2000, { optional: true }) standard?: string;
  /** 能力溯源 */
  @Text(1, 2000, { optional: true }) capability?: string;
  /** 管理溯源 */
  @Text(1, 2000, { optional: true }) management?: string;
  /** 制度溯源 */
  @Text(1, 2000, { optional: true }) institution?: string;
  /** 考评溯源 */
  @Text(1, 2000, { optional: true }) assessment?: string;
  /** 资源溯源 */
  @Text(1, 2000, { optional: true }) resource?: string;
  /** 本质安全分析 */
  @Text(1, 2000, { optional: true }) intrinsicSafety?: string;
}

/** 双报告：向职工大会（职代会）或从业人员通报 */
export class WorkersInformedDto {
  /** 日期 @example "2026-11-21" */
  @Day() day: string;
  /** 通报方式 @example "班前会通报并在公示栏张贴" */
  @Text(1, 500) how: string;
  /** 佐证编号 */
  @Id({ optional: true, nullable: true }) evidenceId?: string | null;
}

/** 定期安全评估：不能保证安全的，应责令停产 */
export class AssessmentDto {
  /** 日期 @example "2026-11-21" */
  @Day() day: string;
  /** 能否保证安全生产 @example true */
  @Flag() safeToOperate: boolean;
  /** 评估意见 @example "临时措施有效，可继续生产" */
  @Text(1, 2000) opinion: string;
}
