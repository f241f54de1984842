import type { Sector } from '../domain/hazard.js';
import { labelOf } from '../domain/labels.js';
import type { Clause } from '../reference/reference.js';
import { sectorsOf } from './clause.sectors.js';

/** 重大事故隐患判定标准的一条 */
export class ClauseView {
  /**
   * 条款代码，登记时填入 basisClause
   * @example "GM-2023-03-02"
   */
  code: string;
  /**
   * 正文
   * @example "特种作业人员未按照规定经专门的安全作业培训并取得相应资格，上岗作业的；"
   */
  text: string;
  /**
   * 条次
   * @example "第三条（二）"
   */
  article: string;
  /**
   * 标准名称
   * @example "工贸企业重大事故隐患判定标准"
   */
  standard: string;
  /**
   * 文号
   * @example "应急管理部令第10号（2023年4月14日公布，2023年5月15日施行）"
   */
  documentNo: string;
  /**
   * 标准中所称的行业
   * @example "通用（管理类）"
   */
  industry: string;
  /**
   * 适用的台账行业
   * @example ["METALLURGY", "OTHER_INDUSTRY"]
   */
  sectors: Sector[];
  /**
   * 适用的台账行业名称，次序相同
   * @example ["冶金", "其他工贸"]
   */
  sectorsLabel: string[];
  /**
   * 是否与第二处来源核对一致
   * @example true
   */
  verified: boolean;
  /**
   * 来源
   * @example "应急管理部官网规章正文"
   */
  source: string;
}

export function clauseView(clause: Clause): ClauseView {
  const { code, text, article, standard, documentNo, sector: industry, verified, source } = clause;
  const sectors = [...sectorsOf(clause)];
  return { code, text, article, standard, documentNo, industry, sectors, sectorsLabel: sectors.map((one) => labelOf('sector', one)), verified, source };
}
