/** The sandbox county with relay, queues and API in this process, and what webhook tests ask of it. */
import { WorkerModule } from '../../src/worker.module.js';
import { addDays } from '../model/effects.js';
import { startInProcess } from './sandbox.js';
import type { InProcess } from './sandbox.js';

export interface Answered { status: number; body: Record<string, unknown> & { items?: Record<string, unknown>[] }; location: string | null }
export type Headers = Record<string, string>;

export const FIRMS = { example1: '01a199c6-9f3c-7232-8597-5f1967a3a72e' } as const;
export const CENTRES = { nancun: '01a199c5-5622-7c51-99ef-d88fefbca812', bagong: '01a199c5-ea3f-76e0-a840-7ae2d8a87a34' } as const;

export class Told {
  private serial = 0;
  private readonly sessions = new Map<string, Promise<Headers>>();

  private constructor(readonly here: InProcess) {}

  /** `module`: AppModule where relay and queues run elsewhere. */
  static async start(module: new () => object = WorkerModule): Promise<Told> {
    return new Told(await startInProcess({ module }));
  }

  async ask(who: string | Headers, method: string, path: string, body?: unknown, more: Headers = {}): Promise<Answered> {
    const auth = typeof who === 'string' ? await this.session(who) : who;
    const response = await fetch(`${this.here.url}${path}`, {
      method, headers: { ...auth, ...(body !== undefined && { 'Content-Type': 'application/json' }), ...more }, ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text ? (JSON.parse(text) as Answered['body']) : {}, location: response.headers.get('location') };
  }

  async must(who: string | Headers, method: string, path: string, body?: unknown, more: Headers = {}): Promise<Answered['body']> {
    const answer = await this.ask(who, method, path, body, more);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  async webhook(url: string, body: object = {}, who: string | Headers = 'county.admin'): Promise<{ id: string; secret: string }> {
    return (await this.must(who, 'POST', '/webhooks', { url, eventTypes: ['hazard.*'], ...body })) as { id: string; secret: string };
  }

  async key(organisationId: string, scopes: string[]): Promise<Headers> {
    const expiresOn = addDays(new Date().toISOString().slice(0, 10), 30);
    const { key } = await this.must('county.admin', 'POST', '/api-keys', { name: `钥匙${(this.serial += 1)}`, organisationId, scopes, expiresOn });
    return { 'X-API-Key': key as string };
  }

  /** Found by the firm itself; its description is a canary that must be told nowhere. */
  async hazard(account = 'example1.operator', enterpriseId: string = FIRMS.example1, more: object = {}): Promise<string> {
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    const { id } = await this.must(account, 'POST', '/hazards', {
      enterpriseId, level: 'GENERAL', source: 'ENTERPRISE_SELF_CHECK', sector: 'METALLURGY', category: 'EQUIPMENT', description: `金丝雀隐患描述${(this.serial += 1)}`,
      location: '金丝雀车间', foundOn: today, foundBy: [{ name: '金丝雀甲', post: '安全员', organisation: '示例' }],
      owner: { name: '金丝雀乙', post: '主任', phone: '13900001234', department: '设备部' }, deadline: addDays(today, 20), ...more,
    });
    return id as string;
  }

  /** Raises its version by so many facts of the same kind. */
  async assess(id: string, count: number): Promise<void> {
    const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
    for (let n = 0; n < count; n += 1) await this.must('example1.operator', 'POST', `/hazards/${id}/assessments`, { day: today, safeToOperate: true, opinion: `金丝雀意见${n}` });
  }

  stop(): Promise<void> {
    return this.here.stop();
  }

  private session(username: string): Promise<Headers> {
    const known = this.sessions.get(username) ?? this.here.signIn(username);
    this.sessions.set(username, known);
    return known;
  }
}
