/** A small county through the API: its bureau, two town centres, two firms, and somebody of each kind. */
import type { Role } from '../../src/domain/permission.js';
import { creditCode } from './credit-code.js';
import { found, PASSWORD } from './in-process.js';
import type { InProcess, Told } from './in-process.js';

export interface Zezhou {
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

export async function settle(at: InProcess): Promise<Zezhou> {
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
