/** A county with channels to its OA: what administrators, firms and officers do, and the worker's part at once. */
import { OaWork } from '../../../src/oa/oa.work.js';
import { ENTERPRISES } from '../../../src/demo/enterprises.js';
import { Calendar } from '../../../src/platform/clock/calendar.js';
import { Database } from '../../../src/platform/database/database.js';
import { adHoc } from '../../../src/platform/database/statement.js';
import { fields, list, text, type Fields } from '../../model/driver.js';
import { addDays } from '../../model/effects.js';
import type { TestLedger } from '../ledger.js';
import { fiveInPlace, major, ownFind } from '../registrations.js';
import { must } from '../world.js';
import type { Site } from './sites.js';

export const FIRM = ENTERPRISES[0]?.id ?? '';
/** What must never leave. */
export const WRITTEN = '2号中频炉冷却水未设置报警装置';
export const SEATED = [['nancun.supervisor', 'zhangsan'], ['county.supervisor', 'lisi']].map(([username, externalId]) => ({ username, externalId }));

export class Office {
  private serial = 0;

  constructor(readonly ledger: TestLedger, private readonly password: string) {}

  readonly as = (name: string) => this.ledger.driver.as(name);
  readonly admin = () => this.as('county.admin');

  /** For requests that the driver does not make: files. */
  async bearer(username: string): Promise<string> {
    const body = JSON.stringify({ username, password: this.password });
    const answer = await fetch(`${this.ledger.url}/api/v1/auth/login`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    return `Bearer ${text(fields(await answer.json()).accessToken)}`;
  }

  body({ dialect, parameters, secrets }: Site, baseUrl: string): Fields {
    return { name: `通道${(this.serial += 1)}`, dialect, baseUrl, linkBase: 'https://ledger.example.gov.cn', ratePerMinute: 60_000, parameters, secrets };
  }

  async channel(site: Site, baseUrl: string): Promise<{ id: string; ssoSecret: string }> {
    const made = fields(must(await (await this.admin()).post('/oa/channels', this.body(site, baseUrl)), 'channel').body);
    return { id: text(made.id), ssoSecret: text(made.ssoSecret) };
  }

  async map(channelId: string, items: readonly Fields[]): Promise<Fields> {
    const path = `/oa/channels/${channelId}`;
    const { etag } = (await (await this.admin()).get(path)).headers;
    return fields(must(await (await this.admin()).put(`${path}/person-map`, { items }, { 'If-Match': etag ?? '' }), 'map').body);
  }

  rows<R extends object>(sql: string, values: unknown[] = []): Promise<R[]> {
    return this.ledger.app.get(Database, { strict: false }).run(adHoc<R>(sql), values);
  }

  /** What the worker would do, at once; what was put off is over, also the time in which a late call may arrive. */
  async work(rounds = 12): Promise<void> {
    for (let round = 0; round < rounds; round += 1) {
      await this.rows(`update delivery set next_attempt_at = '2000-01-01Z' where state = 'WAITING'`);
      await this.rows(`update oa_pace set next_slot_at = '2000-01-01Z', rest_until = null`);
      const due = await this.ledger.app.get(OaWork, { strict: false }).due(100);
      if (due.length === 0) return;
      await Promise.all(due.map((id) => this.ledger.app.get(OaWork, { strict: false }).run(id)));
    }
  }

  /** A major find of a firm, filled in and signed: the town's supervisor has it to confirm. */
  async signed(): Promise<string> {
    const today = this.ledger.app.get(Calendar, { strict: false }).today();
    const operator = await this.as('example1.operator');
    const id = text(fields(must(await operator.post('/hazards', ownFind(FIRM, today, { ...major, description: WRITTEN })), 'register').body).id);
    const { etag } = (await operator.get(`/hazards/${id}`)).headers;
    must(await operator.put(`/hazards/${id}/five-in-place`, fiveInPlace(addDays(today, 30)), { 'If-Match': etag ?? '' }), 'five');
    await this.move('example1.principal', id, 'sign', { password: this.password });
    return id;
  }

  async move(name: string, id: string, what: string, body: Fields = {}): Promise<Fields> {
    return fields(must(await (await this.as(name)).post(`/hazards/${id}/${what}`, body), what).body);
  }

  async parked(channelId: string): Promise<Fields[]> {
    return list(fields(must(await (await this.admin()).get(`/oa/deliveries?state=parked&channelId=${channelId}`), 'parked').body).items).map(fields);
  }
}
