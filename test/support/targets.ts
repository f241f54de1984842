/** The things that the operations table points at with braces, made in a running world. */
import { SEATS, type Seat } from '../model/contract.js';
import { fields, list, text, type Answer, type Session } from '../model/driver.js';
import { addDays } from '../model/effects.js';
import { OWNER, FOUND_ON } from '../model/wire.js';
import type { Operation } from '../model/operations.js';
import { creditCode } from './credit-code.js';
import type { RunningLedger } from './running-ledger.js';
import { ADMIN, TOWNS, must, type TestWorld } from './world.js';

export type Values = Record<string, unknown>;
let serial = 0;
const next = (): number => (serial += 1);

/** One own find of example1 and one of its town's, with an evidence; the same for every visitor. */
export async function standing(world: TestWorld): Promise<Values> {
  const admin = await world.driver.as(ADMIN);
  const hazard = await registered(world, 'example1.operator', 'ENTERPRISE_SELF_CHECK');
  const town = await registered(world, 'nancun.inspector', 'TOWN_INSPECTION');
  const operator = await world.driver.as('example1.operator');
  const evidence = must(await operator.upload(`/hazards/${text(hazard.id)}/evidence`, 'DOCUMENT'), 'evidence');
  const county = await world.driver.as('county.supervisor');
  const listed = { supervisingLevel: 'COUNTY', unit: '县应急管理局', noticeNo: '督办1', deadline: addDays(world.today, 60) };
  must(await county.post(`/hazards/${text(town.id)}/list-for-supervision`, listed), 'a listing');
  const told = list(fields(must(await operator.get(`/notices?hazardId=${text(town.id)}`), 'its notice').body).items);
  const routes = fields((await admin.get('/settings/approval-routes')).body);
  const centre = fields((await admin.get(`/organisations/${world.organisations.nancun}`)).body);
  const channelBody = { name: '县门户', dialect: 'GENERIC', baseUrl: 'http://127.0.0.1:9', linkBase: 'http://127.0.0.1:9', parameters: { todoPath: '/todos', paasId: 'x' }, secrets: { tifToken: 'x' } };
  const channel = fields(must(await admin.post('/oa/channels', channelBody), 'a channel').body);
  return {
    channel: channel.id,
    hazard: hazard.id,
    ledgerNo: hazard.ledgerNo,
    townHazard: town.id,
    evidence: fields(evidence.body).id,
    notice: fields(told[0]).id,
    enterprise: world.organisations.example1,
    centre: world.organisations.nancun,
    centreName: centre.name,
    operator: world.accounts['example1.operator2']?.id,
    principal: world.accounts['example1.principal']?.id,
    approvalRoutes: routes.value,
    town: TOWNS.nancun,
    otherTown: TOWNS.bagong,
    county: '140525',
    today: world.today,
    nextMonth: addDays(world.today, 30),
    future: `${addDays(world.today, 300)}T00:00:00Z`,
    // begins later, whatever the hour: who is lent a role by one row must not have it in the next
    now: `${addDays(world.today, 1)}T00:00:00Z`,
    inAMonth: `${addDays(world.today, 30)}T00:00:00Z`,
  };
}

async function registered(world: TestWorld, account: string, source: string): Promise<Values> {
  const session = await world.driver.as(account);
  const body = {
    enterpriseId: world.organisations.example1,
    level: 'GENERAL',
    source,
    sector: 'METALLURGY',
    category: 'EQUIPMENT',
    description: `一处隐患${next()}`,
    foundOn: FOUND_ON,
    foundBy: [{ name: '张三', post: '安全员', organisation: '示例' }],
    owner: OWNER,
    deadline: addDays(world.today, 30),
  };
  return fields(must(await session.post('/hazards', body), 'a hazard').body);
}

export interface Asked {
  operation: Operation;
  seat: Seat | 'ANONYMOUS';
  account: string;
  /** Whose colleague and whose delegation it is about: outside the scope, somebody's of the other town or firm. */
  of: string;
}

