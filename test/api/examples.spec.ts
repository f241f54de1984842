/** Every example of a body in our OpenAPI document is posted here and accepted, days moved to today as `/docs-json` does. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ComparisonWork } from '../../src/comparison/run.work.js';
import { dayIn } from '../../src/domain/deadline.js';
import { Calendar } from '../../src/platform/clock/calendar.js';
import { retold, TOLD_ON } from '../../src/platform/http/openapi.examples.js';
import { fields, list, text, type Answer, type Fields } from '../model/driver.js';
import { unlike } from '../support/conforms.js';
import { checkedIn, examplesOf, meant, operationsOf, type Operation } from '../support/documented.js';
import { startLedger, type TestLedger } from '../support/ledger.js';
import { listsOf, walked } from '../support/lists.js';
import { Prepared } from '../support/prepared.js';
import { MOVES, OTHERS, type Ground } from './examples.cases.js';

const told = checkedIn();
const withBody = operationsOf(told).filter(({ says }) => says.requestBody);
/** `/auth/refresh` takes what sign-in gave a moment ago. */
const OWN = ['post /auth/refresh'];
/** The words the examples show as the password are the password of this sandbox. */
const { password } = examplesOf(told, operationNamed('post /auth/login'))[''] as { password: string };

function operationNamed(name: string): Operation {
  const operation = operationsOf(told).find((one) => one.name === name);
  if (!operation) throw new Error(`no operation ${name} in the document`);
  return operation;
}

const schemaOf = ({ says }: Operation, status: number): unknown =>
  fields(fields(meant(told, fields(says.responses)[String(status)]).content)['application/json']).schema;

const replaced = (value: unknown, ids: Fields): unknown => {
  if (Array.isArray(value)) return value.map((one) => replaced(one, ids));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, ids[key] ?? replaced(one, ids)]));
};

