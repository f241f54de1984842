/** Contract §3, Evidence: a photo that was used before, and what its camera wrote. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PhotoWork } from '../../src/evidence/photos/photo.work.js';
import { COPIES, copyOf, photo } from '../support/photos.js';
import type { CameraNotes } from '../support/photos.js';
import { startInProcess } from '../support/sandbox.js';
import type { InProcess } from '../support/sandbox.js';
import * as sample from '../support/samples.js';

type Body = Record<string, unknown>;
let world: InProcess;
const who: Record<string, Record<string, string>> = {};
const hazards: Record<string, string[]> = {};

beforeAll(async () => {
  world = await startInProcess();
  for (const name of ['example1.operator', 'example2.operator', 'county.supervisor', 'nancun.inspector']) who[name] = await world.signIn(name);
  for (const name of ['example1.operator', 'example2.operator']) hazards[name] = [await register(name), await register(name)];
}, 120_000);
afterAll(() => world.stop());

async function register(user: string): Promise<string> {
  const me = (await (await fetch(`${world.url}/auth/me`, { headers: who[user] ?? {} })).json()) as { organisation: Body };
  const answer = await fetch(`${world.url}/hazards`, {
    method: 'POST', headers: { ...who[user], 'Content-Type': 'application/json' },
    body: JSON.stringify({
      enterpriseId: me.organisation['id'], level: 'GENERAL', source: 'ENTERPRISE_SELF_CHECK', sector: 'METALLURGY', category: 'EQUIPMENT',
      description: '示例隐患', foundOn: '2026-01-05', foundBy: [{ name: '示例检查员甲' }],
    }),
  });
  return String(((await answer.json()) as Body)['id']);
}
const hazardOf = (user: string, index = 0): string => hazards[user]?.[index] ?? '';

async function upload(hazard: string, content: Buffer, { user = 'example1.operator', kind = 'AFTER', takenAt = '' } = {}): Promise<Body> {
  const form = new FormData();
  form.set('kind', kind);
  if (takenAt) form.set('takenAt', takenAt);
  form.set('file', new Blob([new Uint8Array(content)]), '现场.jpg');
  const answer = await fetch(`${world.url}/hazards/${hazard}/evidence`, { method: 'POST', headers: who[user] ?? {}, body: form });
  return (await answer.json()) as Body;
}
const work = (): PhotoWork => world.app.get(PhotoWork, { strict: false });
/** What the worker does, until nothing waits. */
async function looked(order: (ids: string[]) => string[] = (ids) => ids): Promise<void> {
  for (let ids = await work().due(100); ids.length > 0; ids = await work().due(100)) for (const id of order(ids)) await work().run(id);
}
async function seen(hazard: string, id: unknown, user = 'county.supervisor'): Promise<Body> {
  const answer = await fetch(`${world.url}/hazards/${hazard}/evidence?limit=200`, { headers: who[user] ?? {} });
  return ((await answer.json()) as { items: Body[] }).items.find((one) => one['id'] === id) ?? {};
}
const check = (state: string, stateLabel: string) => ({ state, stateLabel, takenAtAgrees: null, takenBeforeFound: null, placeAgrees: null });

