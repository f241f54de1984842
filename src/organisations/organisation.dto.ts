import { ORGANISATION_STATUSES } from '../domain/enterprise.js';
import type { OrganisationStatus } from '../domain/enterprise.js';
import { ORGANISATION_KINDS } from '../domain/permission.js';
import type { OrganisationKind } from '../domain/permission.js';
import { Matching, OneOf, Text } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { ListOfText } from '../platform/http/parts.js';
import { QueryList } from '../platform/http/query-fields.js';
import { AREA_CODE, AREA_CODE_FORM, AREA_PREFIX } from './area.dto.js';

export const NAME_MAX_CHARACTERS = 200;
export const ADDRESS_MAX_CHARACTERS = 200;
export const SHORT_NAMES_MAX = 20;
export const SHORT_NAME_MAX_CHARACTERS = 50;
/** An enterprise is made at /enterprises, where it is asked for what only enterprises have. */
const AUTHORITY_KINDS = ORGANISATION_KINDS.filter((kind) => kind !== 'ENTERPRISE');

export class OrganisationQuery extends PageQuery {
  /**
   * 类别，可重复
   * @example ["TOWN_CENTRE"]
   */
  @QueryList(ORGANISATION_KINDS)
  kind?: OrganisationKind[];

  /**
   * 区划代码前缀
   * @example "140525"
   */
  @Matching(AREA_PREFIX, AREA_CODE_FORM, { optional: true })
  areaCode?: string;

  /**
   * 状态，可重复
   * @example ["ACTIVE"]
   */
  @QueryList(ORGANISATION_STATUSES)
  status?: OrganisationStatus[];

  /**
   * 名称或简称中的文字
   * @example "南村"
   */
  @Text(1, NAME_MAX_CHARACTERS, { optional: true })
  q?: string;
}

export class NewOrganisationDto {
  /**
   * 类别；企业请用 POST /enterprises
   * @example "TOWN_CENTRE"
   */
  @OneOf(AUTHORITY_KINDS)
  kind: Exclude<OrganisationKind, 'ENTERPRISE'>;

  /**
   * 名称
   * @example "南村镇安全生产监管站"
   */
  @Text(1, NAME_MAX_CHARACTERS)
  name: string;

  /**
   * 所辖区划代码
   * @example "140525100"
   */
  @Matching(AREA_CODE, AREA_CODE_FORM)
  areaCode: string;

  /**
   * 简称
   * @example ["南村监管站"]
   */
  @ListOfText(0, SHORT_NAMES_MAX, 1, SHORT_NAME_MAX_CHARACTERS, { optional: true })
  shortNames?: string[];

  /**
   * 地址
   * @example "泽州县南村镇示例路 9 号"
   */
  @Text(0, ADDRESS_MAX_CHARACTERS, { optional: true, nullable: true })
  address?: string | null;
}

export class OrganisationChangeDto {
  /**
   * 名称
   * @example "南村镇应急管理中心"
   */
  @Text(1, NAME_MAX_CHARACTERS, { optional: true })
  name?: string;

  /**
   * 简称
   * @example ["南村中心"]
   */
  @ListOfText(0, SHORT_NAMES_MAX, 1, SHORT_NAME_MAX_CHARACTERS, { optional: true })
  shortNames?: string[];

  /**
   * 地址
   * @example "泽州县南村镇示例路 8 号"
   */
  @Text(0, ADDRESS_MAX_CHARACTERS, { optional: true, nullable: true })
  address?: string | null;

  /**
   * 状态
   * @example "ACTIVE"
   */
  @OneOf(ORGANISATION_STATUSES, { optional: true })
  status?: OrganisationStatus;
}
