/**
 * Every operation of contract §1–3 and §9 that exists so far × role × inside or outside the scope, typed by hand from the
 * role table of §2. Braces are filled in by whoever drives the table: `{enterprise}`, `{unique}`, `{today}` ….
 */
import { COMPARISONS, INSPECTIONS } from './comparison-operations.js';
import { MOVES, SEATS, type Seat } from './contract.js';
import { OUTWARD } from './outward-operations.js';
import { PEOPLE, EVERYBODY, FIRM, TOWN, STAFF, OFFICES, ADMIN, AUDIT, OFFICE_READERS, row } from './operation-rows.js';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Operation {
  method: Method;
  path: string;
  /** What of it, where one route has several rows. */
  note?: string;
  allow: Seat[];
  /** Neither promised nor denied by the role table. */
  open?: Seat[];
  /** What seats that are not allowed are told about a thing inside their scope. */
  denied: 403 | 'REFUSED';
  /** COLLECTION has no outside: it is filtered. OBJECT outside is 404. BODY outside is refused in one way or another. */
  scope: 'COLLECTION' | 'OBJECT' | 'BODY';
  /** Needs no sign-in. */
  public?: true;
  body?: unknown;
  /** Sends the ETag of this path as `If-Match`. */
  match?: string;
  /** Made anew for each caller, because success uses it up. */
  fresh?: 'key' | 'delegation' | 'area' | 'enterprise' | 'provisional' | 'session' | 'webhook' | 'import' | 'export' | 'checked import' | 'made export';
  upload?: string;
  /** Sends a table. */
  sheet?: true;
}

const AUTH: Operation[] = [
  row('POST', '/auth/login', EVERYBODY, { public: true, body: { username: '{someone}', password: '{password}' } }),
  row('POST', '/auth/refresh', EVERYBODY, { public: true, fresh: 'session', body: { refreshToken: '{refreshToken}' } }),
  row('POST', '/auth/logout', PEOPLE, { fresh: 'session', body: {} }),
  row('PUT', '/auth/password', PEOPLE, { body: { currentPassword: '{password}', newPassword: '{password}' } }),
  row('GET', '/auth/me', PEOPLE, { open: ['KEY'] }),
];

const KEY_BODY = {
  name: '钥匙{unique}',
  organisationId: '{enterprise}',
  scopes: ['hazards:read'],
  expiresOn: '{nextMonth}',
};
const KEYS: Operation[] = [
  row('POST', '/api-keys', ADMIN, { body: KEY_BODY }),
  row('GET', '/api-keys', OFFICE_READERS),
  row('POST', '/api-keys/{key}/rotate', ADMIN, { denied: 'REFUSED', fresh: 'key', body: {} }),
  row('DELETE', '/api-keys/{key}', ADMIN, { denied: 'REFUSED', fresh: 'key' }),
];

/** An auditor changes nothing and an administrator decides nothing: whether they may name a deputy is left open. */
const DELEGATION = { toUserId: '{colleague}', role: '{role}', from: '{now}', until: '{inAMonth}', reason: '休假' };
const DELEGATORS = PEOPLE.filter((seat) => !OFFICE_READERS.includes(seat));
const DELEGATIONS: Operation[] = [
  row('POST', '/delegations', DELEGATORS, { open: OFFICE_READERS, scope: 'BODY', body: DELEGATION }),
  row('GET', '/delegations', PEOPLE),
  row('POST', '/delegations/{delegation}/end', DELEGATORS, {
    open: OFFICE_READERS,
    denied: 'REFUSED',
    fresh: 'delegation',
    body: {},
  }),
];

const NEW_USER = {
  username: 'user.{unique}',
  password: '{password}',
  name: '新人',
  roles: ['OPERATOR'],
  organisationId: '{enterprise}',
};
const USERS: Operation[] = [
  row('GET', '/users', [...OFFICE_READERS, 'PRINCIPAL']),
  row('POST', '/users', [...ADMIN, 'PRINCIPAL'], { note: 'an operator of the firm', scope: 'BODY', body: NEW_USER }),
  row('POST', '/users', ADMIN, { note: 'a principal', body: { ...NEW_USER, roles: ['PRINCIPAL'] } }),
  row('GET', '/users/{operator}', [...OFFICE_READERS, 'PRINCIPAL'], { denied: 'REFUSED', open: ['OPERATOR'] }),
  row('PATCH', '/users/{operator}', [...ADMIN, 'PRINCIPAL'], {
    denied: 'REFUSED',
    match: '/users/{operator}',
    body: { name: '改名{unique}' },
  }),
  row('PATCH', '/users/{principal}', ADMIN, {
    note: 'a principal',
    denied: 'REFUSED',
    open: ['PRINCIPAL'],
    match: '/users/{principal}',
    body: { name: '改名{unique}' },
  }),
];

