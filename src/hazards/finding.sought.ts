/** From the filters of a query to what is sought: lanes, conditions, and whether they leave few rows (contract §3, Finding hazards). */
import { addDays, startOfDayInstant } from '../domain/deadline.js';
import { HAZARD_LEVELS, STATUSES } from '../domain/hazard.js';
import type { Status } from '../domain/hazard.js';
import type { Caller, Reach } from '../domain/permission.js';
import { judge, refuse } from '../domain/refusal.js';
import type { Reason } from '../domain/refusal.js';
import type { HazardFilters } from './finding.dto.js';
import { ACCEPTANCE_LANES, CONFIRMATION_LANES, LISTED, lanesOf, OPEN_LANES, RECTIFICATION_LANES, SIGNATURE_LANES } from './finding.lanes.js';
import { scopesOf } from './finding.scope.js';
import type { Condition, Slot, Sought } from './finding.sql.js';

export interface Asking {
  caller: Caller;
  reach: Reach;
  /** The county's day. */
  today: string;
  zone: string;
}

const QUERY_LENGTH = { min: 2, max: 50 };
/** What `deadline_sort` says of no deadline; it is not "from" anything. */
const LAST_DAY = '9999-12-30';

export function soughtBy(filters: HazardFilters & { updatedSince?: string }, asking: Asking): Sought {
  judge(upsideDown(filters));
  const conditions = [...equalities(filters, asking), ...ranges(filters, asking), ...overdue(filters, asking.today), ...words(filters.q)];
  const few = Boolean(filters.enterpriseId ?? filters.externalRef);
  return { scopes: scopesOf(asking.reach, filters.areaCode), lanes: lanes(filters), conditions, few, supervised: filters.supervised === true };
}

/** Whatever implies a status narrows the lanes: an open row is not looked for among the closed. */
function lanes({ level, status, updatedSince, overdue: late, overdueKind, pendingLevel, closedFrom, closedTo }: HazardFilters & { updatedSince?: string }): number[] {
  const statuses: readonly Status[] = status ?? (updatedSince ? STATUSES : LISTED);
  const implied = pendingLevel ? ['CONFIRMING', 'ACCEPTING', 'VOIDED'] : closedFrom || closedTo ? ['CLOSED', 'VOIDED'] : STATUSES;
  const all = lanesOf(level ?? HAZARD_LEVELS, statuses.filter((one) => implied.includes(one)));
  return late === true || overdueKind ? all.filter((lane) => OPEN_LANES.includes(lane)) : all;
}

function equalities(filters: HazardFilters & { updatedSince?: string }, { caller, reach }: Asking): Condition[] {
  const anyOf = (sql: string, type: string, values: readonly string[] | undefined): Condition[] =>
    values ? [{ sql: (slot) => `${sql} = any(${slot(values)}::${type}[])` }] : [];
  return [
    ...(reach.column === 'enterprise_id' && filters.areaCode ? [inAreas(filters.areaCode)] : []),
    ...anyOf('h.enterprise_id', 'uuid', filters.enterpriseId),
    ...anyOf(sourceSql(caller), 'text', filters.source),
    ...anyOf('h.sector', 'text', filters.sector),
    ...anyOf('h.category', 'text', filters.category),
    ...anyOf(`h.owner ->> 'name'`, 'text', filters.ownerName),
    ...anyOf('h.basis_clause', 'text', filters.basisClause),
    ...anyOf('h.inspection_id', 'uuid', filters.inspectionId),
    ...anyOf('h.pending_level', 'text', filters.pendingLevel),
    ...(filters.campaignId ? [{ sql: (slot: Slot) => `h.campaign_ids && ${slot(filters.campaignId)}::uuid[]` }] : []),
    ...(filters.externalRef ? ownRefs(filters.externalRef, caller, filters.status?.includes('VOIDED') ?? filters.updatedSince !== undefined) : []),
    ...(filters.supervised === undefined ? [] : [{ sql: () => `h.supervision is ${filters.supervised ? 'not ' : ''}null` }]),
  ];
}

/** For an enterprise the area is one more filter on its own rows; for an authority it is where to look (finding.scope.ts). */
const inAreas = (codes: readonly string[]): Condition => ({ sql: (slot) => `(${codes.map((code) => `starts_with(h.town_code, ${slot(code)})`).join(' or ')})` });

/** 12350: the enterprise sees it as the authority's inspection everywhere, in filters and counts too (contract §3). */
export const sourceSql = ({ organisation }: Caller): string =>
  organisation.kind !== 'ENTERPRISE' ? 'h.source'
    : `case when h.source <> 'PUBLIC_REPORT' then h.source when h.finder_level = 'TOWN' then 'TOWN_INSPECTION' else 'COUNTY_INSPECTION' end`;

