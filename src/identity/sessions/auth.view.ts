import { labelOf } from '../../domain/labels.js';
import type { Caller, Organisation, OrganisationKind, Role } from '../../domain/permission.js';

export class TokensView {
  /**
   * 访问令牌，放在 Authorization: Bearer 中
   * @example eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIwMTlhIn0.c2ln
   */
  accessToken: string;
  /**
   * 刷新令牌，只能用一次
   * @example rt_Wm9uZ2d1b1pob25nZ3VvWmhvbmdndW9aaG9uZ2d1b1o
   */
  refreshToken: string;
  /**
   * 访问令牌的有效秒数
   * @example 900
   */
  expiresIn: number;
}

export class OrganisationBrief {
  /**
   * 单位编号
   * @example 019aa0b2-7c00-7000-8000-000000000001
   */
  id: string;
  /**
   * 单位名称
   * @example 南村镇应急管理中心
   */
  name: string;
  /**
   * 单位类别
   * @example TOWN_CENTRE
   */
  kind: OrganisationKind;
  /**
   * 单位类别的中文名称
   * @example 镇应急管理中心
   */
  kindLabel: string;
  /**
   * 区划代码
   * @example 140525100
   */
  areaCode: string;
}

export const briefOf = ({ id, name, kind, areaCode }: Organisation): OrganisationBrief =>
  ({ id, name, kind, kindLabel: labelOf('organisationKind', kind), areaCode });

export const rolesLabelOf = (roles: readonly Role[]): string[] => roles.map((role) => labelOf('role', role));

/** Own roles only: what one may do as a deputy `GET /delegations` says. */
export class MeView {
  /**
   * 人员编号；以接口密钥调用时为密钥编号
   * @example 019aa0b2-7c00-7000-8000-000000000002
   */
  id: string;
  /**
   * 姓名；以接口密钥调用时为密钥名称
   * @example 李四
   */
  name: string;
  /**
   * 本人的角色，不含受托的
   * @example ["SUPERVISOR"]
   */
  roles: Role[];
  /**
   * 角色的中文名称，次序相同
   * @example ["审批人员"]
   */
  rolesLabel: string[];
  /** 所属单位 */
  organisation: OrganisationBrief;
}

export function meView({ id, name, organisation, mandates }: Caller): MeView {
  const roles = mandates.filter(({ onBehalfOf }) => onBehalfOf === null).map(({ role }) => role);
  return { id, name, roles, rolesLabel: rolesLabelOf(roles), organisation: briefOf(organisation) };
}
