/**
 * The one engine behind every dialect: fills a call of the profile, signs it, sends it, and says what the answer means.
 * What comes back is read by rules only; nothing of it is shown to anybody.
 */
import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Wall } from '../platform/clock/wall.js';
import { Outward, OutwardFault } from '../platform/outward/outward.js';
import { retryAfterMs } from '../platform/outward/retry-after.js';
import { OutwardTargetsReader } from '../settings/outward-targets.reader.js';
import type { Call, Profile, Rules, TokenCall } from './dialect.js';
import { meaningOf } from './outcome.js';
import { Pace } from './pace.js';
import { Patience } from './patience.js';
import type { Answered, Meaning } from './outcome.js';
import { signed } from './signature.js';
import { at, filled, filledText, parsed, ProfileFault } from './template.js';
import type { Values } from './template.js';

/** A list of a person's open todos is the largest that is read. */
const ANSWER_MAX_BYTES = 2_000_000;
/** A token is taken anew this long before it ends. */
const TOKEN_MARGIN_MS = 60_000;

/** Everything of a channel that a call needs. */
export interface Reaching {
  id: string;
  version: number;
  countyCode: string;
  baseUrl: string;
  ratePerMinute: number;
  /** Turns that are taken already; every call needs one. */
  turns: number;
  /** Whether whoever calls may still do so; whoever lost his lease sends nothing more. */
  held?: () => boolean;
  profile: Profile;
  parameters: Readonly<Record<string, string>>;
  secrets: Readonly<Record<string, string>>;
}

class TurnFar extends Error {
  constructor(readonly waitMs: number) {
    super(`the next turn is ${waitMs} ms off`);
  }
}

/** For whoever was stopped so long that somebody else has it in hand by now. */
export const LEASE_LOST = { kind: 'RETRY', code: 'LEASE_LOST', reason: '本次送出中断过久，已另行送出', afterMs: 1 } as const;

class LeaseLost extends Error {}

interface Token { value: string; untilMs: number; version: number }

@Injectable()
export class Connector {
  private readonly tokens = new Map<string, Token>();

  constructor(
    private readonly outward: Outward,
    private readonly targets: OutwardTargetsReader,
    private readonly pace: Pace,
    private readonly patience: Patience,
    private readonly wall: Wall,
  ) {}

  /** Never throws for what the OA does; a token that has ended is taken anew once. */
  async call(channel: Reaching, call: Call, values: Values): Promise<Meaning> {
    const first = await this.attempt(channel, call, values);
    if (first.kind !== 'TOKEN') return first;
    this.tokens.delete(channel.id);
    const second = await this.attempt(channel, call, values);
    return second.kind === 'TOKEN' ? { kind: 'RETRY', code: 'TOKEN_REFUSED', reason: 'OA 不认可刚取得的令牌' } : second;
  }

  private async attempt(channel: Reaching, call: Call, values: Values): Promise<Meaning> {
    try {
      const token = await this.token(channel);
      if (token !== null && typeof token !== 'string') return token;
      return meaningOf(await this.send(channel, call, values, token), channel.profile.rules);
    } catch (error) {
      if (error instanceof OutwardFault) return faultMeaning(error);
      if (error instanceof ProfileFault) return { kind: 'PARK', code: 'PROFILE_INCOMPLETE', reason: `通道缺少参数或密钥 ${error.missing}：补齐后重发` };
      if (error instanceof TurnFar) return { kind: 'RETRY', code: 'WAITS_FOR_TURN', reason: '按通道的调用上限排队', afterMs: error.waitMs };
      if (error instanceof LeaseLost) return LEASE_LOST;
      throw error;
    }
  }

  private async token(channel: Reaching): Promise<string | null | Meaning> {
    const asked = channel.profile.token;
    if (!asked) return null;
    const known = this.tokens.get(channel.id);
    if (known && known.version === channel.version && known.untilMs > this.wall.nowMs()) return known.value;
    const answered = await this.send(channel, asked.call, {}, null);
    const said = parsed(answered.text);
    const value = at(said, asked.at);
    if (typeof value !== 'string' || value === '' || value === '-1') return tokenRefused(answered, channel.profile.rules);
    this.tokens.set(channel.id, { value, version: channel.version, untilMs: this.wall.nowMs() + secondsOf(asked, said) * 1_000 - TOKEN_MARGIN_MS });
    return value;
  }

