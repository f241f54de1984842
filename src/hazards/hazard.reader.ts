import { Injectable } from '@nestjs/common';
import type { Dossier } from '../domain/dossier.js';
import type { Hazard } from '../domain/hazard.js';
import type { Reach } from '../domain/permission.js';
import { refuse } from '../domain/refusal.js';
import { asList, fromList, selection } from '../platform/database/columns.js';
import type { AsList } from '../platform/database/columns.js';
import { Database } from '../platform/database/database.js';
import { statement } from '../platform/database/statement.js';
import type { Statement } from '../platform/database/statement.js';
import { isOperational } from '../platform/http/operational.js';
import type { Requested } from '../platform/http/requested.js';
import type { Writing } from '../platform/ledger/door.js';
import { together } from '../platform/together.js';
import { HazardEntity } from './hazard.entity.js';
import type { Registered } from './register.service.js';

type Row = Hazard & Pick<Dossier, 'enterprise'>;

const enterpriseOf = (id: string): string => `(select json_build_object('id', o.id, 'status', o.status, 'scale', o.scale, 'riskClass', o.risk_class, 'riskFeatures', o.risk_features)
  from organisation o where o.id = ${id})`;

const ONE = asList(HazardEntity, 'h', enterpriseOf('h.enterprise_id'));
const readBy = (column: Reach['column'], key: string): Statement<AsList> =>
  statement<AsList>(`hazard_one_${key}_${column}`, `select ${ONE} from hazard h where h.${key} = $1 and h.${column} = $2`);
const read = fromList<Hazard, Dossier['enterprise']>(HazardEntity);
const byReach = (key: string): Record<Reach['column'], Statement<AsList>> => ({
  enterprise_id: readBy('enterprise_id', key), town_code: readBy('town_code', key), county_code: readBy('county_code', key), city_code: readBy('city_code', key),
});
const BY_ID = byReach('id');
const BY_LEDGER_NO = byReach('ledger_no');

/** What one caller asks for, and what he may see at all. */
interface Sought { id: string; reach: Reach }
/** Of one group: half a millisecond of PostgreSQL's. */
const GROUP_MOST = 16;
/** Of the pool's connections, each with a group: where one is cut off unnoticed, the others go on. */
const GROUPS_AT_ONCE = 4;
const inReach = Object.keys(BY_ID).map((column) => `when '${column}' then h.${column}::text`).join(' ');
/** Several, each within the reach of whoever asks for it. How long a list behind a `select` is the planner does not ask: one plan serves every group. */
export const EACH_BY_ID = statement<AsList & { place: number }>('hazard_each_id', `
  select place::int, ${ONE} from unnest((select $1::uuid[]), (select $2::text[]), (select $3::text[])) with ordinality as asked (id, reach, value, place)
  join hazard h on h.id = asked.id and case asked.reach ${inReach} end = asked.value`);

const FACTS = statement<{ body: string; hash: string }>('hazard_facts', 'select body, hash from fact where object_id = $1 order by version limit 1000');
const REGISTERED = statement<{ body: string }>('hazard_registered_fact', 'select body from fact where object_id = $1 and version = 1');

const BY_EXTERNAL_REF = statement<Row>('hazard_by_external_ref', `
  select ${selection(HazardEntity, 'h')}, ${enterpriseOf('h.enterprise_id')} as enterprise from hazard h
  where h.county_code = $1 and h.registered_by_organisation_id = $2 and h.external_ref = any($3::text[]) and h.status <> 'VOIDED'`);

const byLedgerNos = (column: Reach['column']): Statement<Hazard> => statement<Hazard>(`hazard_by_ledger_nos_${column}`,
  `select ${selection(HazardEntity, 'h')} from hazard h where h.ledger_no = any($1::text[]) and h.${column} = $2`);
const BY_LEDGER_NOS: Record<Reach['column'], Statement<Hazard>> = {
  enterprise_id: byLedgerNos('enterprise_id'), town_code: byLedgerNos('town_code'), county_code: byLedgerNos('county_code'), city_code: byLedgerNos('city_code'),
};

