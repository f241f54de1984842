/** Why a move is refused with 403 or 409, from the tables and the acts that stand (contract §1 order of kinds, §3). */
import { ACCEPT_ROUTES, CONFIRM_ROUTES, RANK, isOpen, levelOf, moveRow, type Refusal } from './contract.js';
import { isOwn, isRegistrar, type Hazard, type MoveCommand, type Person, type World } from './hazard.js';
import { barredFromAccepting, barredFromConfirming, isSupervisor, isTownStaff, turnOf } from './separation.js';

const SEPARATED = 'SEPARATION_OF_DUTIES';
const firmAccepts = (h: Hazard): boolean => ACCEPT_ROUTES[h.finder][h.level].includes('PRINCIPAL');
const inDueState = (h: Hazard): boolean => h.status === 'CONFIRMING' || h.status === 'ACCEPTING';

/** All 403 reasons at once; `codes` is empty where the contract names none. */
export function forbidden(h: Hazard, c: MoveCommand, actor: Person, world: World): Refusal | undefined {
  if (actor.seat === 'KEY' && moveRow(c.move).human) return { status: 403, codes: ['HUMAN_REQUIRED'] };
  if (!holdsRole(h, c, actor)) return { status: 403, codes: [] };
  const codes = [...personal(h, c, actor), ...(wrongLevel(h, c, actor, world) ? ['LEVEL_NOT_DUE'] : [])];
  return codes.length > 0 ? { status: 403, codes } : undefined;
}

function holdsRole(h: Hazard, { move, args }: MoveCommand, actor: Person): boolean {
  if (move === 'accept' || move === 'send-back') {
    if (actor.seat === 'PRINCIPAL') return firmAccepts(h) && !(move === 'send-back' && h.status === 'CONFIRMING');
    if (move === 'accept' && args.paper === true && firmAccepts(h) && isTownStaff(actor)) return true;
  }
  if (move === 'amend' && levelOf(actor.seat) !== undefined && !isRegistrar(actor, h)) return false;
  return moveRow(move).who.includes(actor.seat);
}

function personal(h: Hazard, { move, args }: MoveCommand, actor: Person): string[] {
  const codes: string[] = [];
  if ((move === 'sign' || move === 'amend') && actor.seat === 'PRINCIPAL' && args.password === 'WRONG') {
    codes.push('PASSWORD_INCORRECT');
  }
  if (move === 'confirm' && barredFromConfirming(h, actor.account)) codes.push(SEPARATED);
  if (move === 'accept' && barredFromAccepting(h, actor.account) && !isDoubtful(h, { move }, actor) && !hasAccepted(h, actor))
    codes.push(SEPARATED);
  if (move === 'send-back' && h.status === 'CONFIRMING' && barredFromConfirming(h, actor.account))
    codes.push(SEPARATED);
  if (move === 'send-back' && h.status === 'ACCEPTING' && barredFromAccepting(h, actor.account)) codes.push(SEPARATED);
  if (move === 'verify' && h.acceptances.some((given) => given.by === actor.account)) codes.push(SEPARATED);
  return codes;
}

/** §1 "two at once: one wins, the other gets 409": a person's own acceptance stands, and the row is no longer at his level. */
const hasAccepted = (h: Hazard, { account, seat }: Person): boolean =>
  h.acceptances.some((given) => given.by === account && (h.status !== 'ACCEPTING' || (given.level === levelOf(seat) && h.due !== given.level)));

function wrongLevel(h: Hazard, { move, args }: MoveCommand, actor: Person, world: World): boolean {
  const level = levelOf(actor.seat);
  const route = CONFIRM_ROUTES[h.finder][h.level];
  switch (move) {
    case 'confirm':
      return h.status === 'CONFIRMING' && turnOf(h, actor, world) === 'NOT_MY_LEVEL';
    case 'accept':
    case 'send-back':
      if (!(move === 'accept' ? h.status === 'ACCEPTING' : inDueState(h))) return false;
      if (h.due === 'PRINCIPAL' && (actor.seat === 'PRINCIPAL' || (args.paper === true && isTownStaff(actor))))
        return false;
      return turnOf(h, actor, world) === 'NOT_MY_LEVEL';
    case 'decide-extension':
      return level !== route[route.length - 1];
    case 'reclassify':
      return h.level === 'MAJOR' && args.level === 'GENERAL' && level === 'TOWN';
    case 'void':
    case 'restore':
      return level === undefined || RANK[level] < (h.level === 'MAJOR' ? RANK.COUNTY : RANK[h.finder]);
    default:
      return false;
  }
}

