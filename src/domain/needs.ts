/** The conditions a move may require: one small function each, each citing where it comes from. */
import { addWorkingDays, WorkingYearMissing } from './deadline.js';
import type { Case, Commands, Dossier, MoveName } from './dossier.js';
import { fiveHash } from './content.js';
import { missingParts } from './hazard.js';
import type { FiveInPlace, Hazard } from './hazard.js';
import type { Reason, RefusalCode } from './refusal.js';

export type Need<M extends MoveName = MoveName> = (c: Case<M>) => Reason[];

const no = (code: RefusalCode, path?: string, params?: Reason['params']): Reason[] =>
  [{ code, ...(path && { path }), ...(params && { params }) }];
const fine: Reason[] = [];

/** Contract §3: owner and deadline at the latest before the first act. */
export const ownerAndDeadline: Need = ({ hazard }) => [
  ...(hazard.owner ? fine : no('OWNER_AND_DEADLINE_NEEDED', 'owner')),
  ...(hazard.deadline ? fine : no('OWNER_AND_DEADLINE_NEEDED', 'deadline')),
];

/** 泽州 2023 四(一)2: “严格落实整改措施、责任、资金、时限和预案‘五到位’”. */
export const fiveInPlaceIfMajor: Need = ({ hazard }) =>
  hazard.level !== 'MAJOR' ? fine : missingParts(hazard.fiveInPlace).flatMap((part) => no('FIVE_IN_PLACE_INCOMPLETE', `fiveInPlace.${part}`, { part }));

/** An inspector acts for the firm only on a signed sheet of this hazard (contract §3). */
export function paperIfAuthority<M extends 'sign' | 'submit-rectification' | 'accept'>(c: Case<M>): Reason[] {
  if (!c.mandate || c.mandate.organisation.kind === 'ENTERPRISE') return fine;
  if (c.move === 'accept' && (c.mandate.role === 'SUPERVISOR' && !(c.command).signedSheetEvidenceId)) return fine;
  return paper(c);
}

function paper(c: Case<'sign' | 'submit-rectification' | 'accept'>): Reason[] {
  const { signedSheetEvidenceId, signedOn } = c.command;
  const sheet = c.dossier.evidence.find((one) => one.id === signedSheetEvidenceId);
  if (!sheet || sheet.kind !== 'SIGNED_SHEET') return no('SIGNED_SHEET_NEEDED', 'signedSheetEvidenceId');
  if (!signedOn) return no('SIGNED_SHEET_NEEDED', 'signedOn');
  return dayWithin(c, 'signedOn', signedOn);
}

function dayWithin({ hazard, today }: Pick<Case, 'hazard' | 'today'>, path: string, day: string): Reason[] {
  if (day > today) return no('DAY_IN_FUTURE', path, { today });
  return day < hazard.foundOn ? no('DAY_BEFORE_FOUND', path, { foundOn: hazard.foundOn }) : fine;
}
const notPast = (path: string, day: string | undefined, today: string): Reason[] =>
  day !== undefined && day < today ? no('DEADLINE_IN_PAST', path, { today }) : fine;
export const completedOnPlausible: Need<'submit-rectification'> = (c) => dayWithin(c, 'completedOn', c.command.completedOn);
export const dayPlausible: Need<'workers-informed' | 'assessments'> = (c) => dayWithin(c, 'day', c.command.day);

/** Contract §3: after a refusal, or a MAJOR one working day in REPORTED. */
export const silentOrRefused: Need = ({ hazard, rules, today }) => {
  if (hazard.refusal) return fine;
  if (hazard.level !== 'MAJOR') return no('TAKE_OVER_TOO_EARLY');
  try {
    return today > addWorkingDays(hazard.reportedOn, 1, rules.workingCalendar) ? fine : no('TAKE_OVER_TOO_EARLY');
  } catch (error) {
    if (error instanceof WorkingYearMissing) return no('WORKING_CALENDAR_MISSING', undefined, { year: error.year });
    throw error;
  }
};

/** Contract §3: every confirmation of the route stands before a MAJOR is submitted. */
export const everyConfirmationIfMajor: Need = ({ hazard }) =>
  hazard.level === 'MAJOR' && hazard.confirmations.length < hazard.route.confirm.length ? no('CONFIRMATIONS_NEEDED') : fine;

