import type { Sector } from '../domain/hazard.js';
import { labelOf } from '../domain/labels.js';
import { PageView } from './listing.view.js';
import type { OrganisationRow } from './organisation.repository.js';
import { OrganisationView, organisationView } from './organisation.view.js';
import { Coded } from '../platform/http/coded.js';

/** 企业：也是一个单位，编号相同 */
export class EnterpriseView extends OrganisationView {
  /**
   * 统一社会信用代码；临时登记的可能没有
   * @example "91140525XXXX00019C"
   */
  creditCode: string | null;
  /**
   * 行业
   * @example "METALLURGY"
   */
  sector: Sector | null;
  /**
   * 行业名称
   * @example "冶金"
   */
  sectorLabel: string | null;
  /**
   * 规模
   * @example "MEDIUM"
   */
  @Coded('scale')
  scale: string | null;
  /**
   * 规模名称
   * @example "中型"
   */
  scaleLabel: string | null;
  /**
   * 风险等级
   * @example "ORANGE"
   */
  @Coded('riskClass')
  riskClass: string | null;
  /**
   * 风险等级名称
   * @example "橙（较大风险）"
   */
  riskClassLabel: string | null;
  /**
   * 重点风险特征
   * @example ["MOLTEN_METAL"]
   */
  @Coded('riskFeature', { many: true })
  riskFeatures: string[];
  /**
   * 重点风险特征名称，次序相同
   * @example ["高温熔融金属"]
   */
  riskFeaturesLabel: string[];
  /**
   * 监管单位临时登记、待管理员并入正式企业
   * @example false
   */
  provisional: boolean;
}

/** 接到告知的镇 */
export class ToldView {
  /**
   * 单位编号
   * @example "01a199c5-ea3f-76e0-a840-7ae2d8a87a34"
   */
  organisationId: string;
  /**
   * 单位名称
   * @example "巴公镇应急管理中心"
   */
  organisation: string;
  /**
   * 告知了几条未销号的重大隐患，一条一份通知
   * @example 2
   */
  hazardCount: number;
}

/** 企业，和随它变更范围的隐患 */
export class MovedEnterpriseView extends EnterpriseView {
  /**
   * 随之变更的隐患条数
   * @example 12
   */
  hazardCount: number;
  /** 未销号的重大隐患告知了谁；没有这样的隐患、或该镇没有在用的应急管理中心的，为空 */
  told: ToldView[];
}

export function enterpriseView(row: OrganisationRow): EnterpriseView {
  const { creditCode, sector, scale, riskClass, riskFeatures, provisional } = row;
  return {
    ...organisationView(row), creditCode,
    sector, sectorLabel: labelOf('sector', sector),
    scale, scaleLabel: labelOf('scale', scale),
    riskClass, riskClassLabel: labelOf('riskClass', riskClass),
    riskFeatures, riskFeaturesLabel: riskFeatures.map((feature) => labelOf('riskFeature', feature)),
    provisional,
  };
}

/** 企业列表的一页 */
export class EnterprisePage extends PageView {
  /** 本页各项 */
  items: EnterpriseView[];
}
