/** The world that the model knows: two API processes over a fresh database, and nobody who decides but `PEOPLE`. */
import { fields, list, text } from '../model/driver.js';
import { startRunningLedger, type RunningLedger } from './running-ledger.js';
import { ADMIN, must, type TestWorld } from './world.js';

export async function startWorld(): Promise<RunningLedger> {
  const world = await startRunningLedger(2);
  await retireOthers(world);
  return world;
}

/** Contract §2 "where nobody is left, the level above decides": a supervisor whom the model has not heard of is somebody. */
async function retireOthers(world: TestWorld): Promise<void> {
  const admin = await world.driver.as(ADMIN);
  const known = new Set(Object.values(world.accounts).map(({ id }) => id));
  const listed = must(await admin.get('/users?role=SUPERVISOR&status=ACTIVE&limit=200'), 'the supervisors');
  for (const { id } of list(fields(listed.body).items).map(fields)) {
    if (known.has(text(id))) continue;
    const path = `/users/${text(id)}`;
    const etag = (await admin.get(path)).headers.etag ?? '';
    must(await admin.patch(path, { status: 'DISABLED' }, { 'If-Match': etag }), 'disabling a supervisor');
  }
}
