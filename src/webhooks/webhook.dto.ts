import { EVENT_TYPES_ASKED } from '../domain/event-type.js';
import { DELIVERY_STATES } from '../platform/outbox/delivery.entity.js';
import type { DeliveryState } from '../platform/outbox/delivery.entity.js';
import { URL_LENGTH_MAX } from '../platform/outward/target.js';
import { Id, Matching } from '../platform/http/fields.js';
import { PageQuery } from '../platform/http/page.dto.js';
import { ListOfCodes } from '../platform/http/parts.js';
import { QueryIds, QueryList, QueryTexts } from '../platform/http/query-fields.js';
import { WEBHOOK_STATES } from './webhook.entity.js';

const ADDRESS = new RegExp(`^[Hh][Tt][Tt][Pp][Ss]?:[^\\s]{1,${URL_LENGTH_MAX - 5}}$`);

export class CreateWebhookDto {
  /**
   * 接收地址：http 或 https，不得指向内网（县管理员在设置 outward-targets 中列出的除外；沙箱允许本机）
   * @example http://127.0.0.1:3000/api/v1/sandbox/webhook-inbox
   */
  @Matching(ADDRESS, 'https://…')
  url: string;

  /**
   * 事件类型；hazard.* 为隐患的全部事件
   * @example ["hazard.*"]
   */
  @ListOfCodes(EVENT_TYPES_ASKED, 1, EVENT_TYPES_ASKED.length)
  eventTypes: string[];

  /**
   * 接收单位：只推送该单位范围内的隐患。管理员可填本县其他单位；不填为调用者的单位
   * @example 01a199c6-9f3c-7232-8597-5f1967a3a72e
   */
  @Id({ optional: true })
  organisationId?: string;
}

export class WebhookQuery extends PageQuery {
  /** 状态，可重复 */
  @QueryList(WEBHOOK_STATES)
  state?: (typeof WEBHOOK_STATES)[number][];

  /** 单位编号，可重复 */
  @QueryIds()
  organisationId?: string[];
}

export class DeliveriesQuery extends PageQuery {
  /** 状态，可重复；PARKED 为已搁置，须人工处理 */
  @QueryList(DELIVERY_STATES)
  state?: DeliveryState[];

  /** 事件类型，可重复 */
  @QueryTexts(1, 100)
  eventType?: string[];

  /** 隐患编号，可重复 */
  @QueryIds()
  hazardId?: string[];
}
