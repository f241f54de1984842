/**
 * The ledger as the contract tells it: give it a command and who sends it, it says what must be answered and what must
 * hold afterwards. Pure. Order of judgement: 404, 403, 412, 409, 422 (contract §1 "errors").
 */
import { MOVE_NOT_ALLOWED, MOVES, NOT_FOUND, isOpen, type Move, type Refusal } from './contract.js';
import { effectOf, startAgain } from './effects.js';
import {
  PARTS,
  isFirm,
  isRegistrar,
  reaches,
  type Args,
  type Command,
  type EditCommand,
  type EvidenceCommand,
  type FiveCommand,
  type FiveInPlace,
  type Hazard,
  type MoveCommand,
  type Person,
  type World,
} from './hazard.js';
import { conflicting, forbidden, isDoubtful, isSilent } from './refusals.js';
import { broken } from './rules.js';
import { isAuthorityStaff, isTownStaff } from './separation.js';

export type Prediction =
  | { accepted: true; next: Hazard; lapsed: boolean }
  /** One of these is due. A 422 must name every code of its list; a 403 or 409 answers one of them first. */
  | { accepted: false; anyOf: Refusal[] }
  /** The contract is silent here. */
  | undefined;

const WRONG_ROLE: Refusal = { status: 403, codes: [] };
const STALE: Refusal = { status: 412, codes: [] };
const refuse = (...anyOf: Refusal[]): Prediction => ({ accepted: false, anyOf });
const rule = (code: string): Prediction => refuse({ status: 422, codes: [code] });
const conflict = (code: string): Prediction => refuse({ status: 409, codes: [code] });
const accept = (next: Hazard, lapsed = false): Prediction => ({ accepted: true, next, lapsed });

export function apply(command: Command, actor: Person, world: World): Prediction {
  const hazard = world.hazards.find((h) => h.ref === command.ref);
  if (!hazard || !reaches(actor, hazard)) return refuse(NOT_FOUND);
  switch (command.kind) {
    case 'move':
      return applyMove(hazard, command, actor, world);
    case 'edit':
      return applyEdit(hazard, command, actor);
    case 'five':
      return applyFive(hazard, command, actor);
    case 'evidence':
      return applyEvidence(hazard, command, actor);
  }
}

function applyMove(h: Hazard, c: MoveCommand, actor: Person, world: World): Prediction {
  if (isSilent(h, c, actor, world)) return undefined;
  const notAllowed = forbidden(h, c, actor, world);
  const inTheWay = conflicting(h, c, actor, world);
  if (inTheWay && isDoubtful(h, c, actor)) {
    return refuse(notAllowed ?? WRONG_ROLE, c.stale ? STALE : inTheWay);
  }
  if (notAllowed) return refuse(notAllowed);
  if (c.stale) return refuse(STALE);
  if (inTheWay) return refuse(inTheWay);
  const rules = broken(h, c, actor, world);
  if (rules) return refuse(rules);
  return accept(effectOf(h, c.move, actor, c.args, world));
}

const anActStands = (h: Hazard): boolean => h.signature !== null || h.confirmations.length > 0;

/** A bound field before RECTIFYING: acts that stand lapse and the row starts again, and the answer says so. */
function withLapse(h: Hazard, change: Partial<Hazard>, differs = true): Prediction {
  const lapsed = differs && anActStands(h);
  return accept({ ...h, ...change, ...(lapsed ? startAgain(h) : {}), version: h.version + 1 }, lapsed);
}

function applyEdit(h: Hazard, { change, stale }: EditCommand, actor: Person): Prediction {
  const onlyOwner = 'owner' in change;
  const mayEdit = isRegistrar(actor, h) && (isFirm(actor) || isAuthorityStaff(actor));
  if (!mayEdit && !(onlyOwner && isFirm(actor))) return refuse(WRONG_ROLE);
  if (stale) return refuse(STALE);
  if (!isOpen(h.status)) return refuse(MOVE_NOT_ALLOWED);
  if (onlyOwner) return accept({ ...h, hasOwner: true, version: h.version + 1 });
  if ('deadline' in change) {
    if (change.deadline === h.deadline) return withLapse(h, {}, false);
    if (h.actedEver) return rule('DEADLINE_FIXED');
    // What becomes of a schedule or an application that names the old day is nowhere said.
    if (h.five.schedule !== undefined || h.extensions.length > 0) return undefined;
    return withLapse(h, { deadline: change.deadline });
  }
  return h.status === 'REPORTED' || h.status === 'CONFIRMING' ? withLapse(h, {}) : conflict('AMEND_NEEDED');
}

