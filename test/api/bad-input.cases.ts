/** Every line of "Bad input": what is sent, and with which status, code and path it is refused (contract §1). */
import { strToU8, zipSync } from 'fflate';
import type { Fields } from '../model/driver.js';
import { addDays } from '../model/effects.js';
import { creditCode } from '../support/credit-code.js';
import { png } from '../support/http-driver.js';
import { fiveInPlace } from '../support/registrations.js';
import type { Raw } from '../support/raw.js';

export interface Place {
  today: string;
  /** A body that would be accepted. */
  good: Fields;
  own: { id: string; version: number; deadline: string };
  foreignEnterprise: string;
  /** A cursor that the list gave, for `limit=1`. */
  cursor: string;
}

export interface Case {
  what: string;
  account?: string;
  send: (place: Place) => Raw;
  status: number;
  code: string;
  /** Of the reasons, in order; absent where no field is at fault. */
  paths?: string[];
}

const JSON_TYPE = { 'Content-Type': 'application/json' };
const post = (body: string, headers: Record<string, string> = JSON_TYPE): Raw => ({ method: 'POST', path: '/api/v1/hazards', headers, body });
/** A registration that would be good but for this. */
const but = (wrong: (place: Place) => Fields) => (place: Place): Raw => post(JSON.stringify({ ...place.good, ...wrong(place) }));
const field = (what: string, name: string, value: unknown, code: string): Case =>
  ({ what, send: but(() => ({ [name]: value })), status: 400, code, paths: [name] });
