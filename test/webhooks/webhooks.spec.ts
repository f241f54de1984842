/** Contract §5, webhooks: who is told what, in which order, signed how, and what becomes of a receiver that does not take it. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../src/platform/processes.mjs';
import { RETRY_DELAYS_MS, RetrySchedule } from '../../src/webhooks/retry.js';
import { Receiver } from '../support/receiver.js';
import { CENTRES, FIRMS, Told } from '../support/told.js';

let county: Told;
let receiver: Receiver;
let schedule: RetrySchedule;
beforeAll(async () => {
  county = await Told.start();
  schedule = county.here.app.get(RetrySchedule, { strict: false });
}, 60_000);
afterAll(() => county?.stop());
beforeEach(async () => { receiver = await Receiver.start(); });
afterEach(async () => {
  schedule.delaysMs = RETRY_DELAYS_MS;
  // Receivers of one test are no business of the next.
  await county?.here.sql.query(`update webhook set state = 'REMOVED', disabled_reason = null`);
  await county.here.sql.query(`update delivery set state = 'CANCELLED', reason = 'REMOVED', finished_at = created_at where state = 'WAITING'`);
  await receiver.stop();
});

const listens = async (body: object = {}): Promise<{ id: string; secret: string }> => {
  const made = await county.webhook(receiver.url, body);
  receiver.secrets = [made.secret];
  return made;
};
const deliveries = async (id: string, query = '') => (await county.must('county.admin', 'GET', `/webhooks/${id}/deliveries?limit=200${query}`)).items ?? [];
const settled = (id: string, states: string[]) => until(async () => {
  const told = (await deliveries(id)).map(({ state }) => state as string);
  return told.length === states.length && told.every((state, index) => state === states[index]);
}, { everyMs: 30, withinMs: 10_000 }).catch(async () => expect((await deliveries(id)).map(({ state }) => state)).toEqual(states));

describe('a webhook', () => {
  it('shows its secret once, keeps it sealed, and belongs to an organisation', async () => {
    const key = await county.key(FIRMS.example1, ['webhooks:manage']);
    const answer = await county.ask(key, 'POST', '/webhooks', { url: 'https://receiver.example.com/hook?token=canary', eventTypes: ['hazard.*', 'hazard.*'] }, { 'Idempotency-Key': 'hook-1' });
    expect([answer.status, Object.keys(answer.body).sort(), answer.location]).toEqual([201, ['id', 'secret'], `/api/v1/webhooks/${answer.body['id'] as string}`]);
    const { id, secret } = answer.body as { id: string; secret: string };
    const again = await county.ask(key, 'POST', '/webhooks', { url: 'https://receiver.example.com/hook?token=canary', eventTypes: ['hazard.*', 'hazard.*'] }, { 'Idempotency-Key': 'hook-1' });
    expect(again.body).toEqual({ id, secret: null });
    const one = await county.must(key, 'GET', `/webhooks/${id}`);
    expect(one).toMatchObject({ id, eventTypes: ['hazard.*'], state: 'ENABLED', stateLabel: '启用', organisationId: FIRMS.example1, version: 1 });
    expect(JSON.stringify([one, await county.must('county.auditor', 'GET', '/webhooks')])).not.toContain(secret);
    const { rows } = await county.here.sql.query<{ told: string }>(`
      select w::text as told from webhook w where w.id = $1 union all select body from fact where object_id = $1 union all select answer from idempotency where answer is not null`, [id]);
    expect(rows.filter(({ told }) => told.includes(secret.slice(6)))).toEqual([]);
    expect(rows.filter(({ told }) => told.startsWith('{') && told.includes('token=canary'))).toEqual([]);
    const other = await county.key(CENTRES.bagong, ['webhooks:manage']);
    for (const [method, path] of [['GET', ''], ['POST', '/rotate'], ['POST', '/disable'], ['POST', '/test'], ['GET', '/deliveries'], ['DELETE', '']] as const) {
      expect([path, (await county.ask(other, method, `/webhooks/${id}${path}`)).status]).toEqual([path, 404]);
    }
    expect((await county.must(other, 'GET', '/webhooks')).items).toEqual([]);
    expect((await county.ask('county.auditor', 'DELETE', `/webhooks/${id}`)).body).toMatchObject({ code: 'FORBIDDEN' });
    expect((await county.ask('example1.principal', 'GET', '/webhooks')).body).toMatchObject({ code: 'FORBIDDEN' });
    expect((await county.ask(await county.key(FIRMS.example1, ['hazards:read']), 'GET', '/webhooks')).body).toMatchObject({ code: 'KEY_SCOPE_MISSING' });
  });

  it('stands nowhere inside, unless the administrator lists it', async () => {
    const made = (url: string, body: object = {}) => county.ask('county.admin', 'POST', '/webhooks', { url, eventTypes: ['hazard.closed.v1'], ...body });
    for (const url of ['http://169.254.169.254/latest', 'http://10.77.0.5/hook', 'http://[::ffff:192.168.0.1]/', 'https://user:pass@example.com/', 'http://0x0a.1/']) {
      expect([url, (await made(url)).body['code']]).toEqual([url, 'TARGET_NOT_ALLOWED']);
    }
    for (const [url, body] of [['ftp://example.com/', {}], ['not a url', {}], ['https://example.com/', { eventTypes: ['hazard.nothing.v1'] }], ['https://example.com/', { eventTypes: [] }]] as const) {
      expect([url, (await made(url, body)).status]).toEqual([url, 400]);
    }
    expect((await made('https://example.com/', { organisationId: receiver.url.length > 0 ? '019aa0b2-7c00-7000-8000-0000000000ff' : '' })).body).toMatchObject({ code: 'REFERENCE_UNKNOWN' });
    const setting = await county.ask('county.admin', 'PUT', '/settings/outward-targets', { value: { allowed: ['0.0.0.0/0'] } }, { 'If-Match': '"0"' });
    expect(setting.body).toMatchObject({ code: 'SETTING_INVALID' });
    await county.must('county.admin', 'PUT', '/settings/outward-targets', { value: { allowed: ['10.77.0.0/16'] } }, { 'If-Match': '"0"' });
    expect((await made('http://10.77.0.5/hook')).status).toBe(201);
    expect((await made('http://10.78.0.5/hook')).body).toMatchObject({ code: 'TARGET_NOT_ALLOWED' });
  });

  it('is one of twenty at most', async () => {
    await county.here.sql.query(`insert into webhook (id, version, head_hash, county_code, organisation_id, url, event_types, state, secret, created_by, created_at, updated_at)
      select gen_random_uuid(), 1, '', '140525', $1, 'https://example.com/', '{hazard.*}', 'DISABLED', '', $1, '2026-11-25', '2026-11-25' from generate_series(1, 20)`.replace("'DISABLED'", "'ENABLED'"), [CENTRES.bagong]);
    expect((await county.ask('county.admin', 'POST', '/webhooks', { url: 'https://example.com/', eventTypes: ['hazard.*'], organisationId: CENTRES.bagong })).body)
      .toMatchObject({ code: 'WEBHOOK_LIMIT' });
  });
});

describe('what is told', () => {
  it('is a thin CloudEvent, signed, in the order of the hazard, to whoever sees it and asked for it', async () => {
    const { id } = await listens();
    const [firm, other, narrow] = [await Receiver.start(), await Receiver.start(), await Receiver.start()];
    try {
      await county.webhook(firm.url, { organisationId: FIRMS.example1 });
      const rival = ((await county.must('example2.principal', 'GET', '/auth/me')) as { organisation?: { id: string } }).organisation?.id;
      const elsewhere = [await county.webhook(other.url, { organisationId: CENTRES.bagong }), await county.webhook(other.url, { organisationId: rival })];
      await county.webhook(narrow.url, { eventTypes: ['hazard.signed.v1'] });
      const hazard = await county.hazard();
      await county.assess(hazard, 3);
      await county.must('example1.principal', 'POST', `/hazards/${hazard}/sign`, { password: 'in-process-2026', statement: '金丝雀属实' });
      const told = await receiver.waitFor(5);
      expect(told.map(({ event }) => [event.id, event.type])).toEqual([
        [`${hazard}-1`, 'hazard.registered.v1'], [`${hazard}-2`, 'hazard.assessed.v1'], [`${hazard}-3`, 'hazard.assessed.v1'], [`${hazard}-4`, 'hazard.assessed.v1'],
        [`${hazard}-5`, 'hazard.signed.v1'],
      ]);
      const last = told.at(-1);
      expect(last).toMatchObject({ id: `${hazard}-5`, contentType: 'application/cloudevents+json; charset=utf-8', signatures: 1 });
      expect(Math.abs((last?.timestamp ?? 0) * 1_000 - Date.now())).toBeLessThan(30_000);
      expect(last?.event).toEqual({
        specversion: '1.0', id: `${hazard}-5`, source: 'urn:hazard-ledger:140525', type: 'hazard.signed.v1', subject: hazard, time: expect.stringMatching(/^\d{4}-.*Z$/),
        datacontenttype: 'application/json', position: expect.any(Number),
        data: { hazardId: hazard, ledgerNo: expect.stringMatching(/^140525100-\d{4}-\d{6}$/), version: 5, status: 'CONFIRMING', statusLabel: '待确认', previousStatus: 'REPORTED', previousStatusLabel: '待签字' },
      });
      expect(receiver.got.map(({ body }) => body).join()).not.toMatch(/金丝雀|13900001234/);
      expect(receiver.refused).toEqual([]);
      expect((await firm.waitFor(5)).map(({ event }) => event.position)).toEqual([1, 2, 3, 4, 5]);
      expect((await narrow.waitFor(1)).map(({ event }) => event.type)).toEqual(['hazard.signed.v1']);
      await settled(id, Array.from({ length: 5 }, () => 'DELIVERED'));
      expect(other.got).toEqual([]);
      // not even a promise, which would name the hazard in its owner's list
      for (const one of elsewhere) expect(await deliveries(one.id)).toEqual([]);
      expect((await deliveries(id, '&eventType=hazard.signed.v1')).map(({ eventId, lastStatus, attemptCount, hazardId }) => [eventId, lastStatus, attemptCount, hazardId]))
        .toEqual([[`${hazard}-5`, 204, 1, hazard]]);
      expect(await deliveries(id, '&state=PARKED')).toEqual([]);
    } finally {
      await Promise.all([firm, other, narrow].map((one) => one.stop()));
    }
  });

  it('comes to the healthy at once while one receiver takes calls and never answers, and one is dead', async () => {
    const [silent, dead] = [await Receiver.start(), await Receiver.start()];
    silent.behaviour = () => ({ status: 599, answer: () => undefined });
    try {
      for (const { url } of [silent, dead]) await county.webhook(url);
      await dead.stop();
      const { id } = await listens();
      const hazards: string[] = [];
      for (let n = 0; n < 20; n += 1) hazards.push(await county.hazard());
      const told = await receiver.waitFor(20, 4_000);
      expect(told.map(({ event }) => event.subject).sort()).toEqual([...hazards].sort());
      expect((await deliveries(id)).every(({ attemptCount }) => Number(attemptCount) <= 1)).toBe(true);
      // It has had no more out than its own share, and no second call has been tried meanwhile.
      expect([silent.got.length > 0, silent.got.length <= 8]).toEqual([true, true]);
    } finally {
      await silent.stop();
    }
  });

  it('is told once more where it failed, under the same id, and what comes behind it waits', async () => {
    schedule.delaysMs = [60, 60, 60];
    receiver.behaviour = (_, index) => [{ status: 500 }, { status: 302, headers: { Location: 'http://169.254.169.254/' } }][index] ?? { status: 200 };
    const { id } = await listens();
    const hazard = await county.hazard();
    await county.assess(hazard, 1);
    await settled(id, ['DELIVERED', 'DELIVERED']);
    expect(receiver.got.map(({ id: told, status }) => [told, status])).toEqual([[`${hazard}-1`, 500], [`${hazard}-1`, 302], [`${hazard}-1`, 200], [`${hazard}-2`, 200]]);
    expect(new Set(receiver.got.slice(0, 3).map(({ body }) => body)).size).toBe(1);
    const [first] = await deliveries(id);
    expect(first).toMatchObject({ attemptCount: 3, reason: null, lastStatus: 200, nextAttemptAt: null,
      attempts: [{ status: 500, reason: 'RECEIVER_FAILED', reasonLabel: '对方出错' }, { status: 302, reason: 'REDIRECTED' }, { status: 200, reason: null }] });
    expect(await county.must('county.admin', 'GET', `/webhooks/${id}`)).toMatchObject({ failingSince: null });
  });

  it('is parked with its reason where every attempt failed, shown, and sent again on request under the same id', async () => {
    schedule.delaysMs = [20];
    receiver.behaviour = () => ({ status: 500 });
    const { id } = await listens();
    const hazard = await county.hazard();
    await county.assess(hazard, 1);
    await settled(id, ['PARKED', 'PARKED']);
    const [first] = await deliveries(id, '&state=PARKED');
    expect(first).toMatchObject({ eventId: `${hazard}-1`, reason: 'ATTEMPTS_EXHAUSTED', reasonLabel: '多次重试未成功', attemptCount: 2, lastStatus: 500 });
    expect(await county.must('county.admin', 'GET', `/webhooks/${id}`)).toMatchObject({ failingSince: expect.any(String) });
    receiver.behaviour = () => ({ status: 200 });
    const replay = `/webhooks/${id}/deliveries/${first?.['id'] as string}/replay`;
    expect((await county.ask('county.admin', 'POST', replay)).status).toBe(202);
    await settled(id, ['DELIVERED', 'PARKED']);
    expect(receiver.taken.map(({ id: told }) => told)).toEqual([`${hazard}-1`]);
    expect((await county.ask('county.auditor', 'POST', replay)).body).toMatchObject({ code: 'FORBIDDEN' });
    expect((await county.ask('county.admin', 'POST', `/webhooks/${id}/deliveries/${hazard}/replay`)).body).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('ends where the receiver answers 410, and begins again where its owner says so', async () => {
    receiver.behaviour = () => ({ status: 410 });
    const { id } = await listens();
    const hazard = await county.hazard();
    await county.assess(hazard, 1);
    await settled(id, ['PARKED', 'PARKED']);
    expect(await county.must('county.admin', 'GET', `/webhooks/${id}`)).toMatchObject({ state: 'DISABLED', disabledReason: 'GONE', disabledReasonLabel: '接收方答复 410，已停用', version: 2 });
    expect(receiver.got).toHaveLength(1);
    expect((await county.ask('county.admin', 'POST', `/webhooks/${id}/test`)).body).toMatchObject({ code: 'MOVE_NOT_ALLOWED' });
    await county.assess(hazard, 1);
    await until(async () => (await county.here.sql.query<{ left: number }>('select count(*)::int as left from outbox')).rows[0]?.left === 0, { everyMs: 20, withinMs: 10_000 });
    receiver.behaviour = () => ({ status: 200 });
    await county.must('county.admin', 'POST', `/webhooks/${id}/enable`);
    await county.assess(hazard, 1);
    expect((await receiver.waitFor(1)).map(({ id: told }) => told)).toEqual([`${hazard}-4`]);
    const { items = [] } = await county.must('county.auditor', 'GET', `/audit/facts?objectId=${id}`);
    expect(items.map(({ move }) => move)).toEqual(['enable', 'disable', 'create']);
  });

  it('waits as long as the receiver asks, for all of its events', async () => {
    schedule.delaysMs = [20, 20];
    receiver.behaviour = (_, index) => (index === 0 ? { status: 429, headers: { 'Retry-After': '1' } } : { status: 200 });
    const { id } = await listens();
    const hazard = await county.hazard();
    await until(async () => receiver.got.length === 1, { everyMs: 10, withinMs: 5_000 });
    const other = await county.hazard();
    expect(Date.parse((await county.must('county.admin', 'GET', `/webhooks/${id}`))['heldUntil'] as string)).toBeGreaterThan(Date.now() - 1_000);
    const told = await receiver.waitFor(2);
    expect(told.map(({ id: one }) => one).sort()).toEqual([`${hazard}-1`, `${other}-1`].sort());
    const [asked, ...later] = receiver.got;
    expect(Math.min(...later.map(({ atMs }) => atMs)) - (asked?.atMs ?? 0)).toBeGreaterThanOrEqual(950);
  });

  it('is not told any more where the hazard has left the owner\'s scope', async () => {
    schedule.delaysMs = [400, 400];
    receiver.behaviour = () => ({ status: 500 });
    const { id } = await listens({ organisationId: CENTRES.nancun });
    const hazard = await county.hazard();
    await until(async () => receiver.got.length === 1, { everyMs: 10, withinMs: 5_000 });
    await county.here.sql.query(`update hazard set town_code = '140525108' where id = $1`, [hazard]);
    await settled(id, ['CANCELLED']);
    expect((await deliveries(id))[0]).toMatchObject({ reason: 'OUT_OF_SCOPE' });
    expect(receiver.got).toHaveLength(1);
  });
});

describe('an owner', () => {
  it('changes the secret while both sign, tests, stops and removes', async () => {
    const { id, secret } = await listens();
    const rotated = await county.must('county.admin', 'POST', `/webhooks/${id}/rotate`);
    expect(Date.parse(rotated['previousUntil'] as string) - Date.now()).toBeGreaterThan(23 * 3_600_000);
    receiver.secrets = [secret, rotated['secret'] as string];
    const { deliveryId } = await county.must('county.admin', 'POST', `/webhooks/${id}/test`);
    const [test] = await receiver.waitFor(1);
    expect(test).toMatchObject({ id: deliveryId, signatures: 2, event: { type: 'webhook.test.v1', subject: id, data: { webhookId: id } } });
    await county?.here.sql.query(`update webhook set previous_until = '2026-01-01' where id = $1`, [id]);
    receiver.secrets = [rotated['secret'] as string];
    await county.must('county.admin', 'POST', `/webhooks/${id}/test`);
    expect((await receiver.waitFor(2)).at(-1)?.signatures).toBe(1);
    expect(await county.must('county.admin', 'POST', `/webhooks/${id}/disable`)).toMatchObject({ state: 'DISABLED', disabledReason: 'BY_OWNER' });
    await county.hazard();
    await pause(600);
    expect(receiver.got).toHaveLength(2);
    expect((await county.ask('county.admin', 'DELETE', `/webhooks/${id}`)).status).toBe(204);
    for (const [method, path] of [['GET', ''], ['POST', '/enable'], ['GET', '/deliveries']] as const) expect((await county.ask('county.admin', method, `/webhooks/${id}${path}`)).status).toBe(404);
    expect((await county.must('county.admin', 'GET', '/webhooks')).items).toEqual([]);
  });
});

describe('an organisation that has ceased', () => {
  it('is told nothing more, like its people and its keys', async () => {
    await listens();
    const firm = await Receiver.start();
    const turn = async (status: string) => {
      const { version } = await county.must('county.admin', 'GET', `/enterprises/${FIRMS.example1}`);
      await county.must('county.admin', 'PATCH', `/enterprises/${FIRMS.example1}`, { status }, { 'If-Match': `"${String(version)}"` });
    };
    try {
      const { id } = await county.webhook(firm.url, { organisationId: FIRMS.example1 });
      const hazard = await county.hazard();
      await settled(id, ['DELIVERED']);
      await turn('CEASED');
      await county.must('county.supervisor', 'POST', `/hazards/${hazard}/void`, { reason: '重复登记' });
      await receiver.waitFor(2);
      await turn('ACTIVE');
      await pause(600);
      expect([firm.got.map(({ event }) => event.type), (await deliveries(id)).length]).toEqual([['hazard.registered.v1'], 1]);
    } finally {
      await firm.stop();
    }
  });
});

describe('the inbox of the sandbox', () => {
  it('takes what bears a signature of ours and lists it to whom it was sent', async () => {
    const inbox = `${county.here.url}/sandbox/webhook-inbox`;
    const { id } = await county.webhook(inbox, { organisationId: FIRMS.example1 });
    const hazard = await county.hazard();
    await settled(id, ['DELIVERED']);
    const listed = await county.must('example1.principal', 'GET', '/sandbox/webhook-inbox');
    expect(listed.items).toEqual([expect.objectContaining({ verified: true, webhookId: id, messageId: `${hazard}-1`, type: 'hazard.registered.v1', event: expect.objectContaining({ subject: hazard }) })]);
    const forged = await fetch(inbox, { method: 'POST', body: '{"type":"hazard.closed.v1"}', headers: { 'webhook-id': 'x', 'webhook-timestamp': String(Math.floor(Date.now() / 1_000)), 'webhook-signature': 'v1,AAAA' } });
    expect([forged.status, ((await forged.json()) as { code: string }).code]).toEqual([401, 'UNAUTHENTICATED']);
    expect((await county.must('nancun.supervisor', 'GET', '/sandbox/webhook-inbox')).items).toEqual([]);
    const all = (await county.must('county.supervisor', 'GET', '/sandbox/webhook-inbox')).items ?? [];
    expect(all.map(({ verified, fault }) => [verified, fault])).toEqual([[true, null], [false, '签名不属于本沙箱的任何推送']]);
  });
});