/** What is used up or must differ each time. */
export async function anew(world: RunningLedger, { operation, seat, account, of }: Asked): Promise<Values> {
  const admin = await world.driver.as(ADMIN);
  const n = next();
  const values: Values = {
    unique: `${n}`,
    creditCode: creditCode(91_000_000 + n),
    areaCode: `1405258${String(n % 100).padStart(2, '0')}`,
    source: seat.includes('TOWN')
      ? 'TOWN_INSPECTION'
      : seat.endsWith('COUNTY')
        ? 'COUNTY_INSPECTION'
        : seat.endsWith('CITY')
          ? 'SUPERIOR_INSPECTION'
          : 'ENTERPRISE_SELF_CHECK',
    // A key holds no role: it names somebody's.
    role: seat === 'KEY' ? 'OPERATOR' : seat.split(' ')[0],
    colleague: world.accounts[colleagueOf(of)]?.id,
    someone: world.accounts['example1.operator']?.username,
    password: world.accounts[seat === 'ANONYMOUS' || operation.public ? 'example1.operator' : account]?.password || 'none',
  };
  switch (operation.fresh) {
    case 'key':
      return {
        ...values,
        key: await made(admin, '/api-keys', {
          name: `钥匙${n}`,
          organisationId: world.organisations.example1,
          scopes: ['hazards:read'],
          expiresOn: addDays(world.today, 30),
        }),
      };
    case 'webhook': {
      // One at a time: an organisation has so many at most.
      for (const one of list(fields((await admin.get('/webhooks?limit=200')).body).items)) await admin.delete(`/webhooks/${text(fields(one).id)}`);
      return { ...values, webhook: await made(admin, '/webhooks', { url: 'http://127.0.0.1:9/hook', eventTypes: ['hazard.*'] }) };
    }
    case 'enterprise':
      return {
        ...values,
        freshEnterprise: await made(admin, '/enterprises', {
          name: `示例迁移${n}`,
          creditCode: creditCode(92_000_000 + n),
          areaCode: TOWNS.nancun,
          sector: 'METALLURGY',
        }),
      };
    case 'area':
      await made(admin, '/areas', {
        code: values.areaCode,
        name: `示例镇${n}`,
        parentCode: '140525',
        validFrom: world.today,
      });
      return { ...values, freshArea: values.areaCode };
    case 'provisional':
      return { ...values, provisional: await provisionalEnterprise(world, n) };
    case 'import':
      return { ...values, import: await taken(world, importerOf(of), (session) => session.sheet('/imports')) };
    case 'export':
      return { ...values, export: await taken(world, of || 'example1.operator', (session) => session.post('/exports', { kind: 'MAJOR_DETAIL' })) };
    case 'checked import': {
      const id = await taken(world, importerOf(of), (session) => session.sheet('/imports'));
      await done(world, `update import_job set state = 'CHECKED', next_attempt_at = null, finished_at = created_at, workbook_key = storage_key where id = $1`, id);
      return { ...values, import: id };
    }
    case 'made export': {
      const id = await taken(world, of || 'example1.operator', (session) => session.post('/exports', { kind: 'MAJOR_DETAIL' }));
      await taken(world, 'example1.operator', (session) => session.sheet('/imports'));
      await done(world, `update export_job set state = 'DONE', next_attempt_at = null, finished_at = created_at, (storage_key, file_size) = (select storage_key, file_size from import_job limit 1) where id = $1`, id);
      return { ...values, export: id };
    }
    case 'delegation':
      return {
        ...values,
        delegation: await delegationBy(
          world,
          SEATS.some((s) => s === seat && s !== 'KEY' && s !== 'AUDITOR') ? of : 'example1.operator',
        ),
      };
    default:
      return values;
  }
}

/** No worker runs beside the table: any file stands for what it would have made. */
async function done(world: RunningLedger, sql: string, id: unknown): Promise<void> {
  await world.sql(sql, [id]);
}

/** An administrator and an auditor import nothing: they look at what their bureau's inspector sent. */
const importerOf = (account: string): string => (/^county\.(admin|auditor)$/.test(account) ? 'county.inspector' : account || 'example1.operator');

async function taken(world: TestWorld, account: string, post: (session: Session) => Promise<Answer>): Promise<unknown> {
  return fields(must(await post(await world.driver.as(account)), account).body).id;
}

async function made(session: Session, path: string, body: unknown): Promise<unknown> {
  return fields(must(await session.post(path, body), path).body).id;
}

/** §3: "the third makes a provisional enterprise that the administrator later merges". */
async function provisionalEnterprise(world: TestWorld, n: number): Promise<unknown> {
  const inspector = await world.driver.as('nancun.inspector');
  const answer = await inspector.post('/hazards', {
    enterprise: { name: `示例无证作坊${n}`, address: '南村镇', areaCode: TOWNS.nancun },
    level: 'GENERAL',
    source: 'TOWN_INSPECTION',
    sector: 'METALLURGY',
    category: 'EQUIPMENT',
    description: '无证作坊的隐患',
    foundOn: FOUND_ON,
    foundBy: [{ name: '张三', post: '检查人员', organisation: '南村镇' }],
  });
  const hazard = fields(must(answer, 'a provisional enterprise').body);
  return hazard.enterpriseId ?? fields(hazard.enterprise).id;
}

async function delegationBy(world: TestWorld, account: string): Promise<unknown> {
  const session = await world.driver.as(account);
  const me = fields((await session.get('/auth/me')).body);
  const role = list(me.roles)[0];
  const body = {
    toUserId: world.accounts[colleagueOf(account)]?.id,
    role,
    from: `${addDays(world.today, 1)}T00:00:00Z`,
    until: `${addDays(world.today, 5)}T00:00:00Z`,
    reason: '休假',
  };
  return made(session, '/delegations', body);
}

/** Somebody else of the same organisation. */
export function colleagueOf(account: string): string {
  const [organisation = '', role = ''] = account.split('.');
  if (organisation.startsWith('example'))
    return role === 'operator' ? `${organisation}.operator2` : `${organisation}.operator`;
  if (organisation === 'city') return 'county.supervisor';
  return role === 'supervisor' ? `${organisation}.supervisor2` : `${organisation}.supervisor`;
}
