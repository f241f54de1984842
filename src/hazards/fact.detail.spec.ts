/** What the trail says of a move for ever: the old value beside the new one, whose act it was, and never a phone or a password. */
import { describe, expect, it } from '@jest/globals';
import { confirmedTwice, COUNTY, hazard, make, operator, principal, SIGN, signed, submitted, TOWN, town } from '../../test/support/deciding.js';
import type { Hazard } from '../domain/hazard.js';
import { saidOf } from './fact.detail.js';

const PHONE = 'v1.sealed-phone';
const owner = (name: string, phone: string | null = PHONE) => ({ name, post: null, phone, department: null });
const own = { role: 'OPERATOR' as const, organisation: operator.organisation, onBehalfOf: null };

describe('the fact of an edit', () => {
  it('tells what changed with its old value, and nothing that stayed', () => {
    const before = hazard({ owner: owner('乙') });
    const after: Hazard = { ...before, location: '2号炉', sector: 'GAS', deadline: '2027-01-31', owner: owner('丙', 'v1.other-phone'), fiveInPlace: { ...before.fiveInPlace, measures: '更换', responsibility: { unit: '车间', person: '丙', phone: PHONE } } };
    const { detail } = saidOf('patch', before, after, { location: '2号炉', owner: owner('丙') }, own);
    const changes = detail?.['changes'] as Record<string, unknown>;
    expect(changes).toMatchObject({
      location: { from: null, to: '2号炉' }, sector: { from: 'METALLURGY', to: 'GAS' }, deadline: { from: '2026-12-31', to: '2027-01-31' },
      owner: { from: { name: '乙' }, to: { name: '丙' } }, fiveInPlace: { from: { measures: '加装报警' }, to: { measures: '更换' } },
    });
    expect(Object.keys(changes).sort()).toEqual(['deadline', 'fiveInPlace', 'location', 'owner', 'sector']);
    expect(JSON.stringify(detail)).not.toMatch(/phone/i);
  });

  it('of a phone alone changes nothing that is told', () => {
    const before = hazard({ owner: owner('乙') });
    expect(saidOf('patch', before, { ...before, owner: owner('乙', 'v1.other-phone') }, { owner: owner('乙') }, own).detail).toEqual({ changes: {} });
  });
});

describe('the fact of an act', () => {
  it('says from where to where, in whose name and role, by which words; the password stays out', () => {
    const instead = { role: 'SUPERVISOR' as const, organisation: TOWN, onBehalfOf: { id: 'absent', name: '丁' } };
    const after = make(signed(), town, 'confirm', { opinion: '属实' });
    expect(saidOf('confirm', signed(), after, { opinion: '属实' }, instead)).toMatchObject({ from: 'CONFIRMING', to: 'CONFIRMING', opinion: '属实', role: 'SUPERVISOR', onBehalfOf: { id: 'absent' }, countyCode: '140525', objectId: 'h' });
    const said = saidOf('sign', hazard(), make(hazard(), principal, 'sign', SIGN), SIGN, { ...own, role: 'PRINCIPAL' });
    expect([said.from, said.to, said.detail?.['statement'], JSON.stringify(said).includes('password')]).toEqual(['REPORTED', 'CONFIRMING', '属实', false]);
    expect(saidOf('void', hazard(), hazard(), { reason: '重复' }, { role: 'SUPERVISOR', organisation: COUNTY, onBehalfOf: null }).opinion).toBe('重复');
  });

  it('carries the hash that the act itself was given for', () => {
    const after = confirmedTwice();
    const later = { ...after, description: '另一处' };
    expect(saidOf('sign', after, later, SIGN, own).contentHash).toBe(after.signature?.contentHash);
    expect(saidOf('confirm', after, later, {}, own).contentHash).toBe(after.confirmations[1]?.contentHash);
    expect(saidOf('submit-rectification', after, submitted(), { summary: '', completedOn: '', fundsSpentYuan: '', evidenceIds: [] }, own).contentHash).toBe(submitted().submission?.contentHash);
    // of any other move the content as it stands after it
    expect(saidOf('patch', after, later, {}, own).contentHash).not.toBe(after.signature?.contentHash);
    expect(saidOf('patch', after, later, {}, own).stateHash).not.toBe(saidOf('patch', after, after, {}, own).stateHash);
  });
});
