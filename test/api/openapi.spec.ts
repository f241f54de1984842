/** docs/openapi.json: complete, stable, and of exactly the routes that are there (security S01). `.ci/run` holds it against the code. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../src/domain/deadline.js';
import { Calendar } from '../../src/platform/clock/calendar.js';
import { fields, list, text, type Fields } from '../model/driver.js';
import { checkedIn, meant, operationsOf, type Operation } from '../support/documented.js';
import { startLedger, type TestLedger } from '../support/ledger.js';

const document = checkedIn();
/** Outside /api/v1, for whoever runs the service. */
const OUTSIDE = ['/health/live', '/health/ready'];
const everything = operationsOf(document);
const operations = everything.filter(({ path }) => !/^\/(health|metrics)/.test(path));
const tags = list(document.tags).map((tag) => text(fields(tag).name));
const CHINESE = /\p{Script=Han}/u;
const PUBLIC = ['post /auth/login', 'post /auth/refresh', 'post /sandbox/webhook-inbox', 'post /sso/exchange'];
/** The pages are for people: test/pages has the table of theirs. */
const PAGES = /^(get|post) \/(pages(\/|$)|$)/;

const responsesOf = ({ says }: Operation): [string, Fields][] =>
  Object.entries(fields(says.responses)).map(([status, response]) => [status, meant(document, response)]);
const contentOf = (response: Fields): [string, Fields][] => Object.entries(fields(response.content)).map(([type, media]) => [type, fields(media)]);
const wrong = (holds: (operation: Operation) => boolean): string[] => operations.filter((operation) => !holds(operation)).map(({ name }) => name);

describe('docs/openapi.json', () => {
  it('is OpenAPI 3.1 and tells whoever opens it how to begin', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    for (const told of ['example1.operator', 'DEMO_PASSWORD', '十步', 'Idempotency-Key', 'If-Match', 'problem+json']) {
      expect(fields(document.info).description).toContain(told);
    }
  });

  it('groups every operation under one tag, and has a tag for nothing else', () => {
    expect(wrong(({ says }) => list(says.tags).length === 1 && tags.includes(text(list(says.tags)[0])))).toEqual([]);
    expect(tags.filter((tag) => !everything.some(({ says }) => list(says.tags).includes(tag)))).toEqual([]);
    expect(list(document.tags).map(fields).filter(({ description }) => !CHINESE.test(text(description)))).toEqual([]);
  });

  it('gives every operation a Chinese title of one line, and a name of its own', () => {
    expect(wrong(({ says }) => CHINESE.test(text(says.summary)) && !/[。\n]/.test(text(says.summary)) && text(says.summary).length <= 40)).toEqual([]);
    const names = everything.map(({ says }) => text(says.operationId));
    expect(names.filter((name, index) => !/^[a-z][A-Za-z]+$/.test(name) || names.indexOf(name) !== index)).toEqual([]);
  });

  it('describes what every operation answers', () => {
    const described = ([status, response]: [string, Fields]): boolean =>
      status >= '400' || (CHINESE.test(text(response.description)) && (status === '204' ||
        (contentOf(response).length > 0 && contentOf(response).every(([, { schema }]) => Object.keys(fields(meant(document, schema))).length > 0 && !isBare(schema)))));
    expect(wrong((operation) => responsesOf(operation).some(([status]) => status.startsWith('2')) && responsesOf(operation).every(described))).toEqual([]);
  });

  it('and how it refuses: as a problem, with the codes of each status', () => {
    const refused = ([status, response]: [string, Fields]): boolean =>
      status < '400' || contentOf(response).every(([type, { examples }]) => type === 'application/problem+json' && Object.keys(fields(examples)).length > 0);
    expect(wrong((operation) => responsesOf(operation).every(refused))).toEqual([]);
    const expected = ({ name, says }: Operation): string[] => [
      '400', '429', '500', '503',
      ...(PUBLIC.includes(name) ? [] : ['401', '403']), ...(name.includes('{') ? ['404'] : []), ...(says.requestBody ? ['413', '415'] : []),
    ];
    expect(wrong((operation) => expected(operation).every((status) => status in fields(operation.says.responses)))).toEqual([]);
  });

  it('refers to nothing that is not there', () => {
    const references = [...new Set([...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, to = '']) => to))];
    expect(references.length).toBeGreaterThan(100);
    expect(references.filter((to) => Object.keys(meant(document, { $ref: to })).length === 0)).toEqual([]);
  });

  it('says who may: an action and a way to sign in, or nobody need', () => {
    expect(wrong(({ name, says }) => PUBLIC.includes(name) === (says['x-action'] === undefined && list(says.security).length === 0))).toEqual([]);
  });
});

const isBare = (schema: unknown): boolean => JSON.stringify(schema) === '{"type":"object"}';

describe('the routes', () => {
  let ledger: TestLedger;
  beforeAll(async () => {
    ledger = await startLedger();
  }, 60_000);
  afterAll(() => ledger.stop());

  it('are those of the document, both ways', () => {
    const { router } = ledger.app.getHttpAdapter().getInstance() as { router: { stack: { route?: { path: string; methods: Record<string, boolean> } }[] } };
    const there = router.stack.flatMap(({ route }) => (route ? Object.keys(route.methods).map((method) => `${method} ${route.path}`) : []));
    const told = operations.map(({ method, path }) => `${method} /api/v1${path.replace(/\{(\w+)\}/g, ':$1')}`);
    expect([...new Set(there)].filter((one) => !OUTSIDE.includes(one.split(' ')[1] ?? '') && !PAGES.test(one)).sort()).toEqual(told.sort());
  });

  it('serve the document with its examples on the day of the ledger', async () => {
    const { url } = ledger;
    const served = fields(await (await fetch(`${url}/docs-json`)).json());
    const register = operationsOf(served).find(({ name }) => name === 'post /hazards');
    const today = ledger.app.get(Calendar, { strict: false }).today();
    expect(JSON.stringify(register?.says.requestBody)).toContain(`"foundOn":"${addDays(today, -2)}"`);
  });
});
