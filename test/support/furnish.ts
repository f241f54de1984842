/** Builds the county of `standing.ts` through the API, as its administrator would (contract §2). */
import { fields, list, text, type Session } from '../model/driver.js';
import type { Person } from '../model/hazard.js';
import { PEOPLE } from '../model/standing.js';
import { creditCode } from './credit-code.js';
import type { HttpDriver } from './http-driver.js';
import { ADMIN, TOWNS, must, type Account } from './world.js';

/** Long enough and mixed enough for any sensible rule. */
const PASSWORD = 'Zezhou-ledger-2026';
/** Asked for late: `world.ts` and this file need each other. */
const offices = () => [
  { name: 'county', kind: 'COUNTY_BUREAU', areaCode: '140525' },
  { name: 'city', kind: 'CITY_BUREAU', areaCode: '1405' },
  { name: 'nancun', kind: 'TOWN_CENTRE', areaCode: TOWNS.nancun },
  { name: 'bagong', kind: 'TOWN_CENTRE', areaCode: TOWNS.bagong },
];
const firms = () => [
  { name: 'example1', areaCode: TOWNS.nancun },
  { name: 'example2', areaCode: TOWNS.bagong },
  { name: 'example3', areaCode: TOWNS.nancun },
];
/** Everything that a key may hold on hazards (§2). */
const SCOPES = ['hazards:read', 'hazards:write', 'evidence:write'];

export async function furnish(driver: HttpDriver, accounts: Record<string, Account>): Promise<Record<string, string>> {
  const admin = await driver.as(ADMIN);
  const me = fields((await admin.get('/auth/me')).body);
  accounts[ADMIN] = { ...account(accounts, ADMIN), id: text(me.id), organisationId: text(fields(me.organisation).id) };
  const organisations: Record<string, string> = {};
  for (const office of offices()) organisations[office.name] = await officeId(admin, office);
  for (const [i, firm] of firms().entries()) organisations[firm.name] = await firmId(admin, firm, i);
  for (const person of PEOPLE.filter((p) => p.account !== ADMIN)) {
    const organisationId = organisations[person.organisation] ?? '';
    accounts[person.account] =
      person.seat === 'KEY'
        ? await keyFor(admin, person, organisationId)
        : await userFor(admin, person, organisationId);
  }
  return organisations;
}

const account = (accounts: Record<string, Account>, name: string): Account => {
  const known = accounts[name];
  if (!known) throw new Error(`no account ${name}`);
  return known;
};

/** The seed may have made it already; then it is found by kind and area. */
async function officeId(admin: Session, office: ReturnType<typeof offices>[number]): Promise<string> {
  const listed = must(await admin.get('/organisations?limit=200'), 'organisations');
  const same = list(fields(listed.body).items)
    .map(fields)
    .find((one) => one.kind === office.kind && one.areaCode === office.areaCode);
  if (same) return text(same.id);
  const made = await admin.post('/organisations', {
    name: `测试${office.name}`,
    kind: office.kind,
    areaCode: office.areaCode,
  });
  return text(fields(must(made, `organisation ${office.name}`).body).id);
}

async function firmId(admin: Session, firm: ReturnType<typeof firms>[number], index: number): Promise<string> {
  const made = await admin.post('/enterprises', {
    name: `示例测试企业${index + 1}`,
    creditCode: creditCode(90_000_001 + index),
    areaCode: firm.areaCode,
    sector: 'METALLURGY',
  });
  return text(fields(must(made, `enterprise ${firm.name}`).body).id);
}

export async function userFor(admin: Session, person: Person, organisationId: string): Promise<Account> {
  // Names of their own: the sandbox may hold accounts of the same names with a password that we do not know.
  const username = `judge.${person.account}`;
  const role = person.seat.split(' ')[0];
  const made = await admin.post('/users', {
    username,
    password: PASSWORD,
    name: person.account,
    roles: [role],
    organisationId,
  });
  return { username, password: PASSWORD, id: text(fields(must(made, `user ${username}`).body).id), organisationId };
}

async function keyFor(admin: Session, person: Person, organisationId: string): Promise<Account> {
  const expiresOn = new Date(Date.parse((await admin.get('/limits')).headers.date ?? '') + 30 * 86_400_000)
    .toISOString()
    .slice(0, 10);
  const made = await admin.post('/api-keys', { name: person.account, organisationId, scopes: SCOPES, expiresOn });
  const key = fields(must(made, `key ${person.account}`).body);
  return { username: person.account, password: '', apiKey: text(key.key), id: text(key.id), organisationId };
}
