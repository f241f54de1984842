/** For every operation with a body: who posts its example, and what must be there first. Of an example only ids are replaced. */
import { createHmac } from 'node:crypto';
import { fields, text, type Fields } from '../model/driver.js';
import { creditCode } from '../support/credit-code.js';
import type { Prepared, State } from '../support/prepared.js';

export interface Ground {
  as: string | null;
  /** Of the path: `{id}`, `{code}`, `{name}`. */
  at?: Record<string, string>;
  /** By the member that holds them. */
  ids?: Fields;
  headers?: Record<string, string>;
}
type Prepare = (prepared: Prepared, example: string) => Promise<Ground>;

const ADMIN = 'county.admin';
let serial = 0;
const next = (): number => (serial += 1);
const by = (as: string | null): Prepare => () => Promise.resolve({ as });

async function made(prepared: Prepared, account: string, path: string, body: Fields): Promise<string> {
  const { id, code } = await prepared.post(account, path, body);
  return text(id) || text(code);
}

const enterprise = (prepared: Prepared): Promise<string> => made(prepared, ADMIN, '/enterprises', {
  ...prepared.example('post /enterprises'), name: `示例企业${next()}`, creditCode: creditCode(93_000_000 + next()),
});

/** The administrator's PATCH of something just made. */
const changed = (path: string, make: (prepared: Prepared) => Promise<string>): Prepare => async (prepared) => {
  const id = await make(prepared);
  return { as: ADMIN, at: { id }, headers: { 'If-Match': await prepared.etag(ADMIN, `${path}/${id}`) } };
};

/** On a hazard in that state; `ids` made of it. */
const on = (as: string, state: State, ids?: (prepared: Prepared, id: string) => Promise<Fields>, level?: 'GENERAL'): Prepare => async (prepared) => {
  const id = await prepared.hazard(state, level);
  return { as, at: { id }, ids: { id, ...(await ids?.(prepared, id)) } };
};

const edited: Prepare = async (prepared) => {
  const id = await prepared.hazard();
  return { as: 'example1.operator', at: { id }, headers: { 'If-Match': await prepared.etag('example1.operator', `/hazards/${id}`) } };
};

const after = (move: string, as: string, ids?: Fields): ((prepared: Prepared, id: string) => Promise<Fields>) => async (prepared, id) => {
  await prepared.move(as, id, move, ids);
  return {};
};

const sign: Prepare = async (prepared, example) => {
  if (!example.includes('纸面')) return on('example1.principal', 'REPORTED')(prepared, example);
  return on('nancun.inspector', 'REPORTED', async (_, id) => ({ signedSheetEvidenceId: await prepared.evidence('nancun.inspector', id, 'SIGNED_SHEET') }))(prepared, example);
};

const terminate: Prepare = async (prepared) => {
  const firm = await enterprise(prepared);
  const { enterpriseCreditCode: _code, ...body } = prepared.example('post /hazards', {}, '镇检查，一般（nancun.inspector）');
  const id = await made(prepared, 'county.inspector', '/hazards', { ...body, enterpriseId: firm, source: 'COUNTY_INSPECTION' });
  const evidenceId = await prepared.evidence('county.inspector', id, 'DOCUMENT');
  const admin = await prepared.driver.as(ADMIN);
  await admin.patch(`/enterprises/${firm}`, { status: 'CEASED' }, { 'If-Match': await prepared.etag(ADMIN, `/enterprises/${firm}`) });
  return { as: 'county.supervisor', at: { id }, ids: { id, evidenceId } };
};

