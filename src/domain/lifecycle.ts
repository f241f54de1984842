/**
 * The life of a hazard as one table (contract §3): every move, edits included, with the states it starts from,
 * where it may lead, who may make it, what it needs and what it changes. `decide` reads the table, nothing else.
 */
import type { Case, Commands, Dossier, MoveName, Rules } from './dossier.js';
import * as effect from './effects.js';
import type { Change } from './effects.js';
import { BOUND_FIELDS } from './content.js';
import type { Hazard, Status } from './hazard.js';
import { isOpen, OPEN_STATUSES, STATUSES } from './hazard.js';
import { ACTIONS, denial, mandatesFor } from './permission.js';
import type { ActionName, Caller, Mandate } from './permission.js';
import * as need from './needs.js';
import { Refused } from './refusal.js';
import type { Reason } from './refusal.js';
import * as who from './who.js';

interface Move<M extends MoveName> {
  can: ActionName;
  from: readonly Status[];
  /** A finer condition of state, where the status alone does not tell. */
  when?: (hazard: Hazard, caller: Caller) => boolean;
  /** Every status it can lead to; empty: it moves nothing. */
  to: readonly Status[];
  who: readonly ((c: Case<M>) => Reason[])[];
  needs: readonly ((c: Case<M>) => Reason[])[];
  change: (c: Case<M>) => Change;
}
type Table = { [M in MoveName]: Move<M> };

const OPEN = OPEN_STATUSES;
const EARLY = ['REPORTED', 'CONFIRMING'] as const;
const isOwn = (hazard: Hazard): boolean => hazard.finderLevel === 'ENTERPRISE';
const AMEND_NEEDED: Reason[] = [{ code: 'AMEND_NEEDED' }];
const ROUTE_KEPT: Reason[] = [{ code: 'RULE_BROKEN', path: 'sector', params: { why: '按现行设置，改变行业会改变确认、验收的层级；已进入整改的不能这样修改，须作废后重新登记' } }];
/** One whose firm was shut down is verified by nobody; only the sandbox takes it back when it is reset. */
const canBeVerified = ({ terminated }: Hazard, { kind }: Caller): boolean => !terminated || kind === 'SYSTEM';
const late = (hazard: Hazard): boolean => hazard.status === 'RECTIFYING' || hazard.status === 'ACCEPTING';