/** An amendment spends the signature of an own find: it is given again before anything is submitted or accepted. */
export const signatureAfterAmendment: Need = ({ hazard }) =>
  hazard.signatureOwed ? no('SIGNATURE_NEEDED') : fine;

/** Contract §3: at least one AFTER evidence; of one that was verified as not genuine, at least one that nobody had judged. */
export const afterEvidence: Need<'submit-rectification'> = ({ hazard, dossier, command }) => {
  const cited = command.evidenceIds.map((id) => dossier.evidence.find((one) => one.id === id));
  const unknown = cited.flatMap((one, index) => (one ? fine : no('EVIDENCE_UNKNOWN', `evidenceIds[${index}]`)));
  const after = cited.filter((one) => one?.kind === 'AFTER');
  if (after.length === 0) return [...unknown, ...no('CLOSURE_EVIDENCE_MISSING', 'evidenceIds')];
  const judged = judgedFiles(hazard, dossier);
  return [...unknown, ...(after.some((one) => !judged.has(one?.sha256 ?? '')) ? fine : no('CLOSURE_EVIDENCE_JUDGED', 'evidenceIds'))];
};
/** What was there when the hazard was last reopened as not genuine (虚假整改): the same file sent in again is no other. */
const judgedFiles = ({ verifications }: Hazard, { evidence }: Dossier): ReadonlySet<string> => {
  const reopenedAt = verifications.filter(({ verdict }) => verdict === 'NOT_GENUINE').at(-1)?.at ?? '';
  return new Set(evidence.filter(({ uploadedAt }) => uploadedAt <= reopenedAt).map(({ sha256 }) => sha256));
};
export const evidenceKnown: Need<'record-progress'> = ({ dossier, command }) =>
  command.evidenceIds.flatMap((id, index) => (dossier.evidence.some((one) => one.id === id) ? fine : no('EVIDENCE_UNKNOWN', `evidenceIds[${index}]`)));
export const oneEvidenceKnown: Need<'workers-informed' | 'terminate'> = ({ dossier, command }) =>
  !command.evidenceId || dossier.evidence.some((one) => one.id === command.evidenceId) ? fine : no('EVIDENCE_UNKNOWN', 'evidenceId');

/** House, limits on everything: each lock of the row reads all of them. */
const EVIDENCE_PER_HAZARD_MAX = 500;
export const roomForEvidence: Need<'attach'> = ({ dossier }) =>
  dossier.evidence.length < EVIDENCE_PER_HAZARD_MAX ? fine : no('EVIDENCE_LIMIT', undefined, { limit: EVIDENCE_PER_HAZARD_MAX });

/** Whoever's clock it was, it may be a little ahead of ours. */
const CLOCK_AHEAD_MAX_MS = 10 * 60_000;
/** Contract §3, Evidence: what has not happened yet proves nothing. */
export const alreadyTaken: Need<'attach'> = ({ command: { evidence: { takenAt } }, at }) =>
  takenAt !== null && Date.parse(takenAt) > Date.parse(at) + CLOCK_AHEAD_MAX_MS ? no('TAKEN_IN_FUTURE', 'takenAt') : fine;

/** House, limits on everything: these lists lie in the row, which every write reads and writes whole. */
const ENTRIES_PER_HAZARD_MAX = 200;
export const roomFor = (list: 'workersInformed' | 'assessments' | 'extensions' | 'verifications' | 'levelHistory'): Need => ({ hazard }) =>
  hazard[list].length < ENTRIES_PER_HAZARD_MAX ? fine : no('ENTRY_LIMIT', undefined, { limit: ENTRIES_PER_HAZARD_MAX });

/** Contract §3: checkedOnSite at least once for a MAJOR, at the latest with the last acceptance. */
export const onSiteOnceIfMajor: Need<'accept'> = ({ hazard, command }) => {
  const last = hazard.acceptances.length === hazard.route.accept.length - 1;
  const seen = command.checkedOnSite === true || hazard.acceptances.some((one) => one.checkedOnSite);
  return hazard.level === 'MAJOR' && last && !seen ? no('ON_SITE_CHECK_NEEDED', 'checkedOnSite') : fine;
};

