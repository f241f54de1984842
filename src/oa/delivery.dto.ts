import { QueryIds, QueryList } from '../platform/http/query-fields.js';
import { PageQuery } from '../platform/http/page.dto.js';

const OA_DELIVERY_STATES = ['WAITING', 'DELIVERED', 'PARKED', 'CANCELLED', 'waiting', 'delivered', 'parked', 'cancelled'] as const;

export class OaDeliveryQuery extends PageQuery {
  /**
   * 状态，可重复，大小写均可：WAITING 待送、DELIVERED 已送达、PARKED 搁置（须人处理）、CANCELLED 已有更新的版本
   * @example ["PARKED"]
   */
  @QueryList(OA_DELIVERY_STATES)
  state?: string[];

  /** 通道编号，可重复 */
  @QueryIds()
  channelId?: string[];
}
