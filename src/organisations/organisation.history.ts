import type { Act } from '../domain/labels.js';
import { CHAIN_START } from '../domain/fact.js';
import type { HazardScope } from '../hazards/scope.repository.js';
import type { Writing } from '../platform/ledger/door.js';
import type { OrganisationEntity } from './organisation.entity.js';

type Change = Partial<OrganisationEntity>;

/** The row after a change that its next fact tells, with what each field was. */
export function changed<R extends OrganisationEntity>(writing: Writing, row: R, change: Change, move: Act, detail: Readonly<Record<string, unknown>> = {}): R {
  const fact = writing.record(
    { objectKind: 'ORGANISATION', objectId: row.id, countyCode: row.countyCode, move, detail: { ...differences(row, change), ...detail } },
    { version: row.version, hash: row.headHash });
  return { ...row, ...change, version: fact.version, headHash: fact.hash, updatedAt: writing.at };
}

/** The new name of an enterprise is its hazards' as well, whichever way it came; what its fact says of that. */
export async function renamed(hazards: HazardScope, writing: Writing, row: OrganisationEntity, { name }: Change): Promise<{ hazardCount?: number }> {
  if (row.kind !== 'ENTERPRISE' || name === undefined || name === row.name) return {};
  return { hazardCount: await hazards.enterpriseRenamed(writing, row.countyCode, row.id, name) };
}

/** The fields that were sent: a DTO's class declares all of them, so the absent ones are there as undefined. */
export function given<T extends object>(dto: T): Partial<T> {
  return Object.fromEntries(Object.entries(dto).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** `{status: {from: 'ACTIVE', to: 'CEASED'}}` */
export function differences(row: OrganisationEntity, change: Change): Record<string, { from: unknown; to: unknown }> {
  const fields = Object.keys(change) as (keyof OrganisationEntity)[];
  return Object.fromEntries(fields
    .filter((field) => JSON.stringify(row[field]) !== JSON.stringify(change[field]))
    .map((field) => [field, { from: row[field], to: change[field] ?? null }]));
}

export type OrganisationDraft = Pick<OrganisationEntity, 'id' | 'kind' | 'name' | 'areaCode' | 'cityCode' | 'countyCode' | 'townCode'> & Change;

/** A new row with its first fact. */
export function begun(writing: Writing, draft: OrganisationDraft): OrganisationEntity {
  const { id, countyCode, ...detail } = draft;
  const fact = writing.record({ objectKind: 'ORGANISATION', objectId: id, countyCode, move: 'create', detail }, { version: 0, hash: CHAIN_START });
  return {
    shortNames: [], status: 'ACTIVE', creditCode: null, sector: null, scale: null, riskClass: null, riskFeatures: [], address: null,
    parentId: null, provisional: false, mergedIntoId: null, ...draft,
    version: fact.version, headHash: fact.hash, createdAt: writing.at, updatedAt: writing.at,
  };
}
