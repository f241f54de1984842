import type { AreaLevel } from '../domain/enterprise.js';
import { labelOf } from '../domain/labels.js';
import type { AreaEntity } from './area.entity.js';
import { PageView } from './listing.view.js';

/** 区划 */
export class AreaView {
  /**
   * 区划代码
   * @example "140525100"
   */
  code: string;
  /**
   * 名称
   * @example "南村镇"
   */
  name: string;
  /**
   * 级别
   * @example "TOWN"
   */
  level: AreaLevel;
  /**
   * 级别名称
   * @example "镇"
   */
  levelLabel: string;
  /**
   * 上级区划代码；市级为 null
   * @example "140525"
   */
  parentCode: string | null;
  /**
   * 启用日期
   * @example "2021-10-31"
   */
  validFrom: string;
  /**
   * 最后一日；现行区划为 null
   * @example "2026-03-31"
   */
  validTo: string | null;
  /**
   * 撤销后承接的区划代码
   * @example null
   */
  successorCode: string | null;
  /**
   * 版本号
   * @example 1
   */
  version: number;
}

export const parentOf = (area: Pick<AreaEntity, 'level' | 'cityCode' | 'countyCode'>): string | null =>
  area.level === 'TOWN' ? area.countyCode : area.level === 'COUNTY' ? area.cityCode : null;

export function areaView(area: AreaEntity): AreaView {
  const { code, name, level, validFrom, validTo, successorCode, version } = area;
  return { code, name, level, levelLabel: labelOf('areaLevel', level), parentCode: parentOf(area), validFrom, validTo, successorCode, version };
}

/** 区划列表的一页 */
export class AreaPage extends PageView {
  /** 本页各项 */
  items: AreaView[];
}
