/** What a move changes: pure functions from a case to the changed fields. */
import { acceptanceHash, contentHash, fiveHash, BOUND_FIELDS } from './content.js';
import { addDays } from './deadline.js';
import { actor } from './dossier.js';
import type { Case, Dossier, MoveName, Paper } from './dossier.js';
import type { Act, Approver, Finder, FiveInPlace, Hazard, Route, Signature } from './hazard.js';
import { holds, levelOf } from './permission.js';
import type { AuthorityLevel } from './permission.js';
import { routeFor } from './routes.js';
import { dueAcceptance, dueConfirmation } from './who.js';

export type Change = Partial<Hazard>;
export type Effect<M extends MoveName> = (c: Case<M>) => Change;

const citedHashes = ({ evidence }: Dossier, ids: readonly (string | null | undefined)[]): string[] =>
  evidence.filter((one) => ids.includes(one.id)).map((one) => one.sha256);
const planEvidence = (hazard: Hazard): (string | null | undefined)[] => [hazard.fiveInPlace.contingencyPlan?.evidenceId];

function act(c: Case, opinion: string | null): Act {
  return {
    by: actor(c), onBehalfOf: c.mandate?.onBehalfOf ?? null, at: c.at, opinion,
    contentHash: contentHash(c.hazard, citedHashes(c.dossier, planEvidence(c.hazard))),
  };
}

const paperOf = (command: Paper): Signature['paper'] =>
  command.signedSheetEvidenceId && command.signedOn ? { evidenceId: command.signedSheetEvidenceId, signedOn: command.signedOn } : null;

const firstAct = (c: Case): Change => ({ firstActAt: c.hazard.firstActAt ?? c.at });

/** Acts of the first phase are spent and the row is where its finder started. */
export function backToStart(hazard: Hazard, today: string): Change {
  const own = hazard.finderLevel === 'ENTERPRISE';
  return {
    signature: null, signatureOwed: false, confirmations: [], submission: null, acceptances: [],
    status: own ? 'REPORTED' : 'CONFIRMING', pendingLevel: own ? null : hazard.route.confirm[0] ?? null,
    ...(own && hazard.status !== 'REPORTED' && { reportedOn: today }),
  };
}

const pendingAccepter = (due: Approver | undefined): AuthorityLevel | null => (due && due !== 'PRINCIPAL' ? due : null);
export const hasActs = (hazard: Hazard): boolean => hazard.signature !== null || hazard.confirmations.length > 0;

/** An edit of what was signed lapses every act while nothing is being rectified yet (contract §3). */
export function lapsing(before: Hazard, change: Change, today: string): Change {
  const after = { ...before, ...change };
  const early = before.status === 'REPORTED' || before.status === 'CONFIRMING';
  const touched = BOUND_FIELDS.some((field) => after[field] !== before[field]) || fiveHash(after.fiveInPlace) !== fiveHash(before.fiveInPlace);
  return early && touched && hasActs(before) ? { ...change, ...backToStart(before, today) } : change;
}

export const signed: Effect<'sign'> = (c) => {
  const signature: Signature = { ...act(c, null), statement: c.command.statement ?? null, paper: paperOf(c.command) };
  const moves = c.hazard.finderLevel === 'ENTERPRISE' && c.hazard.status === 'REPORTED';
  return {
    signature, signatureOwed: false, ...firstAct(c), refusal: null,
    ...(moves && { status: 'CONFIRMING' as const, pendingLevel: c.hazard.route.confirm[0] ?? null }),
  };
};

export const refusedToSign: Effect<'refuse-to-sign'> = (c) => ({
  refusal: { by: actor(c), at: c.at, reason: c.command.reason, witness: c.command.witness },
});

/** 提级接管: on as if that level had found it. */
export const takenOver: Effect<'take-over'> = (c) => {
  const level = levelOf(c.mandate?.organisation.kind ?? 'COUNTY_BUREAU') === 'TOWN' ? 'TOWN' : 'COUNTY';
  const { sector, level: hazardLevel } = c.hazard;
  const route = routeFor(c.rules.routes, { finderLevel: level, level: hazardLevel, sector, enterprise: c.dossier.enterprise });
  return {
    ...firstAct(c), finderLevel: level, route, status: 'CONFIRMING', pendingLevel: route.confirm[0] ?? null,
    takenOver: { level, by: actor(c), at: c.at },
  };
};

export const confirmed: Effect<'confirm'> = (c) => {
  const level = dueConfirmation(c.hazard);
  if (!level) return {};
  const confirmations = [...c.hazard.confirmations, { ...act(c, c.command.opinion ?? null), level }];
  const next = c.hazard.route.confirm[confirmations.length] ?? null;
  return { ...firstAct(c), confirmations, pendingLevel: next, status: next ? 'CONFIRMING' : 'RECTIFYING' };
};