const wide = (text: string): string => text.replace(/[0-9A-Z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

export const FIELDS: Case[] = [
  field('the 30th of February', 'foundOn', '2024-02-30', 'WRONG_DAY'),
  field('a day with a time', 'foundOn', '2026-01-05T00:00:00Z', 'WRONG_DAY'),
  field('a day without its zeros', 'foundOn', '2026-1-5', 'WRONG_DAY'),
  field('a day in full-width digits', 'foundOn', wide('2026-01-05'), 'WRONG_DAY'),
  field('a code in full-width letters', 'level', wide('MAJOR'), 'WRONG_CODE'),
  field('a code in small letters', 'source', 'enterprise_self_check', 'WRONG_CODE'),
  { what: 'a credit code in full-width digits', send: but(() => ({ enterpriseId: undefined, enterpriseCreditCode: wide(creditCode(90_000_001)) })), status: 400, code: 'WRONG_CREDIT_CODE', paths: ['enterpriseCreditCode'] },
  { what: 'a credit code with a wrong check digit', send: but(() => ({ enterpriseId: undefined, enterpriseCreditCode: `${creditCode(90_000_001).slice(0, 17)}${creditCode(90_000_001).endsWith('0') ? '1' : '0'}` })), status: 400, code: 'WRONG_CREDIT_CODE', paths: ['enterpriseCreditCode'] },
  field('NUL', 'description', 'a\u0000b', 'FORBIDDEN_CHARACTER'),
  field('a bidi override', 'description', '付款\u202e文件', 'FORBIDDEN_CHARACTER'),
  field('a bidi isolate', 'location', '\u2066厂房\u2069', 'FORBIDDEN_CHARACTER'),
  field('a bell', 'description', '铃\u0007', 'FORBIDDEN_CHARACTER'),
  { what: 'half a surrogate pair', send: ({ good }) => post(JSON.stringify(good).replace(/"location":"[^"]*"/, String.raw`"location":"\ud83d"`)), status: 400, code: 'FORBIDDEN_CHARACTER', paths: ['location'] },
  { what: 'NUL in the name of a field', send: ({ good }) => post(JSON.stringify({ ...good, 'a\u0000': 1 })), status: 400, code: 'FORBIDDEN_CHARACTER' },
  field('2,001 characters', 'description', '隐'.repeat(2_001), 'WRONG_LENGTH'),
  field('nothing but spaces', 'description', '   ', 'WRONG_LENGTH'),
  field('a number for a text', 'description', 7, 'WRONG_TYPE'),
  field('a list for a text', 'description', ['a'], 'WRONG_TYPE'),
  field('a text for an object', 'owner', '王五', 'WRONG_TYPE'),
  field('eleven finders', 'foundBy', Array.from({ length: 11 }, () => ({ name: '甲' })), 'WRONG_COUNT'),
  field('no finder', 'foundBy', [], 'WRONG_COUNT'),
  field('a field that nobody knows', 'colour', '红', 'UNKNOWN_FIELD'),
  field('a field that only the ledger writes', 'status', 'CLOSED', 'UNKNOWN_FIELD'),
  field('an id that is none', 'enterpriseId', '1', 'WRONG_UUID'),
  { what: 'a phone in full-width digits', send: but(() => ({ owner: { name: '王五', phone: wide('13800000000') } })), status: 400, code: 'WRONG_FORMAT', paths: ['owner.phone'] },
  {
    what: 'everything wrong at once', send: but(() => ({ foundOn: '2024-02-30', level: 'HUGE', description: '', colour: 1, foundBy: [{ name: '' }] })), status: 400, code: 'UNKNOWN_FIELD',
    paths: ['colour', 'description', 'foundBy[0].name', 'foundOn', 'level'],
  },
];

export const RULES: Case[] = [
  { what: 'a deadline before the day of finding', send: but(() => ({ deadline: '2026-01-04' })), status: 422, code: 'DEADLINE_BEFORE_FOUND', paths: ['deadline'] },
  { what: 'found tomorrow', send: but(({ today }) => ({ foundOn: addDays(today, 1) })), status: 422, code: 'FOUND_IN_FUTURE', paths: ['foundOn'] },
  { what: 'found in the future, due before it, and MAJOR without a basis', send: but(({ today }) => ({ level: 'MAJOR', foundOn: addDays(today, 9), deadline: addDays(today, 3) })), status: 422, code: 'FOUND_IN_FUTURE', paths: ['basisClause', 'deadline', 'foundOn'] },
  { what: 'a foreign enterprise', send: but(({ foreignEnterprise }) => ({ enterpriseId: foreignEnterprise })), status: 422, code: 'ENTERPRISE_UNKNOWN', paths: ['enterpriseId'] },
  { what: 'an enterprise named twice', send: but(({ good }) => ({ enterpriseId: good.enterpriseId, enterpriseCreditCode: creditCode(90_000_001) })), status: 422, code: 'ENTERPRISE_AMBIGUOUS' },
  { what: 'a source that is not the enterprise’s', send: but(() => ({ source: 'COUNTY_INSPECTION' })), status: 422, code: 'SOURCE_NOT_YOURS', paths: ['source'] },
  { what: 'a machine that signs', account: 'example1.key', send: ({ own }) => ({ ...post(JSON.stringify({ password: 'x', statement: '属实' })), path: `/api/v1/hazards/${own.id}/sign` }), status: 403, code: 'HUMAN_REQUIRED' },
  { what: 'a machine that confirms', account: 'example1.key', send: ({ own }) => ({ ...post('{}'), path: `/api/v1/hazards/${own.id}/confirm` }), status: 403, code: 'HUMAN_REQUIRED' },
  { what: 'a hazard of another', account: 'example2.operator', send: ({ own }) => ({ ...post('{"note":"x"}'), path: `/api/v1/hazards/${own.id}/record-progress` }), status: 404, code: 'NOT_FOUND' },
];

const patch = (headers: Record<string, string>) => ({ own }: Place): Raw =>
  ({ method: 'PATCH', path: `/api/v1/hazards/${own.id}`, headers: { ...JSON_TYPE, ...headers }, body: '{"interimMeasures":"警戒"}' });
const five = (wrong: Fields) => ({ own }: Place): Raw => ({
  method: 'PUT', path: `/api/v1/hazards/${own.id}/five-in-place`, headers: { ...JSON_TYPE, 'If-Match': `"${own.version}"` },
  body: JSON.stringify({ ...fiveInPlace(own.deadline), ...wrong }),
});

export const VERSIONS: Case[] = [
  { what: 'a stale If-Match', send: patch({ 'If-Match': '"999"' }), status: 412, code: 'VERSION_STALE' },
  { what: 'no If-Match', send: patch({}), status: 428, code: 'IF_MATCH_REQUIRED' },
  { what: 'a weak If-Match', send: patch({ 'If-Match': 'W/"1"' }), status: 400, code: 'IF_MATCH_INVALID' },
  { what: 'If-Match: *', send: patch({ 'If-Match': '*' }), status: 400, code: 'IF_MATCH_INVALID' },
  { what: 'money with three places', send: five({ funds: { amountYuan: '1.234', source: '自筹' } }), status: 400, code: 'WRONG_MONEY', paths: ['funds.amountYuan'] },
  { what: 'money as a number', send: five({ funds: { amountYuan: 12, source: '自筹' } }), status: 400, code: 'WRONG_TYPE', paths: ['funds.amountYuan'] },
  { what: 'zero money without a reason', send: five({ funds: { amountYuan: '0.00', source: '自筹' } }), status: 422, code: 'ZERO_FUNDS_REASON_NEEDED' },
];

const chunked = (bytes: number): ReadableStream => new ReadableStream({
  start: (stream) => {
    for (let sent = 0; sent < bytes; sent += 100_000) stream.enqueue(strToU8(' '.repeat(100_000)));
    stream.close();
  },
});

export const ENVELOPES: Case[] = [
  { what: 'a body of 1.2 MB', send: but(() => ({ description: 'a'.repeat(1_200_000) })), status: 413, code: 'BODY_TOO_LARGE' },
  { what: 'a body of 1.2 MB that does not say so', send: () => ({ method: 'POST', path: '/api/v1/hazards', headers: JSON_TYPE, body: chunked(1_200_000) }), status: 413, code: 'BODY_TOO_LARGE' },
  { what: 'JSON 10,000 deep', send: () => post(`${'['.repeat(10_000)}${']'.repeat(10_000)}`), status: 400, code: 'JSON_TOO_DEEP' },
  { what: 'objects 10,000 deep', send: () => post(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`), status: 400, code: 'JSON_TOO_DEEP' },
  { what: 'a key twice', send: ({ good }) => post(JSON.stringify(good).replace('{', '{"level":"MAJOR",')), status: 400, code: 'JSON_DUPLICATE_KEY', paths: ['level'] },
  { what: 'a key twice, once escaped', send: ({ good }) => post(JSON.stringify(good).replace('{', String.raw`{"l\u0065vel":"MAJOR",`)), status: 400, code: 'JSON_DUPLICATE_KEY', paths: ['level'] },
  { what: '__proto__', send: ({ good }) => post(JSON.stringify(good).replace('{', '{"__proto__":{"level":"MAJOR"},')), status: 400, code: 'UNKNOWN_FIELD', paths: ['__proto__'] },
  { what: 'XML', send: () => post('<?xml version="1.0"?><hazard/>', { 'Content-Type': 'application/xml' }), status: 415, code: 'MEDIA_TYPE_NOT_SUPPORTED' },
  { what: 'XML that calls itself JSON', send: () => post('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'), status: 400, code: 'JSON_MALFORMED' },
  { what: 'half a JSON', send: ({ good }) => post(JSON.stringify(good).slice(0, -1)), status: 400, code: 'JSON_MALFORMED' },
  { what: 'JSON in GBK', send: () => ({ method: 'POST', path: '/api/v1/hazards', headers: JSON_TYPE, body: new Uint8Array([0x7b, 0x22, 0xd2, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) }), status: 400, code: 'JSON_MALFORMED' },
  { what: 'a charset other than UTF-8', send: () => post('{}', { 'Content-Type': 'application/json; charset=gbk' }), status: 415, code: 'CHARSET_NOT_SUPPORTED' },
  { what: 'a compressed body', send: () => post('{}', { ...JSON_TYPE, 'Content-Encoding': 'gzip' }), status: 415, code: 'MEDIA_TYPE_NOT_SUPPORTED' },
  { what: 'a key of idempotency with a space in it', send: ({ good }) => post(JSON.stringify(good), { ...JSON_TYPE, 'Idempotency-Key': 'a b' }), status: 400, code: 'IDEMPOTENCY_KEY_INVALID' },
];

const list = (cursor: string, more = ''): Raw => ({ path: `/api/v1/enterprises?limit=1${more}&cursor=${encodeURIComponent(cursor)}` });
const turned = (cursor: string): string => cursor.slice(0, -1) + (cursor.endsWith('A') ? 'B' : 'A');

const cursors: Case[] = [
  { what: 'an invented cursor', send: () => list('abc'), status: 400, code: 'CURSOR_INVALID', paths: ['cursor'] },
  { what: 'a cursor with one sign turned', send: ({ cursor }) => list(turned(cursor)), status: 400, code: 'CURSOR_INVALID', paths: ['cursor'] },
  { what: 'a cursor cut short', send: ({ cursor }) => list(cursor.slice(0, 10)), status: 400, code: 'CURSOR_INVALID', paths: ['cursor'] },
  { what: 'a cursor of other filters', send: ({ cursor }) => list(cursor, '&sector=METALLURGY'), status: 400, code: 'CURSOR_INVALID', paths: ['cursor'] },
  { what: 'a position without its seal', send: () => list(Buffer.from('["01a199c6-9f3c-7232-8597-5f1967a3a72e"]').toString('base64url')), status: 400, code: 'CURSOR_INVALID', paths: ['cursor'] },
];

export const CURSORS = cursors.map((one) => ({ ...one, account: 'county.admin' }));

const upload = (name: string, bytes: Uint8Array<ArrayBuffer>, type: string, more: Record<string, string> = {}) => ({ own }: Place): Raw => {
  const form = new FormData();
  for (const [field, value] of Object.entries({ kind: 'AFTER', ...more })) form.set(field, value);
  form.set('file', new Blob([bytes], { type }), name);
  return { method: 'POST', path: `/api/v1/hazards/${own.id}/evidence`, body: form };
};
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const office = (...parts: string[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(zipSync(Object.fromEntries(['[Content_Types].xml', 'xl/workbook.xml', ...parts].map((part) => [part, strToU8('<x/>')]))));
const notAllowed = { status: 415, code: 'EVIDENCE_TYPE_NOT_ALLOWED' };

export const FILES: Case[] = [
  { what: 'a program called .png', send: upload('现场.png', strToU8(`MZ${'\u0000'.repeat(200)}`), 'image/png'), ...notAllowed },
  { what: 'HTML behind the first bytes of a PNG', send: upload('现场.png', new Uint8Array([...png(1).subarray(0, 8), ...strToU8('<script>alert(1)</script>')]), 'image/png'), ...notAllowed },
  { what: 'an SVG with a script', send: upload('图.svg', strToU8('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'image/svg+xml'), ...notAllowed },
  { what: 'an SVG that calls itself a PNG', send: upload('图.png', strToU8('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'image/png'), ...notAllowed },
  { what: 'a workbook with macros', send: upload('表.xlsx', office('xl/vbaProject.bin'), XLSX), ...notAllowed },
  { what: 'a zip that is no document', send: upload('表.xlsx', new Uint8Array(zipSync({ 'a.txt': strToU8('a') })), XLSX), ...notAllowed },
  { what: 'an instant without a zone', send: upload('现场.png', new Uint8Array(png(2)), 'image/png', { takenAt: '2026-01-05T08:00:00' }), status: 400, code: 'WRONG_INSTANT', paths: ['takenAt'] },
  { what: 'an instant of a day that is none', send: upload('现场.png', new Uint8Array(png(2)), 'image/png', { takenAt: '2026-02-30T08:00:00Z' }), status: 400, code: 'WRONG_INSTANT', paths: ['takenAt'] },
  { what: 'a kind of evidence that is none', send: upload('现场.png', new Uint8Array(png(2)), 'image/png', { kind: 'LATER' }), status: 400, code: 'WRONG_CODE', paths: ['kind'] },
];
