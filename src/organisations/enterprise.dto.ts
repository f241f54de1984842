import { ORGANISATION_STATUSES, RISK_CLASSES, RISK_FEATURES, SCALES } from '../domain/enterprise.js';
import type { OrganisationStatus, RiskClass, RiskFeature, Scale } from '../domain/enterprise.js';
import { SECTORS } from '../domain/hazard.js';
import type { Sector } from '../domain/hazard.js';
import { CreditCode, Id, Matching, OneOf, Text } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { ListOfCodes, ListOfText } from '../platform/http/parts.js';
import { QueryFlag, QueryList } from '../platform/http/query-fields.js';
import { AREA_CODE, AREA_CODE_FORM, AREA_PREFIX } from './area.dto.js';
import { ADDRESS_MAX_CHARACTERS, NAME_MAX_CHARACTERS, SHORT_NAMES_MAX, SHORT_NAME_MAX_CHARACTERS } from './organisation.dto.js';

export class EnterpriseQuery extends PageQuery {
  /**
   * 区划代码前缀
   * @example "140525100"
   */
  @Matching(AREA_PREFIX, AREA_CODE_FORM, { optional: true })
  areaCode?: string;

  /**
   * 行业，可重复
   * @example ["METALLURGY"]
   */
  @QueryList(SECTORS)
  sector?: Sector[];

  /**
   * 状态，可重复
   * @example ["ACTIVE"]
   */
  @QueryList(ORGANISATION_STATUSES)
  status?: OrganisationStatus[];

  /**
   * 名称或简称中的文字
   * @example "铸造"
   */
  @Text(1, NAME_MAX_CHARACTERS, { optional: true })
  q?: string;

  /**
   * 统一社会信用代码
   * @example "91140525XXXX00017L"
   */
  @CreditCode({ optional: true })
  creditCode?: string;

  /**
   * true 只列临时登记、待并入的企业
   * @example true
   */
  @QueryFlag()
  provisional?: boolean;

  /**
   * true 时答复总数
   * @example false
   */
  @QueryFlag()
  count?: boolean;
}

/** 新建与修改共有的可选项。 */
class EnterpriseTraitsDto {
  /**
   * 简称、曾用名
   * @example ["示例甲铸造"]
   */
  @ListOfText(0, SHORT_NAMES_MAX, 1, SHORT_NAME_MAX_CHARACTERS, { optional: true })
  shortNames?: string[];

  /**
   * 统一社会信用代码，校验码须正确（GB 32100），县内唯一
   * @example "91140525XXXX00017L"
   */
  @CreditCode({ optional: true })
  creditCode?: string;

  /**
   * 规模：大、中、小、微
   * @example "MEDIUM"
   */
  @OneOf(SCALES, { optional: true, nullable: true })
  scale?: Scale | null;

  /**
   * 风险等级：红、橙、黄、蓝
   * @example "ORANGE"
   */
  @OneOf(RISK_CLASSES, { optional: true, nullable: true })
  riskClass?: RiskClass | null;

  /**
   * 重点风险特征
   * @example ["MOLTEN_METAL"]
   */
  @ListOfCodes(RISK_FEATURES, 0, RISK_FEATURES.length, { optional: true })
  riskFeatures?: RiskFeature[];

  /**
   * 状态
   * @example "ACTIVE"
   */
  @OneOf(ORGANISATION_STATUSES, { optional: true })
  status?: OrganisationStatus;

  /**
   * 总公司的标识；分支机构各自是一家企业，车间不是
   * @example null
   */
  @Id({ optional: true, nullable: true })
  parentId?: string | null;

  /**
   * 地址
   * @example "泽州县南村镇示例路1号"
   */
  @Text(0, ADDRESS_MAX_CHARACTERS, { optional: true, nullable: true })
  address?: string | null;
}

export class NewEnterpriseDto extends EnterpriseTraitsDto {
  /**
   * 名称
   * @example "泽州县示例甲铸造有限公司"
   */
  @Text(1, NAME_MAX_CHARACTERS)
  name: string;

  /**
   * 所在镇的区划代码
   * @example "140525100"
   */
  @Matching(AREA_CODE, AREA_CODE_FORM)
  areaCode: string;

  /**
   * 行业
   * @example "METALLURGY"
   */
  @OneOf(SECTORS)
  sector: Sector;
}

export class EnterpriseChangeDto extends EnterpriseTraitsDto {
  /**
   * 名称
   * @example "泽州县示例甲铸造有限公司"
   */
  @Text(1, NAME_MAX_CHARACTERS, { optional: true })
  name?: string;

  /**
   * 行业
   * @example "METALLURGY"
   */
  @OneOf(SECTORS, { optional: true })
  sector?: Sector;
}

export class MoveEnterpriseDto {
  /**
   * 迁入镇的区划代码
   * @example "140525108"
   */
  @Matching(AREA_CODE, AREA_CODE_FORM)
  areaCode: string;
}

export class MergeEnterpriseDto {
  /**
   * 并入的正式登记企业的标识
   * @example "01a199c6-9f3c-7232-8597-5f1967a3a72e"
   */
  @Id()
  intoId: string;
}
