/** Each condition alone, on a row of nothing but what it looks at. */
import { describe, expect, it } from '@jest/globals';
import type { Case, MoveName } from './dossier.js';
import type { Hazard } from './hazard.js';
import { NOTHING_IN_PLACE } from './hazard.js';
import * as need from './needs.js';
import type { Reason } from './refusal.js';

const TODAY = '2026-11-20';
const ROUTE = { confirm: ['TOWN', 'COUNTY'], accept: ['TOWN', 'COUNTY'], settingVersion: 0 };
const ROW = {
  id: 'h', enterpriseId: 'firm', level: 'MAJOR', status: 'RECTIFYING', foundOn: '2026-11-10', deadline: '2026-12-31', route: ROUTE, confirmations: [],
  acceptances: [], extensions: [], verifications: [], supervision: null, suspension: null, finders: [], firstActAt: null, fiveInPlace: NOTHING_IN_PLACE, basisClause: null, basisNote: null, description: '甲',
};
const EVIDENCE = [{ id: 'after', kind: 'AFTER', sha256: 'a' }, { id: 'sheet', kind: 'SIGNED_SHEET', sha256: 'b' }];

function codes<M extends MoveName>(condition: (c: Case<M>) => Reason[], command: object = {}, row: object = {}, around: object = {}): string[] {
  const dossier = { evidence: EVIDENCE, enterprise: { status: 'ACTIVE' }, openMajorsUnderOrder: [], refTaken: false, named: null, inspectionOf: null, ...around };
  const c = { command, dossier, hazard: { ...ROW, ...row }, rules: { extensionLimit: 2, clauses: new Set(['GM-2023-05-05']) }, today: TODAY, mandate: null } as unknown as Case<M>;
  return condition(c).map((reason) => reason.code);
}

