/** A small county through the API: its bureau, two town centres, two firms, and somebody of each kind. */
import { afterAll, beforeAll } from '@jest/globals';
import type { INestApplication } from '@nestjs/common';
import pg from 'pg';
import type { Role } from '../../src/domain/permission.js';
import { Database } from '../../src/platform/database/database.js';
import { adHoc } from '../../src/platform/database/statement.js';
import { creditCode } from './credit-code.js';
import { freshDatabase } from './database.js';
import type { FreshDatabase } from './database.js';
import { found, PASSWORD, startInProcess } from './in-process.js';
import type { Asking, InProcess, Told } from './in-process.js';

interface Zezhou {
  /** Access tokens by user name. */
  tokens: Record<string, string>;
  /** Ids of people and organisations by name. */
  ids: Record<string, string>;
}

const TOWNS = { nancun: '140525100', bagong: '140525108' };
const PEOPLE: [username: string, organisation: string, roles: Role[]][] = [
  ['auditor', 'bureau', ['AUDITOR']], ['county.supervisor', 'bureau', ['SUPERVISOR']],
  ['nancun.supervisor', 'nancun', ['SUPERVISOR']], ['nancun.inspector', 'nancun', ['INSPECTOR']], ['bagong.inspector', 'bagong', ['INSPECTOR']],
  ['firm.principal', 'firm', ['PRINCIPAL']], ['firm.operator', 'firm', ['OPERATOR']], ['other.operator', 'other', ['OPERATOR']],
];

export function must({ status, body }: Told): Record<string, unknown> {
  if (status > 299) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}

async function settle(at: InProcess): Promise<Zezhou> {
  const ids: Record<string, string> = { admin: await found(at) };
  const tokens: Record<string, string> = { admin: await at.tokenOf('admin', PASSWORD) };
  const make = async (name: string, path: string, body: object) => {
    ids[name] = must(await at.ask('POST', path, { token: tokens['admin'] }, body))['id'] as string;
  };
  const known = must(await at.ask('GET', '/auth/me', { token: tokens['admin'] }));
  ids['bureau'] = (known['organisation'] as { id: string }).id;
  for (const [name, code] of Object.entries(TOWNS)) {
    await make(`area ${name}`, '/areas', { code, name: `${name}镇`, parentCode: '140525', validFrom: '2020-01-01' });
    await make(name, '/organisations', { kind: 'TOWN_CENTRE', name: `${name}中心`, areaCode: code });
  }
  await make('firm', '/enterprises', { name: '示例一', creditCode: creditCode(80_000_001), areaCode: TOWNS.nancun, sector: 'METALLURGY' });
  await make('other', '/enterprises', { name: '示例二', creditCode: creditCode(80_000_002), areaCode: TOWNS.nancun, sector: 'METALLURGY' });
  for (const [username, organisation, roles] of PEOPLE) {
    await make(username, '/users', { username, name: username, organisationId: ids[organisation], roles, password: PASSWORD });
    tokens[username] = await at.tokenOf(username, PASSWORD);
  }
  return { tokens, ids };
}

/** The county for one file of tests, on a database of its own: settled before its first test, gone after its last. */
export class SmallCounty implements Zezhou {
  tokens: Zezhou['tokens'] = {};
  ids: Zezhou['ids'] = {};
  private database: FreshDatabase | undefined;
  private here: InProcess | undefined;
  private readonly closing: (() => Promise<unknown>)[] = [];

  constructor() {
    beforeAll(async () => {
      this.database = await freshDatabase();
      this.here = await startInProcess(this.databaseUrl);
      Object.assign(this, await settle(this.here));
    });
    afterAll(async () => {
      for (const close of this.closing) await close();
      await this.here?.app.close();
      await this.database?.drop();
    });
  }

  /** What else is connected ends before its database does. */
  closesWith(close: () => Promise<unknown>): void {
    this.closing.push(close);
  }

  /** A connection of its owner, past the product. */
  async owner(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.databaseUrl });
    await client.connect();
    this.closesWith(() => client.end());
    return client;
  }

  get app(): INestApplication {
    return there(this.here).app;
  }

  get databaseUrl(): string {
    return there(this.database).url;
  }

  ask(...asked: Parameters<InProcess['ask']>): Promise<Told> {
    return there(this.here).ask(...asked);
  }

  signIn(...who: Parameters<InProcess['signIn']>): Promise<Told> {
    return there(this.here).signIn(...who);
  }

  tokenOf(...who: Parameters<InProcess['tokenOf']>): Promise<string> {
    return there(this.here).tokenOf(...who);
  }

  as(who: string, method: string, path: string, body?: unknown, asking: Asking = {}): Promise<Told> {
    return this.ask(method, path, { token: this.tokens[who] ?? '', ...asking }, body);
  }

  rows<R extends object>(sql: string): Promise<R[]> {
    return this.app.get(Database, { strict: false }).run(adHoc<R>(sql));
  }
}

function there<T>(one: T | undefined): T {
  if (one === undefined) throw new Error('not before the first test');
  return one;
}
