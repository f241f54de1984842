import type { OrganisationStatus } from '../domain/enterprise.js';
import { labelOf } from '../domain/labels.js';
import type { OrganisationKind } from '../domain/permission.js';
import { PageView } from './listing.view.js';
import type { OrganisationRow } from './organisation.repository.js';

/** 单位：监管单位或企业 */
export class OrganisationView {
  /**
   * 编号
   * @example "01a199c5-5622-7c51-99ef-d88fefbca812"
   */
  id: string;
  /**
   * 类别
   * @example "TOWN_CENTRE"
   */
  kind: OrganisationKind;
  /**
   * 类别名称
   * @example "镇应急管理中心"
   */
  kindLabel: string;
  /**
   * 名称
   * @example "南村镇应急管理中心"
   */
  name: string;
  /**
   * 简称
   * @example ["南村中心"]
   */
  shortNames: string[];
  /**
   * 区划代码
   * @example "140525100"
   */
  areaCode: string;
  /**
   * 区划名称
   * @example "南村镇"
   */
  areaName: string;
  /**
   * 状态
   * @example "ACTIVE"
   */
  status: OrganisationStatus;
  /**
   * 状态名称
   * @example "在营"
   */
  statusLabel: string;
  /**
   * 地址
   * @example "泽州县南村镇示例路 8 号"
   */
  address: string | null;
  /**
   * 上级单位编号（分支机构）
   * @example null
   */
  parentId: string | null;
  /**
   * 并入的单位编号
   * @example null
   */
  mergedIntoId: string | null;
  /**
   * 版本号
   * @example 1
   */
  version: number;
  /**
   * 登记时刻
   * @example "2026-11-22T06:50:00.000Z"
   */
  createdAt: string;
  /**
   * 最近更新时刻
   * @example "2026-11-22T06:50:00.000Z"
   */
  updatedAt: string;
}

export function organisationView(row: OrganisationRow): OrganisationView {
  const { id, kind, name, shortNames, areaCode, areaName, status, address, parentId, mergedIntoId, version, createdAt, updatedAt } = row;
  return {
    id, kind, kindLabel: labelOf('organisationKind', kind), name, shortNames, areaCode, areaName,
    status, statusLabel: labelOf('enterpriseStatus', status), address, parentId, mergedIntoId, version, createdAt, updatedAt,
  };
}

/** 单位列表的一页 */
export class OrganisationPage extends PageView {
  /** 本页各项 */
  items: OrganisationView[];
}