describe('what a move needs', () => {
  it('a day that lies between the finding and today', () => {
    expect(codes(need.completedOnPlausible, { completedOn: '2026-11-21' })).toEqual(['DAY_IN_FUTURE']);
    expect(codes(need.completedOnPlausible, { completedOn: '2026-11-09' })).toEqual(['DAY_BEFORE_FOUND']);
    for (const day of [TODAY, '2026-11-10']) expect(codes(need.dayPlausible, { day })).toEqual([]);
  });

  it('evidence of this very hazard, one of it from after', () => {
    expect(codes(need.afterEvidence, { evidenceIds: ['sheet', 'elsewhere'] })).toEqual(['EVIDENCE_UNKNOWN', 'CLOSURE_EVIDENCE_MISSING']);
    expect(codes(need.evidenceKnown, { evidenceIds: ['elsewhere'] })).toEqual(['EVIDENCE_UNKNOWN']);
    expect(codes(need.oneEvidenceKnown, { evidenceId: 'elsewhere' })).toEqual(['EVIDENCE_UNKNOWN']);
    expect(codes(need.afterEvidence, { evidenceIds: ['after'] })).toEqual([]);
  });

  it('evidence that nobody had judged, once it was found not genuine', () => {
    const uploaded = (id: string, sha256: string, day: number) => ({ id, kind: 'AFTER', sha256, uploadedAt: `2026-11-${day}T02:00:00.000Z` });
    const found = (verdict: string, day: number) => ({ verdict, at: `2026-11-${day}T02:00:00.000Z` });
    const around = { evidence: [uploaded('judged', 'a', 11), uploaded('again', 'a', 15), uploaded('new', 'b', 15), { ...uploaded('bill', 'c', 15), kind: 'DOCUMENT' }] };
    const submitting = (verifications: object[], ...evidenceIds: string[]) => codes(need.afterEvidence, { evidenceIds }, { verifications }, around);
    const notGenuine = [found('NOT_GENUINE', 13)];
    expect(submitting(notGenuine, 'judged')).toEqual(['CLOSURE_EVIDENCE_JUDGED']);
    expect(submitting(notGenuine, 'judged', 'again', 'bill')).toEqual(['CLOSURE_EVIDENCE_JUDGED']);
    expect(submitting(notGenuine, 'bill')).toEqual(['CLOSURE_EVIDENCE_MISSING']);
    expect(submitting(notGenuine, 'judged', 'new')).toEqual([]);
    expect(submitting([...notGenuine, found('NOT_GENUINE', 15)], 'new')).toEqual(['CLOSURE_EVIDENCE_JUDGED']);
    expect(submitting([found('GENUINE', 16)], 'judged')).toEqual([]);
    expect(submitting([...notGenuine, found('GENUINE', 16)], 'new')).toEqual([]);
  });

  it('a photo that was taken already, by a clock that may be ten minutes ahead', () => {
    const taken = (takenAt: string | null) => codes((c: Case<'attach'>) => need.alreadyTaken({ ...c, at: '2026-11-20T02:00:00.000Z' }), { evidence: { takenAt } });
    expect([taken(null), taken('2026-11-20T10:10:00+08:00'), taken('2026-11-20T10:10:01+08:00'), taken('2030-01-01T00:00:00Z')]).toEqual([[], [], ['TAKEN_IN_FUTURE'], ['TAKEN_IN_FUTURE']]);
  });

  it('a signed sheet with its day where an authority records for the firm', () => {
    const town = { role: 'INSPECTOR', organisation: { kind: 'TOWN_CENTRE' }, onBehalfOf: null };
    const signing = (command: object) => codes((c: Case<'sign'>) => need.paperIfAuthority({ ...c, move: 'sign', mandate: town as unknown as Case['mandate'] }), command);
    expect(signing({})).toEqual(['SIGNED_SHEET_NEEDED']);
    expect(signing({ signedSheetEvidenceId: 'after', signedOn: TODAY })).toEqual(['SIGNED_SHEET_NEEDED']);
    expect(signing({ signedSheetEvidenceId: 'sheet' })).toEqual(['SIGNED_SHEET_NEEDED']);
    expect(signing({ signedSheetEvidenceId: 'sheet', signedOn: '2026-11-21' })).toEqual(['DAY_IN_FUTURE']);
    expect(signing({ signedSheetEvidenceId: 'sheet', signedOn: TODAY })).toEqual([]);
    const accepting = (role: string, command: object) =>
      codes((c: Case<'accept'>) => need.paperIfAuthority({ ...c, move: 'accept', mandate: { ...town, role } as unknown as Case['mandate'] }), command);
    expect([accepting('INSPECTOR', {}), accepting('INSPECTOR', { signedSheetEvidenceId: 'after', signedOn: TODAY }), accepting('SUPERVISOR', { signedSheetEvidenceId: 'elsewhere' })])
      .toEqual([['SIGNED_SHEET_NEEDED'], ['SIGNED_SHEET_NEEDED'], ['SIGNED_SHEET_NEEDED']]);
    expect(accepting('SUPERVISOR', {})).toEqual([]);
  });

  it('an inspection of the same enterprise that stands, unless it stood there before', () => {
    expect(codes(need.inspectionStands, { inspectionId: 'i' }, { inspectionId: null }, { inspectionOf: null })).toEqual(['INSPECTION_INVALID']);
    expect(codes(need.inspectionStands, { inspectionId: 'i' }, { inspectionId: 'j' }, { inspectionOf: 'other' })).toEqual(['INSPECTION_INVALID']);
    expect(codes(need.inspectionStands, { inspectionId: 'i' }, { inspectionId: 'i' }, { inspectionOf: null })).toEqual([]);
    expect(codes(need.inspectionStands, { inspectionId: 'i' }, { inspectionId: null }, { inspectionOf: 'firm' })).toEqual([]);
    expect(codes(need.inspectionStands, { inspectionId: null }, { inspectionId: 'i' })).toEqual([]);
  });

  it('every confirmation of the route before a major is submitted', () => {
    expect(codes(need.everyConfirmationIfMajor, {}, { confirmations: [{ level: 'TOWN' }] })).toEqual(['CONFIRMATIONS_NEEDED']);
    expect(codes(need.everyConfirmationIfMajor, {}, { level: 'GENERAL' })).toEqual([]);
  });

  it('an extension that is later, one at a time, two at most', () => {
    const ask = { deadline: '2027-01-31' };
    expect(codes(need.extensionAllowed, { deadline: '2026-12-31' })).toEqual(['EXTENSION_NOT_LATER']);
    expect(codes(need.extensionAllowed, ask, { extensions: [{ state: 'PENDING' }] })).toEqual(['EXTENSION_PENDING']);
    expect(codes(need.extensionAllowed, ask, { extensions: [{ state: 'APPROVED' }, { state: 'APPROVED' }] })).toEqual(['EXTENSION_LIMIT']);
    expect(codes(need.extensionAllowed, ask, { extensions: [{ state: 'REFUSED' }, { state: 'APPROVED' }] })).toEqual([]);
    expect(codes(need.extensionAllowed, ask, { deadline: null })).toEqual(['OWNER_AND_DEADLINE_NEEDED']);
  });

  it('an extension that is there and open to be decided', () => {
    const extensions = [{ id: 'e', state: 'REFUSED' }];
    expect(codes(need.extensionOpen, { extensionId: 'f' }, { extensions })).toEqual(['EXTENSION_UNKNOWN']);
    expect(codes(need.extensionOpen, { extensionId: 'e' }, { extensions })).toEqual(['EXTENSION_DECIDED']);
  });

  it('room: a row does not grow without end', () => {
    const full = Array.from({ length: 200 }, () => ({}));
    for (const list of ['workersInformed', 'assessments', 'extensions', 'verifications', 'levelHistory'] as const) {
      expect(codes(need.roomFor(list), {}, { [list]: full })).toEqual(['ENTRY_LIMIT']);
      expect(codes(need.roomFor(list), {}, { [list]: full.slice(1) })).toEqual([]);
    }
    const named = { id: 's', enterpriseId: 'firm', status: 'CLOSED', finders: full };
    expect(codes(need.survivorStands, { duplicateOf: 's' }, { finders: [{}] }, { named })).toEqual(['ENTRY_LIMIT']);
    expect(codes(need.survivorStands, { duplicateOf: 's' }, { finders: [{}] }, { named: { ...named, finders: full.slice(1) } })).toEqual([]);
    const files = Array.from({ length: 500 }, () => ({}));
    expect([codes(need.roomForEvidence, {}, {}, { evidence: files }), codes(need.roomForEvidence, {}, {}, { evidence: files.slice(1) })]).toEqual([['EVIDENCE_LIMIT'], []]);
  });

  it('an order that the firm cannot lift, a number that nobody took meanwhile, and a schedule that is no past', () => {
    const suspension = { noticeNo: '1', from: TODAY, until: null, reason: null };
    expect(codes(need.orderKept, { operationsSuspended: false }, { suspension })).toEqual(['RULE_BROKEN']);
    expect(codes(need.orderKept, { operationsSuspended: true }, { suspension })).toEqual([]);
    expect(codes(need.refFree, {}, {}, { refTaken: true })).toEqual(['EXTERNAL_REF_CONFLICT']);
    const five = { five: NOTHING_IN_PLACE, deadline: '2026-11-09' };
    expect(codes(need.fiveIsConsistent, five, { deadline: null })).toEqual(['DEADLINE_BEFORE_FOUND']);
    expect(codes(need.fiveIsConsistent, { ...five, deadline: '2026-11-10' }, { deadline: null })).toEqual([]);
  });

  it('another level, and a basis for a major', () => {
    expect(codes(need.levelChanges, { level: 'MAJOR' })).toEqual(['LEVEL_UNCHANGED', 'BASIS_NEEDED']);
    expect(codes(need.levelChanges, { level: 'MAJOR', basisNote: '专家认定' }, { level: 'GENERAL' })).toEqual([]);
    expect(codes(need.basisKept, { basisNote: null }, { basisNote: '专家认定' })).toEqual(['BASIS_NEEDED']);
  });

  it('that it is listed or suspended once, and lifted once', () => {
    expect(codes(need.notListed, {}, { supervision: {} })).toEqual(['ALREADY_LISTED']);
    expect(codes(need.listed)).toEqual(['NOT_LISTED']);
    expect(codes(need.notSuspended, {}, { suspension: {} })).toEqual(['ALREADY_SUSPENDED']);
    expect(codes(need.suspended)).toEqual(['NOT_SUSPENDED']);
  });

  it('no open major under the order before operations resume', () => {
    const [reason] = need.noOpenMajorUnderOrder({ dossier: { openMajorsUnderOrder: ['140525100-2026-000001'] } } as unknown as Case);
    expect(reason).toMatchObject({ code: 'OPEN_MAJOR_UNDER_ORDER', params: { ledgerNos: '140525100-2026-000001' } });
    expect(codes(need.noOpenMajorUnderOrder)).toEqual([]);
  });

  it('days in their order: none past, no end before its start', () => {
    expect(codes(need.verifyDeadlineAhead, { deadline: '2026-11-19' })).toEqual(['DEADLINE_IN_PAST']);
    expect(codes(need.supervisionDeadlineAhead, { deadline: TODAY })).toEqual([]);
    expect(codes(need.suspensionInOrder, { from: '2026-11-20', until: '2026-11-19' })).toEqual(['RANGE_UPSIDE_DOWN']);
  });

  it('a survivor that stands, of the same enterprise, for a duplicate', () => {
    const survivor = { id: 'other', enterpriseId: 'firm', status: 'RECTIFYING', finders: [] };
    const voiding = (one: Partial<Hazard> | null) => codes(need.survivorStands, { duplicateOf: 'other' }, {}, { named: one });
    expect(voiding(survivor as Partial<Hazard>)).toEqual([]);
    for (const wrong of [null, { ...survivor, id: 'h' }, { ...survivor, enterpriseId: 'another' }, { ...survivor, status: 'VOIDED' }]) {
      expect(voiding(wrong as Partial<Hazard> | null)).toEqual(['DUPLICATE_INVALID']);
    }
  });

  it('an earlier row of the same enterprise for a repeat, a published clause for a basis', () => {
    expect(codes(need.repeatStands, { repeatOf: 'other' })).toEqual(['REPEAT_INVALID']);
    expect(codes(need.repeatStands, { repeatOf: 'other' }, {}, { named: { id: 'other', enterpriseId: 'firm' } })).toEqual([]);
    expect(codes(need.clauseKnown, { basisClause: '没有这一条' })).toEqual(['CLAUSE_UNKNOWN']);
    expect(codes(need.clauseKnown, { changes: { basisClause: 'GM-2023-05-05' } })).toEqual([]);
  });

  it('a deadline that stays once an act was given', () => {
    expect(codes(need.deadlineFree, { deadline: '2027-01-31' }, { firstActAt: '2026-11-11T00:00:00.000Z' })).toEqual(['DEADLINE_FIXED']);
    expect(codes(need.deadlineFree, { deadline: '2026-11-09' })).toEqual(['DEADLINE_BEFORE_FOUND']);
    expect(codes(need.deadlineFree, { deadline: '2026-12-31' }, { firstActAt: '2026-11-11T00:00:00.000Z' })).toEqual([]);
  });

  it('五到位 that agree with the deadline, and a reason for no money', () => {
    const five = { ...NOTHING_IN_PLACE, funds: { amountYuan: '0.00', source: '自筹', zeroReason: null }, schedule: { milestones: [{ day: '2027-01-01', goal: '完成' }] } };
    expect(codes(need.fiveIsConsistent, { five, deadline: '2026-12-30' })).toEqual(['SCHEDULE_DEADLINE_DIFFERS', 'ZERO_FUNDS_REASON_NEEDED', 'MILESTONE_AFTER_DEADLINE']);
    expect(codes(need.fiveIsConsistent, { five: NOTHING_IN_PLACE, deadline: '2026-12-30' }, { deadline: null })).toEqual([]);
    const onTheDay = { ...five, funds: { ...five.funds, zeroReason: '利用现有设备' }, schedule: { milestones: [{ day: '2026-12-31', goal: '完成' }] } };
    expect(codes(need.fiveIsConsistent, { five: onTheDay, deadline: '2026-12-31' })).toEqual([]);
    expect(codes(need.fiveIsConsistent, { five: { ...NOTHING_IN_PLACE, contingencyPlan: { summary: '停炉', evidenceId: 'elsewhere' } } })).toEqual(['EVIDENCE_UNKNOWN']);
  });

  it('that an amendment changes something', () => {
    expect(codes(need.somethingAmended, { changes: { description: '甲' } })).toEqual(['EMPTY_CHANGE']);
    expect(codes(need.somethingAmended, { changes: { description: '乙' } })).toEqual([]);
    expect(codes(need.somethingAmended, { changes: { fiveInPlace: NOTHING_IN_PLACE } })).toEqual(['EMPTY_CHANGE']);
    expect(codes(need.somethingAmended, { changes: { fiveInPlace: { ...NOTHING_IN_PLACE, measures: '加装报警' } } })).toEqual([]);
  });

  it('a refusal, or a major that stood a whole working day unsigned; a general one is not taken over for silence', () => {
    const calendar = { years: { 2026: { holidays: [], makeUpDays: [], source: '示例' } } };
    const silent = (level: string, today: string, refusal: object | null = null) => need.silentOrRefused({
      hazard: { level, refusal, reportedOn: '2026-11-18' }, rules: { workingCalendar: calendar }, today,
    } as unknown as Case).map(({ code }) => code);
    expect([silent('MAJOR', '2026-11-19'), silent('MAJOR', '2026-11-20')]).toEqual([['TAKE_OVER_TOO_EARLY'], []]);
    expect([silent('GENERAL', '2026-12-20'), silent('GENERAL', '2026-11-18', {})]).toEqual([['TAKE_OVER_TOO_EARLY'], []]);
  });
});
