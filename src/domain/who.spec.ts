/** Contract §2 and §3: who may make a move on this very row, and who may not although his role could. */
import { describe, expect, it } from '@jest/globals';
import { codeOf, COUNTY, county, FIRM, hazard, make, operator, organisation, OTHER_TOWN, person, SUBMIT, submitted, TOWN, town } from '../../test/support/deciding.js';
import type { Hazard } from './hazard.js';
import type { Caller } from './permission.js';

const city = person('city-supervisor', organisation('city', 'CITY_BUREAU', '1405'), 'SUPERVISOR');
const otherTown = person('other-town-supervisor', OTHER_TOWN, 'SUPERVISOR');
const otherCounty = person('other-county-supervisor', organisation('other-county', 'COUNTY_BUREAU', '140524'), 'SUPERVISOR');
const townInspector = person('town-inspector', TOWN, 'INSPECTOR');
const PAPER = { signedSheetEvidenceId: 'sheet', signedOn: '2026-11-19' };
const general = (change: Partial<Hazard> = {}): Hazard => hazard({ level: 'GENERAL', ...change });

describe('who acts for the firm', () => {
  it('is the firm, or its own town on a signed sheet: no other town, not the county', () => {
    expect(make(hazard(), townInspector, 'sign', PAPER)).toMatchObject({ status: 'CONFIRMING', signature: { by: { id: 'town-inspector' }, paper: { evidenceId: 'sheet', signedOn: '2026-11-19' } } });
    for (const other of [person('x', OTHER_TOWN, 'INSPECTOR'), person('y', COUNTY, 'INSPECTOR'), person('z', organisation('firm-2', 'ENTERPRISE', '140525100'), 'PRINCIPAL')]) {
      expect([other.id, codeOf(() => make(hazard(), other, 'sign', { ...PAPER, passwordRight: true }))]).toEqual([other.id, 'FORBIDDEN']);
    }
  });

  it('on others’ finds edits its own part only', () => {
    const found = general({ finderLevel: 'TOWN' });
    const owner = { name: '丙', post: null, phone: null, department: null };
    expect(make(found, operator, 'patch', { owner, interimMeasures: '停用' })).toMatchObject({ owner: { name: '丙' }, interimMeasures: '停用' });
    expect(codeOf(() => make(found, operator, 'patch', { deadline: '2027-03-31' }))).toBe('NOT_THE_REGISTRANT');
    expect(codeOf(() => make(found, operator, 'patch', { owner, description: '另一处' }))).toBe('NOT_THE_REGISTRANT');
  });
});

describe('on paper', () => {
  const submittedOnPaper = (by: Caller): Hazard => make(general(), by, 'submit-rectification', { ...SUBMIT, ...PAPER });

  it('an inspector closes for the firm what somebody else has submitted, never what he submitted himself', () => {
    expect(make(submittedOnPaper(town), townInspector, 'accept', PAPER)).toMatchObject({ status: 'CLOSED', acceptances: [{ level: 'PRINCIPAL', paper: { evidenceId: 'sheet' } }] });
    expect(codeOf(() => make(submittedOnPaper(townInspector), townInspector, 'accept', PAPER))).toBe('SEPARATION_OF_DUTIES');
  });

  it('an inspector accepts nothing that is an authority’s', () => {
    const found = make(general({ finderLevel: 'TOWN', status: 'RECTIFYING', pendingLevel: null }), operator, 'submit-rectification', SUBMIT);
    expect(codeOf(() => make(found, townInspector, 'accept', PAPER))).toBe('FORBIDDEN');
  });
});