const NEW_ORGANISATION = { name: '示例中心{unique}', kind: 'TOWN_CENTRE', areaCode: '{town}' };
const NEW_ENTERPRISE = {
  name: '示例企业{unique}',
  creditCode: '{creditCode}',
  areaCode: '{town}',
  sector: 'METALLURGY',
  scale: 'MEDIUM',
  riskClass: 'ORANGE',
  riskFeatures: [],
};
/** "An enterprise reads itself only"; whether it also gets a list of one is left open. */
const ORGANISATIONS: Operation[] = [
  row('GET', '/organisations', OFFICES, { open: FIRM }),
  row('POST', '/organisations', ADMIN, { body: NEW_ORGANISATION }),
  row('GET', '/organisations/{enterprise}', [...OFFICES, 'OPERATOR', 'PRINCIPAL'], { open: ['KEY'] }),
  row('PATCH', '/organisations/{centre}', ADMIN, {
    denied: 'REFUSED',
    match: '/organisations/{centre}',
    body: { name: '{centreName}{unique}' },
  }),
  row('GET', '/enterprises', OFFICES, { open: FIRM }),
  row('POST', '/enterprises', ADMIN, { body: NEW_ENTERPRISE }),
  row('GET', '/enterprises/{enterprise}', [...OFFICES, 'OPERATOR', 'PRINCIPAL'], { open: ['KEY'] }),
  row('PATCH', '/enterprises/{enterprise}', ADMIN, {
    denied: 'REFUSED',
    match: '/enterprises/{enterprise}',
    body: { riskClass: 'YELLOW' },
  }),
  row('POST', '/enterprises/{freshEnterprise}/move', ADMIN, {
    denied: 'REFUSED',
    fresh: 'enterprise',
    body: { areaCode: '{otherTown}' },
  }),
  row('POST', '/enterprises/{provisional}/merge', ADMIN, {
    denied: 'REFUSED',
    fresh: 'provisional',
    body: { intoId: '{enterprise}' },
  }),
];

const AREAS_AND_SETTINGS: Operation[] = [
  row('GET', '/areas', PEOPLE, { open: ['KEY'] }),
  row('POST', '/areas', ADMIN, {
    body: { code: '{areaCode}', name: '示例镇{unique}', parentCode: '{county}', validFrom: '{today}' },
  }),
  row('POST', '/areas/{freshArea}/merge', ADMIN, {
    denied: 'REFUSED',
    fresh: 'area',
    body: { successorCode: '{town}' },
  }),
  row('GET', '/settings', OFFICES),
  row('GET', '/settings/approval-routes', OFFICES),
  row('PUT', '/settings/approval-routes', ADMIN, {
    match: '/settings/approval-routes',
    body: { effectiveFrom: '{future}', value: '{approvalRoutes}' },
  }),
];