export const MOVES: Table = {
  sign: {
    can: 'hazard.sign', from: OPEN, to: ['CONFIRMING'], who: [who.firmOrItsTown, who.passwordAgain],
    when: (hazard) => hazard.signature === null && !(isOwn(hazard) && hazard.status === 'CONFIRMING'),
    needs: [need.paperIfAuthority, need.ownerAndDeadline, (c) => (isOwn(c.hazard) ? need.fiveInPlaceIfMajor(c) : [])],
    change: effect.signed,
  },
  'refuse-to-sign': {
    can: 'hazard.refuse-to-sign', from: OPEN, to: [], who: [who.inScope], when: (hazard) => hazard.signature === null,
    needs: [], change: effect.refusedToSign,
  },
  'take-over': {
    can: 'hazard.take-over', from: ['REPORTED'], to: ['CONFIRMING'], who: [who.inScope],
    needs: [need.ownerAndDeadline, need.silentOrRefused], change: effect.takenOver,
  },
  confirm: {
    can: 'hazard.confirm', from: ['CONFIRMING'], to: ['CONFIRMING', 'RECTIFYING'], who: [who.dueConfirmer],
    needs: [need.ownerAndDeadline], change: effect.confirmed,
  },
  'send-back': {
    can: 'hazard.send-back', from: ['CONFIRMING', 'ACCEPTING'], to: ['REPORTED', 'CONFIRMING', 'RECTIFYING'],
    who: [who.confirmerOrAccepter], needs: [], change: effect.sentBack,
  },
  'record-progress': {
    can: 'hazard.progress', from: ['RECTIFYING'], to: [], who: [who.firm], needs: [need.evidenceKnown], change: () => ({}),
  },
  amend: {
    can: 'hazard.amend', from: ['RECTIFYING', 'ACCEPTING'], to: [], who: [who.firmOrRegistrant, who.passwordAgain],
    needs: [need.somethingAmended, need.basisKept, need.clauseKnown, need.amendedFiveIsConsistent], change: effect.amended,
  },
  'submit-rectification': {
    can: 'hazard.submit', from: ['RECTIFYING', ...EARLY], to: ['ACCEPTING'], who: [who.firmOrItsTown],
    when: (hazard) => hazard.status === 'RECTIFYING' || hazard.level === 'GENERAL',
    needs: [need.paperIfAuthority, need.ownerAndDeadline, need.completedOnPlausible, need.afterEvidence, need.fiveInPlaceIfMajor, need.everyConfirmationIfMajor, need.signatureAfterAmendment],
    change: effect.submitted,
  },
  accept: {
    can: 'hazard.accept', from: ['ACCEPTING'], to: ['ACCEPTING', 'CLOSED'], who: [who.dueAccepter],
    needs: [need.paperIfAuthority, need.onSiteOnceIfMajor, need.signatureAfterAmendment], change: effect.acceptedBy,
  },
  'request-extension': {
    can: 'hazard.extend', from: ['REPORTED', 'CONFIRMING', 'RECTIFYING'], to: [], who: [who.firm],
    needs: [need.extensionAllowed, need.roomFor('extensions'), need.fiveInPlaceIfMajor], change: effect.extensionAsked,
  },
  'decide-extension': {
    can: 'hazard.decide-extension', from: ['REPORTED', 'CONFIRMING', 'RECTIFYING'], to: [], who: [who.extensionDecider],
    needs: [need.extensionOpen], change: effect.extensionDecided,
  },
  reclassify: {
    can: 'hazard.reclassify', from: OPEN, to: ['REPORTED', 'CONFIRMING', 'RECTIFYING'], who: [who.reclassifier],
    needs: [need.levelChanges, need.clauseKnown, need.roomFor('levelHistory')], change: effect.reclassified,
  },
  'list-for-supervision': {
    can: 'hazard.supervise', from: OPEN, to: [], who: [who.inScope], needs: [need.notListed, need.supervisionDeadlineAhead], change: effect.listedForSupervision,
  },
  delist: { can: 'hazard.supervise', from: OPEN, to: [], who: [who.inScope], needs: [need.listed], change: () => ({ supervision: null }) },
  verify: {
    can: 'hazard.verify', from: ['CLOSED'], to: ['RECTIFYING'], when: canBeVerified, who: [who.verifier],
    needs: [need.verifyDeadlineAhead, need.roomFor('verifications')], change: effect.verified,
  },
  'suspend-operations': {
    can: 'hazard.suspend', from: OPEN, to: [], who: [who.inScope], needs: [need.notSuspended, need.suspensionInOrder],
    change: ({ command: { noticeNo, from, until, reason } }) =>
      ({ operationsSuspended: true, suspension: { noticeNo, from, until: until ?? null, reason: reason ?? null } }),
  },
  'resume-operations': {
    can: 'hazard.suspend', from: STATUSES, to: [], who: [who.inScope], needs: [need.suspended, need.noOpenMajorUnderOrder],
    change: () => ({ operationsSuspended: false, suspension: null }),
  },
  void: { can: 'hazard.void', from: OPEN, to: ['VOIDED'], who: [who.voider], needs: [need.survivorStands], change: effect.voided },
  restore: { can: 'hazard.void', from: ['VOIDED'], to: OPEN, who: [who.voider], needs: [need.refFree], change: effect.restored },
  terminate: {
    can: 'hazard.terminate', from: OPEN, to: ['CLOSED'], who: [who.inScope], needs: [need.enterpriseCeased, need.oneEvidenceKnown], change: effect.terminated,
  },
  patch: {
    can: 'hazard.edit', from: OPEN, to: ['REPORTED', 'CONFIRMING'], who: [who.editor],
    needs: [need.deadlineFree, need.basisKept, need.clauseKnown, need.repeatStands, need.inspectionStands, need.orderKept, (c) => {
      const bound = BOUND_FIELDS.some((field) => c.command[field] !== undefined && c.command[field] !== c.hazard[field]);
      return late(c.hazard) && bound ? AMEND_NEEDED : [];
    }, (c) => (late(c.hazard) && effect.rerouted(c) ? ROUTE_KEPT : [])],
    change: effect.patched,
  },
  'five-in-place': {
    can: 'hazard.edit', from: OPEN, to: ['REPORTED', 'CONFIRMING'], who: [who.firmOrRegistrant],
    needs: [need.fiveIsConsistent, (c) => {
      const fills = c.hazard.status === 'RECTIFYING' && effect.onlyFills(c.hazard.fiveInPlace, c.command.five);
      return late(c.hazard) && !fills ? AMEND_NEEDED : [];
    }],
    change: effect.fivePut,
  },
  'cause-analysis': { can: 'hazard.edit', from: OPEN, to: [], who: [who.firmOrRegistrant], needs: [], change: ({ command }) => ({ causeAnalysis: command.causeAnalysis }) },
  'workers-informed': {
    can: 'hazard.edit', from: OPEN, to: [], who: [who.firmOrRegistrant], needs: [need.dayPlausible, need.oneEvidenceKnown, need.roomFor('workersInformed')],
    change: ({ hazard, command: { day, how, evidenceId } }) => ({ workersInformed: [...hazard.workersInformed, { day, how, evidenceId: evidenceId ?? null }] }),
  },
  assessments: {
    can: 'hazard.edit', from: OPEN, to: [], who: [who.inScope], needs: [need.dayPlausible, need.roomFor('assessments')],
    change: ({ hazard, caller, command: { day, safeToOperate, opinion } }) =>
      ({ assessments: [...hazard.assessments, { day, safeToOperate, opinion, by: caller.name }] }),
  },
  attach: { can: 'hazard.attach', from: OPEN, to: [], who: [who.inScope], needs: [need.roomForEvidence, need.alreadyTaken], change: () => ({}) },
};

