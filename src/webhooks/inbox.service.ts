import { Injectable } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { refuse } from '../domain/refusal.js';
import { Wall } from '../platform/clock/wall.js';
import { Config } from '../platform/config/config.js';
import { gone } from '../platform/http/answer.js';
import type { Answer } from '../platform/http/answer.js';
import { FieldSeal } from '../platform/sealing/field-seal.js';
import { InboxRepository } from './inbox.repository.js';
import { bears, TOLERANCE_SECONDS } from './signature.js';
import type { Signed } from './signature.js';

const TEXT_MAX = 200;

/** A receiver as a partner would write it: keeps what bears the signature of a webhook of this sandbox, refuses the rest. */
@Injectable()
export class InboxService {
  constructor(
    private readonly inbox: InboxRepository,
    private readonly seal: FieldSeal,
    private readonly config: Config,
    private readonly wall: Wall,
  ) {}

  /** Only a sandbox has one. */
  judge(): void {
    if (!this.config.sandbox) throw refuse('ROUTE_NOT_FOUND');
  }

  async receive(headers: IncomingHttpHeaders, bytes: Buffer): Promise<Answer<null>> {
    this.judge();
    const body = bytes.toString('utf8');
    const told: Signed = { 'webhook-id': text(headers['webhook-id']), 'webhook-timestamp': text(headers['webhook-timestamp']), 'webhook-signature': text(headers['webhook-signature'], 2_000) };
    const webhookId = await this.signer(told, body);
    const fault = this.faultOf(told, webhookId);
    const type = fault === null ? text((JSON.parse(body) as { type?: unknown }).type) : null;
    await this.inbox.add({ webhookId: fault === null ? webhookId : null, messageId: told['webhook-id'] || null, type, fault, body: fault === null ? body : '' });
    if (fault !== null) throw refuse('UNAUTHENTICATED');
    return gone();
  }

  private faultOf({ 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }: Signed, webhookId: string | null): string | null {
    if (!id || !timestamp || !signature) return '缺少 webhook-id、webhook-timestamp 或 webhook-signature';
    if (!/^\d{1,12}$/.test(timestamp) || Math.abs(Number(timestamp) - this.wall.nowMs() / 1_000) > TOLERANCE_SECONDS) return '时间戳超出五分钟';
    return webhookId === null ? '签名不属于本沙箱的任何推送' : null;
  }

  private async signer(told: Signed, body: string): Promise<string | null> {
    for (const { id, secret, previousSecret } of await this.inbox.secrets()) {
      const secrets = [secret, ...(previousSecret === null ? [] : [previousSecret])];
      if (secrets.some((sealed) => bears(told, body, this.seal.open(sealed)))) return id;
    }
    return null;
  }
}

const text = (value: unknown, max = TEXT_MAX): string => (typeof value === 'string' ? value.slice(0, max) : '');
