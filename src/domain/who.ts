/** Who may make a move on this very row: role by role, level by level, separated by person (contract §2, §3). */
import { actor, personsOf } from './dossier.js';
import type { Case } from './dossier.js';
import type { Approver, Hazard } from './hazard.js';
import { holds, levelOf } from './permission.js';
import type { AuthorityLevel, Organisation } from './permission.js';
import type { Reason } from './refusal.js';
import { barredFromAccepting, barredFromConfirming } from './separation.js';
import { extensionLevel, isAtOrAbove, levelAbove } from './routes.js';

export type Who = (c: Case) => Reason[];

const fine: Reason[] = [];
const FORBIDDEN: Reason[] = [{ code: 'FORBIDDEN' }];
const SEPARATED: Reason[] = [{ code: 'SEPARATION_OF_DUTIES' }];
const MOVED_ON: Reason[] = [{ code: 'MOVE_NOT_ALLOWED' }];
const notDue = (level: Approver): Reason[] => [{ code: 'LEVEL_NOT_DUE', params: { level } }];

/** Whether an organisation has this row under it. */
export function covers(organisation: Organisation, hazard: Pick<Hazard, 'enterpriseId' | 'townCode' | 'countyCode' | 'cityCode'>): boolean {
  switch (organisation.kind) {
    case 'ENTERPRISE': return organisation.id === hazard.enterpriseId;
    case 'TOWN_CENTRE': return organisation.areaCode === hazard.townCode;
    case 'COUNTY_BUREAU': return organisation.areaCode === hazard.countyCode;
    case 'CITY_BUREAU': return organisation.areaCode === hazard.cityCode;
  }
}

const organisationOf = ({ mandate, caller }: Case): Organisation => mandate?.organisation ?? caller.organisation;
const levelOfCase = (c: Case): AuthorityLevel | null => levelOf(organisationOf(c).kind);
const isFirm = (c: Case): boolean => organisationOf(c).id === c.hazard.enterpriseId;
const isRegistrant = (c: Case): boolean => organisationOf(c).id === c.hazard.registeredByOrganisationId;

/** The two persons behind this attempt: the caller and the one he acts for. */
const persons = ({ caller, mandate }: Case): string[] => personsOf({ by: caller, onBehalfOf: mandate?.onBehalfOf ?? null });
const isOneOf = (c: Case, ids: readonly string[]): boolean => persons(c).some((id) => ids.includes(id));

export const firm: Who = (c) => (isFirm(c) ? fine : FORBIDDEN);
export const registrant: Who = (c) => (isRegistrant(c) ? fine : [{ code: 'NOT_THE_REGISTRANT' }]);
export const firmOrRegistrant: Who = (c) => (isFirm(c) || isRegistrant(c) ? fine : FORBIDDEN);
export const inScope: Who = (c) => (c.mandate === null || covers(c.mandate.organisation, c.hazard) ? fine : FORBIDDEN);
/** The enterprise itself, or its town's inspector with a signed sheet. A key only for its own enterprise. */
export const firmOrItsTown: Who = (c) =>
  isFirm(c) || (c.mandate !== null && levelOfCase(c) === 'TOWN' && covers(c.mandate.organisation, c.hazard)) ? fine : FORBIDDEN;
/** A signature is the principal's legal act: the password again, judged before the state (contract §1: 403 before 409). */
export const passwordAgain: Who = ({ mandate, command }) =>
  mandate !== null && holds(mandate, 'PRINCIPAL') && 'passwordRight' in command && !command.passwordRight ? [{ code: 'PASSWORD_INCORRECT', path: 'password' }] : fine;
/** On others' finds the enterprise edits only its own part. */
export const editor: Who = (c) => {
  if (isRegistrant(c)) return fine;
  if (!isFirm(c)) return [{ code: 'NOT_THE_REGISTRANT' }];
  const foreign = Object.keys(c.command).filter((field) => field !== 'owner' && field !== 'interimMeasures');
  return foreign.map((path) => ({ code: 'NOT_THE_REGISTRANT', path }));
};

/** Where nobody is left at a level, the level above decides (contract §2). */
function whoseTurn(c: Case, due: Approver, barred: readonly string[]): Approver {
  const left = (c.dossier.staff?.[due] ?? []).some((id) => !barred.includes(id));
  const above = levelAbove(due);
  return left || !above ? due : whoseTurn(c, above, barred);
}

function mayStep(c: Case, due: Approver | undefined, given: readonly { level: Approver }[], barred: readonly string[]): Reason[] {
  if (isOneOf(c, barred)) return SEPARATED;
  const mine: Approver = levelOfCase(c) ?? 'PRINCIPAL';
  if (!due || mine === due || (c.dossier.staff && mine === whoseTurn(c, due, barred))) return fine;
  return given.some((one) => one.level === mine) ? MOVED_ON : notDue(due);
}