/** Moves that are routes of their own (`POST /hazards/{id}/<move>`); the rest are edits. */
export const EDITS = ['patch', 'five-in-place', 'cause-analysis', 'workers-informed', 'assessments', 'attach'] as const satisfies readonly MoveName[];
export const MOVE_NAMES = (Object.keys(MOVES) as MoveName[]).filter((name) => !(EDITS as readonly MoveName[]).includes(name)) as Exclude<MoveName, (typeof EDITS)[number]>[];

export interface Asked<M extends MoveName> {
  move: M;
  dossier: Dossier;
  command: Commands[M];
  rules: Rules;
  caller: Caller;
  ifMatch: number | null;
  /** PATCH and PUT, also of parts, must send it (contract §1). */
  ifMatchNeeded?: boolean;
  at: string;
  today: string;
}
export interface Decision { next: Hazard; mandate: Mandate | null; lapsed: boolean }

/** One move on one hazard: the next state under the mandate that allows it, or every reason of the first kind. */
export function decide<M extends MoveName>(asked: Asked<M>): Decision {
  const { dossier: { hazard }, ifMatch, at } = asked;
  const move = MOVES[asked.move] as Move<M>;
  const { c, reasons } = underBestMandate(asked, move);
  if (asked.ifMatchNeeded && ifMatch === null) reasons.push({ code: 'IF_MATCH_REQUIRED' });
  if (ifMatch !== null && ifMatch !== hazard.version) reasons.push({ code: 'VERSION_STALE', params: { version: hazard.version } });
  if (!stateAllows(move, hazard, asked.caller)) reasons.push({ code: 'MOVE_NOT_ALLOWED' });
  if (c && reasons.length === 0) reasons.push(...objections(move.needs, c));
  if (reasons.length > 0 || !c) throw refused(asked, reasons);
  const change = move.change(c);
  return {
    next: { ...hazard, ...change, updatedAt: at },
    mandate: c.mandate,
    lapsed: (asked.move === 'patch' || asked.move === 'five-in-place') && 'confirmations' in change,
  };
}

