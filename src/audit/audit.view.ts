import type { FactContent, ObjectKind } from '../domain/fact.js';
import { actLabel, labelOf, stateLabel } from '../domain/labels.js';
import type { AccessLogEntity } from '../platform/ledger/access-log.entity.js';
import type { Anchor } from './seal.js';
import { BREAKS } from './verification/break.js';
import type { Break } from './verification/break.js';
import type { LastWalk } from './verification/verification.service.js';
import type { Walked } from './verification/walk.js';
import { Coded } from '../platform/http/coded.js';

/** 办理人 */
export class FactActorView {
  /** @example "PERSON" */
  @Coded('actorKind')
  kind: string;
  /** 其名称 */
  kindLabel: string;
  /** @example "01931f6e-5b7a-7c3e-8f00-1a2b3c4d5e6f" */
  id: string;
  /** @example "李四" */
  name: string;
  /** @example "01931f6e-5b7a-7c3e-8f00-1a2b3c4d5e70" */
  organisationId: string;
  /** @example "南村镇应急管理中心" */
  organisation: string;
  /** @example "SUPERVISOR" */
  role: string;
  /** @example "审批人员" */
  roleLabel: string | null;
}

/** 委托人 */
export class FactPrincipalView {
  /** @example "01931f6e-5b7a-7c3e-8f00-1a2b3c4d5e6f" */
  id: string;
  /** @example "李四" */
  name: string;
}

/** 一条事实：谁、何时、对什么办了什么；不能改动，不能删除。 */
export class FactView {
  /**
   * 对象种类
   * @example "HAZARD"
   */
  objectKind: ObjectKind;
  /** @example "隐患" */
  objectKindLabel: string | null;
  /** @example "01931f6e-5b7a-7c3e-8f00-1a2b3c4d5e6f" */
  objectId: string;
  /**
   * 该对象的第几条事实
   * @example 3
   */
  version: number;
  /** @example "2026-11-22T06:50:00.000Z" */
  at: string;
  actor: FactActorView;
  /** 代何人办理 */
  onBehalfOf: FactPrincipalView | null;
  /** @example "10.1.2.3" */
  address: string;
  /** @example "01931f6e-5b7a-7c3e-8f00-1a2b3c4d5e71" */
  requestId: string;
  /** @example "confirm" */
  move: string;
  /** @example "确认" */
  moveLabel: string | null;
  /** @example "CONFIRMING" */
  from: string | null;
  /** @example "待确认" */
  fromLabel: string | null;
  /** @example "RECTIFYING" */
  to: string | null;
  /** @example "整改中" */
  toLabel: string | null;
  /** @example "情况属实，同意确认" */
  opinion: string | null;
  /**
   * 签字、确认、验收所针对内容的 SHA-256
   * @example null
   */
  contentHash: string | null;
  /** 所载内容，及被替换的旧值 */
  detail: Readonly<Record<string, unknown>>;
  /** @example "0000000000000000000000000000000000000000000000000000000000000000" */
  previousHash: string;
  /** @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" */
  hash: string;
}

export function factView({ body, hash }: { body: string; hash: string }): FactView {
  const fact = JSON.parse(body) as FactContent & { version: number; previousHash: string };
  const { objectKind, objectId, version, at, actor, onBehalfOf, address, requestId, move, from, to, opinion, contentHash, detail, previousHash } = fact;
  return {
    objectKind, objectKindLabel: labelOf('objectKind', objectKind), objectId, version, at,
    actor: { ...actor, kindLabel: labelOf('actorKind', actor.kind), roleLabel: labelOf('role', actor.role) }, onBehalfOf, address, requestId,
    move, moveLabel: actLabel(objectKind, move), from, fromLabel: stateLabel(objectKind, from), to, toLabel: stateLabel(objectKind, to),
    opinion, contentHash, detail, previousHash, hash,
  };
}

/** 访问日志的一行：登录、拒绝、敏感读取。 */
export class AccessLogView {
  /** @example "01931f6e-5b7a-7c3e-8f00-1a2b3c4d5e6f" */
  id: string;
  /** @example "2026-11-22T06:50:00.000Z" */
  at: string;
  /** @example "REFUSAL" */
  @Coded('accessKind')
  kind: string;
  /** @example "拒绝" */
  kindLabel: string | null;
  callerId: string | null;
  /** @example "李四" */
  callerName: string | null;
  organisationId: string | null;
  /** @example "10.1.2.3" */
  address: string;
  /** @example "POST" */
  method: string;
  /** @example "/api/v1/hazards" */
  path: string;
  /** @example 403 */
  status: number;
  /** @example "FORBIDDEN" */
  code: string | null;
  /** @example "01931f6e-5b7a-7c3e-8f00-1a2b3c4d5e71" */
  requestId: string;
}

export function accessLogView(row: AccessLogEntity): AccessLogView {
  const { id, at, kind, callerId, callerName, organisationId, address, method, path, status, code, requestId } = row;
  return { id, at, kind, kindLabel: labelOf('accessKind', kind), callerId, callerName, organisationId, address, method, path, status, code, requestId };
}

/** 断点：历史在哪里、以何种方式不再吻合。 */
export class BreakView {
  /** @example "FACT_HASH" */
  what: string;
  /** @example "事实内容与其哈希不符" */
  whatLabel: string;
  objectKind?: string;
  objectId?: string;
  version?: number;
  position?: number;
  anchor?: number;
}

/** 最近一次全部核对（每日 03:00）。 */
export class LastWalkView {
  /** @example "2026-11-21T19:00:00.000Z" */
  startedAt: string;
  /** @example "2026-11-21T19:00:04.000Z" */
  finishedAt: string;
  /** @example 10234 */
  checked: number;
  /** @example true */
  intact: boolean;
  brokenAt: BreakView | null;
}

/** 锚点：每十分钟封存一次，并写在数据库之外。 */
export class AnchorsView {
  /** @example 144 */
  lastNumber: number;
  /** @example "2026-11-22T06:50:00.000Z" */
  lastAt: string;
  /**
   * 已封存到的事件位置
   * @example 10234
   */
  sealedTo: number;
}

/** 核对结果 */
export class WholenessView {
  /**
   * 历史完整，未被改动
   * @example true
   */
  intact: boolean;
  /**
   * 核对过的事实条数
   * @example 10234
   */
  checked: number;
  brokenAt: BreakView | null;
  lastWalk: LastWalkView | null;
  anchors: AnchorsView | null;
}

const breakView = (at: Break | null): BreakView | null => at && { ...at, whatLabel: BREAKS[at.what] };

export function verificationView(walked: Walked, lastWalk: LastWalk | null, anchor: Anchor | null): WholenessView {
  const { intact, checked, brokenAt } = walked;
  return {
    intact, checked, brokenAt: breakView(brokenAt),
    lastWalk: lastWalk && {
      startedAt: lastWalk.startedAt, finishedAt: lastWalk.finishedAt, checked: Number(lastWalk.checked), intact: lastWalk.intact,
      brokenAt: breakView(lastWalk.brokenAt),
    },
    anchors: anchor && { lastNumber: anchor.number, lastAt: anchor.at, sealedTo: anchor.toPosition },
  };
}