export const MOVES: Record<string, Prepare> = {
  sign, terminate,
  'refuse-to-sign': on('nancun.inspector', 'REPORTED'),
  'take-over': on('nancun.supervisor', 'REPORTED', after('refuse-to-sign', 'nancun.inspector')),
  confirm: on('nancun.supervisor', 'CONFIRMING'),
  'send-back': on('nancun.supervisor', 'CONFIRMING'),
  'record-progress': on('example1.operator', 'RECTIFYING', async (prepared, id) => ({ evidenceIds: [await prepared.evidence('example1.operator', id, 'DOCUMENT')] })),
  amend: on('example1.principal', 'RECTIFYING'),
  'submit-rectification': on('example1.operator', 'RECTIFYING', async (prepared, id) => ({ evidenceIds: [await prepared.evidence('example1.operator', id, 'AFTER')] })),
  accept: on('nancun.supervisor', 'ACCEPTING'),
  'request-extension': on('example1.operator', 'RECTIFYING'),
  'decide-extension': on('county.supervisor', 'RECTIFYING', async (prepared, id) => {
    const { extensions } = await prepared.move('example1.operator', id, 'request-extension');
    return { extensionId: fields((extensions as unknown[])[0]).id };
  }),
  reclassify: on('nancun.supervisor', 'REPORTED', undefined, 'GENERAL'),
  'list-for-supervision': on('county.supervisor', 'RECTIFYING'),
  delist: on('county.supervisor', 'RECTIFYING', after('list-for-supervision', 'county.supervisor')),
  verify: on('county.inspector', 'CLOSED'),
  'suspend-operations': on('county.supervisor', 'RECTIFYING'),
  'resume-operations': on('county.supervisor', 'REPORTED', after('suspend-operations', 'county.supervisor', { noticeNo: '泽应急停〔2026〕9号' }), 'GENERAL'),
  void: on('county.supervisor', 'REPORTED', async (prepared) => ({ duplicateOf: await prepared.hazard() })),
  restore: on('county.supervisor', 'REPORTED', after('void', 'county.supervisor')),
};

/** A name that ends in an account, in brackets: whose example it is. */
const named: Prepare = async (prepared, example) => {
  const account = /（([\w.]+)）$/.exec(example)?.[1];
  if (account) return { as: account };
  const { key } = await prepared.post(ADMIN, '/api-keys', prepared.example('post /api-keys'));
  return { as: null, headers: { 'X-API-Key': text(key) } };
};

const channel = (prepared: Prepared): Promise<string> =>
  made(prepared, ADMIN, '/oa/channels', { ...prepared.example('post /oa/channels'), name: `通道${next()}` });

/** PUT of a part: the version is that of the channel. */
const channelPart: Prepare = async (prepared) => {
  const id = await channel(prepared);
  return { as: ADMIN, at: { id }, headers: { 'If-Match': await prepared.etag(ADMIN, `/oa/channels/${id}`) } };
};

/** A ticket as the OA would sign it. */
const exchange: Prepare = async (prepared) => {
  const { id, ssoSecret } = await prepared.post(ADMIN, '/oa/channels', { ...prepared.example('post /oa/channels'), name: `通道${next()}` });
  const path = `/oa/channels/${text(id)}`;
  const admin = await prepared.driver.as(ADMIN);
  await admin.put(`${path}/person-map`, { items: [{ username: 'nancun.supervisor', externalId: 'zhangsan' }] }, { 'If-Match': await prepared.etag(ADMIN, path) });
  const [person, stamp, nonce] = [Buffer.from('zhangsan').toString('base64url'), Date.now(), 'a1b2c3d4e5f60718'];
  const signature = createHmac('sha256', text(ssoSecret)).update(`${text(id)}\n${person}\n${stamp}\n${nonce}`).digest('hex');
  return { as: null, ids: { channelId: id, ticket: `${person}.${stamp}.${nonce}.${signature}` } };
};

const COUNTY = 'county.supervisor';
/** Of the examples' own lists, ready to run. */
async function comparison(prepared: Prepared): Promise<string> {
  const id = await made(prepared, COUNTY, '/comparisons', prepared.example('post /comparisons', {}, '取自清单（county.supervisor）'));
  const county = await prepared.driver.as(COUNTY);
  const { rows, inspections } = prepared.example('put /comparisons/{id}/lists/{side}');
  for (const [side, list] of [['TOWN', { rows, inspections }], ['COUNTY', { rows: (rows as Fields[]).map((row) => ({ ...row, level: 'MAJOR', externalRef: text(row.externalRef).replace('Z', 'X') })) }]] as const) {
    const put = await county.put(`/comparisons/${id}/lists/${side}`, list, { 'If-Match': await prepared.etag(COUNTY, `/comparisons/${id}`) });
    if (put.status !== 200) throw new Error(JSON.stringify(put.body));
  }
  return id;
}

/** One that has run, and one of its pairs. */
const compared: Prepare = async (prepared) => {
  const id = await comparison(prepared);
  await prepared.post(COUNTY, `/comparisons/${id}/run`, {});
  await prepared.work(id);
  const { items } = fields((await (await prepared.driver.as(COUNTY)).get(`/comparisons/${id}/pairs`)).body);
  return { as: COUNTY, at: { id, pairId: text(fields((items as unknown[])[0]).id) } };
};

