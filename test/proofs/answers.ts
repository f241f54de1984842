/** The same by the API: what was acknowledged is what is read, from every process. */
import { fields, list, text, type Fields } from '../model/driver.js';
import type { Operation } from './history.js';
import type { Sender } from './sender.js';

const TOLD = ['status', 'pendingLevel', 'level', 'description', 'interimMeasures', 'ledgerNo'] as const;

/** Per hazard the acknowledged answer of the highest version must be what is read, unless an unknown write came after it. */
export async function judgeReads(sender: Sender, reader: string, apis: number): Promise<string[]> {
  const faults: string[] = [];
  for (const [id, last] of lastKnown(sender.history.operations)) {
    const api = faults.length % apis;
    const { status, body } = await sender.get(reader, `/hazards/${id}`, api);
    const seen = fields(body);
    const fault = (what: string) => faults.push(`${id} read from process ${api}: ${what}`);
    if (status !== 200) fault(`status ${status}`);
    else if (Number(seen.version) < Number(last.version)) fault(`version ${text(seen.version)} after ${text(last.version)} was acknowledged`);
    else if (seen.version === last.version) {
      for (const name of TOLD) if (seen[name] !== last[name]) fault(`${name} is not what was acknowledged`);
      if (fields(seen.fiveInPlace).measures !== fields(last.fiveInPlace).measures) fault('measures are not what was acknowledged');
      if (list(seen.confirmations).length !== list(last.confirmations).length) fault('confirmations are not what was acknowledged');
    }
    const timeline = await sender.get(reader, `/hazards/${id}/timeline`, (api + 1) % apis);
    const told = list(fields(timeline.body).items).length;
    if (told !== Number(seen.version)) fault(`${told} facts in the timeline at version ${String(seen.version)}`);
  }
  return faults;
}

function lastKnown(operations: readonly Operation[]): Map<string, Fields> {
  const last = new Map<string, Fields>();
  for (const { outcome, answer } of operations) {
    if (outcome !== 'ok') continue;
    const body = fields(JSON.parse(answer));
    const id = text(body.id);
    if (Number(body.version) > Number(last.get(id)?.version ?? 0)) last.set(id, body);
  }
  return last;
}