describe('a photo used before', () => {
  it('is told of every copy, to authorities only, once it was looked at', async () => {
    const [mine, theirs] = [hazardOf('example1.operator'), hazardOf('example2.operator')];
    const original = await photo(11);
    const first = await upload(mine, original);
    const copies: [string, Body][] = [];
    for (const how of Object.keys(COPIES)) copies.push([how, await upload(theirs, await copyOf(original, how), { user: 'example2.operator', kind: 'BEFORE' })]);
    const before = await seen(theirs, copies[0]?.[1]['id']);
    expect([before['reusedFrom'], before['photoCheck']]).toEqual([null, check('WAITING', '待比对')]);
    await looked();
    for (const [how, copy] of copies) {
      const told = await seen(theirs, copy['id']);
      expect([how, told['reusedFrom'], told['photoCheck']]).toEqual([
        how, { hazardId: mine, ledgerNo: expect.stringMatching(/^140525100-/), sameFile: false }, check('COMPARED', '已比对'),
      ]);
      const firm = await seen(theirs, copy['id'], 'example2.operator');
      expect(['reusedFrom' in firm, 'photoCheck' in firm]).toEqual([false, false]);
    }
    expect((await seen(mine, first['id']))['reusedFrom']).toBeNull();
  });

  it('is found whichever of the two was looked at first, and twice is once', async () => {
    const original = await photo(23);
    const first = await upload(hazardOf('example1.operator'), original);
    const second = await upload(hazardOf('example2.operator'), await copyOf(original, 'half size'), { user: 'example2.operator' });
    await looked((ids) => [...ids].reverse().flatMap((id) => [id, id]));
    expect((await seen(hazardOf('example2.operator'), second['id']))['reusedFrom']).toMatchObject({ hazardId: hazardOf('example1.operator'), sameFile: false });
    expect((await seen(hazardOf('example1.operator'), first['id']))['reusedFrom']).toBeNull();
    const { rows } = await world.sql.query('select 1 from photo_match where evidence_id = $1', [second['id']]);
    expect(rows).toHaveLength(1);
  });

  it('is none: another scene, the same hazard, a blank wall, a signed sheet, a file that is no photo', async () => {
    const [one, other] = [hazardOf('example1.operator', 1), hazardOf('example2.operator', 1)];
    const scene = await photo(37);
    const uploads: [string, string, Promise<Body>][] = [
      [one, 'COMPARED', upload(one, scene)],
      [one, 'COMPARED', upload(one, await copyOf(scene, 'half size'))],
      [other, 'COMPARED', upload(other, await photo(38), { user: 'example2.operator' })],
      [other, 'NOT_COMPARED', upload(other, await copyOf(scene, 'JPEG quality 60'), { user: 'example2.operator', kind: 'SIGNED_SHEET' })],
      [one, 'NOT_COMPARED', upload(one, sample.png(1))],
      [other, 'NOT_COMPARED', upload(other, sample.png(2), { user: 'example2.operator' })],
      [other, 'UNREADABLE', upload(other, sample.jpeg(), { user: 'example2.operator' })],
    ];
    const sent = await Promise.all(uploads.map(async ([hazard, state, answer]) => [hazard, state, (await answer)['id']] as const));
    const document = await upload(other, sample.pdf(), { user: 'example2.operator', kind: 'DOCUMENT' });
    await looked();
    for (const [hazard, state, id] of sent) {
      const told = await seen(hazard, id);
      expect([told['reusedFrom'], (told['photoCheck'] as Body)['state']]).toEqual([null, state]);
    }
    expect((await seen(other, document['id']))['photoCheck']).toBeNull();
  });

  it('is not judged by a file that was changed behind the ledger', async () => {
    const hazard = hazardOf('example1.operator', 1);
    const { id } = await upload(hazard, await photo(51));
    writeFileSync(join(world.dataDir, 'evidence', '140525', hazard, String(id)), await photo(11));
    await looked();
    expect([(await seen(hazard, id))['reusedFrom'], (await seen(hazard, id))['photoCheck']]).toEqual([null, check('UNREADABLE', '无法读取')]);
  });
});

describe('what the camera wrote', () => {
  it('is compared, kept apart and answered to nobody', async () => {
    const hazard = await register('example1.operator');
    const at = async (seed: number, notes: CameraNotes, takenAt = '') => upload(hazard, await photo(seed, notes), { takenAt });
    const here = { latitude: 35.617, longitude: 112.899 };
    const sent = [
      await at(61, { clock: '2026:01:06 08:00:00', ...here }, '2026-01-06T00:10:00Z'),
      await at(62, { clock: '2026:01:06 08:00:00', offset: '+08:00', latitude: 35.618, longitude: 112.9 }, '2026-01-09T00:10:00Z'),
      await at(63, { clock: '2025:06:01 08:00:00', latitude: 35.1, longitude: 112.9 }),
    ];
    await looked();
    const told = await Promise.all(sent.map(async ({ id }) => (await seen(hazard, id, 'nancun.inspector'))['photoCheck']));
    expect(told).toEqual([
      { state: 'COMPARED', stateLabel: '已比对', takenAtAgrees: true, takenBeforeFound: false, placeAgrees: null },
      { state: 'COMPARED', stateLabel: '已比对', takenAtAgrees: false, takenBeforeFound: false, placeAgrees: true },
      { state: 'COMPARED', stateLabel: '已比对', takenAtAgrees: null, takenBeforeFound: true, placeAgrees: false },
    ]);
    const { rows } = await world.sql.query<{ taken: string; place: string }>('select camera_taken_at::text as taken, camera_place as place from photo where evidence_id = $1', [sent[0]?.['id']]);
    expect(rows[0]?.taken).toMatch(/^2026-01-0[56]/);
    expect(rows[0]?.place).not.toMatch(/35\.6|112\.8/);
    for (const user of ['nancun.inspector', 'county.supervisor', 'example1.operator']) {
      const listed = await (await fetch(`${world.url}/hazards/${hazard}/evidence`, { headers: who[user] ?? {} })).text();
      expect(listed).not.toMatch(/35\.6|112\.8|latitude|camera|2026-01-06T00:00:00/i);
    }
  });
});
