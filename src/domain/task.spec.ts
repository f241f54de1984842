import { describe, expect, it } from '@jest/globals';
import type { Hazard } from './hazard.js';
import { NOTHING_IN_PLACE } from './hazard.js';
import { kindsOf, tasksOf, todoTitle } from './task.js';

const person = (id: string) => ({ by: { id, name: '示例', organisationId: 'o', organisation: '示例' }, onBehalfOf: null, at: '', opinion: null, contentHash: '' });
const FILLED = {
  measures: '措施', responsibility: { unit: '车间', person: '示例', phone: null }, funds: { amountYuan: '1.00', source: '安全费用', zeroReason: null },
  schedule: { milestones: [] }, contingencyPlan: { summary: '停炉', evidenceId: null },
};
const hazard = (changes: Partial<Hazard>): Hazard => ({
  status: 'REPORTED', finderLevel: 'ENTERPRISE', level: 'MAJOR', owner: { name: '示例', post: null, phone: null, department: null }, deadline: '2026-12-31',
  fiveInPlace: FILLED, signature: null, signatureOwed: false, refusal: null, confirmations: [], acceptances: [], submission: null, extensions: [],
  registeredById: 'registrant', stepDueOn: '2026-11-25', route: { confirm: ['TOWN', 'COUNTY'], accept: ['TOWN', 'COUNTY'], settingVersion: 1 }, ...changes,
} as Hazard);
const told = (changes: Partial<Hazard>): string[] =>
  tasksOf(hazard(changes), '2026-11-25').map(({ kind, level, candidates }) => `${kind} ${level}: ${candidates.map((one) => `${one.level} ${one.roles.join('+')}`).join(' → ')}`);
const UP_FROM_TOWN = 'TOWN SUPERVISOR → COUNTY SUPERVISOR → CITY SUPERVISOR';
const UP_FROM_COUNTY = 'COUNTY SUPERVISOR → CITY SUPERVISOR';
const SIGN = 'SIGN PRINCIPAL: PRINCIPAL PRINCIPAL → TOWN INSPECTOR+SUPERVISOR';
const RECTIFY = 'RECTIFY PRINCIPAL: PRINCIPAL OPERATOR+PRINCIPAL → TOWN INSPECTOR+SUPERVISOR';
const PREPARE = 'PREPARE PRINCIPAL: PRINCIPAL OPERATOR+PRINCIPAL → TOWN INSPECTOR+SUPERVISOR';
const TAKE_OVER = 'TAKE_OVER TOWN: TOWN SUPERVISOR → COUNTY SUPERVISOR';
const given = person('someone');

