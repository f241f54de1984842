/** One hazard, those who act on it, and a move made or refused: for specs of the rules, without a database. */
import type { Commands, Dossier, MoveName, Rules } from '../../src/domain/dossier.js';
import { DEFAULT_ESCALATION } from '../../src/domain/escalation.js';
import type { FiveInPlace, Hazard } from '../../src/domain/hazard.js';
import { decide } from '../../src/domain/lifecycle.js';
import type { Caller, Organisation, OrganisationKind, Role } from '../../src/domain/permission.js';
import { Refused } from '../../src/domain/refusal.js';
import { DEFAULT_ROUTES, routeFor } from '../../src/domain/routes.js';
import { WORKING_CALENDAR } from '../../src/reference/reference.js';

export const RULES: Rules = {
  routes: { version: 0, value: DEFAULT_ROUTES }, workingCalendar: WORKING_CALENDAR,
  escalation: { version: 0, value: DEFAULT_ESCALATION, of: () => DEFAULT_ESCALATION }, clauses: new Set(['GM-2023-05-05']), extensionLimit: 2, reopenedDays: 15,
};
export const AT = '2026-11-20T02:00:00.000Z';

export const organisation = (id: string, kind: OrganisationKind, areaCode: string): Organisation =>
  ({ id, name: id, kind, areaCode, cityCode: '1405', countyCode: '140525', townCode: areaCode.length === 9 ? areaCode : null });
export const FIRM = organisation('firm', 'ENTERPRISE', '140525100');
export const TOWN = organisation('town', 'TOWN_CENTRE', '140525100');
export const OTHER_TOWN = organisation('other-town', 'TOWN_CENTRE', '140525108');
export const COUNTY = organisation('county', 'COUNTY_BUREAU', '140525');

export const person = (id: string, of: Organisation, ...roles: Role[]): Caller =>
  ({ kind: 'PERSON', id, name: id, organisation: of, scopes: [], mandates: roles.map((role) => ({ role, organisation: of, onBehalfOf: null })) });
export const operator = person('operator', FIRM, 'OPERATOR');
export const principal = person('principal', FIRM, 'PRINCIPAL');
export const town = person('town-supervisor', TOWN, 'SUPERVISOR');
export const secondTown = person('town-supervisor-2', TOWN, 'SUPERVISOR');
export const county = person('county-supervisor', COUNTY, 'SUPERVISOR');
export const inspector = person('county-inspector', COUNTY, 'INSPECTOR');
export const key: Caller = { kind: 'KEY', id: 'key', name: 'key', organisation: FIRM, mandates: [], scopes: ['hazards:write'] };

export const FIVE: FiveInPlace = {
  measures: '加装报警', responsibility: { unit: '车间', person: '乙', phone: null }, funds: { amountYuan: '100.00', source: '安全费用', zeroReason: null },
  schedule: { milestones: [] }, contingencyPlan: { summary: '断水停炉', evidenceId: null },
};

export function hazard(change: Partial<Hazard> = {}): Hazard {
  const level = change.level ?? 'MAJOR';
  const finderLevel = change.finderLevel ?? 'ENTERPRISE';
  const route = routeFor(RULES.routes, { finderLevel, level, sector: 'METALLURGY', enterprise: { scale: null, riskClass: null, riskFeatures: [] } });
  const own = finderLevel === 'ENTERPRISE';
  return {
    id: 'h', version: 1, headHash: '', cityCode: '1405', countyCode: '140525', townCode: '140525100', ledgerNo: '140525100-2026-000001',
    externalRef: null, registeredHash: '', enterpriseId: 'firm', enterpriseName: 'firm', registeredById: 'operator', registeredByName: '',
    registeredByOrganisationId: own ? 'firm' : finderLevel.toLowerCase(), registeredByKey: false, enteredByProxy: false, finderLevel,
    status: own ? 'REPORTED' : 'CONFIRMING', statusBeforeVoid: null, pendingLevel: own ? null : route.confirm[0] ?? null, route,
    level, levelHistory: [], source: 'ENTERPRISE_SELF_CHECK', sector: 'METALLURGY', category: 'EQUIPMENT', description: '未设报警', location: null,
    basisClause: 'GM-2023-05-05', basisNote: null, foundOn: '2026-11-18', foundBy: [], owner: { name: '乙', post: null, phone: null, department: null },
    deadline: '2026-12-31', originalDeadline: '2026-12-31', supervisingOfficer: null, interimMeasures: null, operationsSuspended: false,
    inspectionId: null, campaignIds: [], fiveInPlace: FIVE, causeAnalysis: null, workersInformed: [], assessments: [], signature: null, signatureOwed: false,
    confirmations: [], submission: null, acceptances: [], firstActAt: null, refusal: null, takenOver: null, extensions: [], supervision: null,
    suspension: null, verifications: [], finders: [], repeatOf: null, duplicateOf: null, terminated: false, reportedOn: '2026-11-18', stepDueOn: null, escalationVersion: 0,
    createdAt: AT, updatedAt: AT, closedAt: null, ...change,
  };
}

const uploadedAt = '2026-11-19T02:00:00.000Z';
export const EVIDENCE = [{ id: 'after', kind: 'AFTER', sha256: 'a', uploadedAt }, { id: 'before', kind: 'BEFORE', sha256: 'b', uploadedAt }, { id: 'sheet', kind: 'SIGNED_SHEET', sha256: 'c', uploadedAt }];
export const STAFF = { PRINCIPAL: ['principal'], TOWN: ['town-supervisor', 'town-supervisor-2'], COUNTY: ['county-supervisor', 'county-supervisor-2'] };
export const dossier = (row: Hazard, change: Partial<Dossier> = {}): Dossier => ({
  hazard: row, enterprise: { id: 'firm', status: 'ACTIVE', scale: null, riskClass: null, riskFeatures: [] }, evidence: EVIDENCE, staff: STAFF,
  openMajorsUnderOrder: [], refTaken: false, named: null, inspectionOf: null, ...change,
});

export function make<M extends MoveName>(row: Hazard, caller: Caller, move: M, command: Commands[M], change: Partial<Dossier> = {}, today = '2026-11-20'): Hazard {
  return decide({ move, dossier: dossier(row, change), command, rules: RULES, caller, ifMatch: null, at: AT, today }).next;
}
export function codeOf(work: () => unknown): string {
  try {
    work();
    return 'OK';
  } catch (error) {
    return error instanceof Refused ? error.code : String(error);
  }
}

export const SIGN = { passwordRight: true, statement: '属实' };
export const SUBMIT = { summary: '已整改', completedOn: '2026-11-19', fundsSpentYuan: '1.00', evidenceIds: ['after'] };
export const signed = () => make(hazard(), principal, 'sign', SIGN);
export const confirmedTwice = () => make(make(signed(), town, 'confirm', {}), county, 'confirm', {});
export const submitted = () => make(confirmedTwice(), operator, 'submit-rectification', SUBMIT);