/** 409 reasons: the state first, then what already stands or is not there to be ended. */
export function conflicting(h: Hazard, c: MoveCommand, actor: Person, world: World): Refusal | undefined {
  const codes = stateCodes(h, c, actor, world);
  return codes.length > 0 ? { status: 409, codes } : undefined;
}

function stateCodes(h: Hazard, { move, args }: MoveCommand, actor: Person, world: World): string[] {
  const from = moveRow(move).from[isOwn(h) ? 'own' : 'authority'][h.level];
  const codes: string[] = [];
  if (!from.includes(h.status)) codes.push('MOVE_NOT_ALLOWED');
  else if ((move === 'sign' || move === 'refuse-to-sign') && h.signature !== null) codes.push('MOVE_NOT_ALLOWED');
  if (moveRow(move).level === 'DUE' && codes.length === 0 && isSupervisor(actor)) {
    if (turnOf(h, actor, world) === 'ALREADY_GIVEN') codes.push('MOVE_NOT_ALLOWED');
  }
  if (move === 'verify' && h.terminated) codes.push('MOVE_NOT_ALLOWED');
  if (move === 'list-for-supervision' && h.listed) codes.push('ALREADY_LISTED');
  if (move === 'delist' && !h.listed) codes.push('NOT_LISTED');
  if (move === 'suspend-operations' && h.suspendedBy !== null) codes.push('ALREADY_SUSPENDED');
  if (move === 'resume-operations' && h.suspendedBy === null) codes.push('NOT_SUSPENDED');
  if (move === 'request-extension' && h.extensions.some((e) => e.state === 'PENDING')) codes.push('EXTENSION_PENDING');
  const asked = move === 'decide-extension' ? h.extensions[args.extension ?? -1] : undefined;
  if (asked && asked.state !== 'PENDING') codes.push('EXTENSION_DECIDED');
  return codes;
}

/**
 * Where the act is not due at all, 403 ("it would not be yours") and 409 ("it is nobody's now") are both honest:
 * a principal whose word is not on the route, somebody barred from an act of another round, a level that has spoken.
 */
export function isDoubtful(h: Hazard, { move }: Pick<MoveCommand, 'move'>, actor: Person): boolean {
  if (move === 'send-back') {
    if (inDueState(h)) return isSupervisor(actor);
    return (
      actor.seat === 'PRINCIPAL' || barredFromConfirming(h, actor.account) || barredFromAccepting(h, actor.account)
    );
  }
  if (move !== 'accept' || h.status === 'ACCEPTING') return false;
  if (actor.seat === 'PRINCIPAL' && !firmAccepts(h)) return true;
  return h.submission?.by === actor.account && h.submission.sentBack && h.registeredBy.account !== actor.account;
}

/** Situations that neither the contract nor its recorded readings settle: the model does not go there. */
export function isSilent(h: Hazard, { move, args }: MoveCommand, actor: Person, world: World): boolean {
  if (actor.seat === 'SUPERVISOR CITY') {
    if (move === 'refuse-to-sign' || move === 'terminate') return true;
    if ((move === 'void' || move === 'restore') && h.level === 'MAJOR') return true;
  }
  if (move === 'take-over' && h.refusal === 'BEFORE_SIGNATURE') return true;
  if (move === 'send-back' && h.due === 'PRINCIPAL' && isTownStaff(actor)) return true;
  if (move === 'send-back' && firmAccepts(h) && actor.seat === 'INSPECTOR TOWN') return true;
  if (inDueState(h) && isSupervisor(actor) && turnOf(h, actor, world) === 'SILENT') return true;
  if (move === 'request-extension' && h.deadline === null && isOpen(h.status)) return true;
  return move === 'reclassify' && args.level === 'MAJOR' && h.deadline === null;
}