/** An organisation's numbers are its own. The index that keeps them unique leaves out voided rows, and must be told so. */
const ownRefs = (refs: readonly string[], { organisation }: Caller, voided: boolean): Condition[] => [
  { sql: (slot) => `h.registered_by_organisation_id = ${slot(organisation.id)}::uuid and h.external_ref = any(${slot(refs)}::text[])` },
  ...(voided ? [] : [{ sql: () => `h.status <> 'VOIDED'` }]),
];

function ranges(filters: HazardFilters & { updatedSince?: string }, { zone }: Asking): Condition[] {
  const { deadlineFrom, deadlineTo, foundFrom, foundTo, closedFrom, closedTo, updatedSince } = filters;
  const bound = (value: string | undefined, sql: string, type: string, bounds?: Condition['bounds']): Condition[] =>
    value === undefined ? [] : [{ sql: (slot) => `${sql} ${slot(value)}::${type}`, ...(bounds && { bounds }) }];
  return [
    ...bound(deadlineFrom, 'h.deadline_sort >=', 'date', 'deadline_sort'),
    ...bound(deadlineTo ?? (deadlineFrom && LAST_DAY), 'h.deadline_sort <=', 'date', 'deadline_sort'),
    ...bound(foundFrom, 'h.found_on >=', 'date', 'found_on'),
    ...bound(foundTo, 'h.found_on <=', 'date', 'found_on'),
    ...bound(closedFrom && startOfDayInstant(closedFrom, zone), 'h.closed_at >=', 'timestamptz'),
    ...bound(closedTo && startOfDayInstant(addDays(closedTo, 1), zone), 'h.closed_at <', 'timestamptz'),
    ...bound(updatedSince, 'h.updated_at >=', 'timestamptz', 'updated_at'),
  ];
}

function upsideDown(filters: HazardFilters): Reason[] {
  const pairs = [['deadlineFrom', 'deadlineTo'], ['foundFrom', 'foundTo'], ['closedFrom', 'closedTo']] as const;
  return pairs.filter(([from, to]) => (filters[from] ?? '') > (filters[to] ?? '9')).map(([path]) => ({ code: 'RANGE_UPSIDE_DOWN', path }));
}

/** The row waits in one of these lanes for an act whose day has passed. */
const step = (lanes: readonly number[]) => (slot: Slot, today: string) => `(h.lane = any(${slot(lanes)}::smallint[]) and h.step_due_on is not null and h.step_due_on < ${slot(today)}::date)`;

/** Computed, never stored (contract §4). Returns and tasks have deadlines of their own: no hazard is late by them. */
const CLOCKS: Readonly<Record<string, (slot: Slot, today: string) => string>> = {
  RECTIFICATION: (slot, today) => `(h.lane = any(${slot(RECTIFICATION_LANES)}::smallint[]) and h.deadline_sort < ${slot(today)}::date)`,
  SUPERVISION: (slot, today) => `(h.supervision is not null and h.supervision ->> 'deadline' < ${slot(today)}::text)`,
  SIGNATURE: step(SIGNATURE_LANES), CONFIRMATION: step(CONFIRMATION_LANES), ACCEPTANCE: step(ACCEPTANCE_LANES),
};

function overdue({ overdue: late, overdueKind }: HazardFilters, today: string): Condition[] {
  const anyOf = (kinds: readonly string[]) => (slot: Slot) =>
    `(${kinds.flatMap((kind) => CLOCKS[kind]?.(slot, today) ?? []).join(' or ') || 'false'})`;
  return [
    // the earliest of all clocks, as the row has it (migration 0012)
    ...(late === undefined ? [] : [{ sql: (slot: Slot) => (late ? `h.late_after < ${slot(today)}::date` : `(h.late_after is null or h.late_after >= ${slot(today)}::date)`), ...(late && { inEveryOrder: true as const }) }]),
    ...(overdueKind ? [{ sql: anyOf(overdueKind) }] : []),
  ];
}

const TEXT = 'hazard_text(h.description, h.location, h.basis_note)';

/** Any part of the text: the pairs of its characters find candidates, then it is looked for as it stands; % and _ are letters. */
function words(q: string | undefined): Condition[] {
  if (q === undefined) return [];
  const text = q.normalize('NFKC').trim();
  const length = [...text].length;
  if (length < QUERY_LENGTH.min || length > QUERY_LENGTH.max) throw refuse('WRONG_LENGTH', QUERY_LENGTH, 'q');
  const there = (slot: Slot) => `strpos(${TEXT}, searchable(${slot(text)}::text)) > 0`;
  return [{ sql: there, byIndex: (slot) => `bigrams(${TEXT}) @> bigrams(searchable(${slot(text)}::text)) and ${there(slot)}` }];
}