  private async send(channel: Reaching, call: Call, values: Values, token: string | null): Promise<Answered> {
    const { profile, secrets, parameters } = channel;
    const all: Values = { ...values, ...prefixed('p', parameters), ...prefixed('s', secrets) };
    const fields = Object.fromEntries(Object.entries(call.query ?? {}).map(([name, template]) => [name, filledText(template, all)]));
    const sentAs = profile.token?.sentAs;
    if (token !== null && sentAs && 'query' in sentAs) fields[sentAs.query] = token;
    const content = call.body === undefined ? undefined : filled(call.body, all);
    const form = call.form ? Object.fromEntries(Object.entries(content as Record<string, unknown>).map(([name, value]) => [name, String(value)])) : null;
    const path = filledText(call.path, all);
    const body = form ? new URLSearchParams(form).toString() : content === undefined ? '' : JSON.stringify(content);
    const extra = signed(profile.signature, {
      method: call.method, path, fields: { ...fields, ...form }, body, atMs: this.wall.nowMs(), nonce: String(randomInt(1e12, 9e12)), secrets, named: parameters,
    });
    const query = new URLSearchParams({ ...fields, ...extra.fields }).toString();
    const headers: Record<string, string> = {
      Accept: 'application/json',
      ...(call.method !== 'GET' && { 'Content-Type': form ? 'application/x-www-form-urlencoded' : 'application/json; charset=utf-8' }),
      ...Object.fromEntries(Object.entries(call.headers ?? {}).map(([name, template]) => [name, filledText(template, all)])),
      ...(token !== null && sentAs && 'header' in sentAs && { [sentAs.header]: token }),
      ...extra.headers,
    };
    await this.turn(channel);
    if (channel.held?.() === false) throw new LeaseLost();
    const heard = await this.outward.send({
      url: `${channel.baseUrl.replace(/\/$/, '')}${path}${query ? `?${query}` : ''}`, method: call.method, headers, ...(call.method !== 'GET' && { body }),
      timeoutMs: this.patience.callTimeoutMs, answerMaxBytes: ANSWER_MAX_BYTES, allowed: await this.targets.allowedFor(channel.countyCode),
    });
    return { status: heard.status, text: heard.body.toString('utf8'), askedMs: retryAfterMs(heard.headers['retry-after'], this.wall.nowMs()) };
  }

  private async turn(channel: Reaching): Promise<void> {
    if (channel.turns > 0) {
      channel.turns -= 1;
      return;
    }
    const waitMs = await this.pace.turn(channel.id, channel.ratePerMinute);
    if (waitMs > 0) throw new TurnFar(waitMs);
  }
}

const prefixed = (prefix: string, named: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(named).map(([name, value]) => [`${prefix}.${name}`, value]));

function secondsOf({ secondsAt, seconds }: TokenCall, said: unknown): number {
  const given = secondsAt === null ? undefined : Number(at(said, secondsAt));
  return given !== undefined && given > 0 ? Math.min(given, seconds) : seconds;
}

/** A body without a token may be a fault of the moment: parked is only what the profile knows as permanent, or a plain refusal. */
function tokenRefused(answered: Answered, rules: Rules): Meaning {
  const { status } = answered;
  const meaning = meaningOf(answered, { ...rules, token: [], person: [], already: [], gone: [], ok: [] });
  const refused = meaning.kind === 'PARK' && (status < 300 || [400, 401, 403].includes(status));
  return refused
    ? { kind: 'PARK', code: 'ACCOUNT_REFUSED', reason: 'OA 没有发给令牌：请核对通道的接口账号和密钥后重发' }
    : { kind: 'RETRY', code: 'TOKEN_UNAVAILABLE', reason: `暂时取不到 OA 的令牌（HTTP ${status}）；如一直如此，请核对通道的接口账号和密钥`, ofOa: { askedMs: status === 429 || status === 503 ? answered.askedMs ?? 0 : 0 } };
}

const FAULTS: Partial<Record<OutwardFault['code'], string>> = {
  NAME_UNKNOWN: '找不到 OA 的地址', CONNECTION_FAILED: '连不上 OA', CONNECTION_LOST: '与 OA 的连接中断', TIMEOUT: 'OA 超时没有答复',
  TLS_FAILED: 'OA 的证书不被认可', ANSWER_TOO_LARGE: 'OA 的答复过大', ANSWER_MALFORMED: 'OA 的答复无法识别',
};

function faultMeaning({ code }: OutwardFault): Meaning {
  if (code === 'TARGET_REFUSED') return { kind: 'PARK', code, reason: 'OA 的地址不在允许范围：请管理员在 outward-targets 设置中列入后重发' };
  return { kind: 'RETRY', code, reason: FAULTS[code] ?? code, ofOa: { askedMs: 0 } };
}
