import { KEY_SCOPES } from '../../domain/permission.js';
import type { KeyScope } from '../../domain/permission.js';
import { Day, Id, Text } from '../../platform/http/fields.js';
import { PageQuery } from '../../platform/http/page.dto.js';
import { ListOfCodes, ListOfRanges } from '../../platform/http/parts.js';
import { QueryIds } from '../../platform/http/query-fields.js';

const ADDRESSES_MAX = 50;

export class CreateApiKeyDto {
  /**
   * 名称：哪个系统使用
   * @example 示例甲铸造安全管理系统
   */
  @Text(1, 100)
  name: string;

  /**
   * 密钥代表的单位编号：所见与所能登记的以此为限
   * @example 01a199c6-9f3c-7232-8597-5f1967a3a72e
   */
  @Id()
  organisationId: string;

  /**
   * 权限
   * @example ["hazards:read", "hazards:write"]
   */
  @ListOfCodes(KEY_SCOPES, 1, KEY_SCOPES.length)
  scopes: KeyScope[];

  /**
   * 有效期的最后一天，距今不超过 365 天
   * @example 2027-06-30
   */
  @Day()
  expiresOn: string;

  /**
   * 来源网段：只许从这些地址使用，一个地址写作 203.0.113.7/32；不填则不限。轮换后不变
   * @example ["127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]
   */
  @ListOfRanges(0, ADDRESSES_MAX, { optional: true })
  addresses?: string[];
}

export class ApiKeyQuery extends PageQuery {
  /** 单位编号，可重复 */
  @QueryIds()
  organisationId?: string[];
}