/** Rows with what their newest fact says of them, in one moment: for whoever verifies the trail. */
const STATE = `select ${selection(HazardEntity, 'h')}, (select f.body::json ->> 'stateHash' from fact f where f.object_id = h.id and f.version = h.version) as told from hazard h`;
export const STATES_AFTER = statement<Hazard & { told: string | null }>('hazard_states_after', `${STATE} where h.id > $1 order by h.id limit $2::int`);
export const STATES_OF = statement<Hazard & { told: string | null }>('hazard_states_of', `${STATE} where h.id = any($1::uuid[])`);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const LEDGER_NO = /^\d{6,12}-\d{4}-\d{6,}$/;

/** Reads of single hazards; lists are the finder's. */
@Injectable()
export class HazardReader {
  /** Reads of one that are asked for at the same moment are asked of PostgreSQL as one (decision 0058). */
  private readonly byId = together<Sought, AsList | undefined>({
    most: GROUP_MOST, atOnce: GROUPS_AT_ONCE, ask: (group) => this.each(group), again: (error) => !isOperational(error),
  });

  constructor(private readonly database: Database) {}

  /** By id or by ledger number. Absent and out of reach are the same 404. */
  async one(reach: Reach, key: string): Promise<Dossier> {
    const found = UUID.test(key) ? await this.byId({ id: key, reach }) : LEDGER_NO.test(key) ? await this.alone(BY_LEDGER_NO, key, reach) : undefined;
    if (!found) throw refuse('NOT_FOUND');
    const [hazard, enterprise] = read(found);
    return { hazard, enterprise, evidence: [], staff: null, openMajorsUnderOrder: [], refTaken: false, named: null, inspectionOf: null };
  }

  private async alone(statements: typeof BY_ID, key: string, reach: Reach): Promise<AsList | undefined> {
    return (await this.database.run(statements[reach.column], [key, reach.value]))[0];
  }

  private async each(group: readonly Sought[]): Promise<(AsList | undefined)[]> {
    const [first, ...others] = group;
    if (first && others.length === 0) return [await this.alone(BY_ID, first.id, first.reach)];
    const rows = await this.database.run(EACH_BY_ID, [group.map(({ id }) => id), group.map(({ reach }) => reach.column), group.map(({ reach }) => reach.value)]);
    const found = new Map(rows.map((row) => [row.place, row]));
    return group.map((_, at) => found.get(at + 1));
  }

  /** The story of one hazard as a page shows it; the API pages it (timeline.reader.ts). */
  async facts(hazardId: string): Promise<{ body: string; hash: string }[]> {
    return this.database.run(FACTS, [hazardId]);
  }

  /** The caller's organisation's own hazards under these numbers of its own. */
  async byExternalRefs(writing: Pick<Writing, 'run'>, requested: Requested, refs: readonly string[]): Promise<Map<string, Registered>> {
    if (refs.length === 0) return new Map();
    const { organisation } = requested.caller;
    const rows = await writing.run(BY_EXTERNAL_REF, [organisation.countyCode, organisation.id, refs]);
    return new Map(rows.map(({ enterprise, ...hazard }) => [hazard.externalRef ?? '', { hazard, enterprise, existed: true }]));
  }

  /** By ledger number; those outside the reach are as absent. */
  async byLedgerNos(writing: Pick<Writing, 'run'>, reach: Reach, ledgerNos: readonly string[]): Promise<Map<string, Hazard>> {
    if (ledgerNos.length === 0) return new Map();
    const rows = await writing.run(BY_LEDGER_NOS[reach.column], [ledgerNos, reach.value]);
    return new Map(rows.map((hazard) => [hazard.ledgerNo, hazard]));
  }

  /** What an externalRef was registered with: to name the fields that differ. */
  async registeredWith(writing: Writing, hazardId: string): Promise<Record<string, unknown>> {
    const [row] = await writing.run(REGISTERED, [hazardId]);
    const { ledgerNo: _number, ...content } = row ? (JSON.parse(row.body) as { detail: Record<string, unknown> }).detail : {};
    return content;
  }
}