const HAZARD = {
  enterpriseId: '{enterprise}',
  level: 'GENERAL',
  source: '{source}',
  sector: 'METALLURGY',
  category: 'EQUIPMENT',
  description: '操作台缺少防护{unique}',
  location: '一车间',
  foundOn: '{today}',
  foundBy: [{ name: '张三', post: '安全员', organisation: '示例' }],
};
const REGISTRARS: Seat[] = [...FIRM, ...STAFF];
const FIVE = { measures: '更换阀门{unique}', contingencyPlan: { summary: '停用撤人' } };
const CAUSES = { responsibility: '责任不清', standard: '标准不明' };
/** Own find of the enterprise: the firm writes it, the authorities over it read it. */
const HAZARDS: Operation[] = [
  row('POST', '/hazards', REGISTRARS, { scope: 'BODY', body: HAZARD }),
  row('POST', '/hazards/batch', REGISTRARS, { note: 'the row', scope: 'BODY', body: { items: [HAZARD] } }),
  row('GET', '/hazards', EVERYBODY),
  row('GET', '/hazards/summary?groupBy=areaCode,level,status', EVERYBODY),
  row('GET', '/hazards/{hazard}', EVERYBODY),
  row('GET', '/hazards/{ledgerNo}', EVERYBODY, { note: 'by its number' }),
  row('PATCH', '/hazards/{hazard}', FIRM, {
    note: 'own find',
    match: '/hazards/{hazard}',
    body: { description: '改正{unique}' },
  }),
  row('PATCH', '/hazards/{townHazard}', TOWN, {
    note: "the town's find",
    match: '/hazards/{townHazard}',
    body: { description: '改正{unique}' },
  }),
  row('PATCH', '/hazards/{townHazard}', [...FIRM, ...TOWN], {
    note: "the owner of the town's find",
    match: '/hazards/{townHazard}',
    body: { interimMeasures: '警戒{unique}' },
  }),
  row('PUT', '/hazards/{hazard}/five-in-place', FIRM, { match: '/hazards/{hazard}', body: FIVE }),
  row('PUT', '/hazards/{townHazard}/five-in-place', [...FIRM, ...TOWN], { match: '/hazards/{townHazard}', body: FIVE }),
  row('PUT', '/hazards/{hazard}/cause-analysis', FIRM, { match: '/hazards/{hazard}', body: CAUSES }),
  row('POST', '/hazards/{hazard}/workers-informed', FIRM, {
    body: { day: '{today}', how: '公告栏', evidenceId: '{evidence}' },
  }),
  row('POST', '/hazards/{hazard}/assessments', [...FIRM, ...STAFF], {
    body: { day: '{today}', safeToOperate: true, opinion: '可以运行' },
  }),
  row('POST', '/hazards/{hazard}/evidence', REGISTRARS, { upload: 'BEFORE' }),
  row('GET', '/hazards/{hazard}/evidence', EVERYBODY),
  row('GET', '/evidence/{evidence}/content', EVERYBODY),
  row('GET', '/hazards/{hazard}/timeline', EVERYBODY),
];

/** Imports belong to the organisation that posted them, exports to the one person who asked: each visitor's own, or a stranger's. */
const EXCHANGE: Operation[] = [
  row('POST', '/imports', REGISTRARS, { sheet: true }),
  row('GET', '/imports/template', REGISTRARS),
  row('GET', '/imports/{import}', REGISTRARS, { fresh: 'import', denied: 'REFUSED' }),
  row('GET', '/imports/{import}/rows', REGISTRARS, { fresh: 'import', denied: 'REFUSED' }),
  row('GET', '/imports/{import}/workbook', REGISTRARS, { fresh: 'checked import', denied: 'REFUSED' }),
  row('POST', '/imports/{import}/commit', REGISTRARS, { fresh: 'checked import', denied: 'REFUSED' }),
  row('POST', '/exports', EVERYBODY, { body: { kind: 'MAJOR_DETAIL' } }),
  row('GET', '/exports/{export}', EVERYBODY, { fresh: 'export' }),
  row('GET', '/exports/{export}/content', EVERYBODY, { fresh: 'made export' }),
];

/** Which role makes which move is the matrix; here only who never makes any, and that the routes exist. */
const MOVE_ROUTES: Operation[] = MOVES.flatMap((move) => {
  const open = SEATS.filter((seat) => !OFFICE_READERS.includes(seat));
  return [
    row('POST', `/hazards/{hazard}/${move}`, [], { open, body: `{body of ${move}}` }),
    row('POST', `/hazards/batch/${move}`, [], {
      open,
      note: 'the row',
      scope: 'BODY',
      body: { items: [`{item of ${move}}`], ...(move === 'sign' ? { password: '{password}' } : {}) },
    }),
  ];
});

const TRAIL_AND_SANDBOX: Operation[] = [
  row('GET', '/standards/clauses', EVERYBODY),
  row('GET', '/limits', EVERYBODY),
  row('GET', '/audit/facts', AUDIT),
  row('GET', '/audit/verification', AUDIT),
  row('GET', '/audit/verification?hazardId={hazard}', AUDIT, { note: 'of one hazard', scope: 'COLLECTION' }),
  row('GET', '/audit/access-log', AUDIT),
  row('PUT', '/sandbox/clock', PEOPLE, { body: { now: null } }),
];
/** Voids every hazard there is: the last of all. */
const RESET: Operation[] = [row('POST', '/sandbox/reset', ADMIN)];

export const OPERATIONS: Operation[] = [
  ...AUTH,
  ...KEYS,
  ...DELEGATIONS,
  ...USERS,
  ...ORGANISATIONS,
  ...AREAS_AND_SETTINGS,
  ...HAZARDS,
  ...EXCHANGE,
  ...MOVE_ROUTES,
  ...COMPARISONS, ...INSPECTIONS,
  ...OUTWARD,
  ...TRAIL_AND_SANDBOX,
  ...RESET,
];
