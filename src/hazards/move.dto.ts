import { AUTHORITY_LEVELS } from '../domain/permission.js';
import { HAZARD_LEVELS } from '../domain/hazard.js';
import type { HazardLevel } from '../domain/hazard.js';
import type { Commands } from '../domain/dossier.js';
import { Day, Flag, Id, Money, OneOf, Secret, Text } from '../platform/http/fields.js';
import { ListOfIds, Part } from '../platform/http/parts.js';
import { FiveInPlaceDto } from './hazard.dto.js';

/** 纸质签字：由镇检查人员上传签字单代办 */
class PaperDto {
  /** 签字单（已上传的 SIGNED_SHEET 佐证编号），仅镇级代办时 */
  @Id({ optional: true }) signedSheetEvidenceId?: string;
  /** 纸面签字日期，仅镇级代办时 */
  @Day({ optional: true }) signedOn?: string;
}

export class SignDto extends PaperDto {
  /** 本人密码：签字是法律行为，须再次验证 @example "请填写本人密码" */
  @Secret(1, 128, { optional: true }) password?: string;
  /** 签字声明 @example "本人确认以上内容属实，按五到位落实整改" */
  @Text(1, 500, { optional: true }) statement?: string;
}
export class RefuseToSignDto {
  /** 拒签理由 @example "企业负责人不认可该项" */
  @Text(1, 500) reason: string;
  /** 见证人 @example "示例见证人丁" */
  @Text(1, 50) witness: string;
}
export class OpinionDto {
  /** 确认意见 @example "情况属实，同意" */
  @Text(1, 1000, { optional: true }) opinion?: string;
}
export class OpinionNeededDto {
  /** 意见，必填 @example "整改措施不具体，请补充" */
  @Text(1, 1000) opinion: string;
}
export class ReasonDto {
  /** 理由 @example "情况已核实" */
  @Text(1, 1000) reason: string;
}
export class RecordProgressDto {
  /** 整改进展 @example "装置已到货，开始安装" */
  @Text(1, 2000) note: string;
  /** 佐证编号 @example [] */
  @ListOfIds(0, 50, { optional: true }) evidenceIds?: string[];
}
export class AmendChangesDto {
  /** 隐患描述 @example "2号中频炉及其备用水泵均未设置流量差报警" */
  @Text(1, 2000, { optional: true }) description?: string;
  /** 隐患部位 */
  @Text(0, 200, { optional: true, nullable: true }) location?: string | null;
  /** 判定条款 */
  @Text(1, 40, { optional: true, nullable: true }) basisClause?: string | null;
  /** 判定依据说明 */
  @Text(1, 500, { optional: true, nullable: true }) basisNote?: string | null;
  /** 五到位（整体替换） */
  @Part(() => FiveInPlaceDto, { optional: true }) fiveInPlace?: FiveInPlaceDto;
}
export class AmendDto {
  /** 更正内容 */
  @Part(() => AmendChangesDto) changes: AmendChangesDto;
  /** 理由 @example "现场复核后补充" */
  @Text(1, 1000) reason: string;
  /** 主要负责人本人办理时填密码，即时重新签字 @example "请填写本人密码" */
  @Secret(1, 128, { optional: true }) password?: string;
  /** 签字声明 */
  @Text(1, 500, { optional: true }) statement?: string;
}
export class SubmitRectificationDto extends PaperDto {
  /** 整改完成情况 @example "已加装流量差监测报警装置，试运行正常" */
  @Text(1, 2000) summary: string;
  /** 整改完成日期 @example "2026-11-21" */
  @Day() completedOn: string;
  /** 实际投入资金（元） @example "11800.00" */
  @Money() fundsSpentYuan: string;
  /** 佐证编号，至少一份整改后（AFTER）；核查认定虚假整改后再申请的，其中至少一份须在核查之后新上传 */
  @ListOfIds(0, 50) evidenceIds: string[];
}
export class AcceptDto extends PaperDto {
  /** 验收意见 @example "现场查看，整改到位" */
  @Text(1, 1000, { optional: true }) opinion?: string;
  /** 是否到现场验收；重大隐患至少一级须到现场 @example true */
  @Flag({ optional: true }) checkedOnSite?: boolean;
}
export class RequestExtensionDto {
  /** 申请的新期限 @example "2027-02-28" */
  @Day() deadline: string;
  /** 理由 @example "设备供货延迟" */
  @Text(1, 1000) reason: string;
  /** 延期期间的防范措施 @example "2号炉继续停用" */
  @Text(1, 1000, { optional: true }) interimMeasures?: string;
}
export class DecideExtensionDto {
  /** 延期申请编号 */
  @Id() extensionId: string;
  /** 决定 @example "APPROVED" */
  @OneOf(['APPROVED', 'REFUSED']) verdict: 'APPROVED' | 'REFUSED';
  /** 意见 @example "同意延期，落实防范措施" */
  @Text(1, 1000, { optional: true }) opinion?: string;
}
export class ReclassifyDto {
  /** 新等级 @example "MAJOR" */
  @OneOf(HAZARD_LEVELS) level: HazardLevel;
  /** 理由 @example "符合重大事故隐患判定标准" */
  @Text(1, 1000) reason: string;
  /** 判定条款 @example "GM-2023-05-05" */
  @Text(1, 40, { optional: true }) basisClause?: string;
  /** 判定依据说明 */
  @Text(1, 500, { optional: true }) basisNote?: string;
}
export class ListForSupervisionDto {
  /** 挂牌级别 @example "COUNTY" */
  @OneOf([...AUTHORITY_LEVELS, 'PROVINCE']) supervisingLevel: Commands['list-for-supervision']['supervisingLevel'];
  /** 督办单位 @example "泽州县安全生产委员会办公室" */
  @Text(1, 100) unit: string;
  /** 督办通知文号 @example "泽安办督〔2026〕1号" */
  @Text(1, 100) noticeNo: string;
  /** 督办期限 @example "2027-01-31" */
  @Day() deadline: string;
}
export class VerifyDto {
  /** 核查结论：真改实改、虚假整改 @example "GENUINE" */
  @OneOf(['GENUINE', 'NOT_GENUINE']) verdict: 'GENUINE' | 'NOT_GENUINE';
  /** 核查意见 @example "回头看，装置运行正常" */
  @Text(1, 1000) opinion: string;
  /** 虚假整改时的新整改期限；不填为 15 天后（limits 设置） */
  @Day({ optional: true }) deadline?: string;
}
export class SuspendOperationsDto {
  /** 停产停业整顿决定文号 @example "泽应急停〔2026〕3号" */
  @Text(1, 100) noticeNo: string;
  /** 起始日期 @example "2026-11-22" */
  @Day() from: string;
  /** 截止日期；不填为至恢复生产时止 */
  @Day({ optional: true }) until?: string;
  /** 理由 @example "不能保证安全生产" */
  @Text(1, 1000, { optional: true }) reason?: string;
}
export class VoidDto {
  /** 理由 @example "与另一条重复登记" */
  @Text(1, 1000) reason: string;
  /** 重复登记时保留的那一条；本条的发现单位并入其发现单位 */
  @Id({ optional: true }) duplicateOf?: string;
}
export class TerminateDto {
  /** 关闭取缔文号 @example "泽政关〔2026〕2号" */
  @Text(1, 100) noticeNo: string;
  /** 关闭取缔文件（已上传的佐证编号） */
  @Id() evidenceId: string;
  /** 意见 */
  @Text(1, 1000, { optional: true }) opinion?: string;
}
