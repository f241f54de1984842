/** Many major finds of a town at once: its supervisors, and after them the county's, have them to confirm. */
import { fields, list, text, type Fields, type Session } from '../../model/driver.js';
import { addDays } from '../../model/effects.js';
import { FOUND_ON, OWNER } from '../../model/wire.js';
import { must } from '../world.js';
import { WRITTEN } from './office.js';

export interface Town {
  as: (name: string) => Promise<Session>;
  firm: string;
  today: string;
}

const AT_ONCE = 200;

export async function found({ as, firm, today }: Town, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const items = Array.from({ length: Math.min(AT_ONCE, count - from) }, () => ({
      enterpriseId: firm, level: 'MAJOR', source: 'TOWN_INSPECTION', sector: 'METALLURGY', category: 'EQUIPMENT', description: WRITTEN, foundOn: FOUND_ON,
      basisNote: '现场认定', foundBy: [{ name: '示例检查员乙', post: '检查员', organisation: '南村镇' }], owner: OWNER, deadline: addDays(today, 30),
    }));
    const results = resultsOf(must(await (await as('nancun.inspector')).post('/hazards/batch', { items }), 'finds').body);
    ids.push(...results.map(({ id }) => text(id)));
  }
  return ids;
}

/** All of them must go through. */
export async function moveAll({ as }: Town, who: string, move: string, ids: readonly string[], body: Fields = {}): Promise<void> {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const items = ids.slice(from, from + AT_ONCE).map((id) => ({ id, ...body }));
    const refused = resultsOf(must(await (await as(who)).post(`/hazards/batch/${move}`, { items }), move).body).filter(({ status }) => Number(status) > 299);
    if (refused.length > 0) throw new Error(`${move}: ${JSON.stringify(refused[0])}`);
  }
}

const resultsOf = (body: unknown): Fields[] => list(fields(body).results).map(fields);