export const OTHERS: Record<string, Prepare> = {
  'post /oa/channels': by(ADMIN),
  'patch /oa/channels/{id}': changed('/oa/channels', channel),
  'put /oa/channels/{id}/profile': channelPart,
  'put /oa/channels/{id}/person-map': channelPart,
  'post /oa/channels/{id}/test': async (prepared) => ({ as: ADMIN, at: { id: await channel(prepared) } }),
  'post /sso/exchange': exchange,
  'post /auth/login': by(null),
  'put /auth/password': by('example2.operator'),
  'post /api-keys': by(ADMIN),
  'post /areas': by(ADMIN),
  'post /areas/{code}/merge': async (prepared) => ({ as: ADMIN, at: { code: await made(prepared, ADMIN, '/areas', { ...prepared.example('post /areas'), code: '140525117', name: '示例二镇' }) } }),
  'post /inspections': named,
  'post /inspections/{id}/void': async (prepared) => ({ as: 'nancun.inspector', at: { id: await made(prepared, 'nancun.inspector', '/inspections', prepared.example('post /inspections', {}, '镇级检查，四不两直（nancun.inspector）')) } }),
  'post /comparisons': by(COUNTY),
  'put /comparisons/{id}/lists/{side}': async (prepared) => {
    const id = await comparison(prepared);
    return { as: COUNTY, at: { id, side: 'TOWN' }, headers: { 'If-Match': await prepared.etag(COUNTY, `/comparisons/${id}`) } };
  },
  'post /comparisons/{id}/pairs': compared,
  'post /comparisons/{id}/pairs/{pairId}/rule': compared,
  'post /comparisons/{id}/pairs/{pairId}/unrule': async (prepared) => {
    const ground = await compared(prepared, '');
    const { id = '', pairId = '' } = ground.at ?? {};
    await prepared.post(COUNTY, `/comparisons/${id}/pairs/${pairId}/rule`, { verdict: 'SAME', note: '部位一致' });
    return ground;
  },
  'post /comparisons/{id}/aliases': async (prepared) => ({ as: COUNTY, at: { id: await comparison(prepared) } }),
  'post /comparisons/{id}/publish': compared,
  'post /delegations': by('nancun.supervisor'),
  'post /enterprises': by(ADMIN),
  'patch /enterprises/{id}': changed('/enterprises', enterprise),
  'post /enterprises/{id}/move': async (prepared) => ({ as: ADMIN, at: { id: await enterprise(prepared) } }),
  'post /enterprises/{id}/merge': async (prepared) => {
    const { enterpriseId, enterprise: one } = await prepared.post('nancun.inspector', '/hazards', prepared.example('post /hazards', {}, '镇检查，台账中没有的企业（nancun.inspector）'));
    return { as: ADMIN, at: { id: text(enterpriseId) || text(fields(one).id) } };
  },
  'post /hazards': named,
  'post /hazards/batch': named,
  'patch /hazards/{id}': edited,
  'put /hazards/{id}/five-in-place': edited,
  'put /hazards/{id}/cause-analysis': edited,
  'post /hazards/{id}/workers-informed': on('example1.operator', 'REPORTED'),
  'post /hazards/{id}/assessments': on('example1.operator', 'REPORTED'),
  'post /hazards/{id}/evidence': on('example1.operator', 'REPORTED'),
  'post /imports': by('nancun.inspector'),
  'post /imports/{id}/commit': by('nancun.inspector'),
  'post /exports': named,
  'post /organisations': by(ADMIN),
  'patch /organisations/{id}': changed('/organisations', (prepared) => made(prepared, ADMIN, '/organisations', { ...prepared.example('post /organisations'), name: `示例中心${next()}` })),
  'put /sandbox/clock': by(ADMIN),
  'put /settings/{name}': async (prepared, name) => ({ as: ADMIN, at: { name }, headers: { 'If-Match': await prepared.etag(ADMIN, `/settings/${name}`) } }),
  'post /webhooks': by(ADMIN),
  'post /users': by(ADMIN),
  'patch /users/{id}': changed('/users', (prepared) => made(prepared, ADMIN, '/users', { ...prepared.example('post /users'), username: `example.person${next()}` })),
};
