import { CLOCK_ID } from '../../platform/clock/sandbox-clock.service.js';
import { statement } from '../../platform/database/statement.js';
import type { Runs } from '../seal.reader.js';
import { BATCH_ROWS } from '../seal.reader.js';
import type { ChainRow } from './chain.check.js';

/** Kinds of objects that have a row with `version` and `head_hash`, and its table. An export of the trail is only its fact. */
export const TABLES = {
  HAZARD: 'hazard', AREA: 'area', ORGANISATION: 'organisation', USER: 'user_account', API_KEY: 'api_key', DELEGATION: 'delegation', SETTING: 'setting',
  COMPARISON: 'comparison', INSPECTION: 'inspection', IMPORT: 'import_job',
  DUE_DATE: 'due_date', NOTICE: 'notice', DIGEST: 'digest',
  WEBHOOK: 'webhook', OA_CHANNEL: 'oa_channel',
} as const;

const HAS_OBJECT = `case when f.version > 1 then true else case f.object_kind
  ${Object.entries(TABLES).map(([kind, table]) => `when '${kind}' then exists (select from ${table} r where r.id = f.object_id)`).join('\n')}
  when 'CLOCK' then f.object_id = '${CLOCK_ID}' else true end end`;

const CHAIN = `
  select f.object_id as "objectId", f.version, f.object_kind as "objectKind", f.county_code as "countyCode", f.at, f.move, f.body,
    f.previous_hash as "previousHash", f.hash, e.position, coalesce(e.object_kind, o.object_kind) as "eventKind",
    coalesce(e.county_code, o.county_code) as "eventCounty", coalesce(e.type, o.type) as "eventType", coalesce(e.at, o.at) as "eventAt",
    coalesce(e.hash, o.hash) as "eventHash", ${HAS_OBJECT} as "hasObject"
  from fact f
  left join event e on e.object_id = f.object_id and e.version = f.version
  left join outbox o on o.object_id = f.object_id and o.version = f.version`;

const ALL = statement<ChainRow>('audit_chain_all', `${CHAIN}
  where f.object_id >= $1 and (f.object_id, f.version) > ($1, $2) order by f.object_id, f.version limit ${BATCH_ROWS}`);
const SOME = statement<ChainRow>('audit_chain_some', `${CHAIN} where f.object_id = any($1::uuid[]) order by f.object_id, f.version`);

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** All facts of all objects. Every statement sees fact and event in one moment, so that nothing is missed in between. */
export async function* allChains(from: Runs): AsyncGenerator<ChainRow[]> {
  let [id, version] = [FIRST_ID, 0];
  for (;;) {
    const rows = await from.run(ALL, [id, version]);
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH_ROWS) return;
    [id, version] = [last.objectId, last.version];
  }
}

/** All facts of these objects: few, at most a few hundred at once. */
export const chainsOf = (from: Runs, objectIds: readonly string[]): Promise<ChainRow[]> => from.run(SOME, [objectIds]);

const CHANGED_SINCE = statement<{ objectId: string }>('audit_changed_since', `
  select distinct object_id as "objectId" from event where position > $1 and object_id > $2 order by 1 limit 500`);

/** Objects that something happened to after this position, some hundred at a time. */
export async function* changedSince(from: Runs, position: number): AsyncGenerator<string[]> {
  for (let last = FIRST_ID; ; ) {
    const ids = (await from.run(CHANGED_SINCE, [position, last])).map(({ objectId }) => objectId);
    if (ids.length === 0) return;
    yield ids;
    last = ids.at(-1) ?? last;
  }
}