function applyFive(h: Hazard, { five, stale }: FiveCommand, actor: Person): Prediction {
  const registrar = isRegistrar(actor, h) && isAuthorityStaff(actor);
  if (!isFirm(actor) && !registrar) return refuse(WRONG_ROLE);
  if (stale) return refuse(STALE);
  if (!isOpen(h.status)) return refuse(MOVE_NOT_ALLOWED);
  if (h.status === 'ACCEPTING') return conflict('AMEND_NEEDED');
  if (h.status === 'RECTIFYING' && overwrites(h.five, five)) return conflict('AMEND_NEEDED');
  // Whether the stored schedule follows a deadline moved by an extension or a verification is nowhere said.
  if (h.five.schedule !== undefined && h.five.schedule !== h.deadline) return undefined;
  if (five.schedule !== undefined && h.deadline !== null && five.schedule !== h.deadline)
    return rule('SCHEDULE_DEADLINE_DIFFERS');
  const change = { five, deadline: h.deadline ?? five.schedule ?? null };
  return h.status === 'RECTIFYING' ? accept({ ...h, ...change, version: h.version + 1 }) : withLapse(h, change, !isSame(h.five, five));
}

const isSame = (one: FiveInPlace, other: FiveInPlace): boolean => PARTS.every((part) => one[part] === other[part]);
/** A schedule has no content of its own: "its deadline is the hazard's", and milestones lapse nothing. Naming another day is a 422. */
const overwrites = (old: FiveInPlace, wanted: FiveInPlace): boolean =>
  PARTS.some((part) => old[part] !== undefined && old[part] !== wanted[part] && !(part === 'schedule' && wanted[part]));

function applyEvidence(h: Hazard, { evidence }: EvidenceCommand, actor: Person): Prediction {
  if (!isFirm(actor) && !isAuthorityStaff(actor)) return refuse(WRONG_ROLE);
  if (!isOpen(h.status)) return undefined;
  const judged = h.judged && evidence !== 'AFTER';
  return accept({ ...h, evidence: [...h.evidence, evidence], judged, version: h.version + 1 });
}

/** The arguments that give a move its best chance, which is what `allowedMoves` promises: rules can still be fulfilled. */
export function hopefulArgs(h: Hazard, move: Move, actor: Person): Args {
  const pending = h.extensions.findIndex((e) => e.state === 'PENDING');
  return {
    password: 'RIGHT',
    paper: move === 'accept' && h.due === 'PRINCIPAL' && isTownStaff(actor),
    level: h.level === 'MAJOR' ? 'GENERAL' : 'MAJOR',
    basis: true,
    onSite: true,
    withAfter: true,
    extension: pending,
    verdict: move === 'verify' ? 'GENUINE' : 'APPROVED',
  };
}

/** `must` is listed, `may` is left open by the readings, everything else is absent. */
export function allowedMoves(h: Hazard, actor: Person, world: World): { must: Move[]; may: Move[] } {
  const result: { must: Move[]; may: Move[] } = { must: [], may: [] };
  for (const move of MOVES) {
    const command: MoveCommand = { kind: 'move', move, ref: h.ref, args: hopefulArgs(h, move, actor) };
    if (isSilent(h, command, actor, world)) result.may.push(move);
    else if (forbidden(h, command, actor, world) || conflicting(h, command, actor, world)) continue;
    else if (move === 'take-over' && h.refusal === 'NONE') continue;
    else if (isUnfulfillable(h, command, actor, world)) result.may.push(move);
    else result.must.push(move);
  }
  return result;
}

/** A rule that the caller cannot meet by another body: whether the move is still offered is left open. */
function isUnfulfillable(h: Hazard, c: MoveCommand, actor: Person, world: World): boolean {
  const codes = broken(h, c, actor, world)?.codes ?? [];
  return ['EXTENSION_LIMIT', 'EXTENSION_UNKNOWN', 'OPEN_MAJOR_UNDER_ORDER', 'ENTERPRISE_NOT_CEASED'].some((code) =>
    codes.includes(code),
  );
}
