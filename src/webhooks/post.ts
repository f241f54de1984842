import { Injectable } from '@nestjs/common';
import { Wall } from '../platform/clock/wall.js';
import { Outward, OutwardFault } from '../platform/outward/outward.js';
import { retryAfterMs } from '../platform/outward/retry-after.js';
import { FieldSeal } from '../platform/sealing/field-seal.js';
import { OutwardTargetsReader } from '../settings/outward-targets.reader.js';
import { failureOf } from './retry.js';
import type { FailureReason } from './retry.js';
import { signed } from './signature.js';
import type { SendingTo } from './webhook.repository.js';

/** From the name service to the status line. */
export const CALL_TIMEOUT_MS = 10_000;
const CONTENT_TYPE = 'application/cloudevents+json; charset=utf-8';

export interface Answered {
  status: number | null;
  /** null: it has taken it. */
  reason: FailureReason | null;
  /** What it asked us to wait. */
  askedMs: number;
}

/** One call: signed with every secret that is good at this moment; of the answer only the status and `Retry-After` count. */
@Injectable()
export class Post {
  constructor(
    private readonly outward: Outward,
    private readonly targets: OutwardTargetsReader,
    private readonly seal: FieldSeal,
    private readonly wall: Wall,
  ) {}

  async send(payload: string, to: SendingTo): Promise<Answered> {
    const nowMs = this.wall.nowMs();
    const previous = to.previousSecret !== null && to.previousUntil !== null && Date.parse(to.previousUntil) > nowMs ? [to.previousSecret] : [];
    const secrets = [to.secret, ...previous].map((sealed) => this.seal.open(sealed));
    const { id } = JSON.parse(payload) as { id: string };
    try {
      const { status, headers } = await this.outward.send({
        url: to.url, method: 'POST', body: payload, timeoutMs: CALL_TIMEOUT_MS, answerMaxBytes: 0, allowed: await this.targets.allowedFor(to.countyCode),
        headers: { 'Content-Type': CONTENT_TYPE, 'User-Agent': 'hazard-ledger', ...signed(id, nowMs, payload, secrets) },
      });
      return { status, reason: failureOf(status), askedMs: retryAfterMs(headers['retry-after'], this.wall.nowMs()) };
    } catch (error) {
      if (!(error instanceof OutwardFault)) throw error;
      return { status: null, reason: error.code, askedMs: 0 };
    }
  }
}
