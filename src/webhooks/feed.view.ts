/** One event, as it goes to webhooks too. */
export class EventView {
  /**
   * CloudEvents 版本
   * @example "1.0"
   */
  specversion: '1.0';
  /**
   * 事件编号：同一事件对所有接收方、每次重发都相同，按它去重
   * @example 019aa0b2-7c00-7000-8000-000000000009-3
   */
  id: string;
  /**
   * 来源：县
   * @example urn:hazard-ledger:140525
   */
  source: string;
  /**
   * 类型；hazard.withdrawn.v1 表示该隐患已不在您的范围内，只保留位置
   * @example hazard.signed.v1
   */
  type: string;
  /**
   * 隐患编号
   * @example 019aa0b2-7c00-7000-8000-000000000009
   */
  subject?: string;
  /**
   * 发生时间
   * @example 2026-11-22T06:50:00.000Z
   */
  time: string;
  /**
   * data 的格式
   * @example application/json
   */
  datacontenttype: 'application/json';
  /**
   * 在您的事件流中的位置：从 1 起连续，无空缺
   * @example 42
   */
  position?: number;
  /**
   * 只有编号和状态：hazardId、ledgerNo、version、status、previousStatus 及其中文名称；内容请用 GET /hazards/{id} 读取
   * @example { "hazardId": "019aa0b2-7c00-7000-8000-000000000009", "ledgerNo": "140525100-2026-000042", "version": 3, "status": "CONFIRMING", "statusLabel": "待确认", "previousStatus": "REPORTED", "previousStatusLabel": "待签字" }
   */
  data: Record<string, unknown>;
}

export interface EventPage {
  items: EventView[];
  nextCursor: string | null;
  nextAfter: number;
}
