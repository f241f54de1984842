/** Brings rows to the situations of the matrix through the API, many at a time, by people who are not the callers. */
import { ACCEPT_ROUTES, type Move } from '../model/contract.js';
import { fields, list, text, type Fields, type Session } from '../model/driver.js';
import { addDays } from '../model/effects.js';
import type { EvidenceKind, Person } from '../model/hazard.js';
import { PREPARED, situationsOf, type Situation } from '../model/matrix.js';
import { PEOPLE } from '../model/standing.js';
import { OWNER, fiveBody, registrationBody } from '../model/wire.js';
import { person } from '../model/wishes.js';
import { must, type TestWorld } from './world.js';

export interface Row {
  situation: Situation;
  move: Move;
  id: string;
  evidence: Partial<Record<EvidenceKind, string>>;
  extensionId?: string;
}

const REGISTRAR = { ENTERPRISE: 'example1.operator', TOWN: 'nancun.inspector', COUNTY: 'county.inspector' };
const SUPERVISOR = {
  TOWN: 'nancun.supervisor',
  COUNTY: 'county.supervisor',
  CITY: 'city.supervisor',
  PRINCIPAL: 'example1.principal',
};
const EXAMPLE3 = { ...REGISTRAR, ENTERPRISE: 'example3.operator' };

/** One row for each wish; all of the same finder and level, so that they travel together. */
export async function bring(world: TestWorld, wishes: { situation: Situation; move: Move }[]): Promise<Row[]> {
  const rows: Row[] = wishes.map((wish) => ({ ...wish, id: '', evidence: {} }));
  await registerAll(world, rows);
  await inTurns(rows, 8, (row) => fill(world, row));
  await prepare(world, rows);
  const [first] = rows;
  if (!first) return rows;
  const stages = situationsOf(first.situation.finder, first.situation.level);
  let moving = rows.filter((row) => row.situation.status !== 'VOIDED');
  await batch(
    world,
    'county.supervisor',
    'void',
    rows.filter((row) => row.situation.status === 'VOIDED'),
    () => ({ reason: '登记有误' }),
  );
  for (const stage of stages) {
    moving = moving.filter((row) => row.situation.status !== stage.status || row.situation.due !== stage.due);
    await advance(world, stage, moving);
  }
  return rows;
}

/** Rows that are to end under CEASED stand with example3, so that example1 stays in business. */
const firmOf = (row: Row): string => (PREPARED[row.move] === 'CEASED' ? 'example3' : 'example1');

async function registerAll(world: TestWorld, rows: Row[]): Promise<void> {
  for (const firm of ['example1', 'example3']) {
    const own = rows.filter((row) => firmOf(row) === firm);
    const [first] = own;
    if (!first) continue;
    const by = person(PEOPLE, (firm === 'example3' ? EXAMPLE3 : REGISTRAR)[first.situation.finder]);
    const items = own.map((row, i) => registrationOf(world, row, by, firm, i));
    const session = await world.driver.as(by.account);
    const answer = must(await session.post('/hazards/batch', { items, atomic: true }), 'registering rows');
    list(fields(answer.body).results).forEach((result, i) => {
      const row = own[i];
      if (row) row.id = text(fields(result).id);
    });
    if (own.some((row) => !row.id)) throw new Error(`rows without id: ${JSON.stringify(answer.body).slice(0, 500)}`);
  }
}

function registrationOf(world: TestWorld, { situation, move }: Row, by: Person, firm: string, index: number): Fields {
  const { finder, level } = situation;
  const ref = `${move} ${situation.status} ${index}`;
  const wanted = { ref, enterprise: firm, town: 'nancun', finder, level, hasOwner: true, deadline: deadlineOf(world) };
  return { ...registrationBody(wanted, by, world.organisations[firm] ?? ''), owner: OWNER };
}

const deadlineOf = (world: TestWorld): string => addDays(world.today, 30);

async function fill(world: TestWorld, row: Row): Promise<void> {
  // A machine may do this (§2), and may do it five times as often as a person (§1 limits).
  const operator = await world.driver.as(`${firmOf(row)}.key`);
  const path = `/hazards/${row.id}`;
  if (row.situation.level === 'MAJOR') await putFive(world, operator, path);
  for (const kind of ['AFTER', 'SIGNED_SHEET', 'DOCUMENT'] as const) {
    if (!needs(row, kind)) continue;
    row.evidence[kind] = text(fields(must(await operator.upload(`${path}/evidence`, kind), 'evidence').body).id);
  }
}

