import type { INestApplicationContext } from '@nestjs/common';
import type { Organisation } from '../domain/permission.js';
import { UserService } from '../identity/users/user.service.js';
import { AreaService } from '../organisations/area.service.js';
import { EnterpriseService } from '../organisations/enterprise.service.js';
import { OrganisationService } from '../organisations/organisation.service.js';
import { Config } from '../platform/config/config.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import { ok } from '../platform/http/answer.js';
import type { Requested } from '../platform/http/requested.js';
import { bySystem } from '../platform/ledger/by-system.js';
import { Door } from '../platform/ledger/door.js';
import type { Writing } from '../platform/ledger/door.js';
import { AREAS } from '../reference/reference.js';
import { ACCOUNTS, AUTHORITIES, DEMO_AREA } from './county.js';
import { ENTERPRISES } from './enterprises.js';

export interface Loaded { added: number; kept: number }

const KNOWN = statement<{ known: string }>('demo_known', `
  select code as known from area union all select id::text from organisation union all select username from user_account`);

const CITY = AREAS.city.scopeCode;
const COUNTY = AREAS.county.scopeCode;
/** The edition of the statistics bureau's list in which the sixteen towns first stand. */
const LISTED_ON = '2021-10-31';

/**
 * The sandbox county, through the services and the door like everything else, its facts signed 系统. What is there is
 * left alone, whatever has become of it: a second run adds what the first could not and changes nothing.
 */
export async function loadCounty(app: INestApplicationContext): Promise<Loaded> {
  const rows = await app.get(Database, { strict: false }).run(KNOWN);
  const known = new Set(rows.map((row) => row.known));
  const requested = bySystem('demo/load-county', bureau(), [{ role: 'ADMINISTRATOR', organisation: bureau(), onBehalfOf: null }]);
  const steps = [...areas(app, requested), ...authorities(app, requested), ...enterprises(app, requested)].filter(({ key }) => !known.has(key));
  await app.get(Door, { strict: false }).write(requested, async (writing) => {
    for (const { add } of steps) await add(writing);
    return ok(null);
  });
  const accounts = ACCOUNTS.filter(({ username }) => !known.has(username));
  await openAccounts(app, requested, accounts);
  const total = AREAS.towns.items.length + 3 + AUTHORITIES.length + ENTERPRISES.length + ACCOUNTS.length;
  const added = steps.length + accounts.length;
  return { added, kept: total - added };
}

function bureau(): Organisation {
  const found = AUTHORITIES.find(({ kind }) => kind === 'COUNTY_BUREAU');
  if (!found) throw new Error('the demonstration has no county bureau');
  return { id: found.id, name: found.name, kind: 'COUNTY_BUREAU', areaCode: COUNTY, cityCode: CITY, countyCode: COUNTY, townCode: null };
}

interface Step { key: string; add: (writing: Writing) => Promise<unknown> }

/** City and county before the towns, a firm before its branches. */
function areas(app: INestApplicationContext, requested: Requested): Step[] {
  const service = app.get(AreaService, { strict: false });
  const upper = [{ code: CITY, name: AREAS.city.name }, { code: COUNTY, name: AREAS.county.name }];
  return [...upper, ...AREAS.towns.items, DEMO_AREA].map(({ code, name }) =>
    ({ key: code, add: (writing) => service.add(writing, requested, { code, name, validFrom: LISTED_ON }) }));
}

function authorities(app: INestApplicationContext, requested: Requested): Step[] {
  const service = app.get(OrganisationService, { strict: false });
  return AUTHORITIES.map(({ id, ...authority }) => ({ key: id, add: (writing) => service.add(writing, requested, authority, id) }));
}

function enterprises(app: INestApplicationContext, requested: Requested): Step[] {
  const service = app.get(EnterpriseService, { strict: false });
  return ENTERPRISES.map(({ id, shortNames, riskFeatures, ...firm }) => ({
    key: id, add: (writing) => service.add(writing, requested, { ...firm, shortNames: [...shortNames], riskFeatures: [...riskFeatures] }, id),
  }));
}

async function openAccounts(app: INestApplicationContext, requested: Requested, accounts: typeof ACCOUNTS): Promise<void> {
  if (accounts.length === 0) return;
  const password = app.get(Config, { strict: false }).demoPassword;
  if (!password) throw new Error('DEMO_PASSWORD：演示账号需要一个密码');
  const service = app.get(UserService, { strict: false });
  for (const { id, username, displayName, organisationId, roles } of accounts) {
    await service.create({ username, name: displayName, organisationId, roles: [...roles], password }, requested, id);
  }
}