/** An inspector may accept on paper for the firm, and nothing else of what supervisors and principals decide. */
const decides = ({ mandate }: Case): boolean => mandate !== null && (holds(mandate, 'SUPERVISOR') || holds(mandate, 'PRINCIPAL'));

/** The SUPERVISOR of the level in pendingLevel. A level that has confirmed already lost the race: state, not right. */
export const dueConfirmer: Who = (c) => {
  const { hazard } = c;
  const due = hazard.status === 'CONFIRMING' ? hazard.route.confirm[hazard.confirmations.length] : undefined;
  return decides(c) && covers(organisationOf(c), hazard) ? mayStep(c, due, hazard.confirmations, barredFromConfirming(hazard)) : FORBIDDEN;
};

/**
 * His own acceptance stands and the row has gone on: a word said twice, or two clicks of which one won (contract §1, 409). Where
 * the turn is his once more, in another office, it is the second of two people that is missing: 403.
 */
function hasAccepted(c: Case, due: Approver | undefined): boolean {
  const given = c.hazard.acceptances.filter((one) => isOneOf(c, personsOf(one)));
  if (due === undefined) return given.length > 0;
  const isHis = c.caller.mandates.some(({ organisation }) => (levelOf(organisation.kind) ?? 'PRINCIPAL') === due);
  return !isHis && given.some(({ level }) => level === (levelOfCase(c) ?? 'PRINCIPAL'));
}

export const dueAccepter: Who = (c) => {
  const { hazard, mandate } = c;
  if (!mandate || !covers(mandate.organisation, hazard)) return FORBIDDEN;
  const due = hazard.status === 'ACCEPTING' ? hazard.route.accept[hazard.acceptances.length] : undefined;
  if (c.move === 'accept' && hasAccepted(c, due)) return MOVED_ON;
  const barred = barredFromAccepting(hazard);
  const firmsTurn = hazard.route.accept.includes('PRINCIPAL') && (due ?? 'PRINCIPAL') === 'PRINCIPAL';
  if (firmsTurn && levelOfCase(c) === 'TOWN' && 'signedSheetEvidenceId' in c.command && c.command.signedSheetEvidenceId) {
    return isOneOf(c, barred) ? SEPARATED : fine;
  }
  if (!decides(c)) return FORBIDDEN;
  return mayStep(c, due, hazard.acceptances, barred);
};

/** 退回: whoever could confirm or accept now. */
export const confirmerOrAccepter: Who = (c) => (c.hazard.status === 'ACCEPTING' ? dueAccepter(c) : dueConfirmer(c));

/** The last confirming level decides an extension; a late one only the county (contract §3). Where nobody is left there, the level above. */
export const extensionDecider: Who = (c) => {
  if (!covers(organisationOf(c), c.hazard)) return FORBIDDEN;
  const { extensionId } = c.command as { extensionId?: string };
  const asked = c.hazard.extensions.find((one) => (extensionId === undefined ? one.state === 'PENDING' : one.id === extensionId));
  const level = extensionLevel(c.hazard.route, asked);
  const mine = levelOfCase(c);
  return mine === level || (c.dossier.staff && mine === whoseTurn(c, level, [])) ? fine : notDue(level);
};

/** A MAJOR is played down only by the county (contract §3); asked without a level (allowedMoves), down is all that is left to do with it. */
export const reclassifier: Who = (c) => {
  if (!covers(organisationOf(c), c.hazard)) return FORBIDDEN;
  const down = c.hazard.level === 'MAJOR' && (c.command as { level?: string }).level !== 'MAJOR';
  return down && levelOfCase(c) === 'TOWN' ? notDue('COUNTY') : fine;
};

/** 作废: the finder's level or above; a MAJOR the county only. */
export const voider: Who = (c) => {
  const level = levelOfCase(c);
  if (!level || !covers(organisationOf(c), c.hazard)) return FORBIDDEN;
  if (c.hazard.level === 'MAJOR') return level === 'COUNTY' ? fine : notDue('COUNTY');
  const floor: Approver = c.hazard.finderLevel === 'ENTERPRISE' ? 'TOWN' : c.hazard.finderLevel;
  return isAtOrAbove(level, floor) ? fine : notDue(floor);
};

/** 核查: not who accepted. */
export const verifier: Who = (c) => {
  if (!covers(organisationOf(c), c.hazard)) return FORBIDDEN;
  return isOneOf(c, c.hazard.acceptances.flatMap(personsOf)) ? SEPARATED : fine;
};

/** The level an act is given for: the one that is due, also where the level above stands in. */
export const dueConfirmation = (hazard: Hazard): AuthorityLevel | undefined => hazard.route.confirm[hazard.confirmations.length];
export const dueAcceptance = (hazard: Hazard): Approver | undefined => hazard.route.accept[hazard.acceptances.length];
export { actor };
