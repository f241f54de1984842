/** A registration: from what was sent to the first row of a hazard, or every reason against it (contract §3). */
import { canonical, sha256 } from '../domain/fact.js';
import type { FinderLevel, Hazard, Owner, Source } from '../domain/hazard.js';
import { NOTHING_IN_PLACE } from '../domain/hazard.js';
import type { Caller, OrganisationKind } from '../domain/permission.js';
import type { Reason } from '../domain/refusal.js';
import { routeFor } from '../domain/routes.js';
import type { Rules } from '../domain/dossier.js';
import { clauseByCode } from '../reference/reference.js';
import type { EnterpriseRow } from '../organisations/enterprise.reader.js';
import type { RegisterHazardDto } from './hazard.dto.js';

const NOT_FOR: Record<OrganisationKind, readonly Source[]> = {
  ENTERPRISE: ['TOWN_INSPECTION', 'COUNTY_INSPECTION', 'EXPERT_SERVICE', 'SUPERIOR_INSPECTION', 'PUBLIC_REPORT', 'RESUMPTION_CHECK'],
  TOWN_CENTRE: ['COUNTY_INSPECTION'],
  COUNTY_BUREAU: ['TOWN_INSPECTION'],
  CITY_BUREAU: ['TOWN_INSPECTION'],
};

/** The finder's level is the registering organisation's; a superior's find counts as the county's, a proxy's as the firm's own. */
export function finderLevelOf(kind: OrganisationKind, source: Source): FinderLevel {
  if (source === 'ENTERPRISE_SELF_CHECK') return 'ENTERPRISE';
  if (source === 'SUPERIOR_INSPECTION') return 'COUNTY';
  return kind === 'TOWN_CENTRE' ? 'TOWN' : 'COUNTY';
}

/** Rules between fields and with the caller; all reasons at once. `inspectionOf`: whose the inspection is that was named. */
export function registrationFaults(asked: RegisterHazardDto, caller: Caller, enterprise: EnterpriseRow | null, today: string, inspectionOf?: string): Reason[] {
  const faults: Reason[] = [];
  const add = (code: Reason['code'], path: string, params?: Reason['params']) => faults.push({ code, path, ...(params && { params }) });
  const { kind } = caller.organisation;
  const authority = kind !== 'ENTERPRISE';
  if (NOT_FOR[kind].includes(asked.source)) add('SOURCE_NOT_YOURS', 'source', { source: asked.source });
  if (authority && asked.source === 'ENTERPRISE_SELF_CHECK' && !asked.enteredByProxy) add('PROXY_NEEDED', 'enteredByProxy');
  if (asked.enteredByProxy && (!authority || asked.source !== 'ENTERPRISE_SELF_CHECK')) add('PROXY_NOT_ALLOWED', 'enteredByProxy');
  if (asked.enterprise && !authority) add('PROVISIONAL_NOT_YOURS', 'enterprise');
  if (!asked.enterprise && !enterprise) add('ENTERPRISE_UNKNOWN', asked.enterpriseId ? 'enterpriseId' : 'enterpriseCreditCode');
  if (enterprise?.status === 'CEASED') add('ENTERPRISE_CEASED', 'enterpriseId');
  if (asked.foundOn > today) add('FOUND_IN_FUTURE', 'foundOn', { today });
  if (asked.deadline && asked.deadline < asked.foundOn) add('DEADLINE_BEFORE_FOUND', 'deadline');
  if (asked.level === 'MAJOR' && !asked.deadline) add('DEADLINE_NEEDED', 'deadline');
  if (asked.level === 'MAJOR' && !asked.basisClause && !asked.basisNote) add('BASIS_NEEDED', 'basisClause');
  if (asked.basisClause && !clauseByCode(asked.basisClause)) add('CLAUSE_UNKNOWN', 'basisClause');
  // whose it would be is not known where the enterprise is not
  const judged = asked.inspectionId && (enterprise ?? asked.enterprise);
  if (judged && (inspectionOf === undefined || inspectionOf !== enterprise?.id)) add('INSPECTION_INVALID', 'inspectionId');
  return faults;
}