/** A row just registered is at version 1. */
async function putFive(world: TestWorld, operator: Session, path: string): Promise<void> {
  const five = {
    measures: '更换',
    responsibility: '车间',
    funds: '自筹',
    schedule: deadlineOf(world),
    contingencyPlan: '撤人',
  };
  must(await operator.put(`${path}/five-in-place`, fiveBody(five), { 'If-Match': '"1"' }), 'five in place');
}

/** So many at a time: the two processes and the database share the load. */
async function inTurns<T>(all: T[], atOnce: number, work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all];
  const worker = async (): Promise<void> => {
    for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

function needs({ situation, move }: Row, kind: EvidenceKind): boolean {
  if (kind === 'AFTER') return move === 'submit-rectification' || ['ACCEPTING', 'CLOSED'].includes(situation.status);
  return kind === 'DOCUMENT' ? move === 'terminate' : ['sign', 'submit-rectification', 'accept'].includes(move);
}

async function prepare(world: TestWorld, rows: Row[]): Promise<void> {
  const of = (kind: string): Row[] => rows.filter((row) => PREPARED[row.move] === kind);
  await batch(world, 'nancun.supervisor', 'refuse-to-sign', of('REFUSED').filter(unsigned), () => ({
    reason: '不在',
    witness: '李四',
  }));
  await batch(world, 'county.supervisor', 'list-for-supervision', of('LISTED'), () => ({
    supervisingLevel: 'COUNTY',
    unit: '县应急管理局',
    noticeNo: '督办1',
    deadline: deadlineOf(world),
  }));
  await batch(world, 'county.supervisor', 'suspend-operations', of('SUSPENDED'), (row) => ({
    noticeNo: `停产${row.id}`,
    from: world.today,
    reason: '隐患',
  }));
  const asked = of('EXTENSION_PENDING');
  await batch(world, 'example1.operator', 'request-extension', asked, () => ({
    deadline: addDays(deadlineOf(world), 20),
    reason: '配件未到',
    interimMeasures: '警戒',
  }));
  const operator = await world.driver.as('example1.operator');
  for (const row of asked)
    row.extensionId = text(fields(list(fields((await operator.get(`/hazards/${row.id}`)).body).extensions)[0]).id);
}

/** A row that goes on to CONFIRMING by signature is refused only while nobody has signed; all are at their start here. */
const unsigned = (row: Row): boolean => row.situation.finder === 'ENTERPRISE';

async function advance(world: TestWorld, stage: Situation, rows: Row[]): Promise<void> {
  const today = world.today;
  switch (stage.status) {
    case 'REPORTED':
      for (const firm of ['example1', 'example3']) {
        const own = rows.filter((row) => firmOf(row) === firm);
        const password = world.accounts[`${firm}.principal`]?.password;
        await batch(world, `${firm}.principal`, 'sign', own, () => ({ statement: '属实' }), { password });
      }
      return;
    case 'CONFIRMING':
      return batch(world, SUPERVISOR[stage.due ?? 'TOWN'], 'confirm', rows, () => ({ opinion: '属实' }));
    case 'RECTIFYING':
      for (const firm of ['example1', 'example3']) {
        const own = rows.filter((row) => firmOf(row) === firm);
        await batch(world, `${firm}.operator`, 'submit-rectification', own, (row) => ({
          summary: '已整改',
          completedOn: today,
          fundsSpentYuan: '1000.00',
          evidenceIds: [row.evidence.AFTER ?? ''],
        }));
      }
      return;
    case 'ACCEPTING':
      for (const firm of ['example1', 'example3']) {
        const own = rows.filter((row) => firmOf(row) === firm);
        const due = stage.due ?? 'TOWN';
        const by = due === 'PRINCIPAL' ? `${firm}.principal` : SUPERVISOR[due];
        await batch(world, by, 'accept', own, () => ({ opinion: '同意', checkedOnSite: true }));
      }
      return;
    default:
      return;
  }
}

/** All or nothing: a preparation that fails is a finding of its own. */
async function batch(
  world: TestWorld,
  by: string,
  move: Move,
  rows: Row[],
  body: (row: Row) => Fields,
  whole: Fields = {},
): Promise<void> {
  if (rows.length === 0) return;
  const session = await world.driver.as(by);
  const items = rows.map((row) => ({ id: row.id, ...body(row) }));
  const answer = must(
    await session.post(`/hazards/batch/${move}`, { items, atomic: true, ...whole }),
    `${move} by ${by}`,
  );
  const failed = list(fields(answer.body).results).filter((result) => Number(fields(result).status) > 299);
  if (failed.length > 0) throw new Error(`${move} by ${by}: ${JSON.stringify(failed[0])}`);
}

export const firmAccepts = ({ finder, level }: Situation): boolean =>
  ACCEPT_ROUTES[finder][level].includes('PRINCIPAL');
