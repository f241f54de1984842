import { labelOf } from '../../domain/labels.js';
import type { KeyScope } from '../../domain/permission.js';
import { briefOf, OrganisationBrief } from '../sessions/auth.view.js';
import type { ApiKeyRow } from './api-key.reader.js';

export class NewApiKeyView {
  /**
   * 密钥编号
   * @example 019aa0b2-7c00-7000-8000-000000000005
   */
  id: string;
  /**
   * 密钥本身，放在 X-API-Key 中。只显示这一次；以同一 Idempotency-Key 重发时为 null
   * @example hl_000000000005_Wm9uZ2d1b1pob25nZ3VvWmhvbmdndW9aaG9uZ2d1b1o
   */
  key: string | null;
}

export class RotatedApiKeyView extends NewApiKeyView {
  /**
   * 旧密钥在此之前仍可使用
   * @example 2026-11-23T06:50:00.000Z
   */
  previousUntil: string;
}

/** Neither the key nor its hash (security S03). */
export class ApiKeyView {
  /**
   * 密钥编号
   * @example 019aa0b2-7c00-7000-8000-000000000005
   */
  id: string;
  /**
   * 名称
   * @example 某某化工安全管理系统
   */
  name: string;
  /** 密钥代表的单位 */
  organisation: OrganisationBrief;
  /**
   * 单位编号
   * @example 019aa0b2-7c00-7000-8000-000000000001
   */
  organisationId: string;
  /**
   * 权限
   * @example ["hazards:read", "hazards:write"]
   */
  scopes: KeyScope[];
  /**
   * 权限的中文名称，次序相同
   * @example ["查询隐患", "登记、修改、整改申报"]
   */
  scopesLabel: string[];
  /**
   * 来源网段：只许从这些地址使用；空为不限
   * @example ["10.20.0.0/16"]
   */
  addresses: string[];
  /**
   * 有效期的最后一天
   * @example 2027-06-30
   */
  expiresOn: string;
  /**
   * 轮换后旧密钥可用到何时；没有轮换过为 null
   * @example 2026-11-23T06:50:00.000Z
   */
  previousUntil: string | null;
  /**
   * 吊销时间；未吊销为 null
   * @example 2026-11-25T02:00:00.000Z
   */
  revokedAt: string | null;
  /**
   * 最近使用时间，精确到分钟左右
   * @example 2026-11-22T06:50:00.000Z
   */
  lastUsedAt: string | null;
  /**
   * 版本号
   * @example 1
   */
  version: number;
  /**
   * 创建时间
   * @example 2026-11-22T06:50:00.000Z
   */
  createdAt: string;
}

export function apiKeyView(row: ApiKeyRow): ApiKeyView {
  const { id, name, organisation, organisationId, scopes, addresses, expiresOn, previousUntil, revokedAt, lastUsedAt, version, createdAt } = row;
  const scopesLabel = scopes.map((scope) => labelOf('keyScope', scope));
  return { id, name, organisation: briefOf(organisation), organisationId, scopes, scopesLabel, addresses, expiresOn, previousUntil, revokedAt, lastUsedAt, version, createdAt };
}