/** Contract §3, 延期: later than it was and not past already, at most two, one at a time. */
export const extensionAllowed: Need<'request-extension'> = ({ hazard, command, rules, today }) => [
  ...(hazard.extensions.some((one) => one.state === 'PENDING') ? no('EXTENSION_PENDING') : fine),
  ...(hazard.deadline ? fine : no('OWNER_AND_DEADLINE_NEEDED', 'deadline')),
  ...(hazard.deadline && command.deadline <= hazard.deadline ? no('EXTENSION_NOT_LATER', 'deadline', { deadline: hazard.deadline }) : notPast('deadline', command.deadline, today)),
  ...(hazard.extensions.filter((one) => one.state === 'PENDING' || one.state === 'APPROVED').length >= rules.extensionLimit ? no('EXTENSION_LIMIT', undefined, { limit: rules.extensionLimit }) : fine),
];
export const extensionOpen: Need<'decide-extension'> = ({ hazard, command }) => {
  const asked = hazard.extensions.find((one) => one.id === command.extensionId);
  if (!asked) return no('EXTENSION_UNKNOWN', 'extensionId');
  return asked.state === 'PENDING' ? fine : no('EXTENSION_DECIDED', 'extensionId');
};

export const levelChanges: Need<'reclassify'> = ({ hazard, command }) => [
  ...(hazard.level === command.level ? no('LEVEL_UNCHANGED', 'level') : fine),
  ...(command.level === 'MAJOR' && !command.basisClause && !command.basisNote && !hazard.basisClause && !hazard.basisNote ? no('BASIS_NEEDED', 'basisClause') : fine),
];

export const notListed: Need = ({ hazard }) => (hazard.supervision ? no('ALREADY_LISTED') : fine);
/** While an order stands, operations are suspended whatever the firm writes; only resumption ends it (contract §3, 恢复). */
export const orderKept: Need<'patch'> = ({ hazard, command }) =>
  hazard.suspension && command.operationsSuspended === false ? no('RULE_BROKEN', 'operationsSuspended', { why: '停产停业整顿决定尚未解除，恢复生产须由监管单位办理' }) : fine;
export const listed: Need = ({ hazard }) => (hazard.supervision ? fine : no('NOT_LISTED'));
export const notSuspended: Need = ({ hazard }) => (hazard.suspension ? no('ALREADY_SUSPENDED') : fine);
export const suspended: Need = ({ hazard }) => (hazard.suspension ? fine : no('NOT_SUSPENDED'));
export const noOpenMajorUnderOrder: Need = ({ dossier }) =>
  dossier.openMajorsUnderOrder.length ? no('OPEN_MAJOR_UNDER_ORDER', undefined, { ledgerNos: dossier.openMajorsUnderOrder.slice(0, 10).join('、') }) : fine;

export const verifyDeadlineAhead: Need<'verify'> = ({ command, today }) => notPast('deadline', command.deadline, today);
export const supervisionDeadlineAhead: Need<'list-for-supervision'> = ({ command, today }) => notPast('deadline', command.deadline, today);
export const suspensionInOrder: Need<'suspend-operations'> = ({ command }) =>
  command.until !== undefined && command.until < command.from ? no('RANGE_UPSIDE_DOWN', 'until') : fine;

/** Contract §1: the number of a voided row may be used again; then the voided one has to stay so. */
export const refFree: Need = ({ dossier }) => (dossier.refTaken ? no('EXTERNAL_REF_CONFLICT', 'externalRef', { fields: 'externalRef' }) : fine);

export const survivorStands: Need<'void'> = ({ hazard, dossier, command }) => {
  if (!command.duplicateOf) return fine;
  const survivor = isOfSameFirm(hazard, dossier.named) && dossier.named?.status !== 'VOIDED' ? dossier.named : null;
  if (!survivor) return no('DUPLICATE_INVALID', 'duplicateOf');
  const limit = ENTRIES_PER_HAZARD_MAX;
  return survivor.finders.length + hazard.finders.length <= limit ? fine : no('ENTRY_LIMIT', 'duplicateOf', { limit });
};
const isOfSameFirm = (hazard: Hazard, other: Hazard | null): boolean => other !== null && other.id !== hazard.id && other.enterpriseId === hazard.enterpriseId;
export const repeatStands: Need<'patch'> = ({ hazard, dossier, command }) =>
  !command.repeatOf || isOfSameFirm(hazard, dossier.named) ? fine : no('REPEAT_INVALID', 'repeatOf');
