/** docs/openapi.json against contract §1: what every answer and every list has in common. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fields, list, text, type Fields } from '../model/driver.js';
import { checkedIn, meant, operationsOf } from '../support/documented.js';
import { exceptionsOf, listsOf, queryOf } from '../support/lists.js';

const document = checkedIn();
const SOURCE = resolve(import.meta.dirname, '../../src');

/** Those that answers are made of, by name. */
const answered: [string, Fields][] = (() => {
  const found = new Map<string, Fields>();
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const reference = text(fields(node).$ref);
    const name = reference.split('/').at(-1) ?? '';
    if (reference.startsWith('#/components/schemas/') && !found.has(name)) {
      found.set(name, meant(document, node));
      look(found.get(name));
    }
    Object.values(node).forEach(look);
  };
  for (const { says } of operationsOf(document)) Object.entries(fields(says.responses)).forEach(([status, response]) => { if (status < '400') look(meant(document, response)); });
  return [...found];
})();

describe('every list', () => {
  it('takes limit, cursor and count', () => {
    const without = listsOf(document).map((one) => [one.name, ...['limit', 'cursor', 'count'].filter((name) => !queryOf(document, one).includes(name))]);
    expect(without.length).toBeGreaterThan(30);
    expect(without.filter(([, ...missing]) => missing.length > 0)).toEqual([]);
    expect(exceptionsOf(document)).toEqual([]);
  });
});

