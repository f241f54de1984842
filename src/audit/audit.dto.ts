import { OBJECT_KINDS } from '../domain/fact.js';
import { Id, Instant, OneOf, Text } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { QueryList, QueryTexts, QueryWhole } from '../platform/http/query-fields.js';

export const ACCESS_KINDS = ['SIGN_IN', 'REFUSAL', 'SENSITIVE_READ'] as const;

/** 事实的筛选条件。 */
export class FactsQuery extends PageQuery {
  /**
   * 对象种类，可重复
   * @example ["HAZARD"]
   */
  @QueryList(OBJECT_KINDS)
  objectKind?: string[];

  /**
   * 对象编号
   * @example "01931f6e-5b7a-7c3e-8f00-1a2b3c4d5e6f"
   */
  @Id({ optional: true })
  objectId?: string;

  /**
   * 办理事项，可重复
   * @example ["confirm"]
   */
  @QueryTexts(1, 60)
  move?: string[];

  /**
   * 办理人（或密钥）编号
   * @example "01931f6e-5b7a-7c3e-8f00-1a2b3c4d5e6f"
   */
  @Id({ optional: true })
  actorId?: string;

  /**
   * 不早于此时刻
   * @example "2026-11-01T00:00:00Z"
   */
  @Instant({ optional: true })
  from?: string;

  /**
   * 不晚于此时刻
   * @example "2026-11-30T23:59:59Z"
   */
  @Instant({ optional: true })
  to?: string;

  /**
   * ndjson：导出为每行一条的文件（与 Accept: application/x-ndjson 相同），并留下导出记录
   * @example "ndjson"
   */
  @OneOf(['json', 'ndjson'], { optional: true })
  format?: 'json' | 'ndjson';
}

/** 访问日志的筛选条件。 */
export class AccessLogQuery extends PageQuery {
  /**
   * 种类，可重复
   * @example ["SIGN_IN"]
   */
  @QueryList(ACCESS_KINDS)
  kind?: string[];

  /**
   * 来访者编号
   * @example "01931f6e-5b7a-7c3e-8f00-1a2b3c4d5e6f"
   */
  @Text(1, 64, { optional: true })
  callerId?: string;

  /**
   * 来源地址
   * @example "10.1.2.3"
   */
  @Text(1, 64, { optional: true })
  address?: string;

  /**
   * HTTP 状态
   * @example 403
   */
  @QueryWhole(100, 599)
  status?: number;

  /**
   * 拒绝代码，可重复
   * @example ["FORBIDDEN"]
   */
  @QueryTexts(1, 60)
  code?: string[];

  /**
   * 不早于此时刻
   * @example "2026-11-01T00:00:00Z"
   */
  @Instant({ optional: true })
  from?: string;

  /**
   * 不晚于此时刻
   * @example "2026-11-30T23:59:59Z"
   */
  @Instant({ optional: true })
  to?: string;
}

/** 核对哪一部分。 */
export class VerificationQuery {
  /**
   * 只核对这一条隐患的经过
   * @example "01931f6e-5b7a-7c3e-8f00-1a2b3c4d5e6f"
   */
  @Id({ optional: true })
  hazardId?: string;
}
