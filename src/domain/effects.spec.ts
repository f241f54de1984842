/** What a move leaves in the row (contract §3), and what it must leave alone. */
import { describe, expect, it } from '@jest/globals';
import {
  AT, confirmedTwice, COUNTY, county, dossier, hazard, make, operator, person, principal, RULES, SIGN, signed, SUBMIT, submitted, TOWN, town,
} from '../../test/support/deciding.js';
import { withFinders, withoutFinders } from './effects.js';
import type { Finder, Hazard } from './hazard.js';
import { decide } from './lifecycle.js';

const EARLIER = '2026-11-12T02:00:00.000Z';
const ASK = { id: 'e', deadline: '2027-01-31', reason: '供货' };
const general = (change: Partial<Hazard> = {}): Hazard => hazard({ level: 'GENERAL', ...change });

describe('acts', () => {
  it('a signature ends a refusal; the first act keeps its day whatever follows', () => {
    const refused = make(hazard(), town, 'refuse-to-sign', { reason: '拒签', witness: '丁' });
    expect(make(refused, principal, 'sign', SIGN)).toMatchObject({ refusal: null, status: 'CONFIRMING', firstActAt: AT });
    expect(make(general({ status: 'RECTIFYING', firstActAt: EARLIER }), operator, 'submit-rectification', SUBMIT).firstActAt).toBe(EARLIER);
  });

  it('an acceptance says whether anybody was on site, and is given for the files of the submission too', () => {
    const accepted = (sha256: string) => make(submitted(), town, 'accept', {}, { evidence: [{ id: 'after', kind: 'AFTER', sha256, uploadedAt: AT }] }).acceptances[0];
    expect(accepted('a')?.checkedOnSite).toBe(false);
    expect(make(submitted(), town, 'accept', { checkedOnSite: true }).acceptances[0]?.checkedOnSite).toBe(true);
    expect(accepted('other')?.contentHash).not.toBe(accepted('a')?.contentHash);
  });

  it('an amendment while it waits for acceptance spends the acceptances given; only a find of the firm owes a signature', () => {
    const once = make(submitted(), town, 'accept', { checkedOnSite: true });
    expect(make(once, operator, 'amend', { changes: { location: '3号炉' }, reason: '复核' })).toMatchObject({ acceptances: [], pendingLevel: 'TOWN', signatureOwed: true });
    const found = hazard({ finderLevel: 'TOWN', status: 'RECTIFYING', pendingLevel: null, signature: signed().signature });
    expect(make(found, person('town-inspector', TOWN, 'INSPECTOR'), 'amend', { changes: { location: '3号炉' }, reason: '复核' })).toMatchObject({ signature: null, signatureOwed: false });
  });
});

describe('deadlines', () => {
  it('that are edited keep the first one', () => {
    expect(make(hazard(), operator, 'patch', { deadline: '2027-01-31' })).toMatchObject({ deadline: '2027-01-31', originalDeadline: '2026-12-31' });
    expect(make(general({ deadline: null, originalDeadline: null }), operator, 'patch', { deadline: '2027-01-31' })).toMatchObject({ deadline: '2027-01-31', originalDeadline: '2027-01-31' });
  });

  it('move with a granted extension and stay with a refused one', () => {
    const asked = make(confirmedTwice(), operator, 'request-extension', ASK);
    const decided = (verdict: 'APPROVED' | 'REFUSED') => make(asked, county, 'decide-extension', { extensionId: 'e', verdict });
    expect(decided('REFUSED')).toMatchObject({ deadline: '2026-12-31', extensions: [{ state: 'REFUSED', decision: { by: { id: 'county-supervisor' }, from: '2026-12-31' } }] });
    expect(decided('APPROVED')).toMatchObject({ deadline: '2027-01-31', extensions: [{ state: 'APPROVED', decision: { from: '2026-12-31' } }] });
  });

  it('are asked for too late from the day after on', () => {
    const late = (today: string) => make(confirmedTwice(), operator, 'request-extension', ASK, {}, today).extensions[0]?.late;
    expect([late('2026-12-30'), late('2026-12-31'), late('2027-01-01')]).toEqual([false, false, true]);
  });
});

