import { ORGANISATION_STATUSES, RISK_FEATURES_MAX, TRAIT_CODE, TRAIT_CODE_FORM } from '../domain/enterprise.js';
import type { OrganisationStatus } from '../domain/enterprise.js';
import { SECTORS } from '../domain/hazard.js';
import type { Sector } from '../domain/hazard.js';
import { fault, field } from '../platform/http/field.js';
import { CreditCode, Id, Matching, OneOf, Text } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { listCheck, ListOfText } from '../platform/http/parts.js';
import { QueryFlag, QueryList } from '../platform/http/query-fields.js';
import { AREA_CODE, AREA_CODE_FORM, AREA_PREFIX } from './area.dto.js';
import { ADDRESS_MAX_CHARACTERS, NAME_MAX_CHARACTERS, SHORT_NAMES_MAX, SHORT_NAME_MAX_CHARACTERS } from './organisation.dto.js';

const Traits = (): PropertyDecorator =>
  field({
    check: listCheck(0, RISK_FEATURES_MAX, (one) =>
      typeof one === 'string' && TRAIT_CODE.test(one) ? [] : fault('WRONG_FORMAT', { expected: TRAIT_CODE_FORM })),
    schema: { type: 'array', maxItems: RISK_FEATURES_MAX, items: { type: 'string', pattern: TRAIT_CODE.source } },
  }, { optional: true });

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
   * @example "91140525XXXX00019C"
   */
  @CreditCode({ optional: true })
  creditCode?: string;

  /**
   * true 只列临时登记、待并入的企业
   * @example true
   */
  @QueryFlag()
  provisional?: boolean;
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
   * @example "91140525XXXX00019C"
   */
  @CreditCode({ optional: true })
  creditCode?: string;

  /**
   * 规模代码：LARGE、MEDIUM、SMALL、MICRO（大中小微），ABOVE、BELOW（规上、规下），或县里自定的代码
   * @example "MEDIUM"
   */
  @Matching(TRAIT_CODE, TRAIT_CODE_FORM, { optional: true, nullable: true })
  scale?: string | null;

  /**
   * 风险等级代码：RED、ORANGE、YELLOW、BLUE（红橙黄蓝），A–D，或县里自定的代码
   * @example "ORANGE"
   */
  @Matching(TRAIT_CODE, TRAIT_CODE_FORM, { optional: true, nullable: true })
  riskClass?: string | null;

  /**
   * 重点风险特征代码，例如 BLAST_FURNACE 高炉；审批层级可据此另定
   * @example ["MOLTEN_METAL"]
   */
  @Traits()
  riskFeatures?: string[];

  /**
   * 状态
   * @example "ACTIVE"
   */
  @OneOf(ORGANISATION_STATUSES, { optional: true })
  status?: OrganisationStatus;

  /**
   * 总公司的编号；分支机构各自是一家企业，车间不是
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
   * 并入的正式登记企业的编号
   * @example "01a199c6-9f3c-7232-8597-5f1967a3a72e"
   */
  @Id()
  intoId: string;
}
