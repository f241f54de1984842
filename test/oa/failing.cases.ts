/** An OA that fails as a whole: it is left alone, one call asks whether it is back, everybody sees it, and nothing is lost (decision 0049). */
import { describe, expect, it } from '@jest/globals';
import { OaWork } from '../../src/oa/oa.work.js';
import { fields, text, type Fields } from '../model/driver.js';
import { GenericOa } from '../support/oa/generic.js';
import { SEATED, type Office } from '../support/oa/office.js';
import { SITES } from '../support/oa/sites.js';
import { must } from '../support/world.js';

const GENERIC = SITES.find(({ dialect }) => dialect === 'GENERIC')!;
const FAILING = ['failingSince', 'restUntil', 'failingReason'];
const LONG_OVER = '2000-01-01Z';

/** What the driver does not make: the answer of a proxy. */
class Proxied extends GenericOa {
  asksToWait = false;
  protected override handle(call: Parameters<GenericOa['handle']>[0]) {
    return this.asksToWait ? { status: 503, body: 'busy', headers: { 'Retry-After': '900' } } : super.handle(call);
  }
}

export function failingOa(officeOf: () => Office): void {
  describe('an OA that fails as a whole', () => {
    const [broken, well] = [new Proxied(), new GenericOa()];
    for (const oa of [broken, well]) for (const one of ['zhangsan', 'lisi']) oa.persons.add(one);
    const rows = (sql: string, values: unknown[] = []) => officeOf().rows<{ n: number }>(sql, values);
    const turn = (id: string) => officeOf().ledger.app.get(OaWork, { strict: false }).run(id);
    const isDue = async (id: string) => (await officeOf().ledger.app.get(OaWork, { strict: false }).due(100)).includes(id);
    const shown = async (id: string): Promise<Fields> => fields(must(await (await officeOf().admin()).get(`/oa/channels/${id}`), 'channel').body);
    const waiting = async (id: string): Promise<number> => (await rows(`select count(*)::int as n from delivery where receiver_id = $1 and state = 'WAITING'`, [id]))[0]?.n ?? -1;
    /** The todos' own waits are over; the channel's rest only where that is said. */
    const later = async (id: string, andTheRest: boolean): Promise<void> => {
      await rows(`update delivery set next_attempt_at = $2 where receiver_id = $1 and state = 'WAITING'`, [id, LONG_OVER]);
      if (andTheRest) await rows('update oa_pace set next_slot_at = $2, rest_until = $2 where channel_id = $1', [id, LONG_OVER]);
    };

    it('is left alone after a few calls, then asked by one; all see it, another has everything meanwhile, and nothing is lost', async () => {
      const office = officeOf();
      await Promise.all([broken, well].map((oa) => oa.start()));
      const [{ id }, other] = [await office.channel(GENERIC, broken.url), await office.channel(GENERIC, well.url)];
      for (const one of [id, other.id]) await office.map(one, SEATED);
      for (let more = 0; more < 12; more += 1) await office.signed();
      const owed = await waiting(id);
      expect(owed).toBeGreaterThan(11);

      broken.faults = () => 'ERROR_500';
      await turn(id);
      const tried = broken.calls.length;
      expect([tried, await isDue(id)]).toEqual([tried >= 3 && tried <= 8 ? tried : '3 to 8', false]);
      const failing = await shown(id);
      expect([Date.parse(text(failing.restUntil)) > Date.parse(text(failing.failingSince)), failing.failingReason, failing.state]).toEqual([true, 'OA 的答复无法识别（HTTP 500）', 'ACTIVE']);
      await turn(other.id);
      expect([well.todos().length, FAILING.map((name) => name in failing)]).toEqual([owed, [true, true, true]]);

      await later(id, false);
      expect([await isDue(id), broken.calls.length]).toEqual([false, tried]);
      await later(id, true);
      await turn(id);
      expect([broken.calls.length, await isDue(id), (await shown(id)).failingSince]).toEqual([tried + 1, false, failing.failingSince]);

      broken.down = true;
      await later(id, true);
      await turn(id);
      expect([(await shown(id)).failingReason, await waiting(id)]).toEqual(['与 OA 的连接中断', owed]);

      Object.assign(broken, { down: false, faults: () => null });
      await later(id, true);
      await turn(id);
      const healthy = await shown(id);
      expect([FAILING.map((name) => healthy[name]), await waiting(id), broken.todos().length, await office.parked(id)]).toEqual([[null, null, null], 0, owed, []]);
    }, 30_000);

    it('that asks for a pause has it; a test by hand is made all the same, and where it is well the pause is over', async () => {
      const office = officeOf();
      const { id } = await office.channel(GENERIC, broken.url);
      await office.map(id, SEATED);
      Object.assign(broken, { asksToWait: true, down: false, faults: () => null });
      await turn(id);
      const { restUntil, failingSince } = await shown(id);
      const pauseMs = Date.parse(text(restUntil)) - Date.parse(text(failingSince));
      expect([pauseMs > 890_000 && pauseMs < 910_000, await isDue(id)]).toEqual([true, false]);
      const test = async () => fields(must(await (await office.admin()).post(`/oa/channels/${id}/test`, { userId: await supervisor(office) }), 'test').body).ok;
      expect([await test(), (await shown(id)).restUntil]).toEqual([false, restUntil]);
      broken.asksToWait = false;
      expect([await test(), (await shown(id)).restUntil, await later(id, false), await isDue(id)]).toEqual([true, null, undefined, true]);
      await Promise.all([broken, well].map((oa) => oa.stop()));
    }, 30_000);
  });
}

const supervisor = async (office: Office): Promise<string> => (await office.rows<{ id: string }>(`select id from user_account where username = 'nancun.supervisor'`))[0]?.id ?? '';