/** What a repeat of an externalRef is compared by: the content first registered, phones left out. */
export function registeredContent(asked: RegisterHazardDto): Record<string, unknown> {
  const { owner, ...rest } = asked;
  const { phone: _phone, ...named } = owner ?? {};
  return asSent({ ...rest, ...(owner && { owner: named }) }) as Record<string, unknown>;
}

/** As JSON would carry it: plain objects, without what was not said. */
function asSent(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => asSent(one ?? null));
  if (typeof value !== 'object' || value === null) return value;
  const sent: Record<string, unknown> = {};
  for (const [name, one] of Object.entries(value)) if (one !== undefined) sent[name] = asSent(one);
  return sent;
}

/** The fields in which a repeat differs from what was first registered. */
export function differingFields(asked: Record<string, unknown>, first: Record<string, unknown>): string[] {
  return [...new Set([...Object.keys(asked), ...Object.keys(first)])].filter((field) => canonical(asked[field] ?? null) !== canonical(first[field] ?? null)).sort();
}

interface Making {
  id: string;
  ledgerNo: string;
  asked: RegisterHazardDto;
  /** `registeredContent` of what was asked. */
  content: Record<string, unknown>;
  owner: Owner | null;
  caller: Caller;
  enterprise: EnterpriseRow;
  rules: Rules;
  at: string;
  today: string;
}

export function newHazard({ id, ledgerNo, asked, content, owner, caller, enterprise, rules, at, today }: Making): Hazard {
  const { organisation } = caller;
  const finderLevel = finderLevelOf(organisation.kind, asked.source);
  const route = routeFor(rules.routes, { finderLevel, level: asked.level, sector: asked.sector, enterprise });
  const own = finderLevel === 'ENTERPRISE';
  return {
    id, ledgerNo, version: 0, headHash: '', cityCode: enterprise.cityCode, countyCode: enterprise.countyCode, townCode: enterprise.townCode,
    externalRef: asked.externalRef ?? null, registeredHash: sha256(canonical(content)),
    enterpriseId: enterprise.id, enterpriseName: enterprise.name,
    registeredById: caller.id, registeredByName: caller.name, registeredByOrganisationId: organisation.id, registeredByKey: caller.kind === 'KEY',
    enteredByProxy: asked.enteredByProxy ?? false, finderLevel,
    status: own ? 'REPORTED' : 'CONFIRMING', statusBeforeVoid: null, pendingLevel: own ? null : route.confirm[0] ?? null, route,
    level: asked.level, levelHistory: [{ level: asked.level, at, by: caller.name, reason: '登记' }],
    source: asked.source, sector: asked.sector, category: asked.category,
    description: asked.description, location: asked.location ?? null, basisClause: asked.basisClause ?? null, basisNote: asked.basisNote ?? null,
    foundOn: asked.foundOn, foundBy: asked.foundBy.map(({ name, post, organisation: of }) => ({ name, post: post ?? null, organisation: of ?? null })),
    owner, deadline: asked.deadline ?? null, originalDeadline: asked.deadline ?? null,
    supervisingOfficer: asked.supervisingOfficer ?? null, interimMeasures: asked.interimMeasures ?? null,
    operationsSuspended: asked.operationsSuspended ?? false, inspectionId: asked.inspectionId ?? null, campaignIds: asked.campaignIds ?? [],
    fiveInPlace: NOTHING_IN_PLACE, causeAnalysis: null, workersInformed: [], assessments: [],
    signature: null, signatureOwed: false, confirmations: [], submission: null, acceptances: [], firstActAt: null, refusal: null, takenOver: null,
    extensions: [], supervision: null, suspension: null, verifications: [],
    finders: [{ organisationId: organisation.id, organisation: organisation.name, level: finderLevel, on: asked.foundOn, wording: asked.description, hazardId: null }],
    repeatOf: asked.repeatOf ?? null, duplicateOf: null, terminated: false,
    reportedOn: today, stepDueOn: null, escalationVersion: rules.escalation.version, createdAt: at, updatedAt: at, closedAt: null,
  };
}