describe('the examples of docs/openapi.json', () => {
  let ledger: TestLedger;
  let prepared: Prepared;
  let today: Fields;
  /** Of every path with braces, or of the list it was made in: what was put in their place the last time. */
  const totals = new Map<string, number>();
  const places = new Map<string, Record<string, string>>();

  beforeAll(async () => {
    ledger = await startLedger(password);
    today = retold(told, ledger.app.get(Calendar, { strict: false }).today());
    prepared = new Prepared(ledger.driver, (name, ids = {}, example) => {
      const examples = examplesOf(today, operationNamed(name));
      return fields(replaced(examples[example ?? Object.keys(examples)[0] ?? ''], ids));
    }, (id) => ledger.app.get(ComparisonWork, { strict: false }).run(`${id}.0`, new AbortController().signal));
  }, 60_000);
  afterAll(() => ledger.stop());

  const prepareOf = (name: string) => {
    const [, move] = /^post \/hazards\/(?:batch|\{id\})\/([\w-]+)$/.exec(name) ?? [];
    return OTHERS[name] ?? (move === undefined ? undefined : MOVES[move]);
  };

  it('are all prepared for here', () => {
    expect(withBody.map(({ name }) => name).filter((name) => !prepareOf(name) && !OWN.includes(name))).toEqual([]);
  });

  const cases = withBody.filter(({ name }) => !OWN.includes(name)).flatMap((operation) => Object.keys(examplesOf(told, operation)).map((example) => ({ operation, example, name: operation.name })));
  it.each(cases)('$name $example', async ({ operation, example }) => {
    const ground = await prepareOf(operation.name)?.(prepared, example);
    const answer = await post(operation, example, ground ?? { as: null });
    expect(outcome(answer)).toEqual({ status: '2xx' });
    expect(unlike(told, schemaOf(operation, answer.status), answer.body)).toEqual([]);
    const id = text(fields(answer.body).id);
    if (ground?.at) places.set(operation.path, ground.at);
    else if (id) places.set(`${operation.path}/{id}`, { id });
  });

  it('post /auth/refresh', async () => {
    const { refreshToken } = await ledger.driver.signIn('county.auditor');
    expect((await post(operationNamed('post /auth/refresh'), '', { as: null, ids: { refreshToken } })).status).toBe(200);
  });

  const READERS = ['county.auditor', 'county.supervisor', 'county.admin', 'nancun.supervisor'];
  /** Each look into it is written into it: of its lines, those that do not grow meanwhile. */
  const FILTERS: Record<string, string> = { 'get /audit/access-log': '&kind=SIGN_IN' };
  /** What the examples leave fewer than two rows of. */
  const SHORT = [
    'get /comparisons/{id}/aliases', 'get /comparisons/{id}/enterprises', 'get /comparisons/{id}/rulings', 'get /delegations', 'get /digests/parked', 'get /hazards/{id}/evidence',
    'get /imports/{id}/rows', 'get /oa/channels/{id}/reconciliations', 'get /overdue', 'get /sandbox/webhook-inbox', 'get /webhooks', 'get /webhooks/{id}/deliveries',
  ];
  it.each(listsOf(told))('leave behind what $name gives whole, counted, and row by row', async ({ name, path }) => {
    const [stem] = path.split('}');
    const at = places.get(path) ?? [...places].filter(([one]) => one.startsWith(stem ?? '')).map(([, one]) => one).at(-1) ?? {};
    const where = path.replace(/\{(\w+)\}/g, (_all, key: string) => (key === 'side' ? 'TOWN' : at[key] ?? key));
    const seen = [];
    for (const account of READERS) seen.push({ account, ...(await walked(await ledger.driver.as(account), where, FILTERS[name])) });
    expect(seen.filter(({ faults }) => faults.length > 0)).toEqual([]);
    expect([...new Set(seen.flatMap(({ whole }) => unlike(told, schemaOf(operationNamed(name), 200), whole)))]).toEqual([]);
    expect(seen.some(({ total }) => total !== null)).toBe(true);
    totals.set(name, Math.max(...seen.map(({ total }) => total ?? 0)));
  });

  it('and are not walked in vain', () => {
    expect([...totals].filter(([name, total]) => total < 2 && !SHORT.includes(name)).map(([name]) => name)).toEqual([]);
  });

  async function post({ name, method, path, says }: Operation, example: string, { as, at = {}, ids = {}, headers = {} }: Ground): Promise<Answer> {
    const session = await ledger.driver.as(as);
    const body = prepared.example(name, ids, example);
    const where = path.replace(/\{(\w+)\}/g, (_all, key: string) => at[key] ?? key);
    if (name === 'post /imports') return session.sheet(where);
    if (Object.keys(fields(fields(says.requestBody).content))[0] === 'multipart/form-data') {
      const { file: _file, kind, ...rest } = body as Record<string, string>;
      return session.upload(where, text(kind), rest);
    }
    return session[method as 'post' | 'put' | 'patch'](where, body, headers);
  }

  it('of queries are words: sent as they stand, no list is filtered away', () => {
    const prefilled = operationsOf(told).flatMap(({ name, says }) => list(says.parameters).map(fields)
      .filter((parameter) => (parameter.example ?? fields(parameter.schema).example) !== undefined && parameter.required !== true)
      .map((parameter) => `${name} ${text(parameter.name)}`));
    expect(prefilled).toEqual([]);
  });

  it('play on the day of whoever reads them', () => {
    const document = { schema: { example: '2026-11-20', pattern: '2026-11-20' }, examples: { one: { value: { at: ['2026-11-21T06:50:00+08:00'], no: '〔2026〕1号' } } } };
    expect(retold(document, '2028-02-28')).toEqual({
      schema: { example: '2028-02-26', pattern: '2026-11-20' }, examples: { one: { value: { at: ['2028-02-27T06:50:00+08:00'], no: '〔2026〕1号' } } },
    });
    expect(retold(document, TOLD_ON)).toBe(document);
    expect(dayIn('2026-11-21T16:00:00Z', 'Asia/Shanghai')).toBe(TOLD_ON);
  });
});

/** Of a batch, that of its rows. */
function outcome({ status, body }: Answer): Fields {
  const refused = [body, ...list(fields(body).results).map((row) => fields(row).problem)].map(fields).find((problem) => Number(problem.status) >= 400);
  return refused ? { status: refused.status, code: refused.code, errors: refused.errors } : { status: status < 300 ? '2xx' : status };
}