describe('the schemas', () => {
  /** The document names a schema after its class: of two classes of one name, only one would be shown. */
  it('are of one class each', () => {
    const names = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(view|dto)\.ts$/.test(path))
      .flatMap((path) => [...readFileSync(join(SOURCE, path), 'utf8').matchAll(/^(?:export )?(?:abstract )?class (\w+)/gm)].map(([, name = '']) => name));
    expect(names.length).toBeGreaterThan(150);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('of answers say what is in them', () => {
    const empty = everyProperty(({ schema }) => [schema.type].flat().includes('object') && Object.keys(fields(schema.properties)).length === 0
      && schema.additionalProperties === undefined && schema.allOf === undefined);
    expect(empty).toEqual([]);
    expect(answered.filter(([, schema]) => Object.keys(fields(schema.properties)).length === 0).map(([name]) => name)).toEqual([]);
    expect(everyProperty(({ schema }) => schema.type === undefined && ['$ref', 'allOf', 'oneOf', 'anyOf'].every((member) => schema[member] === undefined))).toEqual([]);
  });

  /** Codes of a machine's, and the words of routes, which people never read. */
  const UNNAMED = [
    'EventView.datacontenttype', 'EventView.specversion', 'LiveView.status', 'ReadyView.database', 'ReadyView.migrations', 'ReadyView.redis', 'ReadyView.status',
    'Problem.hazardStatus', 'Problem.allowedMoves', 'HazardView.allowedMoves',
  ];
  /** Named, and not of one list: of facts of every kind of object, of what somebody else wrote, of the OA's dialects. */
  const OPEN = [
    'FactView.from', 'FactView.move', 'FactView.to', 'FactActorView.role', 'TimelineActorView.role', 'BreakView.what', 'RecordView.sector', 'RowChangeView.column',
    'RowReasonView.column', 'ChannelView.dialect', 'NewChannelView.dialect', 'DialectView.dialect', 'OaDeliveryView.reason',
  ];

  it('give every code its Chinese name, a list of codes a list of names', () => {
    expect(everyProperty(({ name, schema, beside }) => codesOf(schema).length > 0 && !namedAlike(schema, beside[`${name}Label`])).filter((one) => !UNNAMED.includes(one))).toEqual([]);
    expect(everyProperty(({ name, schema, beside }) => `${name}Label` in beside && codesOf(schema).length === 0).filter((one) => !OPEN.includes(one))).toEqual([]);
  });

  /** Made by others, or of several parts. */
  const NO_UUID = ['AccessLogView.callerId', 'AccessLogView.requestId', 'FactView.requestId', 'Problem.requestId', 'EventView.id', 'OaPersonView.externalId', 'InboxView.messageId', 'DeliveryView.eventId'];

  it('say the format of ids, instants and days', () => {
    const without = (names: RegExp, format: string): string[] => everyProperty(({ name, schema }) =>
      names.test(name) && [schema.type].flat().includes('string') && schema.format !== format);
    expect(without(/(^id|Id)$/, 'uuid').filter((one) => !NO_UUID.includes(one))).toEqual([]);
    expect(without(/(^at|At)$/, 'date-time').filter((one) => one !== 'EscalationRulesView.madeAt')).toEqual([]);
    expect(without(/(^day|On|^deadline)$/, 'date')).toEqual([]);
  });
});

describe('every operation', () => {
  const operations = operationsOf(document);
  const headersOf = (response: unknown): string[] => Object.keys(fields(meant(document, response).headers));
  const missing = (header: string, where: (status: string, method: string, response: Fields) => boolean): string[] => operations.flatMap(({ name, method, says }) =>
    Object.entries(fields(says.responses)).filter(([status, response]) => where(status, method, meant(document, response)) && !headersOf(response).includes(header)).map(([status]) => `${name} ${status}`));

  it('says which header fields it sends', () => {
    expect(missing('X-Request-Id', () => true)).toEqual([]);
    expect(missing('Location', (status) => status === '201')).toEqual([]);
    expect(missing('Retry-After', (status, _method, { content }) => ['423', '429'].includes(status) && content !== undefined)).toEqual([]);
    expect(missing('RateLimit', (status) => ['403', '409', '422', '429'].includes(status) ).filter((one) => !/ \/(auth\/(login|refresh)|sso|sandbox\/webhook-inbox)/.test(one))).toEqual([]);
    const versioned = (response: Fields): boolean => 'version' in fields(meant(document, fields(fields(response.content)['application/json']).schema).properties);
    expect(missing('ETag', (status, _method, response) => status < '300' && versioned(response))).toEqual([]);
    expect(Object.keys(fields(fields(document.components).headers)).sort()).toEqual(
      ['ETag', 'Idempotent-Replayed', 'Location', 'RateLimit', 'RateLimit-Policy', 'Retry-After', 'X-Request-Id']);
  });

  it('of a problem tells the members beyond the standard ones', () => {
    const example = (code: string): Fields => fields(fields(fields(fields(document.components).examples)[code]).value);
    expect(example('MOVE_NOT_ALLOWED')).toMatchObject({ status: 409, hazardStatus: 'CLOSED', allowedMoves: ['verify'] });
    expect(list(example('EXTERNAL_REF_CONFLICT').errors).map((one) => fields(one).path)).toEqual(['description', 'deadline']);
    expect(Object.keys(fields(fields(fields(fields(document.components).schemas).Problem).properties))).toEqual(expect.arrayContaining(['hazardStatus', 'allowedMoves']));
  });

  it('that takes a workbook in place of JSON has a file to choose', () => {
    const { content } = fields(operations.find(({ name }) => name === 'put /comparisons/{id}/lists/{side}')?.says.requestBody);
    expect(Object.keys(fields(content))).toEqual(['application/json', 'multipart/form-data']);
    expect(fields(fields(fields(fields(content)['multipart/form-data']).schema).properties).file).toMatchObject({ type: 'string', format: 'binary' });
  });
});

interface Property { name: string; schema: Fields; beside: Fields }

/** `View.property` of those in answers that hold. */
function everyProperty(holds: (property: Property) => boolean): string[] {
  return answered.flatMap(([view, { properties }]) => Object.entries(fields(properties)).map(([name, schema]) => ({ name, schema: fields(schema), beside: fields(properties) }))
    .filter(holds).map(({ name }) => `${view}.${name}`));
}

function codesOf(schema: Fields): unknown[] {
  return list(schema.enum).length > 0 ? list(schema.enum) : list(fields(schema.items).enum);
}

function namedAlike(schema: Fields, label: unknown): boolean {
  return [fields(label).type].flat().includes('array') === [schema.type].flat().includes('array') && label !== undefined;
}
