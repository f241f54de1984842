import { describe, expect, it } from '@jest/globals';
import {
  RULES, AT, FIRM, TOWN, OTHER_TOWN, COUNTY, person, operator, principal, town, secondTown, county, inspector, key, hazard, STAFF, dossier, make, codeOf, SIGN, SUBMIT, signed, confirmedTwice, submitted, FIVE,
} from '../../test/support/deciding.js';
import { namedDueDates } from './due-dates.js';
import { allowedMoves, checkGraph, decide } from './lifecycle.js';
import type { Rules } from './dossier.js';
import type { Hazard } from './hazard.js';
import { NOTHING_IN_PLACE } from './hazard.js';
import type { Caller } from './permission.js';
import { DEFAULT_ROUTES } from './routes.js';

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
    expect(codeOf(() => make(submitted(), person('operator', TOWN, 'SUPERVISOR'), 'accept', { checkedOnSite: true }))).toBe('SEPARATION_OF_DUTIES');
  });

  it('lets a deputy act in another name, and bars both of the pair', () => {
    const deputy: Caller = { ...person('deputy', COUNTY), mandates: [{ role: 'SUPERVISOR', organisation: TOWN, onBehalfOf: { id: 'town-supervisor', name: 'T' } }] };
    const once = make(signed(), deputy, 'confirm', {});
    expect(once.confirmations[0]).toMatchObject({ by: { id: 'deputy' }, onBehalfOf: { id: 'town-supervisor' } });
    const both: Caller = { ...deputy, mandates: [...deputy.mandates, { role: 'SUPERVISOR', organisation: COUNTY, onBehalfOf: null }] };
    expect(codeOf(() => make(once, both, 'confirm', {}))).toBe('SEPARATION_OF_DUTIES');
    const sender = person('town-supervisor', COUNTY, 'SUPERVISOR');
    const inHisName: Caller = { ...person('second-deputy', COUNTY), mandates: [{ role: 'SUPERVISOR', organisation: COUNTY, onBehalfOf: { id: 'town-supervisor', name: 'T' } }] };
    expect([codeOf(() => make(once, sender, 'confirm', {})), codeOf(() => make(once, inHisName, 'confirm', {})), codeOf(() => make(once, county, 'confirm', {}))]).toEqual(['SEPARATION_OF_DUTIES', 'SEPARATION_OF_DUTIES', 'OK']);
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

  it('an extension is not to a day already past: it would silence the notices and leave the row as late as it was', () => {
    const ask = (deadline: string) => () => make(confirmedTwice(), operator, 'request-extension', { id: 'e', deadline, reason: '供货' }, {}, '2027-01-10');
    expect(codeOf(ask('2027-01-09'))).toBe('DEADLINE_IN_PAST');
    expect(codeOf(ask('2026-12-31'))).toBe('EXTENSION_NOT_LATER');
    expect(ask('2027-01-10')().extensions).toMatchObject([{ deadline: '2027-01-10', late: true }]);
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

describe('what a state does not allow', () => {
  const general = hazard({ level: 'GENERAL' });

  it('a take-over once it was signed, a refusal to sign after the signature, a word from a firm that was shut down', () => {
    expect(codeOf(() => make(signed(), town, 'take-over', { opinion: '接管' }))).toBe('MOVE_NOT_ALLOWED');
    expect(codeOf(() => make(signed(), town, 'refuse-to-sign', { reason: '拒签', witness: '丁' }))).toBe('MOVE_NOT_ALLOWED');
    expect(make(hazard(), town, 'refuse-to-sign', { reason: '拒签', witness: '丁' })).toMatchObject({ status: 'REPORTED', refusal: { reason: '拒签', witness: '丁' } });
    const terminated = hazard({ status: 'CLOSED', closedAt: AT, terminated: true });
    expect(codeOf(() => make(terminated, inspector, 'verify', { verdict: 'NOT_GENUINE', opinion: '假' }))).toBe('MOVE_NOT_ALLOWED');
  });

  it('an edit of what was signed, in acceptance as in rectification; five in place are filled only while it is rectified', () => {
    expect(codeOf(() => make(submitted(), operator, 'patch', { description: '另一处' }))).toBe('AMEND_NEEDED');
    const bare = { ...general, status: 'RECTIFYING' as const, fiveInPlace: NOTHING_IN_PLACE };
    expect(make(bare, operator, 'five-in-place', { five: FIVE }).fiveInPlace).toEqual(FIVE);
    expect(codeOf(() => make({ ...bare, status: 'ACCEPTING' }, operator, 'five-in-place', { five: FIVE }))).toBe('AMEND_NEEDED');
    expect(codeOf(() => make({ ...bare, fiveInPlace: FIVE }, operator, 'five-in-place', { five: { ...FIVE, measures: '更换' } }))).toBe('AMEND_NEEDED');
  });

  it('resuming by an edit what an order suspended', () => {
    const suspended = hazard({ operationsSuspended: true, suspension: { noticeNo: '1', from: '2026-11-19', until: null, reason: null } });
    expect(codeOf(() => make(suspended, operator, 'patch', { operationsSuspended: false }))).toBe('RULE_BROKEN');
    expect(make({ ...suspended, suspension: null }, operator, 'patch', { operationsSuspended: false })).toMatchObject({ operationsSuspended: false });
  });
});

describe('what was looked at', () => {
  const patched = (ifMatch: number | null, ifMatchNeeded = false) =>
    () => decide({ move: 'patch', dossier: dossier(hazard({ version: 4 })), command: { location: '2号炉' }, rules: RULES, caller: operator, ifMatch, ifMatchNeeded, at: AT, today: '2026-11-20' });

  it('has to be named by an edit, and to be the newest', () => {
    expect(codeOf(patched(null, true))).toBe('IF_MATCH_REQUIRED');
    expect([3, 5].map((version) => codeOf(patched(version, true)))).toEqual(['VERSION_STALE', 'VERSION_STALE']);
    expect([codeOf(patched(4, true)), codeOf(patched(null))]).toEqual(['OK', 'OK']);
  });

  it('and lapses is said by edits of either kind, where acts were given', () => {
    const at = { rules: RULES, caller: operator, ifMatch: null, at: AT, today: '2026-11-20' };
    const five = { five: { ...FIVE, measures: '更换' } };
    expect(decide({ ...at, move: 'five-in-place', dossier: dossier(signed()), command: five }).lapsed).toBe(true);
    expect(decide({ ...at, move: 'patch', dossier: dossier(signed()), command: { location: '2号炉' } }).lapsed).toBe(true);
    expect(decide({ ...at, move: 'five-in-place', dossier: dossier(hazard()), command: five })).toMatchObject({ lapsed: false, next: { status: 'REPORTED', reportedOn: '2026-11-18' } });
    expect(decide({ ...at, move: 'patch', dossier: dossier(signed()), command: { interimMeasures: '停用' } }).lapsed).toBe(false);
  });
});

describe('what is owed before the next step', () => {
  it('five in place of an authority’s major before it is submitted; the signature of an amended one before it is accepted', () => {
    const found = hazard({ finderLevel: 'COUNTY', status: 'RECTIFYING', pendingLevel: null, fiveInPlace: { ...FIVE, funds: null }, confirmations: confirmedTwice().confirmations });
    expect(codeOf(() => make(found, operator, 'submit-rectification', SUBMIT))).toBe('FIVE_IN_PLACE_INCOMPLETE');
    const amended = make(submitted(), operator, 'amend', { changes: { description: '另一处' }, reason: '复核' });
    expect(amended).toMatchObject({ status: 'ACCEPTING', signatureOwed: true, pendingLevel: 'TOWN' });
    expect(codeOf(() => make(amended, town, 'accept', { checkedOnSite: true }))).toBe('SIGNATURE_NEEDED');
    expect(codeOf(() => make(confirmedTwice(), principal, 'amend', { changes: { description: '另一处' }, reason: '复核', passwordRight: false }))).toBe('PASSWORD_INCORRECT');
  });
});
