/** A ledger to judge: running API processes over a fresh database, and the people of `test/model/standing.ts` in it. */
import { fields, text, type Answer } from '../model/driver.js';
import { FOUND_ON } from '../model/wire.js';
import { furnish } from './furnish.js';
import { HttpDriver, type Credentials } from './http-driver.js';

export interface Account extends Credentials {
  /** Of the user, or of the key. */
  id: string;
  organisationId: string;
}

export interface TestWorld {
  apis: { url: string }[];
  driver: HttpDriver;
  /** By the names of `PEOPLE`. */
  accounts: Record<string, Account>;
  /** Organisation ids by `county`, `city`, `nancun`, `bagong`, `example1` …. */
  organisations: Record<string, string>;
  /** The ledger's own calendar day. */
  today: string;
  stop(): Promise<void>;
}

export const TOWNS = { nancun: '140525100', bagong: '140525108' };
export const ADMIN = 'county.admin';

/** Fills any running ledger that knows `county.admin`; `stop` belongs to whoever started the processes. */
export async function worldOn(
  apis: { url: string }[],
  adminPassword: string,
  stop: () => Promise<void>,
): Promise<TestWorld> {
  const accounts: Record<string, Account> = {
    [ADMIN]: { username: ADMIN, password: adminPassword, id: '', organisationId: '' },
  };
  const driver = new HttpDriver(apis, (account) => {
    const known = accounts[account];
    if (!known) throw new Error(`no account ${account} in this world`);
    return known;
  });
  const organisations = await furnish(driver, accounts);
  const today = await ledgerDay(driver, organisations.example1 ?? '');
  return { apis, driver, accounts, organisations, today, stop };
}

/** The day on which the ledger thinks it registers, wherever its sandbox clock stands. */
async function ledgerDay(driver: HttpDriver, enterpriseId: string): Promise<string> {
  const session = await driver.as('example1.operator');
  const answer = await session.post('/hazards', {
    enterpriseId,
    level: 'GENERAL',
    source: 'ENTERPRISE_SELF_CHECK',
    sector: 'METALLURGY',
    category: 'EQUIPMENT',
    description: '问一问今天是哪一天',
    foundOn: FOUND_ON,
    foundBy: [{ name: '张三', post: '安全员', organisation: '示例' }],
  });
  must(answer, 'the first hazard');
  const instant = Date.parse(text(fields(answer.body).createdAt));
  const eightHours = 8 * 3_600_000;
  return new Date(instant + eightHours).toISOString().slice(0, 10);
}

export function must(answer: Answer, what: string): Answer {
  if (answer.status > 299) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}
