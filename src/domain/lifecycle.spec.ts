import { describe, expect, it } from '@jest/globals';
import { WORKING_CALENDAR } from '../reference/reference.js';
import { namedDueDates } from './due-dates.js';
import { DEFAULT_ESCALATION } from './escalation.js';
import type { Commands, Dossier, MoveName, Rules } from './dossier.js';
import { allowedMoves, checkGraph, decide } from './lifecycle.js';
import type { FiveInPlace, Hazard } from './hazard.js';
import { NOTHING_IN_PLACE } from './hazard.js';
import type { Caller, Organisation, OrganisationKind, Role } from './permission.js';
import { Refused } from './refusal.js';
import { DEFAULT_ROUTES, routeFor } from './routes.js';

const RULES: Rules = {
  routes: { version: 0, value: DEFAULT_ROUTES }, workingCalendar: WORKING_CALENDAR,
  escalation: { version: 0, value: DEFAULT_ESCALATION, of: () => DEFAULT_ESCALATION }, clauses: new Set(['GM-2023-05-05']), extensionLimit: 2, reopenedDays: 15,
};
const AT = '2026-11-20T02:00:00.000Z';

const organisation = (id: string, kind: OrganisationKind, areaCode: string): Organisation =>
  ({ id, name: id, kind, areaCode, cityCode: '1405', countyCode: '140525', townCode: areaCode.length === 9 ? areaCode : null });
const FIRM = organisation('firm', 'ENTERPRISE', '140525100');
const TOWN = organisation('town', 'TOWN_CENTRE', '140525100');
const OTHER_TOWN = organisation('other-town', 'TOWN_CENTRE', '140525108');
const COUNTY = organisation('county', 'COUNTY_BUREAU', '140525');

const person = (id: string, of: Organisation, ...roles: Role[]): Caller =>
  ({ kind: 'PERSON', id, name: id, organisation: of, scopes: [], mandates: roles.map((role) => ({ role, organisation: of, onBehalfOf: null })) });
const operator = person('operator', FIRM, 'OPERATOR');
const principal = person('principal', FIRM, 'PRINCIPAL');
const town = person('town-supervisor', TOWN, 'SUPERVISOR');
const secondTown = person('town-supervisor-2', TOWN, 'SUPERVISOR');
const county = person('county-supervisor', COUNTY, 'SUPERVISOR');
const inspector = person('county-inspector', COUNTY, 'INSPECTOR');
const key: Caller = { kind: 'KEY', id: 'key', name: 'key', organisation: FIRM, mandates: [], scopes: ['hazards:write'] };

const FIVE: FiveInPlace = {
  measures: '加装报警', responsibility: { unit: '车间', person: '乙', phone: null }, funds: { amountYuan: '100.00', source: '安全费用', zeroReason: null },
  schedule: { milestones: [] }, contingencyPlan: { summary: '断水停炉', evidenceId: null },
};