/** One that was voided since it was named here may stay. */
export const inspectionStands: Need<'patch'> = ({ hazard, dossier, command }) =>
  !command.inspectionId || command.inspectionId === hazard.inspectionId || dossier.inspectionOf === hazard.enterpriseId ? fine : no('INSPECTION_INVALID', 'inspectionId');
export const enterpriseCeased: Need = ({ dossier }) => (dossier.enterprise.status === 'CEASED' ? fine : no('ENTERPRISE_NOT_CEASED'));

/** After the first act the deadline moves only by extension or verification (contract §3). */
export const deadlineFree: Need<'patch'> = ({ hazard, command }) => {
  if (command.deadline === undefined || command.deadline === hazard.deadline) return fine;
  if (hazard.firstActAt) return no('DEADLINE_FIXED', 'deadline');
  return command.deadline < hazard.foundOn ? no('DEADLINE_BEFORE_FOUND', 'deadline') : fine;
};
/** A clause is one of the published criteria (判定标准). */
export const clauseKnown: Need<'patch' | 'amend' | 'reclassify'> = ({ command, rules }) => {
  const { basisClause } = 'changes' in command ? command.changes : command;
  return !basisClause || rules.clauses.has(basisClause) ? fine : no('CLAUSE_UNKNOWN', 'changes' in command ? 'changes.basisClause' : 'basisClause');
};
export const basisKept: Need<'patch' | 'amend'> = ({ hazard, command }) => {
  const change = 'changes' in command ? command.changes : command;
  const clause = change.basisClause === undefined ? hazard.basisClause : change.basisClause;
  const note = change.basisNote === undefined ? hazard.basisNote : change.basisNote;
  return hazard.level === 'MAJOR' && !clause && !note ? no('BASIS_NEEDED', 'basisClause') : fine;
};

/** 时限 is the hazard's deadline; zero funds need a reason; milestones lie before the end. */
export function fiveConsistent(five: Commands['five-in-place']['five'], scheduled: string | undefined, deadline: string | null, path: string): Reason[] {
  const end = deadline ?? scheduled;
  return [
    ...(scheduled && deadline && scheduled !== deadline ? no('SCHEDULE_DEADLINE_DIFFERS', `${path}schedule.deadline`, { deadline }) : fine),
    ...(five.funds && Number(five.funds.amountYuan) === 0 && !five.funds.zeroReason ? no('ZERO_FUNDS_REASON_NEEDED', `${path}funds.zeroReason`) : fine),
    ...(five.schedule?.milestones ?? []).flatMap((one, index) => (end && one.day > end ? no('MILESTONE_AFTER_DEADLINE', `${path}schedule.milestones[${index}].day`) : fine)),
  ];
}
const planKnown = ({ dossier }: Pick<Case, 'dossier'>, { contingencyPlan }: FiveInPlace, path: string): Reason[] =>
  !contingencyPlan?.evidenceId || dossier.evidence.some((one) => one.id === contingencyPlan.evidenceId) ? fine : no('EVIDENCE_UNKNOWN', `${path}contingencyPlan.evidenceId`);
/** Where the hazard has no deadline yet it takes that of its schedule, which then is a deadline like any other. */
const adoptable = ({ hazard, command: { deadline } }: Case<'five-in-place'>): Reason[] =>
  !hazard.deadline && deadline && deadline < hazard.foundOn ? no('DEADLINE_BEFORE_FOUND', 'schedule.deadline') : fine;
export const fiveIsConsistent: Need<'five-in-place'> = (c) =>
  [...fiveConsistent(c.command.five, c.command.deadline, c.hazard.deadline, ''), ...adoptable(c), ...planKnown(c, c.command.five, '')];
export const amendedFiveIsConsistent: Need<'amend'> = (c) => {
  const { fiveInPlace: five } = c.command.changes;
  return five ? [...fiveConsistent(five, undefined, c.hazard.deadline, 'changes.fiveInPlace.'), ...planKnown(c, five, 'changes.fiveInPlace.')] : fine;
};
export const somethingAmended: Need<'amend'> = ({ hazard, command: { changes } }) => {
  const { fiveInPlace, ...texts } = changes;
  const changed = (Object.keys(texts) as (keyof typeof texts)[]).some((field) => texts[field] !== hazard[field]);
  return changed || (fiveInPlace && fiveHash(fiveInPlace) !== fiveHash(hazard.fiveInPlace)) ? fine : no('EMPTY_CHANGE', 'changes');
};
