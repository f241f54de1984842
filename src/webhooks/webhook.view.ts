import { labelOf } from '../domain/labels.js';
import { briefOf, OrganisationBrief } from '../identity/sessions/auth.view.js';
import type { Attempt, DeliveryEntity, DeliveryState } from '../platform/outbox/delivery.entity.js';
import { TEST_TYPE } from './cloud-event.js';
import type { WebhookRow } from './webhook.reader.js';
import { Coded } from '../platform/http/coded.js';

export class NewWebhookView {
  /**
   * 推送编号
   * @example 019aa0b2-7c00-7000-8000-000000000021
   */
  id: string;
  /**
   * 签名密钥（Standard Webhooks）。只显示这一次；以同一 Idempotency-Key 重发时为 null
   * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=
   */
  secret: string | null;
}

export class RotatedWebhookView extends NewWebhookView {
  /**
   * 在此之前同时以旧密钥签名
   * @example 2026-11-23T06:50:00.000Z
   */
  previousUntil: string;
}

/** Never the secret. */
export class WebhookView {
  /**
   * 推送编号
   * @example 019aa0b2-7c00-7000-8000-000000000021
   */
  id: string;
  /**
   * 接收地址
   * @example http://127.0.0.1:3000/api/v1/sandbox/webhook-inbox
   */
  url: string;
  /**
   * 事件类型
   * @example ["hazard.*"]
   */
  eventTypes: string[];
  /** 接收单位 */
  organisation: OrganisationBrief;
  /**
   * 接收单位编号
   * @example 019aa0b2-7c00-7000-8000-000000000001
   */
  organisationId: string;
  /**
   * 状态
   * @example ENABLED
   */
  @Coded('webhookState')
  state: string;
  /**
   * 状态名称
   * @example 启用
   */
  stateLabel: string;
  /**
   * 停用原因；GONE 为接收方答复 410
   * @example null
   */
  @Coded('disabledReason')
  disabledReason: string | null;
  /**
   * 停用原因名称
   * @example null
   */
  disabledReasonLabel: string | null;
  /**
   * 轮换后同时以旧密钥签名到何时
   * @example null
   */
  previousUntil: string | null;
  /**
   * 接收方要求（Retry-After）暂停到何时
   * @example null
   */
  heldUntil: string | null;
  /**
   * 从何时起一直送不到；送到一次即为 null
   * @example null
   */
  failingSince: string | null;
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
  /**
   * 更新时间
   * @example 2026-11-22T06:50:00.000Z
   */
  updatedAt: string;
}

export function webhookView(row: WebhookRow): WebhookView {
  const { id, url, eventTypes, organisation, organisationId, state, disabledReason, previousUntil, heldUntil, failingSince, version, createdAt, updatedAt } = row;
  return {
    id, url, eventTypes, organisation: briefOf(organisation), organisationId, state, stateLabel: labelOf('webhookState', state),
    disabledReason, disabledReasonLabel: labelOf('disabledReason', disabledReason), previousUntil, heldUntil, failingSince, version, createdAt, updatedAt,
  };
}

export class AttemptView {
  /**
   * 开始时间
   * @example 2026-11-22T06:50:00.250Z
   */
  at: string;
  /**
   * 用时，毫秒
   * @example 35
   */
  durationMs: number;
  /**
   * 对方答复的 HTTP 状态；没有答复为 null
   * @example 503
   */
  status: number | null;
  /**
   * 未成功的原因；成功为 null
   * @example RECEIVER_FAILED
   */
  @Coded('deliveryReason')
  reason: string | null;
  /**
   * 原因名称
   * @example 对方出错
   */
  reasonLabel: string | null;
}

export class DeliveryView {
  /**
   * 投递编号
   * @example 019aa0b2-7c00-7000-8000-000000000031
   */
  id: string;
  /**
   * 事件编号，即 webhook-id
   * @example 019aa0b2-7c00-7000-8000-000000000009-3
   */
  eventId: string;
  /**
   * 事件类型
   * @example hazard.signed.v1
   */
  eventType: string;
  /**
   * 隐患编号；测试推送为 null
   * @example 019aa0b2-7c00-7000-8000-000000000009
   */
  hazardId: string | null;
  /**
   * 在接收单位事件流中的位置；测试推送为 null
   * @example 42
   */
  position: number | null;
  /**
   * 状态
   * @example DELIVERED
   */
  state: DeliveryState;
  /**
   * 状态名称
   * @example 已送达
   */
  stateLabel: string;
  /**
   * 已尝试次数
   * @example 2
   */
  attemptCount: number;
  /**
   * 下次尝试时间；不再尝试为 null
   * @example null
   */
  nextAttemptAt: string | null;
  /**
   * 搁置、取消或最近一次未成功的原因
   * @example null
   */
  @Coded('deliveryReason')
  reason: string | null;
  /**
   * 原因名称
   * @example null
   */
  reasonLabel: string | null;
  /**
   * 最近一次答复的 HTTP 状态
   * @example 204
   */
  lastStatus: number | null;
  /** 最近 20 次尝试 */
  attempts: AttemptView[];
  /**
   * 事件进入发送队列的时间
   * @example 2026-11-22T06:50:00.250Z
   */
  createdAt: string;
  /**
   * 送达、搁置或取消的时间
   * @example 2026-11-22T06:50:05.250Z
   */
  finishedAt: string | null;
}

export function deliveryView(row: DeliveryEntity): DeliveryView {
  const { id, type, subjectId, sequence, state, attemptCount, nextAttemptAt, reason, lastStatus, attempts, createdAt, finishedAt } = row;
  return {
    id, eventId: (JSON.parse(row.payload) as { id: string }).id, eventType: type, hazardId: subjectId,
    position: type === TEST_TYPE ? null : Number(sequence), state, stateLabel: labelOf('deliveryState', state), attemptCount,
    nextAttemptAt: state === 'WAITING' ? nextAttemptAt : null, reason, reasonLabel: labelOf('deliveryReason', reason), lastStatus,
    attempts: attempts.map(attemptView), createdAt, finishedAt,
  };
}

const attemptView = ({ at, durationMs, status, reason }: Attempt): AttemptView => ({ at, durationMs, status, reason, reasonLabel: labelOf('deliveryReason', reason) });

export class QueuedView {
  /**
   * 投递编号：结果见 GET /webhooks/{id}/deliveries
   * @example 019aa0b2-7c00-7000-8000-000000000031
   */
  deliveryId: string;
}