describe('who has accepted', () => {
  const once = make(submitted(), town, 'accept', { checkedOnSite: true });
  const closed = make(once, county, 'accept', {});
  const again = (row: Hazard, caller: Caller, command = {}) => codeOf(() => make(row, caller, 'accept', { checkedOnSite: true, ...command }));

  it('and says it again is told that the row has gone on, whoever else has spoken since', () => {
    expect([again(once, town), again(closed, town), again(closed, county)]).toEqual(['MOVE_NOT_ALLOWED', 'MOVE_NOT_ALLOWED', 'MOVE_NOT_ALLOWED']);
    const onPaper = make(make(general(), operator, 'submit-rectification', SUBMIT), townInspector, 'accept', PAPER);
    expect([onPaper.status, again(onPaper, townInspector, PAPER)]).toEqual(['CLOSED', 'MOVE_NOT_ALLOWED']);
  });

  it('gives the next level neither in another office nor in another name, nor sends it back', () => {
    const both: Caller = { ...town, mandates: [...town.mandates, { role: 'SUPERVISOR', organisation: COUNTY, onBehalfOf: { id: 'county-supervisor', name: 'C' } }] };
    expect([again(once, both), again(once, { ...both, id: 'deputy', mandates: both.mandates.map((one) => ({ ...one, onBehalfOf: { id: 'town-supervisor', name: 'T' } })) })]).toEqual(['SEPARATION_OF_DUTIES', 'SEPARATION_OF_DUTIES']);
    expect(codeOf(() => make(once, town, 'send-back', { opinion: '退回' }))).toBe('SEPARATION_OF_DUTIES');
    expect(again(make(hazard({ registeredById: 'town-supervisor' }), county, 'reclassify', { level: 'GENERAL', reason: '轻' }), town)).toBe('SEPARATION_OF_DUTIES');
  });
});

describe('who has the row under it', () => {
  const foreign = [otherTown, otherCounty];
  const forbidden = (act: (caller: Caller) => unknown): string[] => foreign.map((caller) => codeOf(() => act(caller)));
  const asked = general({ finderLevel: 'TOWN', status: 'RECTIFYING', pendingLevel: null, extensions: [{ id: 'e', deadline: '2027-01-31', reason: '供货', interimMeasures: null, requestedAt: '', requestedBy: operator as never, late: false, state: 'PENDING', decision: null }] });

  it('decides extensions, reclassifies, voids and verifies; an office of another place does not', () => {
    expect(forbidden((caller) => make(asked, caller, 'decide-extension', { extensionId: 'e', verdict: 'APPROVED' }))).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(forbidden((caller) => make(general(), caller, 'reclassify', { level: 'MAJOR', reason: '重' }))).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(forbidden((caller) => make(general(), caller, 'void', { reason: '重复' }))).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(forbidden((caller) => make(general({ status: 'CLOSED' }), caller, 'verify', { verdict: 'GENUINE', opinion: '真' }))).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(make(general(), town, 'reclassify', { level: 'MAJOR', reason: '重' })).toMatchObject({ level: 'MAJOR', status: 'REPORTED' });
  });
});

describe('作废', () => {
  it('is the finder’s level’s or a higher one’s', () => {
    const by = (caller: Caller, finderLevel: Hazard['finderLevel']) => codeOf(() => make(general({ finderLevel }), caller, 'void', { reason: '重复' }));
    expect([by(town, 'ENTERPRISE'), by(town, 'TOWN'), by(town, 'COUNTY')]).toEqual(['OK', 'OK', 'LEVEL_NOT_DUE']);
    expect([by(county, 'TOWN'), by(county, 'COUNTY'), by(city, 'COUNTY')]).toEqual(['OK', 'OK', 'OK']);
    expect(codeOf(() => make(general(), person('p', FIRM, 'PRINCIPAL'), 'void', { reason: '重复' }))).toBe('FORBIDDEN');
  });

  it('of a major is the county’s only: neither the town’s nor the city’s', () => {
    expect([town, county, city].map((caller) => codeOf(() => make(hazard(), caller, 'void', { reason: '重复' })))).toEqual(['LEVEL_NOT_DUE', 'OK', 'LEVEL_NOT_DUE']);
  });
});