function hazard(change: Partial<Hazard> = {}): Hazard {
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

const EVIDENCE = [{ id: 'after', kind: 'AFTER', sha256: 'a' }, { id: 'before', kind: 'BEFORE', sha256: 'b' }, { id: 'sheet', kind: 'SIGNED_SHEET', sha256: 'c' }];
const STAFF = { PRINCIPAL: ['principal'], TOWN: ['town-supervisor', 'town-supervisor-2'], COUNTY: ['county-supervisor', 'county-supervisor-2'] };
const dossier = (row: Hazard, change: Partial<Dossier> = {}): Dossier => ({
  hazard: row, enterprise: { id: 'firm', status: 'ACTIVE', scale: null, riskClass: null, riskFeatures: [] }, evidence: EVIDENCE, staff: STAFF,
  openMajorsUnderOrder: [], refTaken: false, named: null, inspectionOf: null, ...change,
});

function make<M extends MoveName>(row: Hazard, caller: Caller, move: M, command: Commands[M], change: Partial<Dossier> = {}, today = '2026-11-20'): Hazard {
  return decide({ move, dossier: dossier(row, change), command, rules: RULES, caller, ifMatch: null, at: AT, today }).next;
}
function codeOf(work: () => unknown): string {
  try {
    work();
    return 'OK';
  } catch (error) {
    return error instanceof Refused ? error.code : String(error);
  }
}

const SIGN = { passwordRight: true, statement: '属实' };
const SUBMIT = { summary: '已整改', completedOn: '2026-11-19', fundsSpentYuan: '1.00', evidenceIds: ['after'] };
const signed = () => make(hazard(), principal, 'sign', SIGN);
const confirmedTwice = () => make(make(signed(), town, 'confirm', {}), county, 'confirm', {});
const submitted = () => make(confirmedTwice(), operator, 'submit-rectification', SUBMIT);

describe('an own major from registration to strike-off', () => {
  it('goes through every state and is closed by the second acceptance', () => {
    expect(signed()).toMatchObject({ status: 'CONFIRMING', pendingLevel: 'TOWN' });
    expect(make(signed(), town, 'confirm', {})).toMatchObject({ status: 'CONFIRMING', pendingLevel: 'COUNTY' });
    expect(confirmedTwice()).toMatchObject({ status: 'RECTIFYING', pendingLevel: null });
    expect(submitted()).toMatchObject({ status: 'ACCEPTING', pendingLevel: 'TOWN' });
    const once = make(submitted(), town, 'accept', { checkedOnSite: true });
    expect(once).toMatchObject({ status: 'ACCEPTING', pendingLevel: 'COUNTY', closedAt: null });
    expect(make(once, county, 'accept', {})).toMatchObject({ status: 'CLOSED', closedAt: AT });
  });

  it('cannot be signed without five in place, by a key, by the operator, or with a wrong password', () => {
    expect(codeOf(() => make(hazard({ fiveInPlace: NOTHING_IN_PLACE }), principal, 'sign', SIGN))).toBe('FIVE_IN_PLACE_INCOMPLETE');
    expect(codeOf(() => make(hazard(), key, 'sign', SIGN))).toBe('HUMAN_REQUIRED');
    expect(codeOf(() => make(hazard(), operator, 'sign', SIGN))).toBe('FORBIDDEN');
    expect(codeOf(() => make(hazard(), principal, 'sign', { passwordRight: false }))).toBe('PASSWORD_INCORRECT');
    expect(codeOf(() => make(signed(), principal, 'sign', { passwordRight: false }))).toBe('PASSWORD_INCORRECT');
    expect(codeOf(() => make(hazard({ owner: null, deadline: null }), principal, 'sign', SIGN))).toBe('OWNER_AND_DEADLINE_NEEDED');
  });

  it('cannot be confirmed twice by one person, out of turn, or by another town', () => {
    const once = make(signed(), town, 'confirm', {});
    expect(codeOf(() => make(once, town, 'confirm', {}))).toBe('SEPARATION_OF_DUTIES');
    expect(codeOf(() => make(once, secondTown, 'confirm', {}))).toBe('MOVE_NOT_ALLOWED');
    expect(codeOf(() => make(signed(), county, 'confirm', {}))).toBe('LEVEL_NOT_DUE');
    expect(codeOf(() => make(signed(), person('x', OTHER_TOWN, 'SUPERVISOR'), 'confirm', {}))).toBe('FORBIDDEN');
    expect(codeOf(() => make(hazard(), town, 'confirm', {}))).toBe('MOVE_NOT_ALLOWED');
  });

  it('does not close without an after-photo, without anybody on site, or by who submitted', () => {
    expect(codeOf(() => make(confirmedTwice(), operator, 'submit-rectification', { ...SUBMIT, evidenceIds: ['before'] }))).toBe('CLOSURE_EVIDENCE_MISSING');
    expect(codeOf(() => make(signed(), operator, 'submit-rectification', SUBMIT))).toBe('MOVE_NOT_ALLOWED');
    const unseen = make(submitted(), town, 'accept', {});
    expect(codeOf(() => make(unseen, county, 'accept', {}))).toBe('ON_SITE_CHECK_NEEDED');
    expect(codeOf(() => make(unseen, town, 'accept', { checkedOnSite: true }))).toBe('SEPARATION_OF_DUTIES');
  });

  it('lets a deputy act in another name, and bars both of the pair', () => {
    const deputy: Caller = { ...person('deputy', COUNTY), mandates: [{ role: 'SUPERVISOR', organisation: TOWN, onBehalfOf: { id: 'town-supervisor', name: 'T' } }] };
    const once = make(signed(), deputy, 'confirm', {});
    expect(once.confirmations[0]).toMatchObject({ by: { id: 'deputy' }, onBehalfOf: { id: 'town-supervisor' } });
    const both: Caller = { ...deputy, mandates: [...deputy.mandates, { role: 'SUPERVISOR', organisation: COUNTY, onBehalfOf: null }] };
    expect(codeOf(() => make(once, both, 'confirm', {}))).toBe('SEPARATION_OF_DUTIES');
  });

  it('falls to the level above where nobody is left, and only there', () => {
    const alone = { staff: { ...STAFF, TOWN: [] } };
    expect(make(signed(), county, 'confirm', {}, alone).confirmations[0]).toMatchObject({ level: 'TOWN' });
    expect(codeOf(() => make(signed(), county, 'confirm', {}))).toBe('LEVEL_NOT_DUE');
  });
});

describe('edits', () => {
  it('correct the sector: nothing lapses where it asks for the same levels, everything where it asks for others', () => {
    const toCity: Rules = { ...RULES, routes: { version: 3, value: { ...DEFAULT_ROUTES, exceptions: [{ sectors: ['FIREWORKS'], confirm: ['COUNTY', 'CITY'] }] } } };
    const corrected = (row: Hazard, sector: 'GAS' | 'FIREWORKS', rules = toCity): Hazard =>
      decide({ move: 'patch', dossier: dossier(row), command: { sector }, rules, caller: row.finderLevel === 'COUNTY' ? inspector : operator, ifMatch: null, at: AT, today: '2026-11-20' }).next;
    const once = make(signed(), town, 'confirm', {});
    expect(corrected(once, 'GAS')).toMatchObject({ sector: 'GAS', status: 'CONFIRMING', pendingLevel: 'COUNTY', route: { settingVersion: 0 }, signature: { by: { id: 'principal' } } });
    expect(corrected(once, 'FIREWORKS')).toMatchObject({ sector: 'FIREWORKS', status: 'REPORTED', pendingLevel: null, signature: null, confirmations: [], route: { confirm: ['COUNTY', 'CITY'], settingVersion: 3 } });
    expect(corrected(hazard({ finderLevel: 'COUNTY', level: 'GENERAL' }), 'FIREWORKS')).toMatchObject({ status: 'CONFIRMING', pendingLevel: 'COUNTY', route: { confirm: ['COUNTY', 'CITY'] } });
    expect(corrected(confirmedTwice(), 'GAS')).toMatchObject({ sector: 'GAS', status: 'RECTIFYING' });
    expect(codeOf(() => corrected(confirmedTwice(), 'FIREWORKS'))).toBe('RULE_BROKEN');
    expect(codeOf(() => make(signed(), town, 'patch', { sector: 'GAS' }))).toBe('NOT_THE_REGISTRANT');
    expect(codeOf(() => make(hazard({ finderLevel: 'TOWN' }), operator, 'patch', { sector: 'GAS' }))).toBe('NOT_THE_REGISTRANT');
  });

  it('lapse every act before rectification and need amend after it', () => {
    const once = make(signed(), town, 'confirm', {});
    expect(make(once, operator, 'patch', { description: '另一处' })).toMatchObject({ status: 'REPORTED', signature: null, confirmations: [] });
    expect(make(once, operator, 'patch', { interimMeasures: '停用' })).toMatchObject({ status: 'CONFIRMING', pendingLevel: 'COUNTY' });
    expect(codeOf(() => make(confirmedTwice(), operator, 'patch', { description: '另一处' }))).toBe('AMEND_NEEDED');
    expect(codeOf(() => make(signed(), operator, 'patch', { deadline: '2027-02-01' }))).toBe('DEADLINE_FIXED');
    expect(codeOf(() => make(signed(), town, 'patch', { description: '另一处' }))).toBe('NOT_THE_REGISTRANT');
  });

  it('an amendment keeps the state and spends the signature unless the principal signs at once', () => {
    const amended = make(confirmedTwice(), operator, 'amend', { changes: { description: '另一处' }, reason: '复核' });
    expect(amended).toMatchObject({ status: 'RECTIFYING', signature: null, description: '另一处' });
    expect(codeOf(() => make(amended, operator, 'submit-rectification', SUBMIT))).toBe('SIGNATURE_NEEDED');
    expect(make(make(amended, principal, 'sign', SIGN), operator, 'submit-rectification', SUBMIT).status).toBe('ACCEPTING');
    const atOnce = make(confirmedTwice(), principal, 'amend', { changes: { description: '另一处' }, reason: '复核', passwordRight: true });
    expect(atOnce.signature).not.toBeNull();
  });
});

describe('the other moves', () => {
  it('a general of the firm may come straight to acceptance, and its principal closes it', () => {
    const straight = make(hazard({ level: 'GENERAL' }), operator, 'submit-rectification', SUBMIT);
    expect(straight).toMatchObject({ status: 'ACCEPTING', pendingLevel: null });
    expect(make(straight, principal, 'accept', {}).status).toBe('CLOSED');
    expect(codeOf(() => make(straight, town, 'accept', {}))).toBe('LEVEL_NOT_DUE');
    const own = make(hazard({ level: 'GENERAL', registeredById: 'principal' }), operator, 'submit-rectification', SUBMIT);
    expect(codeOf(() => make(own, principal, 'accept', {}))).toBe('SEPARATION_OF_DUTIES');
    expect(make(own, town, 'accept', {}).status).toBe('CLOSED');
  });

  it('take-over waits for a refusal or one working day, make-up days counted', () => {
    expect(codeOf(() => make(hazard({ reportedOn: '2026-11-20' }), town, 'take-over', { opinion: '接管' }))).toBe('TAKE_OVER_TOO_EARLY');
    expect(make(hazard({ reportedOn: '2026-11-20' }), town, 'take-over', { opinion: '接管' }, {}, '2026-11-24')).toMatchObject({ status: 'CONFIRMING', finderLevel: 'TOWN', pendingLevel: 'TOWN' });
    expect(codeOf(() => make(hazard({ reportedOn: '2026-11-20' }), town, 'take-over', { opinion: '接管' }, {}, '2026-11-23'))).toBe('TAKE_OVER_TOO_EARLY');
    expect(codeOf(() => make(hazard({ reportedOn: '2027-01-04' }), town, 'take-over', { opinion: '接管' }, {}, '2027-01-06'))).toBe('WORKING_CALENDAR_MISSING');
  });

  it('playing a major down, voiding and ending it are the county’s', () => {
    expect(codeOf(() => make(hazard(), town, 'reclassify', { level: 'GENERAL', reason: '轻' }))).toBe('LEVEL_NOT_DUE');
    expect(make(hazard(), county, 'reclassify', { level: 'GENERAL', reason: '轻' })).toMatchObject({ level: 'GENERAL', status: 'REPORTED' });
    expect(codeOf(() => make(hazard(), town, 'void', { reason: '重复' }))).toBe('LEVEL_NOT_DUE');
    const gone = make(signed(), county, 'void', { reason: '重复' });
    expect(make(gone, county, 'restore', { reason: '误作废' })).toMatchObject({ status: 'CONFIRMING', pendingLevel: 'TOWN' });
    expect(codeOf(() => make(hazard(), county, 'terminate', { noticeNo: '1', evidenceId: 'after' }))).toBe('ENTERPRISE_NOT_CEASED');
  });

  it('what proves not genuine opens again with a new deadline, but not by who accepted it', () => {
    const closed = make(make(submitted(), town, 'accept', { checkedOnSite: true }), county, 'accept', {});
    expect(make(closed, inspector, 'verify', { verdict: 'NOT_GENUINE', opinion: '假' })).toMatchObject({ status: 'RECTIFYING', deadline: '2026-12-05', acceptances: [], closedAt: null });
    expect(codeOf(() => make(closed, county, 'verify', { verdict: 'GENUINE', opinion: '真' }))).toBe('SEPARATION_OF_DUTIES');
  });

  it('an extension is decided by the last confirming level, or by the one above where nobody is left there', () => {
    const general = hazard({ level: 'GENERAL', finderLevel: 'TOWN', deadline: '2026-12-31' });
    const ask = { id: 'e', deadline: '2027-01-31', reason: '设备未到' };
    const asked = make(general, operator, 'request-extension', ask);
    const verdict = { extensionId: 'e', verdict: 'APPROVED' } as const;
    expect(codeOf(() => make(asked, county, 'decide-extension', verdict))).toBe('LEVEL_NOT_DUE');
    expect(make(asked, town, 'decide-extension', verdict)).toMatchObject({ deadline: '2027-01-31' });
    const nobody = { staff: { ...STAFF, TOWN: [] } };
    expect(make(asked, county, 'decide-extension', verdict, nobody)).toMatchObject({ deadline: '2027-01-31' });
    const at = { rules: RULES, at: AT, today: '2026-11-20', ifMatch: null, caller: county };
    expect(allowedMoves({ ...at, dossier: dossier(asked, nobody) })).toContain('decide-extension');
    expect(allowedMoves({ ...at, dossier: dossier(asked) })).not.toContain('decide-extension');
    expect(allowedMoves({ ...at, caller: operator, dossier: dossier(general) })).toContain('request-extension');
    expect(allowedMoves({ ...at, caller: operator, dossier: dossier(hazard({ level: 'GENERAL', finderLevel: 'TOWN', deadline: null })) })).not.toContain('request-extension');
  });

  it('an extension that nobody decided does not outlive the closure: a reopened hazard is neither paused by it nor short of one', () => {
    const asked = make(confirmedTwice(), operator, 'request-extension', { id: 'e', deadline: '2027-01-31', reason: '供货' });
    const closed = make(make(make(asked, operator, 'submit-rectification', SUBMIT), town, 'accept', { checkedOnSite: true }), county, 'accept', {});
    expect(closed.extensions.map(({ state }) => state)).toEqual(['LAPSED']);
    const reopened = make(closed, inspector, 'verify', { verdict: 'NOT_GENUINE', opinion: '假' });
    expect(namedDueDates(reopened)).toMatchObject([{ kind: 'RECTIFICATION', dueOn: '2026-12-05', paused: false }]);
    expect(make(reopened, operator, 'request-extension', { id: 'f', deadline: '2027-02-28', reason: '供货' }).extensions.map(({ state }) => state)).toEqual(['LAPSED', 'PENDING']);
  });

  it('a late extension is the county’s, and two are enough', () => {
    const ask = { id: 'e', deadline: '2027-01-31', reason: '供货' };
    const late = make(confirmedTwice(), operator, 'request-extension', ask, {}, '2027-01-02');
    expect(codeOf(() => make(late, town, 'decide-extension', { extensionId: 'e', verdict: 'APPROVED' }))).toBe('LEVEL_NOT_DUE');
    expect(make(late, county, 'decide-extension', { extensionId: 'e', verdict: 'APPROVED' })).toMatchObject({ deadline: '2027-01-31', originalDeadline: '2026-12-31' });
    expect(codeOf(() => make(late, operator, 'request-extension', { ...ask, id: 'f' }))).toBe('EXTENSION_PENDING');
  });
});

describe('the table', () => {
  it('is a whole graph, and tells each caller what it may do', () => {
    expect(checkGraph).not.toThrow();
    const at = { rules: RULES, ifMatch: null, at: AT, today: '2026-11-20' };
    expect(allowedMoves({ ...at, dossier: dossier(signed()), caller: town })).toEqual(expect.arrayContaining(['confirm', 'send-back']));
    expect(allowedMoves({ ...at, dossier: dossier(signed()), caller: county })).not.toContain('confirm');
    expect(allowedMoves({ ...at, dossier: dossier(signed()), caller: key })).toEqual(['request-extension']);
  });
});

describe('what only looks like a right', () => {
  const townInspector = person('town-inspector', TOWN, 'INSPECTOR');
  const clerk = { ...person('clerk', FIRM, 'OPERATOR', 'PRINCIPAL') };
  const changes = { changes: { description: '已更正' }, reason: '复核', passwordRight: true };

  it('an inspector, who could not confirm, cannot send back either', () => {
    expect(codeOf(() => make(signed(), townInspector, 'send-back', { opinion: '退回' }))).toBe('FORBIDDEN');
    expect(make(signed(), town, 'send-back', { opinion: '退回' })).toMatchObject({ status: 'REPORTED', signature: null });
  });

  it('the right password of somebody who is no principal renews no signature', () => {
    const registrant = person('town-inspector', TOWN, 'INSPECTOR');
    expect(make(confirmedTwice(), operator, 'amend', changes)).toMatchObject({ signature: null, signatureOwed: true });
    expect(make(hazard({ finderLevel: 'TOWN', status: 'RECTIFYING', pendingLevel: null }), registrant, 'amend', changes)).toMatchObject({ signature: null });
    expect(make(confirmedTwice(), principal, 'amend', changes)).toMatchObject({ signature: { by: { id: 'principal' } }, signatureOwed: false });
    expect(make(confirmedTwice(), clerk, 'amend', changes)).toMatchObject({ signature: { by: { id: 'clerk' } }, signatureOwed: false });
  });
});
