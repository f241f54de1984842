/** What leaves the building (contract §4, §5) × role × inside or outside the scope, typed by hand. */
import type { Seat } from './contract.js';
import { ADMIN, EVERYBODY, OFFICE_READERS, PEOPLE, row } from './operation-rows.js';
import type { Operation } from './operations.js';

/** A notice is its organisation's: `{notice}` went to example1. */
const NOTICES: Operation[] = [
  row('GET', '/overdue', EVERYBODY),
  row('GET', '/notices', EVERYBODY),
  row('POST', '/notices/{notice}/acknowledge', ['OPERATOR', 'PRINCIPAL'], { denied: 'REFUSED', body: {} }),
  row('GET', '/digests', PEOPLE),
  row('GET', '/digests/parked', ADMIN),
  row('POST', '/digests/{notice}/retry', [], { denied: 'REFUSED', note: 'none is parked', body: {} }),
  row('GET', '/escalation-rules', EVERYBODY),
];

const CHANNEL_BODY = {
  name: '通道{unique}', dialect: 'GENERIC', baseUrl: 'http://127.0.0.1:9', linkBase: 'http://127.0.0.1:9', parameters: { todoPath: '/todos', paasId: 'x' }, secrets: { tifToken: 'x' },
};
const CHANNEL = '/oa/channels/{channel}';
const OA: Operation[] = [
  row('GET', '/todos', PEOPLE),
  row('GET', '/oa/dialects', OFFICE_READERS),
  row('GET', '/oa/channels', OFFICE_READERS),
  row('POST', '/oa/channels', ADMIN, { body: CHANNEL_BODY }),
  row('GET', CHANNEL, OFFICE_READERS, { denied: 'REFUSED' }),
  row('PATCH', CHANNEL, ADMIN, { denied: 'REFUSED', match: CHANNEL, body: { ratePerMinute: 600 } }),
  row('GET', `${CHANNEL}/profile`, OFFICE_READERS, { denied: 'REFUSED' }),
  row('PUT', `${CHANNEL}/profile`, ADMIN, { denied: 'REFUSED', match: CHANNEL, body: { profile: { titleCharacters: 60 } } }),
  row('GET', `${CHANNEL}/person-map`, OFFICE_READERS, { denied: 'REFUSED' }),
  row('GET', `${CHANNEL}/person-map/template`, OFFICE_READERS, { denied: 'REFUSED' }),
  row('PUT', `${CHANNEL}/person-map`, ADMIN, { denied: 'REFUSED', match: CHANNEL, body: { items: [] } }),
  row('GET', `${CHANNEL}/reconciliations`, OFFICE_READERS, { denied: 'REFUSED' }),
  row('POST', `${CHANNEL}/test`, ADMIN, { denied: 'REFUSED', body: {} }),
  row('GET', '/oa/deliveries?state=parked', OFFICE_READERS),
  row('POST', '/oa/deliveries/{notice}/retry', [], { denied: 'REFUSED', note: 'none is parked', body: {} }),
];

/** §2: a key with `webhooks:manage` has its organisation's; this seat's key may have another scope. A hook is the county's. */
const HOOK = { url: 'http://127.0.0.1:9/hook', eventTypes: ['hazard.*'] };
const KEY_MAYBE: { open: Seat[]; denied: 'REFUSED' } = { open: ['KEY'], denied: 'REFUSED' };
const WEBHOOKS: Operation[] = [
  row('GET', '/events', EVERYBODY),
  row('GET', '/webhooks', OFFICE_READERS, { open: ['KEY'] }),
  row('POST', '/webhooks', ADMIN, { open: ['KEY'], fresh: 'webhook', body: HOOK }),
  row('GET', '/webhooks/{webhook}', OFFICE_READERS, { ...KEY_MAYBE, fresh: 'webhook' }),
  ...['rotate', 'disable', 'enable', 'test'].map((act) => row('POST', `/webhooks/{webhook}/${act}`, ADMIN, { ...KEY_MAYBE, fresh: 'webhook', body: {} })),
  row('GET', '/webhooks/{webhook}/deliveries', OFFICE_READERS, { ...KEY_MAYBE, fresh: 'webhook' }),
  row('POST', '/webhooks/{webhook}/deliveries/{delivery}/replay', [], { open: ['ADMINISTRATOR', 'KEY'], denied: 'REFUSED', fresh: 'webhook', body: {} }),
  row('DELETE', '/webhooks/{webhook}', ADMIN, { ...KEY_MAYBE, fresh: 'webhook' }),
  row('GET', '/sandbox/webhook-inbox', PEOPLE, { open: ['KEY'] }),
];

export const OUTWARD: Operation[] = [...NOTICES, ...OA, ...WEBHOOKS];
