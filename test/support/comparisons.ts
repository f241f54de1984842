/** Comparisons to look at, and an inspection: a draft, one that has run, and a published one of 南村镇 with rows of example1. */
import { until } from '../../src/platform/processes.mjs';
import { fields, text, type Fields } from '../model/driver.js';
import { startWorker } from './processes.js';
import type { RunningLedger } from './running-ledger.js';
import { TOWNS, must } from './world.js';

export async function comparisons(world: RunningLedger): Promise<Record<string, string>> {
  const county = await world.driver.as('county.supervisor');
  const firm = fields((await county.get(`/enterprises/${world.organisations.example1 ?? ''}`)).body);
  const row = (externalRef: string): Fields => ({
    externalRef, enterpriseName: firm.name, creditCode: firm.creditCode, town: '南村镇', sector: 'METALLURGY', level: 'MAJOR', description: '2号炉炉前坑积水',
    location: '熔炼车间', foundOn: world.today, status: 'OPEN',
  });
  const create = async (): Promise<string> => {
    const body = { name: '矩阵', periodFrom: world.today, periodTo: world.today, areaCode: TOWNS.nancun, sides: ['COUNTY', 'TOWN'], from: 'LISTS' };
    const id = text(fields(must(await county.post('/comparisons', body), 'a comparison').body).id);
    for (const side of ['COUNTY', 'TOWN']) {
      const { headers } = must(await county.get(`/comparisons/${id}`), 'its version');
      must(await county.put(`/comparisons/${id}/lists/${side}`, { rows: [row(`${side}-1`)] }, { 'If-Match': headers.etag ?? '' }), `list of ${side}`);
    }
    return id;
  };
  const [draftComparison, comparison, published] = [await create(), await create(), await create()];
  for (const id of [comparison, published]) must(await county.post(`/comparisons/${id}/run`, {}), 'a run');
  const worker = startWorker({ databaseUrl: world.databaseUrl });
  const done = async (): Promise<boolean> => (await world.sql(`select from comparison where state = 'DONE'`)).length === 2;
  if (!(await until(done, { everyMs: 50, withinMs: 60_000 }))) throw new Error(`no run ended:\n${worker.log()}`);
  await worker.kill('SIGKILL');
  must(await county.post(`/comparisons/${published}/publish`, {}), 'publishing');
  const visit = { enterpriseId: world.organisations.example1, inspectedOn: world.today, inspectors: [{ name: '示例检查员甲' }] };
  const inspection = text(fields(must(await (await world.driver.as('nancun.inspector')).post('/inspections', visit), 'an inspection').body).id);
  return { draftComparison, comparison, published, inspection };
}
