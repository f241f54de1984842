/** 422: rules between fields, or with what the ledger already holds (contract §3, every reason at once). */
import { CONFIRM_ROUTES, isOpen, type Move, type Refusal } from './contract.js';
import { isOwn, missingParts, type Hazard, type MoveCommand, type Person, type World } from './hazard.js';
import { isTownStaff } from './separation.js';

const FIRST_ACTS: Move[] = ['sign', 'confirm', 'take-over'];

export function broken(h: Hazard, c: MoveCommand, actor: Person, world: World): Refusal | undefined {
  const codes = [...needsForActs(h, c, actor), ...needsOfMove(h, c, actor, world)];
  return codes.length > 0 ? { status: 422, codes } : undefined;
}

function needsForActs(h: Hazard, { move, args }: MoveCommand, actor: Person): string[] {
  const codes: string[] = [];
  const fromStart = move === 'submit-rectification' && h.status !== 'RECTIFYING';
  if ((FIRST_ACTS.includes(move) || fromStart) && (!h.hasOwner || h.deadline === null)) {
    codes.push('OWNER_AND_DEADLINE_NEEDED');
  }
  if (needsFive(h, move) && missingParts(h.five).length > 0) codes.push('FIVE_IN_PLACE_INCOMPLETE');
  const typedFromPaper = ['sign', 'submit-rectification'].includes(move)
    ? isTownStaff(actor)
    : move === 'accept' && h.due === 'PRINCIPAL' && args.paper === true;
  if (typedFromPaper && !h.evidence.includes('SIGNED_SHEET')) codes.push('SIGNED_SHEET_NEEDED');
  if ((move === 'submit-rectification' || move === 'accept') && isOwn(h) && h.signatureOwed)
    codes.push('SIGNATURE_NEEDED');
  return codes;
}

function needsFive(h: Hazard, move: Move): boolean {
  if (h.level !== 'MAJOR') return false;
  return (move === 'sign' && isOwn(h)) || move === 'submit-rectification' || move === 'request-extension';
}

function needsOfMove(h: Hazard, { move, args }: MoveCommand, actor: Person, world: World): string[] {
  switch (move) {
    case 'take-over':
      // A MAJOR may also be taken over after its working day; the model's calendar stands still, so it never has.
      return h.refusal === 'NONE' ? ['TAKE_OVER_TOO_EARLY'] : [];
    case 'submit-rectification':
      if (args.withAfter !== true || !h.evidence.includes('AFTER')) return ['CLOSURE_EVIDENCE_MISSING'];
      return h.judged ? ['CLOSURE_EVIDENCE_JUDGED'] : [];
    case 'accept':
      return lastOfMajor(h) && !args.onSite && !h.acceptances.some((a) => a.onSite) ? ['ON_SITE_CHECK_NEEDED'] : [];
    case 'request-extension':
      return extensionCodes(h, args.deadline);
    case 'decide-extension':
      return h.extensions[args.extension ?? -1] === undefined ? ['EXTENSION_UNKNOWN'] : [];
    case 'reclassify':
      return [
        ...(args.level === h.level ? ['LEVEL_UNCHANGED'] : []),
        ...(args.level === 'MAJOR' && args.level !== h.level && !args.basis && !h.hasBasis ? ['BASIS_NEEDED'] : []),
      ];
    case 'resume-operations':
      return openMajorUnderOrder(h, world) ? ['OPEN_MAJOR_UNDER_ORDER'] : [];
    case 'void':
      return args.duplicateOf !== undefined && !isSurvivor(h, args.duplicateOf, world) ? ['DUPLICATE_INVALID'] : [];
    case 'terminate':
      return ['ENTERPRISE_NOT_CEASED'];
    case 'amend':
      return [];
    default:
      return [];
  }
}

const lastOfMajor = (h: Hazard): boolean => h.level === 'MAJOR' && h.due === 'COUNTY' && h.status === 'ACCEPTING';

/** At most two, the pending one counted; a new day must be later than the one that stands. */
function extensionCodes(h: Hazard, asked: string | undefined): string[] {
  const counted = h.extensions.filter((e) => e.state === 'PENDING' || e.state === 'APPROVED').length;
  return [
    ...(asked !== undefined && h.deadline !== null && asked <= h.deadline ? ['EXTENSION_NOT_LATER'] : []),
    ...(counted >= 2 ? ['EXTENSION_LIMIT'] : []),
  ];
}

const openMajorUnderOrder = (h: Hazard, world: World): boolean =>
  world.hazards.some(
    (other) =>
      other.enterprise === h.enterprise &&
      other.level === 'MAJOR' &&
      isOpen(other.status) &&
      other.suspendedBy !== null &&
      other.suspendedBy === h.suspendedBy,
  );

function isSurvivor(h: Hazard, ref: string, world: World): boolean {
  const other = world.hazards.find((candidate) => candidate.ref === ref);
  return other !== undefined && other.ref !== h.ref && other.enterprise === h.enterprise && other.status !== 'VOIDED';
}

/** Levels of the confirm route that the standing confirmations do not cover yet. */
export const uncovered = (h: Hazard): ReturnType<typeof routeOf> =>
  routeOf(h).filter((level) => !h.confirmations.some((given) => given.level === level));
export const routeOf = (h: Hazard): (typeof CONFIRM_ROUTES)['TOWN']['MAJOR'] => CONFIRM_ROUTES[h.finder][h.level];