const stateAllows = <M extends MoveName>(move: Move<M>, hazard: Hazard, caller: Caller): boolean =>
  move.from.includes(hazard.status) && (move.when?.(hazard, caller) ?? true);

function objections<M extends MoveName>(conditions: readonly ((c: Case<M>) => Reason[])[], c: Case<M>): Reason[] {
  const reasons: Reason[] = [];
  for (const condition of conditions) reasons.push(...condition(c));
  return reasons;
}

/** Tries each mandate, one's own first: the one with the fewest objections of right decides. */
function underBestMandate<M extends MoveName>(asked: Asked<M>, move: Move<M>): { c: Case<M> | null; reasons: Reason[] } {
  const denied = denial(asked.caller, move.can);
  if (denied) return { c: null, reasons: [{ code: denied, params: { scope: (ACTIONS[move.can] as { key?: string }).key ?? '' } }] };
  const mandates: readonly (Mandate | null)[] = asked.caller.kind === 'PERSON' ? mandatesFor(asked.caller, move.can) : [null];
  const tried = mandates.map((mandate) => {
    const c: Case<M> = { hazard: asked.dossier.hazard, mandate, ...asked };
    return { c, reasons: objections(move.who, c) };
  });
  return tried.reduce((best, one) => (one.reasons.length < best.reasons.length ? one : best));
}

function refused<M extends MoveName>(asked: Asked<M>, reasons: Reason[]): Refused {
  const { status } = asked.dossier.hazard;
  const named = reasons.map((reason) => (reason.code === 'MOVE_NOT_ALLOWED' ? { ...reason, params: { status, move: asked.move } } : reason));
  const plain = new Refused(named);
  return plain.status === 409 ? new Refused(named, { hazardStatus: status, allowedMoves: allowedMoves(asked) }) : plain;
}

/** Where the right depends on what is sent: an inspector accepts for the firm by its signed sheet. */
const HOPEFUL: Partial<Commands> = { accept: { signedSheetEvidenceId: 'the sheet' } };

/** What this caller may do now; rules that the caller can still fulfil do not hide a move. */
export function allowedMoves({ dossier, rules, caller, ifMatch, at, today }: Omit<Asked<MoveName>, 'move' | 'command'>): MoveName[] {
  const { hazard } = dossier;
  return MOVE_NAMES.filter((name) => {
    const move = MOVES[name] as Move<MoveName>;
    if (!stateAllows(move, hazard, caller)) return false;
    const { c, reasons } = underBestMandate({ move: name, command: HOPEFUL[name] ?? {}, dossier, rules, caller, ifMatch, at, today }, move);
    if (!c || reasons.length > 0) return false;
    if (name === 'take-over') return need.silentOrRefused(c).length === 0;
    if (name === 'delist') return hazard.supervision !== null;
    if (name === 'list-for-supervision') return hazard.supervision === null;
    if (name === 'suspend-operations') return hazard.suspension === null;
    if (name === 'resume-operations') return hazard.suspension !== null;
    if (name === 'request-extension') return hazard.deadline !== null && !hazard.extensions.some((one) => one.state === 'PENDING');
    if (name === 'decide-extension') return hazard.extensions.some((one) => one.state === 'PENDING');
    return true;
  });
}

/** At boot: every state can be left but VOIDED and CLOSED end nothing for good, and every state can be reached. */
export function checkGraph(): void {
  const leads = (name: MoveName) => MOVES[name].to;
  for (const status of STATUSES) {
    const leaves = (Object.keys(MOVES) as MoveName[]).some((name) => MOVES[name].from.includes(status) && leads(name).some((to) => to !== status));
    const reached = status === 'REPORTED' || (Object.keys(MOVES) as MoveName[]).some((name) => leads(name).includes(status));
    if (!leaves || !reached) throw new Error(`the table of moves strands ${status}`);
  }
  for (const name of Object.keys(MOVES) as MoveName[]) {
    if (!(MOVES[name].can in ACTIONS)) throw new Error(`${name}: no such action ${MOVES[name].can}`);
  }
}
export { isOpen };