describe('another level, another finder', () => {
  it('raised to major it begins again on the major’s route, by the rules in force, and both levels stay visible', () => {
    const rectifying = general({ status: 'RECTIFYING', pendingLevel: null, signature: signed().signature, confirmations: confirmedTwice().confirmations.slice(0, 1) });
    const rules = { ...RULES, escalation: { ...RULES.escalation, version: 4 } };
    const { next } = decide({ move: 'reclassify', dossier: dossier(rectifying), command: { level: 'MAJOR', reason: '重' }, rules, caller: town, ifMatch: null, at: AT, today: '2026-11-20' });
    expect(next).toMatchObject({
      level: 'MAJOR', status: 'REPORTED', signature: null, confirmations: [], reportedOn: '2026-11-20', escalationVersion: 4,
      route: { confirm: ['TOWN', 'COUNTY'], accept: ['TOWN', 'COUNTY'] }, levelHistory: [{ level: 'MAJOR', by: 'town-supervisor', reason: '重' }],
    });
  });

  it('taken over it goes the way of that level’s own finds', () => {
    const refused = general({ refusal: { by: operator as never, at: '', reason: '', witness: '' } });
    expect(make(refused, county, 'take-over', { opinion: '接管' })).toMatchObject({ finderLevel: 'COUNTY', status: 'CONFIRMING', pendingLevel: 'COUNTY', route: { confirm: ['COUNTY'], accept: ['COUNTY'] } });
    expect(make(refused, town, 'take-over', { opinion: '接管' })).toMatchObject({ finderLevel: 'TOWN', pendingLevel: 'TOWN', route: { confirm: ['TOWN'], accept: ['TOWN'] } });
  });
});

describe('the end, and after it', () => {
  it('销号 delists it; 关闭取缔 is told apart, and the sandbox alone takes that back', () => {
    const supervision = { level: 'COUNTY' as const, unit: '安委办', noticeNo: '1', deadline: '2026-12-20', listedAt: AT };
    const once = { ...make(submitted(), town, 'accept', { checkedOnSite: true }), supervision };
    expect(make(once, county, 'accept', {})).toMatchObject({ status: 'CLOSED', supervision: null, terminated: false });
    const ceased = { enterprise: { id: 'firm', status: 'CEASED' as const, scale: null, riskClass: null, riskFeatures: [] } };
    const shut = make({ ...confirmedTwice(), supervision }, county, 'terminate', { noticeNo: '1', evidenceId: 'after' }, ceased);
    expect(shut).toMatchObject({ status: 'CLOSED', closedAt: AT, supervision: null, terminated: true });
    const sandbox = { kind: 'SYSTEM' as const, id: 's', name: 's', organisation: COUNTY, mandates: [], scopes: [] };
    expect(make(shut, sandbox, 'verify', { verdict: 'NOT_GENUINE', opinion: '重置' })).toMatchObject({ status: 'RECTIFYING', terminated: false, closedAt: null });
  });

  it('the finders of a duplicate join the survivor, its own duplicates’ too, and leave it with what they brought', () => {
    const finder = (organisationId: string, hazardId: string | null = null): Finder => ({ organisationId, organisation: '', level: 'TOWN', on: '2026-11-18', wording: '', hazardId });
    const survivor = hazard({ id: 's', finders: [finder('a')] });
    const gone = hazard({ id: 'g', finders: [finder('b'), finder('c', 'older')] });
    const joined = withFinders(survivor, gone);
    expect(joined).toEqual([finder('a'), finder('b', 'g'), finder('c', 'older')]);
    expect(withoutFinders({ ...survivor, finders: [...joined, finder('d', 'other')] }, gone)).toEqual([finder('a'), finder('d', 'other')]);
  });
});