describe('who must act now', () => {
  it.each<[string, Partial<Hazard>, string[]]>([
    ["a firm's major find, incomplete", { fiveInPlace: NOTHING_IN_PLACE }, [PREPARE]],
    ['without owner', { owner: null }, [PREPARE]],
    ['complete', {}, [SIGN]],
    ['refused', { refusal: { by: given.by, at: '', reason: '', witness: '' } }, [TAKE_OVER]],
    ['refused, incomplete', { refusal: { by: given.by, at: '', reason: '', witness: '' }, fiveInPlace: NOTHING_IN_PLACE }, [PREPARE, TAKE_OVER]],
    ['silent beyond the day of its signature', { stepDueOn: '2026-11-24' }, [SIGN, TAKE_OVER]],
    ['silent, incomplete', { stepDueOn: '2026-11-24', fiveInPlace: NOTHING_IN_PLACE }, [PREPARE, TAKE_OVER]],
    ['silent, without owner: nobody may take it over yet', { stepDueOn: '2026-11-24', owner: null }, [PREPARE]],
    ['silent beyond a day the calendar does not know', { stepDueOn: null }, [SIGN]],
    ['silent, but general', { stepDueOn: '2026-11-24', level: 'GENERAL' }, [SIGN, RECTIFY]],
    ['signed', { status: 'CONFIRMING', signature: given as never }, [`CONFIRM TOWN: ${UP_FROM_TOWN}`]],
    ['confirmed by the town', { status: 'CONFIRMING', signature: given as never, confirmations: [given as never] }, [`CONFIRM COUNTY: ${UP_FROM_COUNTY}`]],
    ['confirmed by both', { status: 'RECTIFYING', signature: given as never }, [RECTIFY]],
    ['submitted', { status: 'ACCEPTING', signature: given as never }, [`ACCEPT TOWN: ${UP_FROM_TOWN}`]],
    ['accepted by the town', { status: 'ACCEPTING', signature: given as never, acceptances: [given as never] }, [`ACCEPT COUNTY: ${UP_FROM_COUNTY}`]],
    ['amended by another than the principal', { status: 'ACCEPTING', signatureOwed: true }, [SIGN]],
    ['closed', { status: 'CLOSED' }, []],
    ['voided', { status: 'VOIDED' }, []],
    ["a town's find, not signed for", { status: 'CONFIRMING', finderLevel: 'TOWN' }, [SIGN, `CONFIRM TOWN: ${UP_FROM_TOWN}`]],
    ["a town's find without owner", { status: 'CONFIRMING', finderLevel: 'TOWN', owner: null }, [PREPARE]],
    ['a general one waits for nobody to be put right', { level: 'GENERAL' }, [SIGN, RECTIFY]],
    ['a general self-check, submitted', { level: 'GENERAL', status: 'ACCEPTING', signature: given as never, route: { confirm: ['TOWN'], accept: ['PRINCIPAL'], settingVersion: 1 } },
      [`ACCEPT PRINCIPAL: PRINCIPAL PRINCIPAL → ${UP_FROM_TOWN}`]],
    ['an extension asked for', { status: 'RECTIFYING', signature: given as never, extensions: [{ state: 'PENDING', late: false } as never] }, [RECTIFY, 'DECIDE_EXTENSION COUNTY: COUNTY SUPERVISOR → CITY SUPERVISOR']],
    ['one asked too late of a town-confirmed one', { status: 'RECTIFYING', signature: given as never, route: { confirm: ['TOWN'], accept: ['TOWN'], settingVersion: 1 }, extensions: [{ state: 'PENDING', late: true } as never] },
      [RECTIFY, 'DECIDE_EXTENSION COUNTY: COUNTY SUPERVISOR → CITY SUPERVISOR']],
    ['one asked in time of a town-confirmed one', { status: 'RECTIFYING', signature: given as never, route: { confirm: ['TOWN'], accept: ['TOWN'], settingVersion: 1 }, extensions: [{ state: 'PENDING', late: false } as never] },
      [RECTIFY, `DECIDE_EXTENSION TOWN: ${UP_FROM_TOWN}`]],
    ['one that was decided', { status: 'RECTIFYING', signature: given as never, extensions: [{ state: 'APPROVED', late: false } as never] }, [RECTIFY]],
  ])('%s', (_name, changes, expected) => {
    expect(told(changes)).toEqual(expected);
  });

  it('bars who has acted already: from confirming who registered, signed or confirmed; from accepting who submitted or accepted', () => {
    const confirming = hazard({ status: 'CONFIRMING', signature: person('signer') as never, confirmations: [{ ...person('town'), onBehalfOf: { id: 'giver', name: '' } } as never] });
    expect(tasksOf(confirming, '2026-11-25')[0]?.barred).toEqual(['registrant', 'signer', 'town', 'giver']);
    const accepting = hazard({ status: 'ACCEPTING', signature: person('signer') as never, submission: person('submitter') as never, acceptances: [person('town') as never] });
    expect(tasksOf(accepting, '2026-11-25')[0]?.barred).toEqual(['registrant', 'submitter', 'town']);
  });

  it('hands a deputy what he may do in the role that sent him, and nothing else', () => {
    expect(kindsOf('OPERATOR')).toEqual(['PREPARE', 'RECTIFY']);
    expect(kindsOf('PRINCIPAL')).toEqual(['PREPARE', 'SIGN', 'RECTIFY', 'ACCEPT']);
    expect(kindsOf('INSPECTOR')).toEqual(['PREPARE', 'SIGN', 'RECTIFY']);
    expect(kindsOf('SUPERVISOR')).toEqual(['PREPARE', 'SIGN', 'TAKE_OVER', 'CONFIRM', 'RECTIFY', 'DECIDE_EXTENSION', 'ACCEPT']);
    expect([kindsOf('ADMINISTRATOR'), kindsOf('AUDITOR')]).toEqual([[], []]);
  });

  it('says outwards no more than kind, level and number', () => {
    expect(todoTitle({ kind: 'CONFIRM', level: 'MAJOR', ledgerNo: '140525100-2026-000001' })).toBe('重大隐患待确认（140525100-2026-000001）');
  });
});