export const sentBack: Effect<'send-back'> = (c) =>
  c.hazard.status === 'ACCEPTING'
    ? { status: 'RECTIFYING', acceptances: [], submission: null, pendingLevel: null }
    : backToStart(c.hazard, c.today);

/** Only the principal's own password signs anew; whoever else amends leaves the signature owed. */
export const amended: Effect<'amend'> = (c) => {
  const next = { ...c.hazard, ...c.command.changes };
  const renewed = c.command.passwordRight && c.mandate && holds(c.mandate, 'PRINCIPAL') ? { ...act({ ...c, hazard: next }, null), statement: c.command.statement ?? null, paper: null } : null;
  return {
    ...c.command.changes, signature: renewed, acceptances: [],
    signatureOwed: !renewed && c.hazard.finderLevel === 'ENTERPRISE' && (c.hazard.signature !== null || c.hazard.signatureOwed),
    ...(c.hazard.status === 'ACCEPTING' && { pendingLevel: pendingAccepter(c.hazard.route.accept[0]) }),
  };
};

export const submitted: Effect<'submit-rectification'> = (c) => {
  const { summary, completedOn, fundsSpentYuan, evidenceIds } = c.command;
  const { opinion: _opinion, ...given } = act(c, null);
  return {
    ...firstAct(c), status: 'ACCEPTING', pendingLevel: pendingAccepter(c.hazard.route.accept[0]), acceptances: [],
    submission: { ...given, summary, completedOn, fundsSpentYuan, evidenceIds, paper: paperOf(c.command) },
  };
};

export const acceptedBy: Effect<'accept'> = (c) => {
  const level = dueAcceptance(c.hazard);
  if (!level) return {};
  const evidence = citedHashes(c.dossier, [...planEvidence(c.hazard), ...(c.hazard.submission?.evidenceIds ?? [])]);
  const acceptance = {
    ...act(c, c.command.opinion ?? null), contentHash: acceptanceHash(c.hazard, evidence),
    level, checkedOnSite: c.command.checkedOnSite ?? false, paper: paperOf(c.command),
  };
  const acceptances = [...c.hazard.acceptances, acceptance];
  const next = c.hazard.route.accept[acceptances.length];
  return next ? { acceptances, pendingLevel: pendingAccepter(next) } : { acceptances, ...closed(c) };
};

/** 销号; closing delists, and leaves nothing to extend. */
const closed = ({ at, hazard }: Case): Change => ({ status: 'CLOSED', pendingLevel: null, closedAt: at, supervision: null, extensions: lapsed(hazard) });

/** A request nobody decided does not outlive what it was asked for: it would silence the notices of a reopened hazard. */
const lapsed = ({ extensions }: Hazard): Hazard['extensions'] => extensions.map((one) => (one.state === 'PENDING' ? { ...one, state: 'LAPSED' } : one));

export const extensionAsked: Effect<'request-extension'> = (c) => ({
  extensions: [...c.hazard.extensions, {
    id: c.command.id, deadline: c.command.deadline, reason: c.command.reason, interimMeasures: c.command.interimMeasures ?? null,
    requestedAt: c.at, requestedBy: actor(c), late: !!c.hazard.deadline && c.today > c.hazard.deadline, state: 'PENDING', decision: null,
  }],
});

export const extensionDecided: Effect<'decide-extension'> = (c) => {
  const { extensionId, verdict, opinion } = c.command;
  const asked = c.hazard.extensions.find((one) => one.id === extensionId);
  const decision = { by: actor(c), at: c.at, opinion: opinion ?? null, from: c.hazard.deadline ?? '' };
  return {
    extensions: c.hazard.extensions.map((one) => (one.id === extensionId ? { ...one, state: verdict, decision } : one)),
    ...(verdict === 'APPROVED' && asked && { deadline: asked.deadline }),
  };
};

/** The routes start again where the new level asks for more; both levels stay visible (contract §3). */
export const reclassified: Effect<'reclassify'> = (c) => {
  const { hazard, command } = c;
  const route = routeFor(c.rules.routes, { finderLevel: hazard.finderLevel, level: command.level, sector: hazard.sector, enterprise: c.dossier.enterprise });
  const change: Change = {
    level: command.level, route, escalationVersion: c.rules.escalation.version,
    levelHistory: [...hazard.levelHistory, { level: command.level, at: c.at, by: actor(c).name, reason: command.reason }],
    ...(command.basisClause !== undefined && { basisClause: command.basisClause }),
    ...(command.basisNote !== undefined && { basisNote: command.basisNote }),
  };
  if (command.level === 'MAJOR') return { ...change, ...backToStart({ ...hazard, route }, c.today) };
  if (hazard.status === 'ACCEPTING') return { ...change, acceptances: [], pendingLevel: pendingAccepter(route.accept[0]) };
  if (hazard.status !== 'CONFIRMING') return change;
  const confirmations = hazard.confirmations.filter((one) => route.confirm.includes(one.level));
  const next = route.confirm[confirmations.length] ?? null;
  return { ...change, confirmations, pendingLevel: next, status: next ? 'CONFIRMING' : 'RECTIFYING' };
};

