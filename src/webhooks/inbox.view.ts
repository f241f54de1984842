import type { SandboxInboxEntity } from './webhook.entity.js';

export class InboxView {
  /**
   * 编号
   * @example 019aa0b2-7c00-7000-8000-000000000041
   */
  id: string;
  /**
   * 收到时间
   * @example 2026-11-22T06:50:00.300Z
   */
  receivedAt: string;
  /**
   * 签名是否有效
   * @example true
   */
  verified: boolean;
  /**
   * 签名无效的原因；有效为 null
   * @example null
   */
  fault: string | null;
  /**
   * 签名所属的推送；无效为 null
   * @example 019aa0b2-7c00-7000-8000-000000000021
   */
  webhookId: string | null;
  /**
   * webhook-id
   * @example 019aa0b2-7c00-7000-8000-000000000009-3
   */
  messageId: string | null;
  /**
   * 事件类型
   * @example hazard.signed.v1
   */
  type: string | null;
  /**
   * 收到的内容
   * @example { "specversion": "1.0", "type": "hazard.signed.v1" }
   */
  event: Record<string, unknown> | null;
}

export function inboxView({ id, receivedAt, webhookId, messageId, type, fault, body }: SandboxInboxEntity): InboxView {
  return { id, receivedAt, verified: fault === null, fault, webhookId, messageId, type, event: fault === null ? (JSON.parse(body) as Record<string, unknown>) : null };
}