export const listedForSupervision: Effect<'list-for-supervision'> = ({ command, at }) => ({
  supervision: { level: command.supervisingLevel, unit: command.unit, noticeNo: command.noticeNo, deadline: command.deadline, listedAt: at },
});

/** 真改实改: what proves not genuine is open again, with a new deadline and its acts to give anew. */
export const verified: Effect<'verify'> = (c) => {
  const { verdict, opinion } = c.command;
  const deadline = c.command.deadline ?? addDays(c.today, c.rules.reopenedDays);
  const verification = { by: actor(c), at: c.at, verdict, opinion, deadline: verdict === 'GENUINE' ? null : deadline };
  const verifications = [...c.hazard.verifications, verification];
  return verdict === 'GENUINE'
    ? { verifications }
    : { verifications, status: 'RECTIFYING', deadline, extensions: lapsed(c.hazard), closedAt: null, acceptances: [], submission: null, pendingLevel: null, terminated: false };
};

export const voided: Effect<'void'> = ({ hazard, command }) => ({
  status: 'VOIDED', statusBeforeVoid: hazard.status, pendingLevel: null, duplicateOf: command.duplicateOf ?? null,
});
export const restored: Effect<'restore'> = ({ hazard }) => {
  const status = hazard.statusBeforeVoid ?? 'REPORTED';
  const due = status === 'CONFIRMING' ? hazard.route.confirm[hazard.confirmations.length] : status === 'ACCEPTING' ? hazard.route.accept[hazard.acceptances.length] : undefined;
  return { status, statusBeforeVoid: null, pendingLevel: pendingAccepter(due), duplicateOf: null };
};

export const terminated: Effect<'terminate'> = (c) => ({ ...closed(c), terminated: true });

/**
 * The route that a corrected sector asks for; null where it asks for nothing else than the sector before, under the settings
 * in force: then the route stays, with the version it was made by.
 */
export function rerouted({ hazard, command, rules, dossier: { enterprise } }: Case<'patch'>): Route | null {
  if (command.sector === undefined || command.sector === hazard.sector) return null;
  const [before, after] = [hazard.sector, command.sector].map((sector) => routeFor(rules.routes, { finderLevel: hazard.finderLevel, level: hazard.level, sector, enterprise })) as [Route, Route];
  return String(before.confirm) === String(after.confirm) && String(before.accept) === String(after.accept) ? null : after;
}

/** Acts that were given on another way are spent. */
const onItsWay = (hazard: Hazard, route: Route, today: string): Change =>
  (hasActs(hazard) ? backToStart({ ...hazard, route }, today) : { pendingLevel: hazard.status === 'CONFIRMING' ? route.confirm[0] ?? null : null });

export const patched: Effect<'patch'> = (c) => {
  const { deadline, ...rest } = c.command;
  const change: Change = { ...rest };
  const route = rerouted(c);
  if (deadline !== undefined && deadline !== c.hazard.deadline) {
    change.deadline = deadline;
    change.originalDeadline = c.hazard.originalDeadline ?? deadline;
  }
  return route ? { ...change, route, ...onItsWay(c.hazard, route, c.today) } : lapsing(c.hazard, change, c.today);
};

export const fivePut: Effect<'five-in-place'> = (c) => {
  const adopted = c.hazard.deadline === null && c.command.deadline ? { deadline: c.command.deadline, originalDeadline: c.hazard.originalDeadline ?? c.command.deadline } : {};
  return lapsing(c.hazard, { fiveInPlace: c.command.five, ...adopted }, c.today);
};

/** Filling what was empty is no change of what was signed; replacing content is. */
export function onlyFills(before: FiveInPlace, after: FiveInPlace): boolean {
  return (Object.keys(before) as (keyof FiveInPlace)[]).every((part) => {
    if (before[part] === null) return true;
    const kept = { ...after, ...Object.fromEntries(Object.keys(before).filter((other) => other !== part).map((other) => [other, null])) };
    const was = { ...before, ...Object.fromEntries(Object.keys(before).filter((other) => other !== part).map((other) => [other, null])) };
    return fiveHash(kept) === fiveHash(was);
  });
}

/** With `duplicateOf` the voided row's finders join the survivor's, and leave again on restore: all that came with it, its own duplicates' too. */
export const withFinders = (survivor: Hazard, gone: Hazard): Finder[] => [
  ...survivor.finders, ...gone.finders.map((finder) => ({ ...finder, hazardId: finder.hazardId ?? gone.id })),
];
export function withoutFinders(survivor: Hazard, back: Hazard): Finder[] {
  const brought = new Set([back.id, ...back.finders.flatMap(({ hazardId }) => hazardId ?? [])]);
  return survivor.finders.filter(({ hazardId }) => hazardId === null || !brought.has(hazardId));
}
